import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildPrefixTable, createTableBuilder, replaceRates } from './build-prefix-table.ts';
import { cheapestRate } from './cheapest-rate.ts';
import { exactPrice } from './price.ts';
import { termsOf } from './rating.fixtures.ts';
import { endOfBeginning, keyOfPrefix } from './prefix-key.ts';
import { findRate, RatesNotRead, type ListedRate } from './prefix-table.ts';

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
    stripDigits: 0,
    addPrefix: '',
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
  ['4930123', '49301', 'the longest prefix'],
  ['4989123', '49', 'a shorter one where no longer one is listed'],
  ['49309', '4930', 'a shorter one behind a longer one that the number does not begin with'],
  ['33123', undefined, 'none where nothing covers the number'],
  ['4', undefined, 'none that is longer than the number'],
])('%s takes %s: %s', (number, prefix, _because) => {
  const table = buildPrefixTable([listed('49'), listed('4930'), listed('49301'), listed('49308888')]);
  expect(findRate(table, number, at)?.prefix).toBe(prefix);
});

test('ids and costs come out as they went in, up to 2^53', () => {
  const anyWhole = fc.oneof(
    fc.bigInt({ min: 1n, max: 2n ** 53n - 1n }),
    fc.constantFrom(1n, 2n ** 31n, 2n ** 32n - 1n, 2n ** 32n, 2n ** 52n, 2n ** 53n - 1n),
  );
  fc.assert(
    fc.property(anyWhole, anyWhole, (id, costPerMinuteNanos) => {
      const rate = listed('49', { id, costPerMinuteNanos });
      expect(findRate(buildPrefixTable([rate]), '4930', at)).toEqual(rate);
    }),
  );
});

test('a rate counts from its first instant to before its last', () => {
  const table = buildPrefixTable([listed('49', { validFromMs: HOUR, validToMs: 2 * HOUR })]);
  const found = (atMs: number) => findRate(table, '4930', { ...at, atMs }) !== null;
  expect([HOUR - 1, HOUR, 2 * HOUR - 1, 2 * HOUR].map(found)).toEqual([false, true, true, false]);
});

test('a personal rate wins at equal length, and is nobody else’s', () => {
  const table = buildPrefixTable([
    listed('49', { id: 2n, accountId: 7n }),
    listed('49', { id: 1n }),
    listed('4930', { id: 3n }),
    listed('4931', { id: 4n, accountId: 8n }),
  ]);
  expect(findRate(table, '4989', at)?.id).toBe(2n);
  expect(findRate(table, '4989', { ...at, accountId: 8n })?.id).toBe(1n);
  expect(findRate(table, '4930', at)?.id).toBe(3n);
  expect(findRate(table, '4931', at)?.id).toBe(2n);
});

test('a rate comes back as it was listed, and the same one again', () => {
  const rate = listed('49', {
    id: 2n ** 40n,
    destination: 'Germany  - Mobile\n',
    validToMs: 2 * HOUR,
    forcedTrunkId: 8n,
    connectionCostMicros: 1_000_000_000_000n,
    costPerMinuteNanos: 1_000_000_000_000_000n,
    graceSeconds: 2,
    initialIncrementSeconds: 60,
    incrementSeconds: 6,
  });
  const table = buildPrefixTable([listed('4'), rate]);
  const found = findRate(table, '4930', at);
  expect(found).toEqual(rate);
  expect(findRate(table, '4931', at)).toBe(found);
});

test('a table of some numbers only answers for those, and never for another one', () => {
  const table = { ...buildPrefixTable([listed('49')]), readFor: new Set(['4930', '33']) };
  expect(findRate(table, '4930', at)?.prefix).toBe('49');
  expect(findRate(table, '33', at)).toBeNull();
  expect(() => findRate(table, '4931', at)).toThrow(RatesNotRead);
});

test('keys are in the order of the digits, the shorter first', () => {
  const prefixes = ['0', '00', '000000000000000', '01', '1', '49', '490', '5', '999999999999999'];
  const keys = prefixes.map(keyOfPrefix);
  expect(keys.toSorted((a, b) => a - b)).toEqual(keys);
  expect(keys.every(Number.isSafeInteger)).toBe(true);
});

test.each(['0', '9', '49', '490', '999', '00000000000000', '99999999999999'])(
  'what begins with %s ends behind the last of it, and before the next prefix of its length',
  (prefix) => {
    const end = endOfBeginning(keyOfPrefix(prefix));
    expect(keyOfPrefix(prefix.padEnd(15, '9'))).toBeLessThan(end);
    const next = String(Number(prefix) + 1).padStart(prefix.length, '0');
    if (next.length === prefix.length) expect(keyOfPrefix(next)).toBeGreaterThanOrEqual(end);
  },
);

test('a shorter prefix is found behind more rates of other accounts than its distance can be noted for', () => {
  const others = Array.from({ length: 70_000 }, (_, n) =>
    listed('49', { id: 2n, accountId: BigInt(n + 100) }),
  );
  const table = buildPrefixTable([listed('4'), ...others, listed('491', { id: 3n })]);
  expect(['48', '490', '491'].map((number) => findRate(table, number, at)?.prefix)).toEqual([
    '4',
    '4',
    '491',
  ]);
});

/** Few digits, so that prefixes begin each other. */
const anyPrefix = fc.stringMatching(/^[0-2]{1,4}$/);
const anyRate = fc.record({
  prefix: anyPrefix,
  accountId: fc.constantFrom(null, null, 7n, 8n),
  validFromMs: fc.integer({ min: 0, max: 3 }),
  validToMs: fc.constantFrom(null, 4, 5),
  stripDigits: fc.constantFrom(0, 0, 2),
  addPrefix: fc.constantFrom('', '', '00', '+7'),
});
const numbered = (rates: readonly Partial<ListedRate>[], from: bigint) =>
  rates.map((rate, index) => listed(rate.prefix ?? '', { ...rate, id: from + BigInt(index) }));

/** By the wording of the rule; of several that overlap, which no list has, any. */
function oracle(rates: readonly ListedRate[], number: string, accountId: bigint, atMs: number): ListedRate[] {
  const valid = rates.filter(
    ({ prefix, validFromMs, validToMs, accountId: owner }) =>
      number.startsWith(prefix) &&
      validFromMs <= atMs &&
      (validToMs === null || atMs < validToMs) &&
      (owner === null || owner === accountId),
  );
  const length = Math.max(...valid.map(({ prefix }) => prefix.length));
  const longest = valid.filter(({ prefix }) => prefix.length === length);
  const personal = longest.filter(({ accountId: owner }) => owner !== null);
  return personal.length > 0 ? personal : longest;
}

test('a table finds what reading the whole list finds, also after prefixes were replaced', () => {
  fc.assert(
    fc.property(
      fc.array(anyRate, { maxLength: 40 }),
      fc.array(anyPrefix, { maxLength: 5 }),
      fc.array(anyRate, { maxLength: 5 }),
      fc.stringMatching(/^[0-2]{1,6}$/),
      fc.integer({ min: 0, max: 6 }),
      (first, replaced, added, number, atMs) => {
        const before = numbered(first, 1n);
        const prefixes = [...replaced, ...added.map(({ prefix }) => prefix)];
        const after = [
          ...before.filter(({ prefix }) => !prefixes.includes(prefix)),
          ...numbered(added, 100n),
        ];
        const table = buildPrefixTable(before);
        const changed = replaceRates(table, prefixes, numbered(added, 100n));
        for (const [rates, found] of [
          [after, findRate(changed, number, { accountId: 7n, atMs })],
          [before, findRate(table, number, { accountId: 7n, atMs })],
        ] as const) {
          const expected = oracle(rates, number, 7n, atMs);
          if (expected.length === 0) expect(found).toBeNull();
          else expect(expected).toContainEqual(found);
        }
      },
    ),
    { numRuns: 3000 },
  );
});

test('a long list in any order is cut into pages, and changes page by page', () => {
  // 7919 has no divisor in common with 100,000: every number below it comes once, far from in order.
  const prefixes = Array.from({ length: 60_000 }, (_, n) => `49${String((n * 7919) % 100_000)}`);
  const builder = createTableBuilder();
  for (const [n, prefix] of prefixes.entries()) {
    builder.add({
      key: keyOfPrefix(prefix),
      length: prefix.length,
      id: n + 1,
      costPerMinuteNanos: n,
      connectionCostMicros: 0,
      graceSeconds: 0,
      initialIncrementSeconds: 1,
      incrementSeconds: 1,
      validFromMs: 0,
      validToMs: Number.POSITIVE_INFINITY,
      accountId: 0,
      forcedTrunkId: 0,
      stripDigits: 0,
      addPrefix: '',
      destination: `Zone ${n % 7}`,
    });
  }
  let pieces = 0;
  const building = builder.finish();
  let step = building.next();
  for (; step.done !== true; step = building.next()) pieces += 1;
  const table = step.value;
  expect(pieces).toBeGreaterThan(3);
  expect(table.pages).toHaveLength(4);
  const listedAt = new Map(prefixes.map((prefix, n) => [prefix, n]));
  for (let n = 0; n < 100_000; n += 37) {
    const number = `49${n}`;
    const lengths = Array.from(number, (_digit, index) => number.length - index);
    const longest = lengths.map((length) => number.slice(0, length)).find((each) => listedAt.has(each));
    const found = findRate(table, number, at);
    expect(found?.prefix).toBe(longest);
    expect(found?.destination).toBe(
      longest === undefined ? undefined : `Zone ${(listedAt.get(longest) ?? 0) % 7}`,
    );
  }
  const changed = replaceRates(table, ['490', '4999999'], [listed('4999999', { id: 99_999n })]);
  expect(changed.pages.filter((page) => !table.pages.includes(page))).toHaveLength(2);
  expect(findRate(changed, '499999912', at)?.id).toBe(99_999n);
});

test('the cheapest rate is the one whose first interval costs least of those that are valid for the account', () => {
  const anyRate = fc.record({
    prefix: fc.constantFrom('1', '49', '493', '4930', '33'),
    accountId: fc.constantFrom(null, 7n, 8n),
    validFromMs: fc.constantFrom(0, HOUR, HOUR + 1),
    validToMs: fc.constantFrom(null, HOUR, 2 * HOUR),
    connectionCostMicros: fc.bigInt({ min: 0n, max: 2000n }),
    costPerMinuteNanos: fc.bigInt({ min: 0n, max: 2_000_000n }),
    initialIncrementSeconds: fc.constantFrom(1, 6, 60),
  });
  const firstOf = (rate: Parameters<typeof termsOf>[0]) => {
    const terms = termsOf(rate);
    return exactPrice(terms, terms.initialIncrementSeconds);
  };
  fc.assert(
    fc.property(fc.array(anyRate), fc.array(anyRate), (before, after) => {
      const rates = before.map(({ prefix, ...rate }, n) => listed(prefix, { ...rate, id: BigInt(n + 1) }));
      const changed = after.map(({ prefix, ...rate }, n) => listed(prefix, { ...rate, id: BigInt(n + 100) }));
      const prefixes = [...new Set(changed.map(({ prefix }) => prefix))];
      const table = buildPrefixTable(rates);
      // Asked of both, so that what was worked out of the first is not taken for the second.
      for (const [asked, of] of [
        [table, rates],
        [
          replaceRates(table, prefixes, changed),
          [...rates.filter(({ prefix }) => !prefixes.includes(prefix)), ...changed],
        ],
      ] as const) {
        const costs = of
          .filter(({ accountId }) => accountId === null || accountId === 7n)
          .filter(({ validFromMs, validToMs }) => validFromMs <= HOUR && (validToMs ?? Infinity) > HOUR)
          .map(firstOf);
        const least = costs.reduce<bigint | null>((a, b) => (a === null || b < a ? b : a), null);
        const found = cheapestRate(asked, at);
        expect(found && firstOf(found)).toBe(least);
      }
    }),
  );
});
