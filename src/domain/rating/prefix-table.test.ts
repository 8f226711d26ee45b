import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildPrefixTable, createPackedTable, findRate, type ListedRate } from './prefix-table.ts';

const HOUR = 3_600_000;

function listed(prefix: string, over: Partial<ListedRate> = {}): ListedRate {
  return {
    id: 1n,
    prefix,
    destination: '',
    accountId: null,
    validFromMs: 0,
    validToMs: null,
    forcedTrunkId: null,
    connectionCostMicros: 0n,
    costPerMinuteNanos: 0n,
    graceSeconds: 0,
    initialIncrementSeconds: 1,
    incrementSeconds: 1,
    ...over,
  };
}

const at = { accountId: 7n, atMs: HOUR };

test.each([
  ['4930123', '4930', 'the longest prefix'],
  ['4989123', '49', 'a shorter one where no longer one is listed'],
  ['33123', undefined, 'none where nothing covers the number'],
])('%s takes %s: %s', (number, prefix, _because) => {
  const table = buildPrefixTable([listed('49'), listed('4930')]);
  expect(findRate(table, number, at)?.prefix).toBe(prefix);
});

test('a rate counts from its first instant to before its last', () => {
  const table = buildPrefixTable([listed('49', { validFromMs: HOUR, validToMs: 2 * HOUR })]);
  const found = (atMs: number) => findRate(table, '4930', { ...at, atMs }) !== null;
  expect([HOUR - 1, HOUR, 2 * HOUR - 1, 2 * HOUR].map(found)).toEqual([false, true, true, false]);
});

test('a personal rate wins at equal length, and is nobody else’s', () => {
  const table = buildPrefixTable([
    listed('49', { id: 1n }),
    listed('49', { id: 2n, accountId: 7n }),
    listed('4930', { id: 3n }),
  ]);
  expect(findRate(table, '4989', at)?.id).toBe(2n);
  expect(findRate(table, '4989', { ...at, accountId: 8n })?.id).toBe(1n);
  expect(findRate(table, '4930', at)?.id).toBe(3n);
});

test('a packed list has the rows that were packed, several to a prefix', () => {
  const table = createPackedTable();
  table.add('49', '1 - 10000 60000000 2 60 6 3600000 - - Germany  - Mobile');
  table.add('4930', '3 - 0 50000000 0 1 1 0 7200000 8 ');
  table.add('49', '2 7 0 12345 0 1 1 0 - - ');
  expect(table.get('49')).toEqual([
    {
      ...listed('49', { id: 1n, destination: 'Germany  - Mobile', validFromMs: HOUR }),
      connectionCostMicros: 10_000n,
      costPerMinuteNanos: 60_000_000n,
      graceSeconds: 2,
      initialIncrementSeconds: 60,
      incrementSeconds: 6,
    },
    expect.objectContaining({ id: 2n, accountId: 7n, costPerMinuteNanos: 12_345n, destination: '' }),
  ]);
  expect(table.get('4930')).toMatchObject([{ id: 3n, validToMs: 2 * HOUR, forcedTrunkId: 8n }]);
  expect(table.get('49')).toBe(table.get('49'));
  expect(table.get('33')).toBeUndefined();
});

test('the table finds what reading the whole list finds', () => {
  const prefixes = fc.uniqueArray(fc.stringMatching(/^[1-9]\d{0,4}$/), { maxLength: 40 });
  fc.assert(
    fc.property(prefixes, fc.stringMatching(/^[1-9]\d{6,14}$/), (listedPrefixes, number) => {
      const longest = listedPrefixes
        .filter((prefix) => number.startsWith(prefix))
        .toSorted((a, b) => b.length - a.length)[0];
      const table = buildPrefixTable(listedPrefixes.map((prefix) => listed(prefix)));
      expect(findRate(table, number, at)?.prefix).toBe(longest);
    }),
    { numRuns: 2000 },
  );
});
