/** One box for everything: accounts, numbers, networks, devices, calls, prices and routes of one's own part of the tree. */
import type pg from 'pg';
import { isPermitted, isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { accountsByIds } from '../../postgres/accounts/find-account.ts';
import { listAccounts } from '../../postgres/accounts/list-accounts.ts';
import type { Db } from '../../postgres/pool.ts';
import { exactAccounts } from '../../postgres/search/exact-accounts.ts';
import { findHits, visibleHits, type HitRow } from '../../postgres/search/find-hits.ts';
import { withinTime } from '../../postgres/search/within-time.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { readCall } from '../charging/explain-call.ts';
import { rateGroupScope } from '../rating/rate-group-scope.ts';
import { readTerms, type Terms } from './read-terms.ts';

export type Hit = HitRow & Readonly<{ startedAt: Date | null }>;
export type Found = Readonly<{
  /** At most `HITS_MAX` of each kind. */
  hits: readonly Hit[];
  /** Something took too long and was given up: a longer text finds it. */
  isIncomplete: boolean;
}>;

const HITS_MAX = 8;
/** Of each of two statements: somebody is typing on. */
const STATEMENT_MS = 1000;

/** Finds what the actor may see; a kind that its permissions or its part of the tree do not have is simply not there. */
export async function searchEverything(
  { reads, now }: Readonly<{ reads: pg.Pool; now: () => Date }>,
  actor: Actor,
  q: string,
): Promise<Found> {
  if (q === '') return { hits: [], isIncomplete: false };
  const terms = readTerms(q);
  const question = {
    ...terms,
    ...rateGroupScope(actor),
    now: now(),
    hasAccounts: isPermitted(actor, 'accounts:read'),
    hasDids: isPermitted(actor, 'dids:read'),
    hasDocuments: isPermitted(actor, 'documents:read'),
    hasRates: isPermitted(actor, 'rates:read'),
    hasCarriers: isPermitted(actor, 'carriers:read'),
    limit: HITS_MAX,
  };
  // Words and beginnings are found by indexes, which behind the wall nobody asks: what was found is taken there.
  const [accounts, others] = await inFrontOfWall(async () => [
    question.hasAccounts
      ? await withinTime(reads, STATEMENT_MS, (db) => namedAccounts(db, actor, q))
      : ([] as const),
    await withinTime(reads, STATEMENT_MS, (db) => findHits(db, question)),
  ]);
  const found = bounded([...(accounts ?? []), ...(others ?? [])]);
  const visible = isStaff(actor) ? null : await visibleHits(reads, found);
  return {
    hits: [
      ...(isPermitted(actor, 'calls:read') ? await callOf(reads, actor, terms) : []),
      ...found
        .filter(({ publicId }) => visible?.has(publicId) ?? true)
        .map((row) => ({ ...row, startedAt: null })),
    ],
    isIncomplete: accounts === null || others === null,
  };
}

/** Those that the text names exactly, and then the newest that have it somewhere. */
async function namedAccounts(db: Db, actor: Actor, q: string): Promise<readonly HitRow[]> {
  const { scopePath } = actor;
  const exact = await exactAccounts(db, { text: q, scopePath, limit: HITS_MAX });
  const { rows } = await listAccounts(db, { scopePath, q, sort: '-createdAt', limit: HITS_MAX });
  return [...exact, ...rows].map(({ publicId, kind, number, displayName, email, status }) => ({
    kind: kind === 'provider' ? 'provider' : 'account',
    publicId,
    title: displayName,
    subtitle: email === null ? number : `${number} · ${email}`,
    status,
    accountPublicId: publicId,
    trunkPublicId: null,
  }));
}

async function callOf(reads: Db, actor: Actor, { sessionId }: Terms): Promise<readonly Hit[]> {
  if (sessionId === null) return [];
  try {
    const { call } = await readCall(reads, sessionId, actor);
    const [account] = await accountsByIds(reads, [call.accountId]);
    return [
      {
        kind: 'call',
        publicId: call.sessionId,
        title: `${call.callerNumber ?? '–'} → ${call.destinationNumber ?? call.dialledNumber}`,
        subtitle: account?.number ?? '',
        status: 'state' in call ? null : call.outcome,
        accountPublicId: account?.publicId ?? null,
        trunkPublicId: null,
        startedAt: call.startedAt,
      },
    ];
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return [];
    throw error;
  }
}

/** A number may be found by its beginning and by its end, an account by its number and by its name. */
function bounded(rows: readonly HitRow[]): readonly HitRow[] {
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  return rows.filter(({ kind, publicId }) => {
    const count = counts.get(kind) ?? 0;
    if (seen.has(`${kind} ${publicId}`) || count === HITS_MAX) return false;
    seen.add(`${kind} ${publicId}`);
    counts.set(kind, count + 1);
    return true;
  });
}
