/** How far calls to access numbers are: one row for each leg. */
import type { Db } from '../pool.ts';

export type CardCallRow = Readonly<{
  id: string;
  switchId: bigint;
  channel: string;
  accessNumber: string;
  accountId: bigint | null;
  startedAt: Date;
  endedAt: Date | null;
  /** Answers that were given. */
  number: number;
  version: number;
  state: unknown;
  answer: unknown;
  asking: unknown;
  dialled: unknown;
  accessSessionId: string | null;
  calls: number;
}>;

const COLUMNS = `id, switch_id as "switchId", channel, access_number as "accessNumber", account_id as "accountId",
  started_at as "startedAt", ended_at as "endedAt", number, version, state, answer, asking, dialled,
  access_session_id as "accessSessionId", calls`;

export async function findCardCall(
  db: Db,
  { switchId, channel }: Pick<CardCallRow, 'switchId' | 'channel'>,
): Promise<CardCallRow | null> {
  const { rows } = await db.query<CardCallRow>(
    `select ${COLUMNS} from card_calls where switch_id = $1 and channel = $2`,
    [switchId, channel],
  );
  return rows[0] ?? null;
}

/** Card calls of a switch that are not known to be over, by id, after the id `after`: a page of them. */
export async function openCardCalls(
  db: Db,
  { switchId, after }: Readonly<{ switchId: bigint; after: string }>,
): Promise<readonly CardCallRow[]> {
  const { rows } = await db.query<CardCallRow>(
    `select ${COLUMNS} from card_calls where ended_at is null and switch_id = $1 and id > $2::uuid order by id limit $3`,
    [switchId, after, PAGE_MAX],
  );
  return rows;
}

/** Those that nothing was heard of since `before`: so many at once. */
export async function quietCardCalls(db: Db, before: Date): Promise<readonly CardCallRow[]> {
  const { rows } = await db.query<CardCallRow>(
    `select ${COLUMNS} from card_calls where ended_at is null and changed_at < $1 order by id limit $2`,
    [before, PAGE_MAX],
  );
  return rows;
}

const PAGE_MAX = 500;

export type NewCardCall = Pick<
  CardCallRow,
  'id' | 'switchId' | 'channel' | 'accessNumber' | 'startedAt' | 'state'
> &
  Readonly<{ ownerId: bigint; callerNumber: string | null; source: string; now: Date }>;

/** Nothing happens where another server was first. */
export async function insertCardCall(db: Db, call: NewCardCall): Promise<void> {
  await db.query(
    `insert into card_calls (id, switch_id, channel, access_number, owner_id, caller_number, source, started_at, changed_at,
       number, version, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 1, $10)
     on conflict do nothing`,
    [
      call.id,
      call.switchId,
      call.channel,
      call.accessNumber,
      call.ownerId,
      call.callerNumber,
      call.source,
      call.startedAt,
      call.now,
      JSON.stringify(call.state),
    ],
  );
}

export type CardCallChange = Pick<
  CardCallRow,
  'accountId' | 'endedAt' | 'number' | 'state' | 'answer' | 'asking' | 'dialled' | 'accessSessionId' | 'calls'
>;

/** Writes the row as the next version; false where another server wrote it meanwhile, and nothing is changed. */
export async function updateCardCall(
  db: Db,
  { id, version }: Pick<CardCallRow, 'id' | 'version'>,
  change: CardCallChange,
  now: Date,
): Promise<boolean> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  const { rowCount } = await db.query(
    `update card_calls set account_id = $3, ended_at = $4, number = $5, state = $6, answer = $7, asking = $8, dialled = $9,
       access_session_id = $10, calls = $11, version = version + 1, changed_at = $12
     where id = $1 and version = $2`,
    [
      id,
      version,
      change.accountId,
      change.endedAt,
      change.number,
      json(change.state),
      json(change.answer),
      json(change.asking),
      json(change.dialled),
      change.accessSessionId,
      change.calls,
      now,
    ],
  );
  return rowCount === 1;
}

/** The customer who calls from this number without a PIN, and whether somebody has verified that it is its own; null for none. */
export async function pinlessCallerId(
  db: Db,
  number: string,
): Promise<Readonly<{ accountId: bigint; isVerified: boolean }> | null> {
  const { rows } = await db.query<{ accountId: bigint; isVerified: boolean }>(
    'select account_id as "accountId", is_verified as "isVerified" from account_caller_ids where is_pinless and number = $1',
    [number],
  );
  return rows[0] ?? null;
}

/** Money of a wallet that is free, with what is held for one of its calls; null for an account without a wallet. */
export async function moneyOfCard(
  db: Db,
  accountId: bigint,
  accessSessionId: string | null,
): Promise<Readonly<{ amountMicros: bigint; currency: string }> | null> {
  const { rows } = await db.query<{ amountMicros: bigint; currency: string }>(
    `select w.balance_micros + w.credit_limit_micros - w.held_micros + coalesce(s.level_held_micros[1], 0) as "amountMicros", w.currency
     from wallets w left join live_sessions s on s.session_id = $2 where w.account_id = $1`,
    [accountId, accessSessionId],
  );
  return rows[0] ?? null;
}
