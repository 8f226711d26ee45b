/** Cards that their holders let us keep, and what they are charged for without them. */
import type { PauseReason } from '../../domain/payments/card-payment.ts';
import { isUuid } from '../../domain/ids.ts';
import type { Db, Tx } from '../pool.ts';

export type MethodRow = Readonly<{
  id: bigint;
  publicId: string;
  accountId: bigint;
  gatewayId: bigint;
  customerRef: string;
  methodRef: string;
  label: string;
  expiresOn: string | null;
  isDefault: boolean;
  createdAt: Date;
}>;

const COLUMNS = `id, public_id as "publicId", account_id as "accountId", gateway_id as "gatewayId", customer_ref as "customerRef",
  method_ref as "methodRef", label, expires_on as "expiresOn", is_default as "isDefault", created_at as "createdAt"`;

/** The default first. */
export async function methodsOf(db: Db, accountId: bigint): Promise<readonly MethodRow[]> {
  const { rows } = await db.query<MethodRow>(
    `select ${COLUMNS} from saved_methods where account_id = $1 order by is_default desc, id`,
    [accountId],
  );
  return rows;
}

/** One of this account; null when it has no such. */
export async function methodOfAccount(
  db: Db,
  accountId: bigint,
  publicId: string,
): Promise<MethodRow | null> {
  if (!isUuid(publicId)) return null;
  const { rows } = await db.query<MethodRow>(
    `select ${COLUMNS} from saved_methods where account_id = $1 and public_id = $2`,
    [accountId, publicId],
  );
  return rows[0] ?? null;
}

export async function methodById(db: Db, id: bigint): Promise<MethodRow | null> {
  const { rows } = await db.query<MethodRow>(`select ${COLUMNS} from saved_methods where id = $1`, [id]);
  return rows[0] ?? null;
}

/** The first one is the default. One that is kept already stays as it is. */
export async function keepMethod(
  tx: Tx,
  method: Omit<MethodRow, 'id' | 'publicId' | 'isDefault'>,
): Promise<void> {
  await tx.query(
    `insert into saved_methods (account_id, gateway_id, customer_ref, method_ref, label, expires_on, is_default, created_at)
     values ($1, $2, $3, $4, $5, $6, not exists (select from saved_methods where account_id = $1 and is_default), $7)
     on conflict (gateway_id, method_ref) do nothing`,
    [
      method.accountId,
      method.gatewayId,
      method.customerRef,
      method.methodRef,
      method.label,
      method.expiresOn,
      method.createdAt,
    ],
  );
}

export async function makeDefault(
  tx: Tx,
  { id, accountId }: Pick<MethodRow, 'id' | 'accountId'>,
): Promise<void> {
  await tx.query(
    'update saved_methods set is_default = false where account_id = $1 and is_default and id <> $2',
    [accountId, id],
  );
  await tx.query('update saved_methods set is_default = true where id = $1', [id]);
}

/** An automatic top-up that charged it goes with it; another one becomes the default. */
export async function removeMethod(
  tx: Tx,
  { id, accountId }: Pick<MethodRow, 'id' | 'accountId'>,
): Promise<void> {
  await tx.query('delete from saved_methods where id = $1', [id]);
  await tx.query(
    `update saved_methods set is_default = true
     where id = (select max(id) from saved_methods where account_id = $1)
       and not exists (select from saved_methods where account_id = $1 and is_default)`,
    [accountId],
  );
}

export type AutoTopUpRow = Readonly<{
  accountId: bigint;
  methodId: bigint;
  belowMicros: bigint;
  amountMicros: bigint;
  monthMaxMicros: bigint;
  waitsForRise: boolean;
  failures: number;
  nextAt: Date | null;
  pausedReason: PauseReason | null;
}>;

const OF_TOP_UP = `t.account_id as "accountId", t.method_id as "methodId", t.below_micros as "belowMicros",
  t.amount_micros as "amountMicros", t.month_max_micros as "monthMaxMicros", t.waits_for_rise as "waitsForRise", t.failures,
  t.next_at as "nextAt", t.paused_reason as "pausedReason"`;

export async function autoTopUpOf(
  db: Db,
  accountId: bigint,
  lock: '' | 'for update' = '',
): Promise<AutoTopUpRow | null> {
  const { rows } = await db.query<AutoTopUpRow>(
    `select ${OF_TOP_UP} from auto_top_ups t where t.account_id = $1 ${lock}`,
    [accountId],
  );
  return rows[0] ?? null;
}

/** What its holder says; it begins anew with that. */
export async function saveAutoTopUp(
  tx: Tx,
  wanted: Pick<AutoTopUpRow, 'accountId' | 'methodId' | 'belowMicros' | 'amountMicros' | 'monthMaxMicros'>,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into auto_top_ups (account_id, method_id, below_micros, amount_micros, month_max_micros, changed_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (account_id) do update set method_id = $2, below_micros = $3, amount_micros = $4, month_max_micros = $5,
       changed_at = $6, waits_for_rise = false, failures = 0, next_at = null, paused_reason = null`,
    [wanted.accountId, wanted.methodId, wanted.belowMicros, wanted.amountMicros, wanted.monthMaxMicros, now],
  );
}

export async function removeAutoTopUp(tx: Tx, accountId: bigint): Promise<void> {
  await tx.query('delete from auto_top_ups where account_id = $1', [accountId]);
}

export async function setAutoTopUp(
  tx: Tx,
  accountId: bigint,
  to: Pick<AutoTopUpRow, 'waitsForRise' | 'failures' | 'nextAt' | 'pausedReason'>,
): Promise<void> {
  await tx.query(
    `update auto_top_ups set waits_for_rise = $2, failures = $3, next_at = $4, paused_reason = $5 where account_id = $1`,
    [accountId, to.waitsForRise, to.failures, to.nextAt, to.pausedReason],
  );
}

/** Those whose available money rose again are ready for the next crossing. */
export async function noteRisen(db: Db): Promise<void> {
  await db.query(
    `update auto_top_ups t set waits_for_rise = false from wallets w
     where t.waits_for_rise and w.account_id = t.account_id
       and w.balance_micros + w.credit_limit_micros - w.held_micros >= t.below_micros`,
  );
}

/** Accounts that may have to be topped up now, in the order of their ids after `after`. */
export async function accountsBelow(
  db: Db,
  { now, after, limit }: Readonly<{ now: Date; after: bigint; limit: number }>,
): Promise<readonly bigint[]> {
  const { rows } = await db.query<{ id: bigint }>(
    `select t.account_id as id from auto_top_ups t join wallets w on w.account_id = t.account_id
       join accounts a on a.id = t.account_id
     where t.paused_reason is null and not t.waits_for_rise and (t.next_at is null or t.next_at <= $1) and t.account_id > $2
       and a.status = 'active' and w.balance_micros + w.credit_limit_micros - w.held_micros < t.below_micros
       and not exists (select from gateway_payments p where p.account_id = t.account_id and p.purpose = 'auto_top_up' and p.state = 'open')
     order by t.account_id limit $3`,
    [now, after, limit],
  );
  return rows.map(({ id }) => id);
}

/** What was charged automatically since a moment, or is being charged. */
export async function autoToppedUpSince(db: Db, accountId: bigint, since: Date): Promise<bigint> {
  const { rows } = await db.query<{ micros: bigint }>(
    `select coalesce(sum(amount_micros), 0)::bigint as micros from gateway_payments
     where account_id = $1 and purpose = 'auto_top_up' and state in ('open', 'paid', 'held') and created_at >= $2`,
    [accountId, since],
  );
  return rows[0]?.micros ?? 0n;
}
