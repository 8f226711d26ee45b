/** What stands behind a document: its calls and its other movements, newest first. */
import type { CallDirection } from '../../domain/charging/direction.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';
import { JOIN_FAR_WALLET, type MovementRow } from '../ledger/statement.ts';
import type { Db } from '../pool.ts';

/** The document, by what its items are found. */
export type ItemsOf = Readonly<{ id: bigint; walletId: bigint }>;

export type DocumentCallRow = Readonly<{
  sessionId: string;
  accountPublicId: string;
  accountPath: string;
  accountNumber: string;
  recordedAt: Date;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date;
  direction: CallDirection;
  callerNumber: string | null;
  dialledNumber: string;
  destinationNumber: string | null;
  talkMs: bigint;
  billedSeconds: number;
  /** Whose level of the call the document is about: 0 = the caller's own. */
  level: number;
  /** Of that level. */
  chargeMicros: bigint;
  /** It belongs to a period before. */
  isLate: boolean;
}>;

/** Which of them; left out: all. */
export type CallsOfOneLine = Readonly<{ direction: string; prefixes: readonly string[]; isLate: boolean }>;

type Page = Readonly<{ cursor?: string | undefined; limit: number }>;
type Param = (value: unknown) => string;

const CALLS = { order: 'document calls', parts: ['u'] } as const;
const TRANSFERS = { order: 'document transfers', parts: ['u'] } as const;
/** So many items are looked at for a page that few of them may belong to. */
const LOOKED_AT_MAX = 20_000;

/** Of the first record `c` of a call. */
const IS_LATE = 'coalesce(c.ended_at < d.period_from, false)';

const ITEMS = `document_items i join documents d on d.id = i.document_id
  where i.wallet_id = $2 and i.document_id = $1 and i.item_id between d.first_item_id and d.last_item_id`;

/**
 * One page of calls as they were first priced: what became of them later is a movement of its own. With a line, a page may
 * have fewer calls than its limit, even none, and lead on. Read in front of the wall: a call is of its account, the document of whoever pays.
 */
export async function listDocumentCalls(
  db: Db,
  { id, walletId }: ItemsOf,
  line: CallsOfOneLine | null,
  { cursor, limit }: Page,
): Promise<Readonly<{ rows: readonly DocumentCallRow[]; nextCursor: string | null }>> {
  const place = readCursor(cursor, CALLS);
  const values: unknown[] = [id, walletId];
  const param: Param = (value) => `$${values.push(value)}`;
  const before = place === null ? '' : `and i.item_id < ${param(place[0])}::uuid`;
  const items = `select i.item_id from ${ITEMS} ${before} order by i.item_id desc`;
  const { rows: ends } = await db.query<{ id: string }>(
    `select item_id as id from (${items}) looked offset ${LOOKED_AT_MAX - 1} limit 1`,
    values,
  );
  const end = ends[0]?.id ?? null;
  const conditions = ['true'];
  if (line !== null)
    conditions.push(
      `c.direction = ${param(line.direction)}`,
      line.prefixes.length === 0
        ? 'c.rate_prefix is null'
        : `c.rate_prefix = any(${param(line.prefixes)}::text[])`,
      `${IS_LATE} = ${param(line.isLate)}`,
    );
  const { rows } = await db.query<DocumentCallRow>(
    `select c.session_id as "sessionId", a.public_id as "accountPublicId", a.path as "accountPath", a.number as "accountNumber",
       c.recorded_at as "recordedAt", c.started_at as "startedAt", c.answered_at as "answeredAt", c.ended_at as "endedAt", c.direction,
       c.caller_number as "callerNumber", c.dialled_number as "dialledNumber", c.destination_number as "destinationNumber",
       c.talk_ms as "talkMs", c.billed_seconds as "billedSeconds", own.level - 1 as level,
       c.level_charge_micros[own.level] as "chargeMicros", ${IS_LATE} as "isLate"
     from (${items} limit ${LOOKED_AT_MAX}) i
     join lateral (select * from cdrs f where f.session_id = i.item_id and f.leg = 0 order by f.revision limit 1) c on true
     join lateral (select array_position(c.level_wallet_ids, $2) as level) own on own.level is not null
     join accounts a on a.id = c.account_id join documents d on d.id = $1
     where ${conditions.join(' and ')} order by c.session_id desc limit ${param(limit + 1)}`,
    values,
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? (shown.at(-1)?.sessionId ?? null) : end;
  return { rows: shown, nextCursor: last === null ? null : writeCursor(CALLS.order, [last]) };
}

/** A movement, without the balance after it: a document is no statement. */
export type DocumentTransferRow = Omit<MovementRow, 'balanceAfterMicros' | 'place'>;

/** One page of movements that are no call's first price, with tax and rounding where the document posted any. */
export async function listDocumentTransfers(
  db: Db,
  { id, walletId }: ItemsOf,
  { cursor, limit }: Page,
): Promise<Readonly<{ rows: readonly DocumentTransferRow[]; nextCursor: string | null }>> {
  const place = readCursor(cursor, TRANSFERS);
  const { rows } = await db.query<DocumentTransferRow>(
    `select page.id, page.posted_at as "postedAt", page.kind, page.note, page.method, page."sessionId",
       page.signed_micros as "signedMicros", coalesce(other.number, xa.number) as "counterpartyNumber", page.currency,
       page.exchange_rate_e10 as "exchangeRateE10", page.counterpart_id as "counterpartId", cdr.destination_number as "destinationNumber",
       coalesce(cdr.direction = 'access', false) as "isAccess", cdr.billed_seconds as "billedSeconds", cdr.free_seconds as "freeSeconds"
     from (select t.id, t.posted_at, t.kind, t.note, t.method, t.session_id as "sessionId", t.branch_id, t.currency, t.counterpart_id, t.exchange_rate_e10,
         case when t.credit_account_id = $2 and t.credits_wallet then t.amount_micros else -t.amount_micros end as signed_micros,
         case when t.kind = 'transfer' then case when t.credit_account_id = $2 then t.debit_account_id else t.credit_account_id end end as other_id
       from ${ITEMS.replace(' where ', ' join ledger_transfers t on t.id = i.item_id where ')}
         and ($3::uuid is null or i.item_id < $3)
       order by i.item_id desc limit $4) page
     left join wallets ow on ow.id = page.other_id left join accounts other on other.id = ow.account_id
     ${JOIN_FAR_WALLET}
     left join lateral (select c.destination_number, c.direction, c.billed_seconds,
         case when c.level_wallet_ids[1] = $2 then c.free_seconds end as free_seconds from cdrs c
       where c.session_id = page."sessionId" and c.branch_id = page.branch_id order by c.leg, c.revision desc limit 1) cdr on true
     order by page.id desc`,
    [id, walletId, place?.[0] ?? null, limit + 1],
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { rows: shown, nextCursor: last === undefined ? null : writeCursor(TRANSFERS.order, [last.id]) };
}
