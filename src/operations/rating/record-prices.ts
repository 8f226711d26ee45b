/** Changes of prices in the timeline of whoever's price list it is. */
import { differencesOf, type Difference, type Value } from '../../domain/audit/differences.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import type { Actor } from '../../domain/accounts/actor.ts';
import { formatDecimal, formatMoney } from '../../domain/money.ts';
import { trunkNamesOf, type RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import type { RateRow } from '../../postgres/rating/rates.ts';
import type { Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';

type Group = Pick<RateGroupRow, 'ownerId' | 'name' | 'direction'>;
type Fields = Readonly<Record<string, Value>>;

const RATE_DIGITS = 9;
const PERCENT_DIGITS = 4;

/** What carriers ask has actions of its own, which only those see who may know it. */
const ACTIONS = {
  groupAdded: { origination: 'rate_group.added', termination: 'carrier_rate_group.added' },
  groupChanged: { origination: 'rate_group.changed', termination: 'carrier_rate_group.changed' },
  rateAdded: { origination: 'rate.added', termination: 'carrier_rate.added' },
  rateChanged: { origination: 'rate.changed', termination: 'carrier_rate.changed' },
  rateRemoved: { origination: 'rate.removed', termination: 'carrier_rate.removed' },
  ratesImported: { origination: 'rates.imported', termination: 'carrier_rates.imported' },
  importUndone: { origination: 'rates.import_undone', termination: 'carrier_rates.import_undone' },
} as const satisfies Record<string, Record<RateGroupRow['direction'], AuditAction>>;

/** A price list with its trunks, as the timeline compares it. */
export async function fieldsOfGroup(
  tx: Tx,
  group: Pick<
    RateGroupRow,
    | 'id'
    | 'name'
    | 'status'
    | 'currency'
    | 'basis'
    | 'markUpPpm'
    | 'initialIncrementSeconds'
    | 'incrementSeconds'
    | 'routing'
  >,
): Promise<Fields> {
  return {
    'rate_group.name': group.name,
    'rate_group.status': group.status,
    'rate_group.currency': group.currency,
    'rate_group.basis': group.basis,
    'rate_group.markUpPercent': shortened(formatDecimal(group.markUpPpm, PERCENT_DIGITS)),
    'rate_group.increments': `${group.initialIncrementSeconds}/${group.incrementSeconds}`,
    'rate_group.routing': group.routing,
    'rate_group.trunks': await trunkNamesOf(tx, group.id),
  };
}

export function fieldsOfRate(rate: RateRow): Fields {
  return {
    'rate.prefix': rate.prefix,
    'rate.destination': rate.destination,
    'rate.costPerMinute': shortened(formatDecimal(rate.costPerMinuteNanos, RATE_DIGITS)),
    'rate.connectionCost': shortened(formatMoney(rate.connectionCostMicros)),
    'rate.graceSeconds': rate.graceSeconds,
    'rate.increments': `${rate.initialIncrementSeconds}/${rate.incrementSeconds}`,
    'rate.stripDigits': rate.stripDigits === 0 ? null : rate.stripDigits,
    'rate.addPrefix': rate.addPrefix === '' ? null : rate.addPrefix,
    'rate.validFrom': rate.validFrom.toISOString(),
    'rate.validTo': rate.validTo?.toISOString() ?? null,
    'rate.account': rate.accountNumber,
  };
}

/** Nothing is written when nothing differs. Which list and prefix it is stands in the event although it stayed. */
export async function recordPrices(
  tx: Tx,
  actor: Actor,
  group: Group,
  event: Readonly<{ what: keyof typeof ACTIONS; before: Fields; after: Fields; happenedAt: Date }>,
): Promise<void> {
  const { what, before, after, happenedAt } = event;
  const differences = differencesOf(before, after);
  if (differences.length === 0) return;
  const names: readonly (readonly [string, Value | undefined])[] = [
    ['rate_group.name', group.name],
    ['rate.prefix', before['rate.prefix'] ?? after['rate.prefix']],
  ];
  const named = names.flatMap(([field, value]): Difference[] =>
    value === undefined || differences.some((each) => each.field === field)
      ? []
      : [{ field, before: value, after: value }],
  );
  await recordAudit(tx, actor, {
    accountId: group.ownerId,
    action: ACTIONS[what][group.direction],
    changes: [...named, ...differences],
    happenedAt,
  });
}

/** "0.090000000" is 0.09. */
function shortened(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
