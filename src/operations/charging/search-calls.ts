/** Calls of an account and everybody below it, found by anything that is known of them. */
import type pg from 'pg';
import { isPermitted, isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { isReason, reasonsToldAs } from '../../domain/charging/reasons.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import type { CallQuestion, CallScope } from '../../postgres/charging/call-conditions.ts';
import type { MoneyView } from '../../postgres/charging/call-money.ts';
import type { CallRow } from '../../postgres/charging/list-calls.ts';
import { callScopeOf, findCallIds, readFoundCalls } from '../../postgres/charging/search-calls.ts';
import { gatewaysOfTrunk } from '../../postgres/routing/trunks.ts';
import { withinTime } from '../../postgres/search/within-time.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { withSafeReasons } from './explain-call.ts';
import { moneyViewOf, seesMargins } from './money-view.ts';

/** What somebody asks for, by public ids. */
export type CallsWanted = Omit<CallQuestion, 'reasons' | 'gatewayIds' | 'losingFor'> &
  Readonly<{
    /** Those that cost the reader more than they brought in. */
    isLosing?: boolean | undefined;
    /** And everybody below it; left out: of whoever asks. */
    account?: string | undefined;
    /** Or "none". */
    reason?: string | undefined;
    /** Or "none". */
    trunk?: string | undefined;
    /** Of a call, or of an attempt. */
    id?: string | undefined;
  }>;

/** Of those that were not refused, or that no trunk carried. */
const NONE = 'none';
/** A search that takes longer is given up. */
const SEARCH_MS_MAX = 5000;

/** One page, newest first; it may have fewer calls than its limit and lead on. Throws `not_found` for an account or trunk that the reader does not see. */
export async function searchCalls(
  { reads, now }: Readonly<{ reads: pg.Pool; now: () => Date }>,
  actor: Actor,
  { id, ...wanted }: CallsWanted,
  { cursor, limit }: Readonly<{ cursor?: string | undefined; limit: number }>,
): Promise<Readonly<{ rows: readonly CallRow[]; nextCursor: string | null }>> {
  const { scope, view, asked } = await callsAsked(reads, actor, wanted);
  const told = async (ids: readonly string[]) =>
    safely(reads, actor, await readFoundCalls(reads, ids, { ...asked, scope, view }), wanted.reason);
  if (id !== undefined) {
    const rows = await told([id]);
    if (rows.length > 0) return { rows, nextCursor: null };
  }
  const question = id === undefined ? asked : { ...asked, attemptId: id };
  // Numbers are found by indexes, which behind the wall nobody asks: what was found is read there.
  const found = await inFrontOfWall(() =>
    withinTime(reads, SEARCH_MS_MAX, (db) =>
      findCallIds(db, { ...question, scope, cursor, limit, now: now() }, () => performance.now()),
    ),
  );
  if (found === null) throw new Problem('unavailable');
  return { rows: await told(found.ids), nextCursor: found.nextCursor };
}

/** Whose calls, which of them, and whose money. A reason is told by what may stand behind it; `safely` looks again. */
export async function callsAsked(
  reads: pg.Pool,
  actor: Actor,
  { account, reason, trunk, isLosing = false, ...asked }: Omit<CallsWanted, 'id'>,
): Promise<Readonly<{ scope: CallScope; view: MoneyView; asked: CallQuestion }>> {
  const { scopePath } = actor;
  const path = account === undefined ? scopePath : (await findAccount(reads, account, scopePath)).path;
  const isEverybody = isStaff(actor) && path === scopePath;
  const scope: CallScope = isEverybody
    ? { path: null, accountIds: null, branchIds: null, moved: [] }
    : await inFrontOfWall(() => callScopeOf(reads, { path, scopePath }));
  const view = await moneyViewOf(reads, actor);
  if (trunk !== undefined && !isPermitted(actor, 'carriers:read'))
    throw fieldProblem('trunk', 'not_for_you', 'Trunks are the business of whoever may see carriers.');
  if (isLosing && !seesMargins(view))
    throw fieldProblem(
      'isLosing',
      'not_for_you',
      'Losses are the business of whoever sells and may see costs.',
    );
  const gatewayIds =
    trunk === undefined ? undefined : trunk === NONE ? null : await gatewaysOfTrunk(reads, trunk);
  const losingFor = isLosing ? view : undefined;
  return { scope, view, asked: { ...asked, reasons: reasonsAsked(actor, reason), gatewayIds, losingFor } };
}

function reasonsAsked(actor: Actor, reason: string | undefined): readonly string[] | null | undefined {
  if (reason === undefined) return undefined;
  if (reason === NONE) return null;
  return isReason(reason) && !isStaff(actor) ? reasonsToldAs(reason) : [reason];
}

/** Reasons as the reader may know them; those of another reason than asked for go. */
async function safely(
  reads: pg.Pool,
  actor: Actor,
  rows: readonly CallRow[],
  reason: string | undefined,
): Promise<readonly CallRow[]> {
  const told = await withSafeReasons(reads, actor, rows);
  return reason === undefined || reason === NONE ? told : told.filter((row) => row.reason === reason);
}
