/** The values that a change of many accounts is about, and what they are before it. */
import { limitOfStored } from '../../domain/accounts/limits.ts';
import type { ManyChange, Refusal } from '../../domain/accounts/many-changes.ts';
import { differencesOf, type Difference, type Value } from '../../domain/audit/differences.ts';
import { Problem } from '../../domain/problem.ts';
import type { AccountNode } from '../../postgres/accounts/find-account.ts';
import type { AccountRow } from '../../postgres/accounts/load-account.ts';

/** What the account has now where `change` says something. */
export function valuesBefore(row: AccountRow, { status, settings, billing }: ManyChange): ManyChange {
  return {
    // A closed account is refused before anybody asks.
    ...(status === undefined ? {} : { status: row.status === 'suspended' ? 'suspended' : 'active' }),
    ...(settings === undefined
      ? {}
      : {
          settings: {
            ...(settings.concurrentCalls === undefined
              ? {}
              : { concurrentCalls: limitOfStored(row.concurrentCallsMax) }),
            ...(settings.cps === undefined ? {} : { cps: limitOfStored(row.cpsMax) }),
            ...(settings.notifications === undefined ? {} : { notifications: row.notifications }),
          },
        }),
    ...(billing?.rateGroupId === undefined ? {} : { billing: { rateGroupId: row.rateGroupPublicId } }),
  };
}

/** Field by field; price lists by their names, as the timeline has them. */
export function differencesOfChange(
  before: ManyChange,
  after: ManyChange,
  names: Readonly<{ before: string | null; after: string | null }>,
): readonly Difference[] {
  return differencesOf(flat(before, names.before), flat(after, names.after));
}

/** Whether two changes say the same of each field. */
export function isSameChange(one: ManyChange, other: ManyChange): boolean {
  const ids = (change: ManyChange) => flat(change, change.billing?.rateGroupId ?? null);
  return differencesOf(ids(one), ids(other)).length === 0;
}

function flat({ status, settings, billing }: ManyChange, rateGroup: string | null): Record<string, Value> {
  const entries: [string, Value | undefined][] = [
    ['status', status],
    ['settings.concurrentCalls', settings?.concurrentCalls],
    ['settings.cps', settings?.cps],
    ['settings.notifications', settings?.notifications],
    ['billing.rateGroup', billing?.rateGroupId === undefined ? undefined : rateGroup],
  ];
  return Object.fromEntries(entries.filter((entry): entry is [string, Value] => entry[1] !== undefined));
}

/** Many accounts are never opened again along the way: whoever closed one had a reason. */
export function refuseClosed({ status }: AccountNode): void {
  if (status === 'closed') throw new Problem('account_is_closed');
}

/** What a problem says of one account. */
export function refusalsOf({ code, message, details }: Problem): readonly Refusal[] {
  return (details.errors ?? [{ field: 'account', code, message }]).map((error) => ({
    field: error.field,
    code: error.code,
    message: error.message,
  }));
}
