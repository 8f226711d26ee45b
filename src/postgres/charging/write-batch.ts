/** Writes what a batch decided: each table once. */
import type {
  Book,
  BookTrunk,
  BookWallet,
  CallTransfer,
  Cdr,
  FoldedRefusal,
  LiveSession,
} from '../../domain/charging/book.ts';
import { known } from '../../domain/assert.ts';
import { costsOfCall } from '../../domain/charging/costs-of-call.ts';
import { directionOf } from '../../domain/charging/direction.ts';
import { givenNumberOf } from '../../domain/charging/numbers-of-call.ts';
import type { UnknownCall } from '../../domain/charging/unknown-calls.ts';
import { binaryArrayOf } from '../binary-arrays.ts';
import {
  arrayOf,
  arraysOf,
  insertStatement,
  linesOf,
  selected,
  unnested,
  type Column,
} from '../insert-rows.ts';
import type { Sighting } from '../../domain/charging/sightings.ts';
import type { QueryConfig } from '../pool.ts';
import { writeAllowances } from './allowances.ts';
import type { RowVersions } from './load-batch.ts';

/** What may change while a call lives; the rest is fixed when it starts. */
const CHANGING: readonly Column<LiveSession>[] = [
  ['answered_at', 'timestamptz', (row) => row.answeredAt],
  ['gateway_id', 'bigint', (row) => row.gatewayId],
  ['tried_gateway_ids', 'bigint[]', (row) => row.triedGatewayIds],
  ['slice_number', 'int', (row) => row.sliceNumber],
  ['granted_seconds', 'int', (row) => row.grantedSeconds],
  ['offered_seconds', 'int', (row) => row.offeredSeconds],
  ['extend_at', 'timestamptz', (row) => row.extendAt],
  ['deadline_at', 'timestamptz', (row) => row.deadlineAt],
  ['alive_at', 'timestamptz', (row) => row.aliveAt],
  ['switch_unknown_at', 'timestamptz', (row) => row.switchUnknownAt],
  ['level_held_micros', 'bigint[]', (row) => row.levelHeldMicros],
  ['allowance_held_seconds', 'int[]', (row) => row.allowanceHeldSeconds],
];
/** Of `xmin`; compared, never set. */
const ROW_VERSION: Column<never> = ['row_version', 'xid', () => null];
const SESSION_KEY: readonly Column<LiveSession>[] = [
  ['session_id', 'uuid', (row) => row.sessionId],
  ['branch_id', 'bigint', (row) => row.branchId],
];
const SESSION: readonly Column<LiveSession>[] = [
  ...SESSION_KEY,
  ['switch_id', 'bigint', (row) => row.switchId],
  ['attempt_id', 'text', (row) => row.attemptId],
  ['switch_ref', 'text', (row) => row.switchRef],
  ['content_digest', 'bigint', (row) => row.digest],
  ['account_id', 'bigint', (row) => row.accountId],
  ['device_id', 'bigint', (row) => row.deviceId],
  ['started_at', 'timestamptz', (row) => row.startedAt],
  ['authorized_at', 'timestamptz', (row) => row.authorizedAt],
  ['longest_seconds', 'int', (row) => row.longestSeconds],
  ['level_wallet_ids', 'bigint[]', (row) => row.levelWalletIds],
  ['frozen', 'json', (row) => JSON.stringify(row.frozen)],
  ...CHANGING,
];
const CDR: readonly Column<Cdr>[] = [
  ['session_id', 'uuid', (row) => row.sessionId],
  ['leg', 'smallint', (row) => row.leg],
  ['revision', 'int', (row) => row.revision],
  ['branch_id', 'bigint', (row) => row.branchId],
  ['account_id', 'bigint', (row) => row.accountId],
  ['device_id', 'bigint', (row) => row.deviceId],
  ['switch_id', 'bigint', (row) => row.switchId],
  ['attempt_id', 'text', (row) => row.attemptId],
  ['content_digest', 'bigint', (row) => row.digest],
  ['recorded_at', 'timestamptz', (row) => row.recordedAt],
  ['started_at', 'timestamptz', (row) => row.startedAt],
  ['answered_at', 'timestamptz', (row) => row.answeredAt],
  ['ended_at', 'timestamptz', (row) => row.endedAt],
  ['outcome', 'text', (row) => row.outcome],
  ['reason', 'text', (row) => row.reason],
  ['talk_ms', 'bigint', (row) => row.talkMs],
  ['granted_seconds', 'int', (row) => row.grantedSeconds],
  ['billed_seconds', 'int', (row) => row.billedSeconds],
  ['ended_by', 'text', (row) => row.endedBy],
  ['sip_status', 'smallint', (row) => row.sipStatus],
  ['q850_cause', 'smallint', (row) => row.q850Cause],
  ['is_estimated', 'boolean', (row) => row.isEstimated],
  ['is_overrun', 'boolean', (row) => row.isOverrun],
  ['dialled_number', 'text', (row) => row.dialledNumber],
  ['destination_number', 'text', (row) => row.destinationNumber],
  ['caller_number', 'text', (row) => row.callerNumber],
  ['gateway_id', 'bigint', (row) => row.gatewayId],
  ['tried_gateway_ids', 'bigint[]', (row) => row.triedGatewayIds],
  ['currency', 'text', (row) => row.currency],
  ['charge_micros', 'bigint', (row) => row.chargeMicros],
  ['level_wallet_ids', 'bigint[]', (row) => row.levelWalletIds],
  ['level_charge_micros', 'bigint[]', (row) => row.levelChargeMicros],
  ['free_seconds', 'int', (row) => row.freeSeconds],
  ['allowance_used_seconds', 'int[]', (row) => row.allowanceUsedSeconds],
  ['carrier_currency', 'text', (row) => row.carrierCurrency],
  ['carrier_cost_micros', 'bigint', (row) => row.carrierCostMicros],
  ['commission_wallet_ids', 'bigint[]', (row) => costsOfCall(row).commissionWalletIds],
  ['commission_micros', 'bigint[]', (row) => costsOfCall(row).commissionMicros],
  ['level_commission_micros', 'bigint[]', (row) => costsOfCall(row).levelCommissionMicros],
  ['level_cost_micros', 'bigint[]', (row) => costsOfCall(row).levelCostMicros],
  ['rate_prefix', 'text', ({ frozen }) => frozen.levels[0]?.prefix ?? null],
  ['direction', 'text', ({ frozen }) => directionOf(frozen)],
  ['given_number', 'text', ({ frozen, callerNumber }) => givenNumberOf(frozen, callerNumber)],
];
/** Null where the live row still has it: it is moved over there, and not sent a second time. */
const FROZEN: Column<Cdr> = ['frozen', 'json', ({ frozen }) => JSON.stringify(frozen)];
const TRANSFER: readonly Column<CallTransfer>[] = [
  ['branch_id', 'bigint', (row) => row.branchId],
  ['issuer_id', 'bigint', (row) => row.issuerId],
  ['kind', 'text', (row) => row.kind],
  ['debit_account_id', 'bigint', (row) => row.debitAccountId],
  ['credit_account_id', 'bigint', (row) => row.creditAccountId],
  ['debits_wallet', 'boolean', (row) => row.debitsWallet],
  ['credits_wallet', 'boolean', (row) => row.creditsWallet],
  ['currency', 'text', (row) => row.currency],
  ['amount_micros', 'bigint', (row) => row.amountMicros],
  ['occurred_at', 'timestamptz', (row) => row.occurredAt],
  ['session_id', 'uuid', (row) => row.sessionId],
  ['level', 'smallint', (row) => row.level],
];
const SIGHTING: readonly Column<Sighting & Readonly<{ seenAt: Date }>>[] = [
  ['account_id', 'bigint', (row) => row.accountId],
  ['session_id', 'uuid', (row) => row.sessionId],
  ['guard', 'text', (row) => row.guard],
  ['subject', 'text', (row) => row.subject],
  ['figures', 'json', (row) => JSON.stringify(row.figures)],
  ['is_granted', 'boolean', (row) => row.isGranted],
  ['seen_at', 'timestamptz', (row) => row.seenAt],
];
const WALLET: readonly Column<BookWallet>[] = [
  ['id', 'bigint', (row) => row.id],
  ['balance_micros', 'bigint', (row) => row.balanceMicros],
  ['held_micros', 'bigint', (row) => row.heldMicros],
  ['live_calls', 'int', (row) => row.liveCalls],
  ['access_calls', 'int', (row) => row.accessCalls],
  ['cps_tokens_milli', 'bigint', (row) => row.cpsTokensMilli],
  ['cps_at', 'timestamptz', (row) => new Date(row.cpsAtMs)],
  ['spent_hour_micros', 'bigint', (row) => row.spentHourMicros],
  ['spent_day_micros', 'bigint', (row) => row.spentDayMicros],
  ['spent_at', 'timestamptz', (row) => new Date(row.spentAtMs)],
];
const TRUNK: readonly Column<BookTrunk>[] = [
  ['trunk_id', 'bigint', (row) => row.id],
  ['live_calls', 'int', (row) => row.liveCalls],
  ['cps_tokens_milli', 'bigint', (row) => row.cpsTokensMilli],
  ['cps_at', 'timestamptz', (row) => new Date(row.cpsAtMs)],
];

const INSERT_SESSIONS = insertStatement('live_sessions', SESSION);
const INSERT_SIGHTINGS = insertStatement('guard_sightings', SIGHTING);
/** Its id derives from its cause, and all of a batch are posted at one moment: neither is on the row. */
const INSERT_TRANSFERS = insertStatement('ledger_transfers', [
  ...TRANSFER,
  ['id', 'uuid', () => null],
  ['posted_at', 'timestamptz', () => null],
]);

/**
 * Every row that was read, or remembered, is written only if it is still the version that was read (PostgreSQL's
 * `xmin`, the transaction that wrote it); otherwise `stale_row()` fails the whole batch.
 */
const UPDATE_SESSIONS = {
  name: 'update live_sessions',
  text: guarded(`update live_sessions as s set ${assignments(CHANGING)}
    from ${unnested([...SESSION_KEY, ...CHANGING, ROW_VERSION])}
    where s.session_id = new.session_id and s.branch_id = new.branch_id and s.xmin = new.row_version`),
};
const UPDATE_WALLETS = {
  name: 'update wallets',
  text: guarded(`update wallets as w set ${assignments(WALLET.slice(1))} from ${unnested([...WALLET, ROW_VERSION])}
    where w.id = new.id and w.xmin = new.row_version`),
};
const UPDATE_TRUNKS = {
  name: 'update trunk_calls',
  text: guarded(`update trunk_calls as t set ${assignments(TRUNK.slice(1))} from ${unnested([...TRUNK, ROW_VERSION])}
    where t.trunk_id = new.trunk_id and t.xmin = new.row_version`),
};
/** Ends calls: what was frozen goes from the live row to the record. */
const INSERT_CDRS = {
  name: 'insert cdrs',
  text: `with gone as (
      delete from live_sessions as s using ${unnested([...SESSION_KEY, ROW_VERSION])}
      where s.session_id = new.session_id and s.branch_id = new.branch_id and s.xmin = new.row_version
      returning s.session_id, s.frozen)
    insert into cdrs (${[...CDR, FROZEN].map(([name]) => name).join(', ')})
    select ${selected(CDR)}, coalesce(new.frozen::json, gone.frozen, stale_row())
    from ${unnested([...CDR, FROZEN], 4)} left join gone on gone.session_id = new.session_id`,
};

const SAME_CATALOGUE = {
  name: 'same catalogue',
  text: 'select stale_row() from catalogue_version where version <> $1',
};

/** Fails unless the update found every row. The rows come first in its parameters. */
function guarded(update: string): string {
  return `with changed as (${update} returning 1)
    select stale_row() from changed having count(*) <> cardinality($1)`;
}

function assignments<Row>(columns: readonly Column<Row>[]): string {
  return columns
    .map(([name, type]) => `${name} = new.${name}${type.endsWith('[]') ? `::${type}` : ''}`)
    .join(', ');
}

/** The statements that write what a batch decided. `transferId` names a movement: the same cause has the same id. */
export function writesOf(
  book: Book,
  {
    now,
    transferId,
    versions,
    catalogueVersion,
  }: Readonly<{
    now: Date;
    transferId: (transfer: CallTransfer) => string;
    versions: RowVersions;
    /** What must still be the newest under the locks of the wallets; null when it was read under them. */
    catalogueVersion: bigint | null;
  }>,
): readonly QueryConfig[] {
  const { wallets, trunks, sessions, changes } = book;
  const rowsOf = (ids: Iterable<string>) =>
    Array.from(ids, (id) => known(sessions.get(id) ?? undefined, `session ${id} of the batch`));
  const added = rowsOf(changes.newSessions);
  const folded = [...changes.folded.values()];
  const writes = [
    // First, so that the catalogue is looked at under the locks of the wallets.
    wallets.size === 0 ? null : updateWallets([...wallets.values()], versions),
    writeAllowances(book),
    changes.trunks.size === 0 ? null : updateTrunks(changes.trunks, trunks, versions),
    catalogueVersion === null ? null : { ...SAME_CATALOGUE, values: [catalogueVersion] },
    added.length === 0 ? null : { ...INSERT_SESSIONS, values: arraysOf(SESSION, added) },
    changes.changedSessions.size === 0 ? null : updateSessions(rowsOf(changes.changedSessions), versions),
    changes.newCdrs.length === 0 ? null : insertCdrs(changes, versions),
    changes.transfers.length === 0 ? null : insertTransfers(changes.transfers, transferId, now),
    changes.unknownCalls.length === 0 ? null : countUnknown(changes.unknownCalls, now),
    folded.length === 0 ? null : countFolded(folded, now),
    changes.sightings.length === 0 ? null : insertSightings(changes.sightings, now),
  ];
  return writes.filter((write) => write !== null);
}

function updateSessions(rows: readonly LiveSession[], { sessions }: RowVersions): QueryConfig {
  const values = arraysOf([...SESSION_KEY, ...CHANGING], rows);
  const rowVersions = arrayOf(rows, (row) => known(sessions.get(row.sessionId), 'its version'));
  return { ...UPDATE_SESSIONS, values: [...values, rowVersions] };
}

/** In the order of ids, in which everybody locks wallets. */
function updateWallets(rows: readonly BookWallet[], { wallets }: RowVersions): QueryConfig {
  const inOrder = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const rowVersions = arrayOf(inOrder, (row) => known(wallets.get(row.id), 'its version'));
  return { ...UPDATE_WALLETS, values: [...arraysOf(WALLET, inOrder), rowVersions] };
}

/** All that were looked at: what was full must still be so. */
function updateTrunks(
  ids: Book['changes']['trunks'],
  trunks: Book['trunks'],
  versions: RowVersions,
): QueryConfig {
  const rows = Array.from(ids, (id) => known(trunks.get(id), `trunk ${id} of the batch`));
  const inOrder = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const rowVersions = arrayOf(inOrder, (row) => known(versions.trunks.get(row.id), 'its version'));
  return { ...UPDATE_TRUNKS, values: [...arraysOf(TRUNK, inOrder), rowVersions] };
}

function insertCdrs({ newCdrs, endedSessions }: Book['changes'], { sessions }: RowVersions): QueryConfig {
  const ended = [...endedSessions];
  const frozen = ({ sessionId, frozen }: Cdr) =>
    endedSessions.has(sessionId) ? null : JSON.stringify(frozen);
  return {
    ...INSERT_CDRS,
    values: [
      arrayOf(ended, ([id]) => id),
      binaryArrayOf('bigint', ended, ([, branchId]) => branchId),
      arrayOf(ended, ([id]) => known(sessions.get(id), 'its version')),
      ...arraysOf(CDR, newCdrs),
      linesOf(newCdrs, frozen),
    ],
  };
}

function insertTransfers(
  rows: readonly CallTransfer[],
  transferId: (transfer: CallTransfer) => string,
  now: Date,
): QueryConfig {
  return {
    ...INSERT_TRANSFERS,
    values: [
      ...arraysOf(TRANSFER, rows),
      arrayOf(rows, transferId),
      binaryArrayOf('timestamptz', rows, () => now),
    ],
  };
}

function insertSightings(sightings: readonly Sighting[], now: Date): QueryConfig {
  const rows = sightings.map((sighting) => ({ ...sighting, seenAt: now }));
  return { ...INSERT_SIGHTINGS, values: arraysOf(SIGHTING, rows) };
}

/** In the order of the key: servers that count the same do not wait for each other in a circle. */
function countUnknown(calls: readonly UnknownCall[], now: Date): QueryConfig {
  return {
    text: `insert into unknown_calls (switch_id, source, minute_at, kind, attempts, username, realm, dialled, user_agent)
     select switch_id, source, date_trunc('minute', $8::timestamptz, 'UTC'), kind, count(*), (array_agg(username))[1],
       (array_agg(realm))[1], (array_agg(dialled))[1], (array_agg(user_agent))[1]
     from unnest($1::bigint[], $2::inet[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
       as t (switch_id, source, kind, username, realm, dialled, user_agent)
     group by switch_id, source, kind order by source, kind, switch_id
     on conflict (minute_at, source, kind, switch_id) do update set attempts = unknown_calls.attempts + excluded.attempts`,
    values: [
      calls.map(({ switchId }) => switchId),
      calls.map(({ source }) => source),
      calls.map(({ kind }) => kind),
      calls.map(({ username }) => username),
      calls.map(({ realm }) => realm),
      calls.map(({ dialled }) => dialled),
      calls.map(({ userAgent }) => userAgent),
      now,
    ],
  };
}

function countFolded(folded: readonly FoldedRefusal[], now: Date): QueryConfig {
  return {
    text: `insert into folded_refusals (account_id, branch_id, reason, minute_at, refusals, sample_id)
     select account_id, branch_id, reason, date_trunc('minute', $4::timestamptz), count(*), min(sample_id::text)::uuid
     from unnest($1::bigint[], $2::bigint[], $3::text[], $5::uuid[]) as t (account_id, branch_id, reason, sample_id) group by 1, 2, 3
     on conflict (account_id, reason, minute_at, branch_id) do update set refusals = folded_refusals.refusals + excluded.refusals`,
    values: [
      folded.map(({ accountId }) => accountId),
      folded.map(({ branchId }) => branchId),
      folded.map(({ reason }) => reason),
      now,
      folded.map(({ sampleId }) => sampleId),
    ],
  };
}
