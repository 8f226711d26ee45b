/** Prices calls from the database while a price list is being read into memory. */
import { identify } from '../../domain/charging/identify.ts';
import type { Catalogue, KnownRateGroup } from '../../domain/charging/catalogue.ts';
import type { ChargingEvent } from '../../domain/charging/events.ts';
import { readNumber } from '../../domain/charging/numbers-of-call.ts';
import { groupBy } from '../../domain/group-by.ts';
import { buildPrefixTable } from '../../domain/rating/build-prefix-table.ts';
import type { Db } from '../../postgres/pool.ts';
import { ratesAtVersion } from '../../postgres/rating/price-list.ts';

/**
 * The catalogue with the rates of the numbers that these events call, in lists that are being read; null when they are of
 * another version than `version`. A number that only a later check comes to is not among them: `RatesNotRead`.
 */
export async function withRatesMeanwhile(
  db: Db,
  catalogue: Catalogue,
  events: readonly ChargingEvent[],
  version: bigint,
): Promise<Catalogue | null> {
  const unread = unreadOf(catalogue.rateGroups);
  if (unread.length === 0) return catalogue;
  const numbers = new Set<string>();
  for (const event of events) {
    const identified = event.type === 'authorize' ? identify(catalogue, event) : null;
    const number = identified && readNumber(catalogue, identified.account, identified.dialled).destination;
    if (number !== null) numbers.add(number);
  }
  if (numbers.size === 0) return catalogue;
  const read = await ratesAtVersion(
    db,
    unread.map(({ id }) => id),
    numbers,
  );
  if (read.version !== version) return null;
  const rates = groupBy(read.rates, ({ rateGroupId }) => rateGroupId);
  const rateGroups = new Map(catalogue.rateGroups);
  for (const group of unread)
    rateGroups.set(group.id, {
      ...group,
      rates: { ...buildPrefixTable(rates.get(group.id) ?? []), readFor: numbers },
    });
  return { ...catalogue, rateGroups };
}

const known = new WeakMap<Catalogue['rateGroups'], readonly KnownRateGroup[]>();

/** The map is another one whenever a list changes. */
function unreadOf(rateGroups: Catalogue['rateGroups']): readonly KnownRateGroup[] {
  let unread = known.get(rateGroups);
  if (unread === undefined) {
    unread = [...rateGroups.values()].filter(({ rates }) => rates.readFor !== null);
    known.set(rateGroups, unread);
  }
  return unread;
}
