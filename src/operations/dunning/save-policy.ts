/** Sets what happens about invoices that are not paid. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { inOrder, mistakesOfSteps, type DunningPolicy } from '../../domain/dunning/policy.ts';
import { Problem } from '../../domain/problem.ts';
import { queueDebtorsOf } from '../../postgres/dunning/debtors.ts';
import { lockPolicy, storePolicy } from '../../postgres/dunning/policies.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { checkIssues } from './check-issuer.ts';

/**
 * Counts at once for all invoices of the owner: whoever is overdue for longer than a new step says is suspended, and whoever is
 * suspended and would not be by now is let call. Reminders that were due more than a day before are not sent. Throws
 * `not_permitted`, and `invalid_input` at a step.
 */
export async function savePolicy(
  context: Pick<Context, 'pool' | 'now'>,
  actor: Actor,
  input: DunningPolicy,
): Promise<void> {
  refuseMistakes(input);
  const policy = { ...input, steps: inOrder(input.steps) };
  await withTransaction(context.pool, async (tx) => {
    const { id: ownerId } = await checkIssues(tx, actor);
    const { policy: before, policySince } = await lockPolicy(tx, ownerId);
    const now = context.now();
    const isSame = (a: DunningPolicy, b: DunningPolicy) =>
      a.isActive === b.isActive && a.hour === b.hour && stepsText(a) === stepsText(b);
    const since = isSame(before, policy) && policySince !== null ? policySince : now;
    await storePolicy(tx, ownerId, policy, since);
    await queueDebtorsOf(tx, ownerId);
    await recordDifferences(tx, actor, {
      accountId: ownerId,
      action: 'dunning_policy.changed',
      before: fieldsOf(before),
      after: fieldsOf(policy),
      happenedAt: now,
    });
  });
}

/** Throws `invalid_input` at the steps that do not go together. */
export function refuseMistakes({ steps }: Pick<DunningPolicy, 'steps'>): void {
  const errors = mistakesOfSteps(steps).map(({ place, message }) => ({
    field: `steps.${place}.days`,
    code: 'does_not_fit',
    message,
  }));
  if (errors.length > 0) throw new Problem('invalid_input', { errors });
}

function stepsText({ steps }: DunningPolicy): string {
  return steps
    .filter(({ isActive }) => isActive)
    .map(({ action, days }) => `${action} ${days > 0 ? '+' : ''}${days}`)
    .join(', ');
}

function fieldsOf(policy: DunningPolicy) {
  const minimums = Object.entries(policy.minimums).map(([currency, amount]) => `${amount} ${currency}`);
  return {
    'dunning.isActive': policy.isActive,
    'dunning.steps': stepsText(policy),
    'dunning.hour': policy.hour,
    'dunning.minimums': minimums.toSorted().join(', '),
  };
}
