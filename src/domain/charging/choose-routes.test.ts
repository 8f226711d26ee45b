import { expect, test } from 'vitest';
import { seededRandom } from '../../../test/support/random.ts';
import { buildPrefixTable } from '../rating/build-prefix-table.ts';
import { findRate, type ListedRate } from '../rating/prefix-table.ts';
import { termsOf } from '../rating/rating.fixtures.ts';
import type { Catalogue, KnownRateGroup, KnownTrunk } from './catalogue.ts';
import { emptyChanges, type Book } from './book.ts';
import { chooseRoutes } from './choose-routes.ts';
import { withinLimits } from './trunk-limits.ts';

/** Cents a minute. */
const CENT_NANOS = 10_000_000n;

function rate(prefix: string, cents: number, over: Partial<ListedRate> = {}): ListedRate {
  const costPerMinuteNanos = BigInt(Math.round(cents * 1000)) * (CENT_NANOS / 1000n);
  const open = {
    id: 1n,
    destination: '',
    accountId: null,
    validFromMs: 0,
    validToMs: null,
    forcedTrunkId: null,
    stripDigits: 0,
    addPrefix: '',
  };
  return { ...termsOf({ costPerMinuteNanos }), ...open, prefix, ...over };
}

function group(id: bigint, rates: readonly ListedRate[], over: Partial<KnownRateGroup> = {}): KnownRateGroup {
  const rest = {
    name: `Group ${id}`,
    currency: 'EUR',
    ownerId: 1n,
    isActive: true,
    markUpPpm: 0n,
    trunks: [],
  };
  return { id, ...rest, basis: 'own_rates', routing: 'least_cost', rates: buildPrefixTable(rates), ...over };
}

type Offer = Readonly<{
  name: string;
  prefix?: string;
  cents: number;
  currency?: string;
  trunk?: Partial<KnownTrunk>;
}>;

/** A top level that pays 10 cents a minute, and a trunk for each offer. */
function routesOf(
  offers: readonly Offer[],
  over: Partial<KnownRateGroup> = {},
  draw = 0,
  mayTry = (_gatewayId: bigint) => true,
) {
  const trunks = offers.map(({ name, trunk }, index): KnownTrunk => {
    const id = BigInt(index + 1);
    const gateway = {
      id,
      publicId: `gateway-${id}`,
      name: `gw${id}`,
      hasUsername: false,
      retryAtMs: null,
      host: '192.0.2.1',
      port: 5060,
      transport: 'udp' as const,
    };
    const rest = {
      isActive: true,
      priority: 100,
      codecs: [],
      stripPrefix: '',
      addPrefix: '',
      inboundNetworks: [],
      emergencyCountries: [],
      localizationIds: [],
      capacity: null,
      cpsMax: null,
      isCounted: false,
      providerId: 9n,
    };
    const accounts = { costAccountId: 1n, payableAccountId: 2n };
    return {
      id,
      name,
      ...rest,
      ...accounts,
      terminationRateGroupId: 100n + id,
      gateways: [gateway],
      ...trunk,
    };
  });
  const lists = offers.map(({ prefix = '49', cents, currency = 'EUR' }, index) =>
    group(101n + BigInt(index), [rate(prefix, cents)], { currency }),
  );
  const top = group(1n, [rate('49', 10)], over);
  const catalogue: Catalogue = {
    version: 1n,
    operatorId: 1n,
    accounts: new Map(),
    devices: new Map(),
    addresses: new Map(),
    dids: new Map(),
    localizations: new Map(),
    settings: new Map(),
    destinationClasses: new Map(),
    packages: new Map(),
    rateGroups: new Map(lists.map((each) => [each.id, each])),
    trunks: new Map(trunks.map((each) => [each.id, each])),
    exchangeRates: new Map([['USD>EUR', [{ validFromMs: 0, rateE10: 5_000_000_000n }]]]),
    localInitialIncrementSeconds: 60,
    localIncrementSeconds: 60,
    sliceSeconds: 300,
    callSecondsMax: 14_400,
    ringSeconds: 60,
  };
  const paid = findRate(top.rates, '49', { accountId: 1n, atMs: 1 }) ?? rate('49', 10);
  const terms = termsOf({ costPerMinuteNanos: paid.costPerMinuteNanos });
  const choice = chooseRoutes(catalogue, {
    caller: '4930555',
    number: '4930123456',
    atMs: 1,
    draw,
    mayTry,
    top: { group: top, rate: paid, terms, currency: 'EUR' },
  });
  return {
    names: choice.routes.map(({ trunk }) => trunk.name),
    gateways: choice.routes.flatMap(({ gateways }) => gateways.map(({ name }) => name)),
    skipped: Object.fromEntries(choice.skipped.map(([trunk, why]) => [trunk, why])),
    choice,
  };
}

const A = { name: 'A', prefix: '4930', cents: 6 };
const B = { name: 'B', cents: 4 };
const C = { name: 'C', cents: 5, trunk: { priority: 1 } };

test.each([
  ['least_cost', ['A', 'B', 'C'], 'the longest prefix first, then the price'],
  ['cheapest', ['B', 'C', 'A'], 'the price alone'],
  ['priority', ['C', 'B', 'A'], 'the priority, then the price'],
] as const)('%s tries %j: %s', (routing, expected, _because) => {
  expect(routesOf([A, B, C], { routing }).names).toEqual(expected);
});

test('percentage draws the first by shares and keeps the others for failover', () => {
  const trunks = [1n, 2n, 3n].map((trunkId, index) => ({
    trunkId,
    position: index + 1,
    sharePercent: [70, 20, 10][index] ?? 0,
  }));
  const first = (draw: number) => routesOf([A, B, C], { routing: 'percentage', trunks }, draw).names;
  expect([first(0), first(0.69), first(0.71), first(0.95)]).toEqual([
    ['A', 'B', 'C'],
    ['A', 'B', 'C'],
    ['B', 'A', 'C'],
    ['C', 'A', 'B'],
  ]);
});

test('a trunk is left out with its reason', () => {
  const { names, skipped } = routesOf(
    [
      { name: 'dear', cents: 10.001 },
      { name: 'even', cents: 10 },
      { name: 'elsewhere', prefix: '33', cents: 1 },
      { name: 'off', cents: 1, trunk: { isActive: false } },
      { name: 'empty', cents: 1, trunk: { gateways: [] } },
      { name: 'silent', cents: 1, trunk: { stripPrefix: '4930123456' } },
      { name: 'unknown money', cents: 1, currency: 'GBP' },
      // 16 US cents at 0.50 are 8 cents.
      { name: 'dollars', cents: 16, currency: 'USD' },
    ],
    {
      trunks: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n].map((trunkId) => ({
        trunkId,
        position: 1,
        sharePercent: null,
      })),
    },
  );
  expect(names).toEqual(['dollars', 'even']);
  expect(skipped).toEqual({
    dear: 'not_profitable',
    elsewhere: 'no_rate',
    off: 'inactive',
    empty: 'no_gateway',
    silent: 'number_not_dialable',
    'unknown money': 'no_exchange_rate',
  });
});

test('a price list that names trunks uses those only, one that names none every active one', () => {
  expect(routesOf([A, B, C], { trunks: [{ trunkId: 2n, position: 1, sharePercent: null }] }).names).toEqual([
    'B',
  ]);
  expect(routesOf([A, { ...B, trunk: { isActive: false } }, C]).names).toEqual(['A', 'C']);
});

test('a forced trunk stands alone', () => {
  expect(
    routesOf([A, B, C], { rates: buildPrefixTable([rate('49', 10, { forcedTrunkId: 3n })]) }).names,
  ).toEqual(['C']);
});

/** A trunk with these gateways: each is left out until its moment. The calls of these tests are at 1. */
const at = (trunk: Offer, ...until: readonly (number | null)[]) => ({
  ...trunk,
  trunk: {
    ...trunk.trunk,
    gateways: until.map((retryAtMs, index) => ({
      id: BigInt(index + 1),
      publicId: '',
      name: `${trunk.name}${index + 1}`,
      host: '192.0.2.1',
      port: 5060,
      transport: 'udp' as const,
      hasUsername: false,
      retryAtMs,
    })),
  },
});

test('an unhealthy gateway is left out, its trunk with the last of them, and named', () => {
  const { names, gateways, choice } = routesOf([at(A, 2), at(B, 2, null, 2), C]);
  expect([names, gateways]).toEqual([
    ['B', 'C'],
    ['B2', 'gw3'],
  ]);
  expect(choice.skipped).toEqual([
    ['B', 'unhealthy', 'B1'],
    ['B', 'unhealthy', 'B3'],
  ]);
  // The limits decide whether it is skipped, or the last resort.
  expect(choice.resting.map(({ trunk }) => trunk.name)).toEqual(['A']);
});

test('what is left out anyway is no last resort', () => {
  const { choice } = routesOf([at({ name: 'dear', cents: 11 }, 2), B]);
  expect([choice.resting, choice.skipped]).toEqual([[], [['dear', 'not_profitable']]]);
});

test('once its time is over, one that may be tried comes in its place, and is left out for every other call', () => {
  expect(routesOf([at(A, 1), B]).names).toEqual(['A', 'B']);
  expect(routesOf([at(A, 1), B], {}, 0, () => false).names).toEqual(['B']);
  const asked: bigint[] = [];
  const mayTry = (id: bigint) => asked.push(id) > 0;
  routesOf([at(A, 2, null, 1), B], {}, 0, mayTry);
  expect(asked).toEqual([3n]);
});

test('shares are those of the trunks that are left', () => {
  const trunks = [1n, 2n, 3n].map((trunkId, index) => ({
    trunkId,
    position: index + 1,
    sharePercent: [70, 20, 10][index] ?? 0,
  }));
  const first = (draw: number) => routesOf([at(A, 2), B, C], { routing: 'percentage', trunks }, draw).names;
  expect([first(0.6), first(0.7)]).toEqual([
    ['B', 'C'],
    ['C', 'B'],
  ]);
});

test('whatever is unhealthy and full, a call has a route whenever it would have one were all healthy', () => {
  const seen = { healthy: 0, last: 0, none: 0 };
  for (let seed = 1; seed <= 500; seed++) {
    const random = seededRandom(seed);
    const offers = Array.from({ length: random.whole(1, 4) }, (_, n) => {
      const until = Array.from({ length: random.whole(0, 3) }, () => random.pick([null, 1, 2, 2]));
      const capacity = random.pick([null, 1]);
      return at({ name: `T${n}`, cents: random.whole(1, 12), trunk: { capacity } }, ...until);
    });
    const isFull = offers.map(() => random.chance(0.4));
    const book: Pick<Book, 'trunks' | 'changes'> = {
      trunks: new Map(
        isFull.map((full, n) => {
          const id = BigInt(n + 1);
          return [id, { id, liveCalls: full ? 1 : 0, cpsTokensMilli: 0n, cpsAtMs: 0 }];
        }),
      ),
      changes: emptyChanges(),
    };
    const roomFor = (some: typeof offers, mayTry: (id: bigint) => boolean) =>
      withinLimits(book as Book, routesOf(some, {}, 0, mayTry).choice, new Date(1));
    const given = roomFor(offers, () => random.chance(0.5));
    const well = roomFor(
      offers.map((offer) => at(offer, ...offer.trunk.gateways.map(() => null))),
      () => true,
    );
    expect(given.routes.length > 0, `seed ${seed}`).toBe(well.routes.length > 0);
    const gateways = given.routes.flatMap((route) => route.gateways);
    if (given.isLastResort) seen.last += 1;
    else if (gateways.length > 0) seen.healthy += 1;
    else seen.none += 1;
    // Nobody else's try, and no gateway that rests, unless there is nothing else.
    if (!given.isLastResort) expect(gateways.filter(({ retryAtMs }) => retryAtMs === 2)).toEqual([]);
    else expect(gateways.filter(({ retryAtMs }) => retryAtMs === null)).toEqual([]);
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(30);
});
