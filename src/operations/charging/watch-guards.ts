/** Judges what calls showed to the guards that watch, and does what their steps say. */
import { guardsInForce, isBlocking, stepOf, type GuardStep } from '../../domain/accounts/guards.ts';
import { idsOfPath, pathAbove } from '../../domain/accounts/tree.ts';
import { judge, LOOKED_BACK_MS, type Finding } from '../../domain/charging/judge-guards.ts';
import { accountsByIds, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { readOwnGuards } from '../../postgres/accounts/guards.ts';
import {
  deleteSightings,
  hasSightings,
  insertGuardEvent,
  latestEvents,
  sightingsOf,
  takeSighted,
  tryToJudge,
} from '../../postgres/charging/guard-events.ts';
import { insertEvents } from '../../postgres/events/events.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { settingsUnder } from '../accounts/settings-under.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { writeCallsBlocked, writeGuardFired } from '../mail/write-mail.ts';

/** Of whoever asks the database; events have kept what they need. */
const KEPT_MS = 86_400_000;

type Deps = Pick<Context, 'pool' | 'now' | 'masterKey' | 'publicUrl'>;

/**
 * What was seen, the events that it makes, their mails and their blocks are one transaction: nothing is judged twice, and a
 * program that dies leaves it to the next one. Servers take turns.
 */
export async function watchGuards(context: Deps): Promise<void> {
  if (!(await hasSightings(context.pool))) return;
  await withTransaction(context.pool, async (tx) => {
    if (!(await tryToJudge(tx))) return;
    const now = context.now();
    const accounts = await accountsByIds(tx, await takeSighted(tx));
    for (const account of accounts)
      if (account.kind === 'customer') await judgeAccount(tx, context, account, now);
  });
}

async function judgeAccount(tx: Tx, context: Deps, account: AccountNode, now: Date): Promise<void> {
  const seen = await sightingsOf(tx, account.id, new Date(now.getTime() - LOOKED_BACK_MS));
  const own = await readOwnGuards(tx, account.id);
  const { settings } = await settingsUnder(tx, { path: pathAbove(account.path) });
  // Caps have decided already: of guards only the number counts here.
  const terms = { accountType: account.accountType, creditLimitMicros: 0n };
  const { riskyPrefixesMax: max } = guardsInForce(terms, own, settings);
  const earlier = await latestEvents(tx, account.id);
  for (const finding of judge(seen, { earlier, max, now }))
    await fire(tx, context, { account, finding, step: stepOf(finding.guard, settings), now });
}

type Fired = Readonly<{ account: AccountNode; finding: Finding; step: GuardStep; now: Date }>;

/** Each step does what those before it do; `hang_up` is done by whoever ends barred calls. */
async function fire(tx: Tx, context: Deps, { account, finding, step, now }: Fired): Promise<void> {
  await insertGuardEvent(tx, { ...finding, accountId: account.id, step, happenedAt: now });
  if (step === 'observe') return;
  const blocks = isBlocking(step);
  const [operatorId = null] = idsOfPath(account.path);
  for (const accountId of new Set([operatorId, account.parentId]))
    if (accountId !== null)
      await writeGuardFired(tx, context, { accountId, account: account.number, finding, blocks, now });
  if (!blocks) return;
  await writeCallsBlocked(tx, context, { accountId: account.id, now });
  const blocker = { accountId: null, via: 'system' as const, address: '' };
  await recordAudit(tx, blocker, {
    accountId: account.id,
    action: 'guard.blocked',
    changes: [{ field: `guard.${finding.guard}`, before: false, after: true }],
    happenedAt: now,
  });
  const data = { guard: finding.guard };
  await insertEvents(tx, [{ type: 'guard.blocked', accountId: account.id, happenedAt: now, data }]);
}

/** Throws away what was seen more than a day ago. */
export async function trimSightings({ pool, now }: Pick<Context, 'pool' | 'now'>): Promise<void> {
  const before = new Date(now().getTime() - KEPT_MS);
  await withTransaction(pool, (tx) => deleteSightings(tx, before));
}
