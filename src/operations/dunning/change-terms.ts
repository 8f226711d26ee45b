/** Agrees with accounts what happens about their unpaid invoices. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { findAccount, lockAccount, lockAccountsToChange } from '../../postgres/accounts/find-account.ts';
import { queueAccounts } from '../../postgres/dunning/debtors.ts';
import { NO_TERMS, readTerms, storeTerms, type NotedTerms } from '../../postgres/dunning/policies.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import type { Context } from '../context.ts';
import { checkIsIssuer } from './check-issuer.ts';

type Deps = Pick<Context, 'pool' | 'now'>;

/** Counts within some seconds: a suspension that does not hold any more is lifted. Throws `not_found`, `not_permitted`, `account_has_no_wallet`. */
export async function changeTerms(
  { pool, now: clock }: Deps,
  actor: Actor,
  accountId: string,
  { reason, ...terms }: NotedTerms & Readonly<{ reason: string }>,
): Promise<void> {
  refusePast(terms, clock());
  await withTransaction(pool, async (tx) => {
    const account = await lockAccount(tx, accountId, actor.scopePath, 'update');
    await checkIsIssuer(tx, actor, account);
    await keep(tx, actor, account.id, { terms: () => terms, reason, now: clock() });
  });
}

/** Nothing happens about any of them until then. Throws as `changeTerms`, and then none is changed. */
export async function exemptAccounts(
  { pool, now: clock }: Deps,
  actor: Actor,
  { accountIds, until, reason }: Readonly<{ accountIds: readonly string[]; until: Date; reason: string }>,
): Promise<number> {
  refusePast({ exemptUntil: until }, clock(), 'until');
  return withTransaction(pool, async (tx) => {
    const accounts = [];
    for (const publicId of new Set(accountIds)) {
      const account = await findAccount(tx, publicId, actor.scopePath);
      await checkIsIssuer(tx, actor, account);
      accounts.push(account.id);
    }
    await lockAccountsToChange(tx, accounts);
    const exempt = (before: NotedTerms) => ({ ...before, isExempt: false, exemptUntil: until });
    for (const id of accounts) await keep(tx, actor, id, { terms: exempt, reason, now: clock() });
    return accounts.length;
  });
}

async function keep(
  tx: Tx,
  actor: Actor,
  accountId: bigint,
  { terms, reason, now }: Readonly<{ terms: (before: NotedTerms) => NotedTerms; reason: string; now: Date }>,
): Promise<void> {
  const before = (await readTerms(tx, [accountId])).get(accountId) ?? NO_TERMS;
  const after = terms(before);
  const changes = differencesOf(fieldsOf(before), fieldsOf(after));
  if (changes.length === 0) return;
  await storeTerms(tx, accountId, after);
  await queueAccounts(tx, [accountId]);
  await recordAudit(tx, actor, { accountId, action: 'dunning.changed', changes, reason, happenedAt: now });
}

function fieldsOf({ isExempt, exemptUntil, extraDays, neverSuspend, note }: NotedTerms) {
  return {
    'dunning.isExempt': isExempt,
    'dunning.exemptUntil': exemptUntil?.toISOString() ?? null,
    'dunning.extraDays': extraDays,
    'dunning.neverSuspend': neverSuspend,
    'dunning.note': note,
  };
}

function refusePast(
  { exemptUntil }: Pick<NotedTerms, 'exemptUntil'>,
  now: Date,
  field = 'exemptUntil',
): void {
  if (exemptUntil !== null && exemptUntil <= now)
    throw fieldProblem(field, 'in_the_past', 'This is over already. Choose a later day.');
}
