/** Proves the invariants of the books in one snapshot: a pass is zero breaches, in micros. */
import type pg from 'pg';
import type { Seal } from '../../domain/audit/chain.ts';
import { costsOfCall } from '../../domain/charging/costs-of-call.ts';
import { staysInside } from '../../domain/charging/explain-inbound.ts';
import { monthAfter } from '../../domain/months.ts';
import { expectedCharge } from '../../domain/charging/settle.ts';
import { retentionMark } from '../../postgres/audit/retention.ts';
import { firstIdOf } from '../../postgres/charging/call-ids.ts';
import { lastClosedMonth } from '../../postgres/ledger/closed-months.ts';
import {
  answeredCdrs,
  type PlaceOfCdr,
  findBreaches,
  type Breach,
  type PricedCdr,
  type Since,
} from '../../postgres/ledger/verify.ts';
import type { Db } from '../../postgres/pool.ts';
import { withSnapshot } from '../../postgres/snapshot.ts';
import { verifyChain, type ChainReport } from '../audit/verify-chain.ts';

export const INVARIANTS: Readonly<Record<string, string>> = {
  I1: "every transfer's accounts, issuer and currency exist and agree",
  I2: 'each balance is the sum of its transfers, each hold the sum of its live calls',
  I3: 'each answered call is charged once at every level',
  I4: 'a call lives or has its record, and none lives on without a sign',
  I5: 'no wallet passed its limit by a movement that may not',
  I6: 'each charge is its frozen rate applied to the call, and the carrier is booked',
  I7: 'every charge and call of a period that is over is on one document, which says what moved; no number is missing',
  I8: 'the timeline is one chain: nothing in it was changed, removed, swapped or put in',
  I12: 'closed months are what they were when they were closed',
  I9: 'every event of a switch that was taken is applied',
  I11: 'free seconds are used and held by calls, each once, and no more than are included',
  I13: 'money in another currency has two sides that name each other and agree with their rate',
  I14: 'each charge of a product is in the books on every level, and its intervals follow each other',
  I10: 'as many calls count on a trunk with a limit as live calls are on it or may be sent to it',
};

export type Verification = Readonly<{
  /** The closed month that it began behind; null = with the first transfer. */
  sinceMonth: string | null;
  calls: number;
  violations: readonly Breach[];
  /** Of the chain over the timeline. */
  chain: Omit<ChainReport, 'broken'>;
}>;

/** So many breaches of one query are named; more say nothing new. */
const NAMED_MAX = 20;
const CALLS_AT_ONCE = 5000;
const DAY_MS = 86_400_000;

/** `keptHead` is a place of the chain over the timeline that was kept elsewhere. */
export function verifyBooks(
  reads: pg.Pool,
  now: Date,
  keptHead: Pick<Seal, 'position' | 'hash'> | null = null,
  { isFull = false } = {},
): Promise<Verification> {
  return withSnapshot(reads, async (db) => {
    const since = await sinceOf(db, isFull);
    const violations = await findBreaches(db, { now, since, limit: NAMED_MAX });
    const { broken, ...chain } = await verifyChain(db, { keptHead, namedMax: NAMED_MAX });
    violations.push(...broken.map((what) => ({ invariant: 'I8', what })));
    let calls = 0;
    let newestSoFar: PricedCdr | null = null;
    let after: PlaceOfCdr = { sessionId: since.sessionId, leg: 0, revision: -1 };
    for (;;) {
      const cdrs = await answeredCdrs(db, after, CALLS_AT_ONCE);
      const isLast = cdrs.length < CALLS_AT_ONCE;
      // What was corrected counts as its newest revision says, which may be the first of the next ones that are read.
      const newest: PricedCdr[] = [];
      for (const cdr of cdrs) {
        if (newestSoFar !== null && !isSameCall(newestSoFar, cdr)) newest.push(newestSoFar);
        newestSoFar = cdr;
      }
      if (isLast && newestSoFar !== null) newest.push(newestSoFar);
      calls += newest.length;
      after = cdrs.at(-1) ?? after;
      violations.push(...newest.flatMap(wronglyPriced).slice(0, NAMED_MAX));
      if (isLast) return { sinceMonth: since.month, calls, violations, chain };
    }
  });
}

function isSameCall(one: PricedCdr, other: PricedCdr): boolean {
  return one.sessionId === other.sessionId && one.leg === other.leg;
}

/** Behind the newest closed month, or with everything that is there. Calls of days that were dropped are in neither. */
async function sinceOf(db: Db, isFull: boolean): Promise<Since> {
  const last = isFull ? null : await lastClosedMonth(db);
  const dropped = await retentionMark(db, 'calls');
  const zero = '00000000-0000-0000-0000-000000000000';
  if (last === null)
    return {
      month: null,
      at: null,
      transferId: zero,
      sessionId: dropped === null ? zero : firstIdOf(dropped),
    };
  const at = monthAfter(new Date(last.month));
  return {
    month: last.month,
    at,
    // Clocks of servers differ by less.
    transferId: firstIdOf(new Date(at.getTime() - DAY_MS)),
    sessionId: firstIdOf(at),
  };
}

function wronglyPriced({ talkMs, ...cdr }: PricedCdr): Breach[] {
  const { levelMicros, carrierMicros, usedSeconds } = expectedCharge({ ...cdr, talkMs: Number(talkMs) });
  // Somebody carried every answered call, and is paid for it.
  const isCarried =
    cdr.outcome !== 'answered' || talkMs <= 0n || cdr.gatewayId !== null || staysInside(cdr.frozen);
  if (!isCarried)
    return [{ invariant: 'I6', what: `call ${cdr.sessionId}: answered by no gateway that is known` }];
  const isRight =
    levelMicros.length === cdr.levelChargeMicros.length &&
    levelMicros.every((micros, level) => micros === cdr.levelChargeMicros[level]) &&
    carrierMicros === cdr.carrierCostMicros;
  const isFreeOnce =
    usedSeconds.length === cdr.allowanceUsedSeconds.length &&
    usedSeconds.every((seconds, place) => seconds === cdr.allowanceUsedSeconds[place]);
  if (!isFreeOnce)
    return [{ invariant: 'I11', what: `call ${cdr.sessionId}: more seconds are free than it was billed` }];
  if (isRight && !hasRightCosts(cdr))
    return [
      { invariant: 'I6', what: `call ${cdr.sessionId}: its costs are not what its charges and rates say` },
    ];
  if (isRight) return [];
  const what = `call ${cdr.sessionId}: charged ${cdr.levelChargeMicros.join(', ')} and carrier ${cdr.carrierCostMicros}, its terms say ${levelMicros.join(', ')} and ${carrierMicros}`;
  return [{ invariant: 'I6', what }];
}

/** A cost that no frozen rate converts was converted when its record got the column, or cannot be compared. */
function hasRightCosts(cdr: Omit<PricedCdr, 'talkMs'>): boolean {
  const { levelCommissionMicros, levelCostMicros } = costsOfCall(cdr);
  const isSame = (said: readonly (bigint | null)[] | null, expected: typeof said) =>
    said?.length === expected?.length &&
    (said ?? []).every((micros, level) => expected?.[level] === null || expected?.[level] === micros);
  return (
    isSame(cdr.levelCommissionMicros, levelCommissionMicros) && isSame(cdr.levelCostMicros, levelCostMicros)
  );
}
