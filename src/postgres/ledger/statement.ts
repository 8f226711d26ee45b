/** The statement of a wallet: what moved it, newest first, with the balance after each movement. */
import { readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';

export type MovementRow = Readonly<{
  id: string;
  postedAt: Date;
  /** The instant to the microsecond, as the order has it; a Date would lose three digits. */
  place: string;
  kind: string;
  signedMicros: bigint;
  balanceAfterMicros: bigint;
  note: string;
  method: string | null;
  sessionId: string | null;
  counterpartyNumber: string | null;
  currency: string;
  /** Of an exchange: its rate, and the transfer that is its other side; null where there was none. */
  exchangeRateE10: bigint | null;
  counterpartId: string | null;
  destinationNumber: string | null;
  /** Of a call to an access number of calling cards: what is paid for that call itself. */
  isAccess: boolean;
  billedSeconds: number | null;
  /** Of the account's own call, those that packages gave. */
  freeSeconds: number | null;
  /** What it stands on; null = on nothing yet. */
  documentId: string | null;
  documentNumber: string | null;
}>;

export type StatementFilter = Readonly<{
  /** The wallet, and those that its holder had before it in other books. */
  walletIds: readonly bigint[];
  from: Date | null;
  to: Date;
  cursor?: string | undefined;
  limit: number;
}>;

/** The wallet `xa` on the far side of an exchange between wallets, of a row `page`; behind the wall only one's own. */
export const JOIN_FAR_WALLET = `left join ledger_transfers x on x.id = page.counterpart_id
     left join wallets xw on xw.id = case when x.credits_wallet then x.credit_account_id when x.debits_wallet then x.debit_account_id end
     left join accounts xa on xa.id = xw.account_id`;

export type ExchangedAmount = Readonly<{ amountMicros: bigint; currency: string }>;

/** What transfers moved, by their ids: of both sides of an exchange. */
export async function amountsOfTransfers(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ExchangedAmount>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<ExchangedAmount & { id: string }>(
    'select id, amount_micros as "amountMicros", currency from ledger_transfers where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map(({ id, ...rest }) => [id, rest]));
}

const CURSOR = { order: 'statement', parts: ['d', 'u'] } as const;

// Both sides of the journal have an index by wallet and time; "or" over both columns would use neither.
const MOVEMENTS = `select id, branch_id, posted_at, kind, amount_micros as signed_micros, note, method, session_id, debit_account_id as other_id, credit_account_id as wallet_id, counterpart_id, currency, exchange_rate_e10
    from ledger_transfers where credit_account_id = any($1::bigint[]) and credits_wallet and posted_at < $3
  union all
  select id, branch_id, posted_at, kind, -amount_micros, note, method, session_id, credit_account_id, debit_account_id, counterpart_id, currency, exchange_rate_e10
    from ledger_transfers where debit_account_id = any($1::bigint[]) and debits_wallet and posted_at < $3`;

/**
 * Reads one page in one snapshot. Opening and closing are the balances at the two ends of the period,
 * in micros: opening + all movements = closing, whatever page this is.
 */
export async function readStatement(db: Db, filter: StatementFilter) {
  const place = readCursor(filter.cursor, CURSOR);
  const { rows } = await db.query<
    MovementRow & { openingMicros: bigint; closingMicros: bigint; id: string | null }
  >(
    `with movements as materialized (${MOVEMENTS}),
     totals as (
       select coalesce(sum(signed_micros) filter (where posted_at < coalesce($2::timestamptz, '-infinity')), 0)::bigint as opening,
         coalesce(sum(signed_micros), 0)::bigint as closing,
         coalesce(sum(signed_micros) filter (where $4::timestamptz is null or (posted_at, id) < ($4, $5::uuid)), 0)::bigint as balance
       from movements),
     page as (
       select * from movements
       where posted_at >= coalesce($2::timestamptz, '-infinity') and ($4::timestamptz is null or (posted_at, id) < ($4, $5::uuid))
       order by posted_at desc, id desc limit $6)
     select totals.opening as "openingMicros", totals.closing as "closingMicros",
       page.id, page.posted_at as "postedAt", page.kind, page.signed_micros as "signedMicros", page.note, page.method,
       to_char(page.posted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place,
       page.session_id as "sessionId", coalesce(other.number, xa.number) as "counterpartyNumber",
       page.currency, page.exchange_rate_e10 as "exchangeRateE10", page.counterpart_id as "counterpartId",
       cdr.destination_number as "destinationNumber", coalesce(cdr.direction = 'access', false) as "isAccess", cdr.billed_seconds as "billedSeconds", cdr.free_seconds as "freeSeconds",
       d.public_id as "documentId", d.number as "documentNumber",
       (totals.balance - coalesce(sum(page.signed_micros) over (order by page.posted_at desc, page.id desc
          rows between unbounded preceding and 1 preceding), 0))::bigint as "balanceAfterMicros"
     from totals left join page on true
     left join wallets ow on ow.id = page.other_id and page.kind = 'transfer'
     left join accounts other on other.id = ow.account_id
     ${JOIN_FAR_WALLET}
     left join lateral (select c.destination_number, c.direction, c.billed_seconds,
         case when c.level_wallet_ids[1] = any($1::bigint[]) then c.free_seconds end as free_seconds from cdrs c
       where c.session_id = page.session_id and c.branch_id = page.branch_id order by c.leg, c.revision desc limit 1) cdr on true
     left join document_items i on i.wallet_id = page.wallet_id
       and i.item_id = case when page.kind in ('call_charge', 'call_overrun') then page.session_id else page.id end
     left join documents d on d.id = i.document_id
     order by page.posted_at desc, page.id desc`,
    [filter.walletIds, filter.from, filter.to, place?.[0] ?? null, place?.[1] ?? null, filter.limit + 1],
  );
  const { openingMicros = 0n, closingMicros = 0n } = rows[0] ?? {};
  const movements = rows.filter((row) => row.id !== null);
  const page = movements.slice(0, filter.limit);
  const last = page.at(-1);
  const nextCursor =
    movements.length > filter.limit && last !== undefined
      ? writeCursor(CURSOR.order, [last.place, last.id])
      : null;
  return { openingMicros, closingMicros, movements: page as readonly MovementRow[], nextCursor };
}
