/** Writes what a batch decided: each table once. */
import type { Book, BookWallet, CallTransfer, Cdr, LiveSession } from '../../domain/charging/book.ts';
import { known } from '../../domain/assert.ts';
import { arraysOf, insertStatement, sendRows, unnested, type Column } from '../insert-rows.ts';
import type { Tx } from '../pool.ts';

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
];
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
  ['frozen', 'json', (row) => row.frozen],
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
  ['carrier_currency', 'text', (row) => row.carrierCurrency],
  ['carrier_cost_micros', 'bigint', (row) => row.carrierCostMicros],
  ['frozen', 'json', (row) => row.frozen],
];
type NamedTransfer = CallTransfer & Readonly<{ id: string; postedAt: Date }>;
const TRANSFER: readonly Column<NamedTransfer>[] = [
  ['id', 'uuid', (row) => row.id],
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
  ['posted_at', 'timestamptz', (row) => row.postedAt],
  ['session_id', 'uuid', (row) => row.sessionId],
  ['level', 'smallint', (row) => row.level],
];
const WALLET: readonly Column<BookWallet>[] = [
  ['id', 'bigint', (row) => row.id],
  ['balance_micros', 'bigint', (row) => row.balanceMicros],
  ['held_micros', 'bigint', (row) => row.heldMicros],
  ['live_calls', 'int', (row) => row.liveCalls],
  ['cps_tokens_milli', 'bigint', (row) => row.cpsTokensMilli],
  ['cps_at', 'timestamptz', (row) => new Date(row.cpsAtMs)],
];

const INSERT_SESSIONS = insertStatement('live_sessions', SESSION);
const INSERT_CDRS = insertStatement('cdrs', CDR);
const INSERT_TRANSFERS = insertStatement('ledger_transfers', TRANSFER);
const UPDATE_SESSIONS = {
  name: 'update live_sessions',
  text: `update live_sessions as s set ${assignments(CHANGING)}
    from ${unnested([...SESSION_KEY, ...CHANGING])} where s.session_id = new.session_id and s.branch_id = new.branch_id`,
};
const UPDATE_WALLETS = {
  name: 'update wallets',
  // Absolute values: the rows are locked, so nobody else changed them since they were read.
  text: `update wallets as w set ${assignments(WALLET.slice(1))} from ${unnested(WALLET)} where w.id = new.id`,
};
const DELETE_SESSIONS = {
  name: 'delete live_sessions',
  text: `delete from live_sessions using unnest($1::uuid[], $2::bigint[]) as gone (session_id, branch_id)
    where live_sessions.session_id = gone.session_id and live_sessions.branch_id = gone.branch_id`,
};

function assignments<Row>(columns: readonly Column<Row>[]): string {
  return columns
    .map(([name, type]) => `${name} = new.${name}${type.endsWith('[]') ? `::${type}` : ''}`)
    .join(', ');
}

/** Sends every write without waiting. `transferId` names a movement: the same cause has the same id. */
export function sendBatch(
  tx: Tx,
  { wallets, sessions, changes }: Book,
  { now, transferId }: Readonly<{ now: Date; transferId: (transfer: CallTransfer) => string }>,
): readonly Promise<unknown>[] {
  const rowsOf = (ids: Iterable<string>) =>
    Array.from(ids, (id) => known(sessions.get(id) ?? undefined, `session ${id} of the batch`));
  const transfers = changes.transfers.map((row) => ({ ...row, id: transferId(row), postedAt: now }));
  const ended = [...changes.endedSessions];
  const changed = rowsOf(changes.changedSessions);
  const sent = [
    sendRows(tx, INSERT_SESSIONS, SESSION, rowsOf(changes.newSessions)),
    sendRows(tx, UPDATE_SESSIONS, [...SESSION_KEY, ...CHANGING], changed),
    ended.length === 0
      ? null
      : tx.query({
          ...DELETE_SESSIONS,
          values: [
            `{${ended.map(([id]) => id).join(',')}}`,
            `{${ended.map(([, branch]) => branch).join(',')}}`,
          ],
        }),
    sendRows(tx, INSERT_CDRS, CDR, changes.newCdrs),
    sendRows(tx, INSERT_TRANSFERS, TRANSFER, transfers),
    wallets.size === 0
      ? null
      : tx.query({ ...UPDATE_WALLETS, values: arraysOf(WALLET, [...wallets.values()]) }),
    changes.unauthenticated.length === 0 ? null : countUnauthenticated(tx, changes.unauthenticated, now),
    changes.folded.length === 0 ? null : foldRefusals(tx, changes.folded, now),
  ];
  return sent.filter((each) => each !== null);
}

function countUnauthenticated(
  tx: Tx,
  attempts: Book['changes']['unauthenticated'],
  now: Date,
): Promise<unknown> {
  return tx.query(
    `insert into unauthenticated_attempts (switch_id, source, minute_at, attempts, sample)
     select switch_id, source, date_trunc('minute', $4::timestamptz), count(*), (array_agg(sample))[1]::jsonb
     from unnest($1::bigint[], $2::text[], $3::text[]) as t (switch_id, source, sample) group by switch_id, source
     on conflict (source, minute_at, switch_id) do update set attempts = unauthenticated_attempts.attempts + excluded.attempts`,
    [
      attempts.map(({ switchId }) => switchId),
      attempts.map(({ source }) => source),
      attempts.map(({ sample }) => sample),
      now,
    ],
  );
}

function foldRefusals(tx: Tx, folded: Book['changes']['folded'], now: Date): Promise<unknown> {
  return tx.query(
    `insert into folded_refusals (account_id, branch_id, reason, minute_at, refusals)
     select account_id, branch_id, reason, date_trunc('minute', $4::timestamptz), count(*)
     from unnest($1::bigint[], $2::bigint[], $3::text[]) as t (account_id, branch_id, reason) group by 1, 2, 3
     on conflict (account_id, reason, minute_at, branch_id) do update set refusals = folded_refusals.refusals + excluded.refusals`,
    [
      folded.map(({ accountId }) => accountId),
      folded.map(({ branchId }) => branchId),
      folded.map(({ reason }) => reason),
      now,
    ],
  );
}
