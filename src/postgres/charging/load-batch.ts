/** What a batch of events works on and does not remember, read in one round trip. */
import type { BookTrunk, BookWallet, Cdr, LiveSession } from '../../domain/charging/book.ts';
import { readFrozen } from '../../domain/charging/frozen.ts';
import { allInOrder, type Db, type Tx } from '../pool.ts';
import { addAllowances, lookAtAllowances, readAllowances, withoutAllowances } from './allowances.ts';

const WALLET_COLUMNS = `id, account_id as "accountId", balance_micros as "balanceMicros", held_micros as "heldMicros",
    credit_limit_micros as "creditLimitMicros", live_calls as "liveCalls", access_calls as "accessCalls", concurrent_calls_max as "concurrentCallsMax",
    cps_max as "cpsMax", cps_tokens_milli as "cpsTokensMilli", cps_at as "cpsAt",
    spent_hour_micros as "spentHourMicros", spent_day_micros as "spentDayMicros", spent_at as "spentAt", xmin::text as "rowVersion"`;

// Wallets by id, and those of calls that are not remembered, with those of commissions; locked in the order of ids, as everybody does.
const WALLETS = `select ${WALLET_COLUMNS}
  from wallets where id = any($1::bigint[] || array(
    select unnest(level_wallet_ids) from live_sessions where session_id = any($2::uuid[])
    union all select unnest(level_wallet_ids) from cdrs where session_id = any($2::uuid[])
      and session_id between $3::uuid and $4::uuid
    union all select (c ->> 'walletId')::bigint from live_sessions, json_array_elements(frozen -> 'commissions') c
      where session_id = any($2::uuid[])
    union all select (c ->> 'walletId')::bigint from cdrs, json_array_elements(frozen -> 'commissions') c
      where session_id = any($2::uuid[]) and session_id between $3::uuid and $4::uuid))
  order by id for update`;

const TRUNK_COLUMNS = `trunk_id as id, live_calls as "liveCalls", cps_tokens_milli as "cpsTokensMilli", cps_at as "cpsAt",
    xmin::text as "rowVersion"`;
// After the wallets, as everybody does.
const TRUNKS = `select ${TRUNK_COLUMNS} from trunk_calls where trunk_id = any($1::bigint[]) order by trunk_id for update`;

export const SESSION_COLUMNS = `session_id as "sessionId", branch_id as "branchId", switch_id as "switchId",
    attempt_id as "attemptId", switch_ref as "switchRef", content_digest as digest, account_id as "accountId",
    device_id as "deviceId", started_at as "startedAt", authorized_at as "authorizedAt", answered_at as "answeredAt",
    gateway_id as "gatewayId", tried_gateway_ids as "triedGatewayIds", slice_number as "sliceNumber", granted_seconds as "grantedSeconds",
    offered_seconds as "offeredSeconds", longest_seconds as "longestSeconds", extend_at as "extendAt",
    deadline_at as "deadlineAt", alive_at as "aliveAt", switch_unknown_at as "switchUnknownAt",
    level_wallet_ids as "levelWalletIds", level_held_micros as "levelHeldMicros",
    allowance_held_seconds as "allowanceHeldSeconds", frozen`;
const SESSIONS = `select ${SESSION_COLUMNS}, xmin::text as "rowVersion" from live_sessions where session_id = any($1::uuid[])`;

const CDRS = `select session_id as "sessionId", leg, revision, branch_id as "branchId", account_id as "accountId",
    device_id as "deviceId", switch_id as "switchId", attempt_id as "attemptId", content_digest as digest,
    recorded_at as "recordedAt", started_at as "startedAt", answered_at as "answeredAt", ended_at as "endedAt", outcome,
    reason, talk_ms as "talkMs", granted_seconds as "grantedSeconds", billed_seconds as "billedSeconds",
    ended_by as "endedBy", sip_status as "sipStatus", q850_cause as "q850Cause", is_estimated as "isEstimated",
    is_overrun as "isOverrun", dialled_number as "dialledNumber", destination_number as "destinationNumber",
    caller_number as "callerNumber", gateway_id as "gatewayId", tried_gateway_ids as "triedGatewayIds", currency, charge_micros as "chargeMicros",
    level_wallet_ids as "levelWalletIds", level_charge_micros as "levelChargeMicros",
    free_seconds as "freeSeconds", allowance_used_seconds as "allowanceUsedSeconds",
    carrier_currency as "carrierCurrency", carrier_cost_micros as "carrierCostMicros", frozen
  from cdrs where session_id = any($1::uuid[]) and session_id between $2::uuid and $3::uuid
  order by session_id, leg, revision`;

/** By id: the transaction that last wrote the row (`xmin`). A row is written only while it has that version. */
export type RowVersions = Readonly<{
  wallets: Map<bigint, string>;
  trunks: Map<bigint, string>;
  sessions: Map<string, string>;
}>;

export type LoadedBatch = Readonly<{
  catalogueVersion: bigint;
  /** The version of every row that this transaction writes. */
  transactionId: string;
  wallets: Map<bigint, BookWallet>;
  trunks: Map<bigint, BookTrunk>;
  sessions: Map<string, LiveSession | null>;
  cdrs: Map<string, readonly Cdr[]>;
  versions: RowVersions;
}>;

export type Needed = Readonly<{
  /** Wallets to read under lock; all that the batch writes, or none. */
  walletIds: readonly bigint[];
  /** Trunks whose calls to read under lock, likewise. */
  trunkIds: readonly bigint[];
  /** Calls to look for, among the live ones and the records. */
  sessionIds: readonly string[];
  /** Those of `sessionIds` whose wallets are needed too. */
  payingSessionIds: readonly string[];
  /** Somebody has a package: free seconds are read with the wallets, as they count at this moment. */
  freeSecondsAt: Date | null;
}>;

/** Sends all reads at once. The version of the catalogue is read last: no change committed before it is missed. */
export async function loadBatch(tx: Tx, needed: Needed): Promise<LoadedBatch> {
  const [wallets, allowances, trunks, sessions, cdrs, latest] = await allInOrder([
    readWallets(tx, needed),
    readFreeSeconds(tx, needed),
    readTrunkCalls(tx, needed),
    readSessions(tx, needed),
    readCdrs(tx, needed),
    tx.query<{ version: bigint; transactionId: string }>({
      name: 'catalogue version',
      text: 'select version, pg_current_xact_id()::xid::text as "transactionId" from catalogue_version',
    }),
  ]);
  const byId = walletsOf(wallets);
  addAllowances(byId, allowances);
  return {
    catalogueVersion: latest.rows[0]?.version ?? 0n,
    transactionId: latest.rows[0]?.transactionId ?? '',
    wallets: byId,
    trunks: trunksOf(trunks),
    sessions: new Map(
      sessions.map(({ rowVersion: _version, ...row }) => [
        row.sessionId,
        { ...row, frozen: readFrozen(row.frozen) },
      ]),
    ),
    cdrs,
    versions: {
      wallets: new Map(wallets.map(({ id, rowVersion }) => [id, rowVersion])),
      trunks: new Map(trunks.map(({ id, rowVersion }) => [id, rowVersion])),
      sessions: new Map(sessions.map(({ sessionId, rowVersion }) => [sessionId, rowVersion])),
    },
  };
}

type WalletRow = Omit<BookWallet, 'cpsAtMs' | 'spentAtMs' | 'allowances'> &
  Readonly<{ cpsAt: Date; spentAt: Date; rowVersion: string }>;

async function readWallets(tx: Tx, { walletIds, payingSessionIds }: Needed): Promise<readonly WalletRow[]> {
  if (walletIds.length === 0 && payingSessionIds.length === 0) return [];
  const { rows } = await tx.query<WalletRow>({
    name: 'lock wallets',
    text: WALLETS,
    values: [`{${walletIds.join(',')}}`, `{${payingSessionIds.join(',')}}`, ...rangeOf(payingSessionIds)],
  });
  return rows;
}

async function readFreeSeconds(
  tx: Tx,
  { walletIds, payingSessionIds: sessionIds, freeSecondsAt: now }: Needed,
): ReturnType<typeof readAllowances> {
  if (now === null || (walletIds.length === 0 && sessionIds.length === 0)) return [];
  return readAllowances(tx, { walletIds, sessionIds, range: rangeOf(sessionIds), now });
}

/** Wallets as they are, without a lock: nothing may be written by them. */
export async function lookAtWallets(
  db: Db,
  ids: readonly bigint[],
  now: Date,
): Promise<Map<bigint, BookWallet>> {
  const { rows } = await db.query<WalletRow>(
    `select ${WALLET_COLUMNS} from wallets where id = any($1::bigint[])`,
    [ids],
  );
  const wallets = walletsOf(rows);
  addAllowances(wallets, await lookAtAllowances(db, ids, now));
  return wallets;
}

function walletsOf(rows: readonly WalletRow[]): Map<bigint, BookWallet> {
  return new Map(
    rows.map(({ cpsAt, spentAt, rowVersion: _version, ...row }) => [
      row.id,
      { ...row, ...withoutAllowances, cpsAtMs: cpsAt.getTime(), spentAtMs: spentAt.getTime() },
    ]),
  );
}

type TrunkRow = Omit<BookTrunk, 'cpsAtMs'> & Readonly<{ cpsAt: Date; rowVersion: string }>;

async function readTrunkCalls(tx: Tx, { trunkIds }: Needed): Promise<readonly TrunkRow[]> {
  if (trunkIds.length === 0) return [];
  const { rows } = await tx.query<TrunkRow>({
    name: 'lock calls of trunks',
    text: TRUNKS,
    values: [`{${trunkIds.join(',')}}`],
  });
  return rows;
}

/** Calls of all trunks as they are, without a lock: nothing may be written by them. */
export async function lookAtTrunks(db: Db): Promise<Map<bigint, BookTrunk>> {
  const { rows } = await db.query<TrunkRow>(`select ${TRUNK_COLUMNS} from trunk_calls`);
  return trunksOf(rows);
}

function trunksOf(rows: readonly TrunkRow[]): Map<bigint, BookTrunk> {
  return new Map(
    rows.map(({ cpsAt, rowVersion: _version, ...row }) => [row.id, { ...row, cpsAtMs: cpsAt.getTime() }]),
  );
}

async function readSessions(tx: Tx, { sessionIds }: Needed) {
  if (sessionIds.length === 0) return [];
  const { rows } = await tx.query<LiveSession & { rowVersion: string }>({
    name: 'read sessions',
    text: SESSIONS,
    values: [`{${sessionIds.join(',')}}`],
  });
  return rows;
}

async function readCdrs(tx: Tx, { sessionIds }: Needed): Promise<Map<string, readonly Cdr[]>> {
  const bySession = new Map<string, Cdr[]>();
  if (sessionIds.length === 0) return bySession;
  const { rows } = await tx.query<Omit<Cdr, 'talkMs'> & { talkMs: bigint }>({
    name: 'read cdrs',
    text: CDRS,
    values: [`{${sessionIds.join(',')}}`, ...rangeOf(sessionIds)],
  });
  for (const row of rows) {
    const cdr: Cdr = { ...row, talkMs: Number(row.talkMs), frozen: readFrozen(row.frozen) };
    const before = bySession.get(cdr.sessionId);
    if (before === undefined) bySession.set(cdr.sessionId, [cdr]);
    else before.push(cdr);
  }
  return bySession;
}

const NIL_ID = '00000000-0000-0000-0000-000000000000';

/** The first and the last of ids: PostgreSQL leaves out partitions by a range, and not by a list that it is sent. */
function rangeOf(ids: readonly string[]): readonly [string, string] {
  let [first = NIL_ID] = ids;
  let last = first;
  for (const id of ids) {
    if (id < first) first = id;
    if (id > last) last = id;
  }
  return [first, last];
}
