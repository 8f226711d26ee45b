/** Gives a customer guards of its own, or takes them back. */
import type { Actor } from '../../domain/accounts/actor.ts';
import {
  CAPS,
  UNCAPPED,
  type Cap,
  type DestinationClass,
  type OwnGuards,
} from '../../domain/accounts/guards.ts';
import { limitOfStored } from '../../domain/accounts/limits.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { formatMoney } from '../../domain/money.ts';
import { Problem } from '../../domain/problem.ts';
import { lockAccount } from '../../postgres/accounts/find-account.ts';
import { readOwnGuards, storeOwnGuards } from '../../postgres/accounts/guards.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { checkMayChange } from './may-change.ts';
import { checkHasGuards } from './read-guards.ts';

/** Only what is given changes; null goes back to the settings. */
export type GuardsChange = Readonly<{
  capMicros: Partial<Record<Cap, bigint | null>>;
  isOpen: Partial<Record<DestinationClass, boolean | null>>;
  riskyPrefixesMax?: number | null;
  callSecondsMax?: number | null;
}>;

/** The next call is decided by them. Throws `not_found`, `not_permitted`, `guards_are_of_customers`, `account_is_closed`. */
export async function changeGuards(
  context: Context,
  actor: Actor,
  publicId: string,
  change: GuardsChange,
): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const account = await lockAccount(tx, publicId, actor.scopePath, 'update');
    checkMayChange(actor, account);
    checkHasGuards(account);
    if (account.status === 'closed') throw new Problem('account_is_closed');
    const before = await readOwnGuards(tx, account.id);
    const after = {
      capMicros: { ...before.capMicros, ...change.capMicros },
      isOpen: { ...before.isOpen, ...change.isOpen },
      riskyPrefixesMax:
        change.riskyPrefixesMax === undefined ? before.riskyPrefixesMax : change.riskyPrefixesMax,
      callSecondsMax: change.callSecondsMax === undefined ? before.callSecondsMax : change.callSecondsMax,
    };
    await storeOwnGuards(tx, account.id, after);
    await recordDifferences(tx, actor, {
      accountId: account.id,
      action: 'account.changed',
      before: fieldsOf(before),
      after: fieldsOf(after),
      happenedAt: context.now(),
    });
  });
}

/** Such as "guards.spendPerHour"; null = by the settings. */
function fieldsOf({
  capMicros,
  isOpen,
  riskyPrefixesMax,
  callSecondsMax,
}: OwnGuards): Readonly<Record<string, Value>> {
  const fields: Record<string, Value> = {};
  for (const cap of CAPS) {
    const micros = capMicros[cap];
    fields[`guards.${cap}`] =
      micros === null ? null : micros === UNCAPPED ? 'unlimited' : formatMoney(micros);
  }
  fields['guards.callSeconds'] = callSecondsMax;
  fields['guards.riskyPrefixes'] = limitOfStored(riskyPrefixesMax);
  const { satellite, premium, high_risk: highRisk } = isOpen;
  return { ...fields, 'guards.satellite': satellite, 'guards.premium': premium, 'guards.highRisk': highRisk };
}
