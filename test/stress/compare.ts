/** Compares what the switch and the people were answered with what the database holds. */
import type pg from 'pg';
import type { Call, Ledger } from './load.ts';
import { CARRIER_TARIFF, priceOf, TARIFFS } from './tariff.ts';
import type { World } from './world.ts';

export type Findings = Readonly<{
  /** Answered and not stored, or stored with less than it was answered. */
  lost: string[];
  /** Stored more than once, or charged more than once. */
  double: string[];
}>;

type CdrRow = Readonly<{
  sessionId: string;
  attemptId: string;
  revision: number;
  outcome: string;
  talkMs: bigint;
  /** Of the caller's billed seconds: `verify` proves that no other call has them. */
  freeSeconds: number;
  levels: bigint[];
  carrier: bigint;
}>;
/** What a call moved: net micros by kind and level, the carrier's as level -1. */
type MovedRow = Readonly<{ sessionId: string; level: number; micros: bigint; charges: bigint }>;

export async function compareBooks(db: pg.Client, world: World, ledger: Ledger): Promise<Findings> {
  const findings: Findings = { lost: [], double: [] };
  const { rows: cdrs } = await db.query<CdrRow>(
    `select session_id as "sessionId", attempt_id as "attemptId", revision, outcome, talk_ms as "talkMs", free_seconds as "freeSeconds",
       level_charge_micros as levels, carrier_cost_micros as carrier
     from cdrs order by session_id, revision`,
  );
  const { rows: moved } = await db.query<MovedRow>(
    `select session_id as "sessionId", coalesce(level, -1)::int as level,
       sum(case when (level is null and c.kind = 'carrier_payable') or debits_wallet then amount_micros else -amount_micros end)::bigint as micros,
       count(*) filter (where t.kind in ('call_charge', 'carrier_cost')) as charges
     from ledger_transfers t join ledger_accounts c on c.id = t.credit_account_id
     where session_id is not null group by 1, 2`,
  );
  const { rows: live } = await db.query<{ sessionId: string; attemptId: string }>(
    'select session_id as "sessionId", attempt_id as "attemptId" from live_sessions',
  );
  for (const { sessionId } of live) findings.lost.push(`call ${sessionId} still lives`);
  const cdrsOf = grouped(cdrs, (row) => row.sessionId);
  const movedOf = grouped(moved, (row) => row.sessionId);
  const sessionsOf = grouped([...cdrs, ...live], (row) => row.attemptId);
  const charged = new Map<string, bigint>();
  const charge = (accountId: string, micros: bigint) =>
    charged.set(accountId, (charged.get(accountId) ?? 0n) + micros);

  for (const call of ledger.calls) {
    const sessions = new Set(sessionsOf.get(call.attemptId)?.map((row) => row.sessionId));
    if (sessions.size > 1) findings.double.push(`attempt ${call.attemptId} has ${sessions.size} calls`);
    sessionsOf.delete(call.attemptId);
    const sessionId = String(call.answer?.sessionId);
    const rows = cdrsOf.get(sessionId) ?? [];
    const due = dueFor(call, rows);
    compareCdrs(findings, call, rows, due);
    compareMoved(findings, sessionId, movedOf.get(sessionId) ?? [], due);
    movedOf.delete(sessionId);
    for (const [level, accountId] of [call.customer.accountId, ...world.above].entries())
      charge(accountId, due.levels[level] ?? 0n);
  }
  for (const attemptId of sessionsOf.keys())
    findings.double.push(`attempt ${attemptId} was never sent and is stored`);
  for (const sessionId of movedOf.keys())
    findings.double.push(`call ${sessionId} was never granted and is charged`);
  await compareMoney(findings, db, ledger);
  await compareWallets(findings, db, expectedBalances(world, ledger, charged));
  return findings;
}

type Due = Readonly<{ talkMs: number; levels: readonly bigint[]; carrier: bigint }>;

/** What the call costs by its last end: at most its grant is paid for, the carrier gets the real time. */
function dueFor(call: Call, rows: readonly CdrRow[]): Due {
  const end = call.ends.at(-1);
  if (call.answer?.ok !== true || end === undefined) return { talkMs: 0, levels: [], carrier: 0n };
  return dueForTalk(end.talkMs, call.grantedSeconds, freeOf(rows, end.revision));
}

function freeOf(rows: readonly CdrRow[], revision: number): number {
  return rows.find((row) => row.revision === revision)?.freeSeconds ?? 0;
}

function dueForTalk(talkMs: number, grantedSeconds: number, freeSeconds: number): Due {
  const talk = Math.ceil(talkMs / 1000);
  const paid = Math.min(talk, grantedSeconds);
  const { customer, lower, upper } = TARIFFS;
  return {
    talkMs,
    levels: [priceOf(customer, paid, freeSeconds), priceOf(lower, paid), priceOf(upper, paid)],
    carrier: priceOf(CARRIER_TARIFF, talk),
  };
}

function compareCdrs(findings: Findings, call: Call, rows: readonly CdrRow[], due: Due): void {
  const { answer, ends } = call;
  const name = `call ${answer?.sessionId ?? call.attemptId}`;
  if (answer?.ok !== true) {
    // Refused: one record at most (refusals that come too fast are counted only), and no money.
    if (rows.length > 1) findings.double.push(`${name} was refused ${rows.length} times`);
    if (rows.some((row) => row.outcome !== 'refused')) findings.double.push(`${name} was refused, and lives`);
    return;
  }
  for (const end of ends) {
    const row = rows.find(({ revision }) => revision === end.revision);
    const { levels, carrier } = dueForTalk(end.talkMs, call.grantedSeconds, freeOf(rows, end.revision));
    if (row === undefined) findings.lost.push(`${name}: its end ${end.revision} is not stored`);
    else if (
      Number(row.talkMs) !== end.talkMs ||
      String(row.levels) !== String(levels) ||
      row.carrier !== carrier
    ) {
      findings.lost.push(
        `${name}: end ${end.revision} is stored as ${row.talkMs} ms, ${String(row.levels)}, carrier ${row.carrier}; it was ${end.talkMs} ms, ${String(levels)}, carrier ${carrier}`,
      );
    }
  }
  // Revision 0 is the server's own estimate; the true end corrects it.
  const told = rows.filter(({ revision }) => revision > 0);
  if (told.length > ends.length) findings.double.push(`${name} has ${told.length} records of ${ends.length}`);
  if (ends.length === 0) findings.lost.push(`${name} never got its end answered, due ${String(due.levels)}`);
}

function compareMoved(findings: Findings, sessionId: string, rows: readonly MovedRow[], due: Due): void {
  const expected = new Map<number, bigint>([...due.levels.entries(), [-1, due.carrier]]);
  for (const { level, micros, charges } of rows) {
    const wanted = expected.get(level) ?? 0n;
    expected.delete(level);
    // Only a correction to another carrier charges again, and there is one carrier.
    if (charges > 1n) findings.double.push(`call ${sessionId} level ${level}: ${charges} charges`);
    if (micros > wanted) findings.double.push(`call ${sessionId} level ${level}: ${micros} for ${wanted}`);
    if (micros < wanted) findings.lost.push(`call ${sessionId} level ${level}: ${micros} for ${wanted}`);
  }
  for (const [level, wanted] of expected)
    if (wanted !== 0n) findings.lost.push(`call ${sessionId} level ${level}: nothing for ${wanted}`);
}

async function compareMoney(findings: Findings, db: pg.Client, ledger: Ledger): Promise<void> {
  const { rows } = await db.query<{ note: string; id: string; micros: bigint }>(
    "select note, id, amount_micros as micros from ledger_transfers where kind in ('payment', 'transfer') and note <> ''",
  );
  const stored = grouped(rows, (row) => row.note);
  for (const { key, kind, micros, ids, isRefused } of ledger.money) {
    const found = stored.get(key) ?? [];
    stored.delete(key);
    const name = `${kind} ${key}`;
    if (found.length > 1 || ids.size > 1)
      findings.double.push(`${name}: stored ${found.length} times, answered with ${ids.size} ids`);
    const isStored = found.some((row) => row.micros === micros && ids.has(row.id));
    if (ids.size > 0 && !isStored) findings.lost.push(`${name} was answered and is not stored`);
    if (ids.size === 0 && found.length > 0) findings.double.push(`${name} was refused and is stored`);
    if (ids.size === 0 && !isRefused) findings.lost.push(`${name} was never answered`);
  }
  for (const note of stored.keys()) findings.double.push(`${note} was never sent and is stored`);
}

/** By account: paid in, moved, minus what its calls cost. */
function expectedBalances(
  world: World,
  ledger: Ledger,
  charged: ReadonlyMap<string, bigint>,
): Map<string, bigint> {
  const balances = new Map(
    [...world.customers.map(({ accountId }) => accountId), ...world.above].map((id) => [
      id,
      (world.paidIn.get(id) ?? 0n) - (charged.get(id) ?? 0n),
    ]),
  );
  const add = (id: string, micros: bigint) => balances.set(id, (balances.get(id) ?? 0n) + micros);
  for (const { from, to, micros, ids } of ledger.money) {
    if (ids.size === 0) continue;
    add(to, micros);
    if (from !== null) add(from, -micros);
  }
  return balances;
}

async function compareWallets(
  findings: Findings,
  db: pg.Client,
  expected: ReadonlyMap<string, bigint>,
): Promise<void> {
  const { rows } = await db.query<{
    id: string;
    balance: bigint;
    held: bigint;
    live: number;
    isPrepaid: boolean;
  }>(
    `select a.public_id as id, w.balance_micros as balance, w.held_micros as held, w.live_calls as live,
       a.account_type = 'prepaid' as "isPrepaid"
     from wallets w join accounts a on a.id = w.account_id`,
  );
  for (const { id, balance, held, live, isPrepaid } of rows) {
    const wanted = expected.get(id) ?? 0n;
    const what = `wallet of ${id}: ${balance} for ${wanted}`;
    if (balance > wanted) findings.lost.push(what);
    if (balance < wanted) findings.double.push(what);
    if (held !== 0n || live !== 0) findings.lost.push(`wallet of ${id}: ${held} held for ${live} calls`);
    if (isPrepaid && balance < 0n) findings.double.push(`wallet of ${id}: overdrawn by ${-balance}`);
  }
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
