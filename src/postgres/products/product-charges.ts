/** What was charged and credited for products, once for each level: never changed. */
import type { Charge } from '../../domain/products/levels.ts';
import type { Db, Tx } from '../pool.ts';

export type NewCharge = Charge &
  Readonly<{
    /** Null where nothing was to be moved. */
    transferId: string | null;
    beginsAnew: boolean;
    isAddition: boolean;
  }>;

export async function insertCharges(
  tx: Tx,
  {
    subscriptionId,
    charges,
    chargedAt,
  }: Readonly<{ subscriptionId: bigint; charges: readonly NewCharge[]; chargedAt: Date }>,
): Promise<void> {
  for (const charge of charges)
    await tx.query(
      `insert into product_charges (subscription_id, part, period_from, period_to, level, account_id, is_commission, transfer_id,
         amount_micros, list_micros, exchange_rate_e10, charged_at, quantity, begins_anew, is_addition)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        subscriptionId,
        charge.part,
        charge.from,
        charge.to,
        charge.level,
        charge.accountId,
        charge.isCommission,
        charge.transferId,
        charge.amountMicros,
        charge.listMicros,
        charge.exchangeRateE10,
        chargedAt,
        charge.quantity,
        charge.beginsAnew,
        charge.isAddition,
      ],
    );
}

export type FeeRow = Readonly<{
  level: number;
  accountId: bigint;
  isCommission: boolean;
  transferId: string | null;
  from: Date;
  to: Date;
  quantity: number;
  amountMicros: bigint;
  listMicros: bigint;
  exchangeRateE10: bigint;
}>;

/** The fees of an interval that ends then, with those of units that came later, levels in order, each before its commissions. */
export async function feesOfInterval(db: Db, subscriptionId: bigint, to: Date): Promise<readonly FeeRow[]> {
  const { rows } = await db.query<FeeRow>(
    `select level, account_id as "accountId", is_commission as "isCommission", transfer_id as "transferId", period_from as from,
       period_to as to, quantity, amount_micros as "amountMicros", list_micros as "listMicros",
       exchange_rate_e10 as "exchangeRateE10"
     from product_charges where subscription_id = $1 and part = 'fee' and period_to = $2 order by level, is_commission, id`,
    [subscriptionId, to],
  );
  return rows;
}

/** `now`, or the millisecond after the last thing that was charged then: two that come at once are two charges. */
export async function momentToCharge(db: Db, subscriptionId: bigint, now: Date): Promise<Date> {
  const { rows } = await db.query<{ last: Date | null }>(
    'select max(period_from) as last from product_charges where subscription_id = $1 and period_from >= $2',
    [subscriptionId, now],
  );
  const last = rows[0]?.last ?? null;
  return last === null ? now : new Date(last.getTime() + 1);
}

/** Units whose fee of the interval that ends then is paid. */
export async function paidQuantity(db: Db, subscriptionId: bigint, to: Date): Promise<number> {
  const { rows } = await db.query<{ quantity: number }>(
    `select coalesce(sum(quantity), 0)::int as quantity from product_charges
     where subscription_id = $1 and part = 'fee' and period_to = $2 and level = 0 and not is_commission`,
    [subscriptionId, to],
  );
  return rows[0]?.quantity ?? 0;
}
