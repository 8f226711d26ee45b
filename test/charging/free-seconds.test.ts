/** Free seconds of packages in the domain alone: held like money, given once, and never a matter of slices. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Cdr } from '../../src/domain/charging/book.ts';
import type { Catalogue } from '../../src/domain/charging/catalogue.ts';
import { packagesOf } from '../../src/domain/charging/free-seconds.ts';
import { explainCall } from '../../src/domain/charging/explain.ts';
import { remarkText } from '../../src/domain/charging/remarks.ts';
import { anyTerms, oraclePriceMicros, termsOf } from '../../src/domain/rating/rating.fixtures.ts';
import { seededRandom } from '../support/random.ts';
import { endOf, packageOf, pureCatalogue, pureEngine, withPackages, type PureEngine } from './pure-engine.ts';

const RICH = { caller: 10n ** 15n, seller: 10n ** 15n };
const rate = (initial: number, further: number) =>
  termsOf({
    connectionCostMicros: 5000n,
    costPerMinuteNanos: 12_000_000n,
    initialIncrementSeconds: initial,
    incrementSeconds: further,
  });
const CATALOGUE = pureCatalogue({ caller: rate(60, 60), seller: rate(1, 1) });

/** One call of so many seconds, from its question to its end, with as many slices as it needs. */
function call(engine: PureEngine, n: number, talkSeconds: number): Cdr {
  const { sessionId } = engine.question(n);
  if (!engine.apply(engine.question(n)).ok) return engine.cdrs.get(sessionId)![0]!;
  engine.apply({ type: 'answered', sessionId, switchId: 6n, gatewayId: 'gw1', answeredAt: engine.now() });
  while ((engine.sessions.get(sessionId)?.grantedSeconds ?? 0) < talkSeconds) {
    const before = engine.sessions.get(sessionId)!;
    engine.apply({ type: 'extend', sessionId, sliceNumber: before.sliceNumber + 1 });
    const sliceNumber = engine.sessions.get(sessionId)!.sliceNumber;
    engine.apply({ type: 'pushed', sessionId, sliceNumber });
    if (sliceNumber === before.sliceNumber) break;
  }
  engine.apply(endOf(sessionId, talkSeconds * 1000));
  return engine.cdrs.get(sessionId)!.at(-1)!;
}

const callersPackage = (includedSeconds: number, over = {}) => ({
  accountId: 3n,
  pack: packageOf(2n, 1n, { includedSeconds, ...over }),
});

test('60/60, 90 s of talk, 45 s left: 45 s are free, 75 are paid; those above pay in full', () => {
  const engine = pureEngine(withPackages(CATALOGUE, [callersPackage(45)]), RICH);
  const cdr = call(engine, 1, 90);
  expect(cdr).toMatchObject({
    billedSeconds: 120,
    freeSeconds: 45,
    allowanceUsedSeconds: [45],
    levelChargeMicros: [20_000n, 23_000n],
  });
  const who = { code: 'level.account', figures: { number: { type: 'text', text: '3' } } } as const;
  const { trace, arithmetic } = explainCall(
    { ...cdr, gatewayId: null, triedGatewayIds: [], carrierCostMicros: 0n },
    {
      levels: [who],
      forbids: null,
      commissions: [],
      seesEverybody: false,
      seesCarrier: false,
      seesMarkUps: 'nobody',
      seesRemedies: false,
    },
  );
  expect(trace.find(({ check }) => check === 'packages')?.remarks.map(remarkText)).toEqual([
    'Account 3: Package 1: 45 s of 45 s are left free.',
  ]);
  expect(arithmetic.map(remarkText)).toEqual([
    'Account 3: 60/60, 90 s are billed as 120 s, 45 s of them free: 0.005 G3 to connect + 0.012 G3 a minute × 75 s ÷ 60 × 1 W3 per G3 = 0.02 W3',
    '45 s came from the package Package 1.',
  ]);
  expect(call(engine, 2, 90)).toMatchObject({ freeSeconds: 0, levelChargeMicros: [29_000n, 23_000n] });
});

test.each([
  ['covered in full, without a cent', 120, 0n, 90, { freeSeconds: 120, chargeMicros: 0n }],
  ['what is not free must be paid for', 45, 7999n, 60, { outcome: 'refused', reason: 'insufficient_funds' }],
  ['the first interval, just', 45, 8000n, 60, { freeSeconds: 45, chargeMicros: 8000n }],
  // Money pays 25 s beyond the 45 that are free: one interval of 60, and no second one.
  ['money ends the call', 45, 10_000n, 62, { grantedSeconds: 60, freeSeconds: 45, chargeMicros: 8000n }],
])('%s', (_name, included, money, talk, expected) => {
  const engine = pureEngine(withPackages(CATALOGUE, [callersPackage(included)]), {
    ...RICH,
    caller: money,
  });
  expect(call(engine, 1, talk)).toMatchObject(expected);
});

test('the lowest number is used first, and a call goes on with the next; an upper level has its own', () => {
  const catalogue = withPackages(CATALOGUE, [
    { accountId: 3n, pack: packageOf(2n, 1n, { includedSeconds: 100, priority: 2 }) },
    { accountId: 3n, pack: packageOf(2n, 2n, { includedSeconds: 50, priority: 1 }) },
    { accountId: 3n, pack: packageOf(2n, 3n, { prefixes: new Set(['4915', '1']) }) },
    { accountId: 3n, pack: packageOf(2n, 4n, { isActive: false }) },
    // Of somebody who does not sell to the account.
    { accountId: 3n, pack: packageOf(1n, 5n) },
    { accountId: 2n, pack: packageOf(1n, 6n, { includedSeconds: 80 }) },
  ]);
  const cdr = call(pureEngine(catalogue, RICH), 1, 110);
  expect(packagesOf(cdr.frozen).map(({ name, level }) => [name, level])).toEqual([
    ['Package 2', 0],
    ['Package 1', 0],
    ['Package 6', 1],
  ]);
  expect(cdr).toMatchObject({
    freeSeconds: 120,
    allowanceUsedSeconds: [50, 70, 80],
    levelChargeMicros: [0n, 11_000n],
  });
});

test('a new period has all of it again; one that began keeps its end and its seconds', () => {
  const engine = pureEngine(withPackages(CATALOGUE, [callersPackage(60, { period: 'day' })]), RICH);
  expect(call(engine, 1, 50)).toMatchObject({ freeSeconds: 60 });
  expect(call(engine, 2, 50)).toMatchObject({ freeSeconds: 0 });
  engine.advance(12 * 3_600_000);
  expect(call(engine, 3, 50)).toMatchObject({ freeSeconds: 60 });
  expect(engine.caller.allowances.size).toBe(2);
});

test('a correction gives free seconds back to the period that they are of, and takes them there', () => {
  const engine = pureEngine(withPackages(CATALOGUE, [callersPackage(200)]), RICH);
  const { sessionId } = call(engine, 1, 90);
  engine.advance(40 * 86_400_000);
  const used = () => [...engine.caller.allowances.values()].map(({ usedSeconds }) => usedSeconds);
  expect(used()).toEqual([120]);
  engine.apply(endOf(sessionId, 0, { revision: 2, digest: 2n }));
  expect(used()).toEqual([0]);
  engine.apply(endOf(sessionId, 300_000, { revision: 3, digest: 3n }));
  expect(used()).toEqual([200]);
  expect(engine.cdrs.get(sessionId)?.at(-1)).toMatchObject({ billedSeconds: 300, freeSeconds: 200 });
});

test('how a call is cut into slices changes neither its price nor its free seconds', () => {
  const anySlice = fc.integer({ min: 5, max: 700 });
  fc.assert(
    fc.property(
      anyTerms,
      anyTerms,
      fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 2 }),
      anySlice,
      fc.integer({ min: 1, max: 1500 }),
      (caller, seller, included, sliceSeconds, talk) => {
        const catalogue: Catalogue = {
          ...withPackages(
            pureCatalogue({ caller, seller }),
            included.map((includedSeconds, n) => ({
              accountId: 3n,
              pack: packageOf(2n, BigInt(n + 1), { includedSeconds, priority: n }),
            })),
          ),
          sliceSeconds,
        };
        const left = included.reduce((sum, each) => sum + each, 0);
        const cdr = call(pureEngine(catalogue, RICH), 1, talk);
        expect(cdr.isOverrun).toBe(false);
        expect(cdr.levelChargeMicros).toEqual([
          oraclePriceMicros(caller, talk, left),
          oraclePriceMicros(seller, talk),
        ]);
        const isFreeAnyway = caller.connectionCostMicros === 0n && caller.costPerMinuteNanos === 0n;
        if (!isFreeAnyway) expect(cdr.freeSeconds).toBe(Math.min(left, cdr.billedSeconds));
      },
    ),
    { numRuns: 300 },
  );
});

test('calls at once never use the same free second twice, whatever happens in which order', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed);
    const terms = { caller: rate(random.pick([1, 6, 60]), random.pick([1, 6, 60])), seller: rate(30, 6) };
    const catalogue = withPackages({ ...pureCatalogue(terms), sliceSeconds: random.whole(5, 200) }, [
      { accountId: 3n, pack: packageOf(2n, 1n, { includedSeconds: random.whole(1, 600), period: 'day' }) },
      { accountId: 3n, pack: packageOf(2n, 2n, { includedSeconds: random.whole(1, 600) }) },
      { accountId: 2n, pack: packageOf(1n, 3n, { includedSeconds: random.whole(1, 600) }) },
    ]);
    const engine = pureEngine(catalogue, {
      caller: BigInt(random.whole(0, 300_000)),
      seller: 10n ** 12n,
    });
    const ids = Array.from({ length: 6 }, (_, n) => engine.question(n + 1).sessionId);
    for (let step = 0; step < 60; step++) {
      const n = random.whole(0, 5);
      const sessionId = ids[n]!;
      const session = engine.sessions.get(sessionId);
      const cdrs = engine.cdrs.get(sessionId) ?? [];
      engine.advance(random.whole(0, random.chance(0.05) ? 86_400_000 : 20_000));
      if (!session && cdrs.length === 0) engine.apply(engine.question(n + 1));
      else if (!session) {
        if (cdrs[0]?.outcome === 'refused') continue;
        const talkMs = random.whole(0, 900_000);
        const revision = cdrs.length + 1;
        engine.apply(endOf(sessionId, talkMs, { revision, digest: BigInt(revision) }));
      } else if (session.answeredAt === null)
        engine.apply({
          type: 'answered',
          sessionId,
          switchId: 6n,
          gatewayId: 'gw1',
          answeredAt: engine.now(),
        });
      else if (random.chance(0.7)) {
        engine.apply({ type: 'extend', sessionId, sliceNumber: session.sliceNumber + 1 });
        engine.apply({ type: 'pushed', sessionId, sliceNumber: engine.sessions.get(sessionId)!.sliceNumber });
      } else {
        // Now and then the switch lets it run on.
        const talk = session.offeredSeconds + random.pick([-3, 0, 1, 60]);
        engine.apply(endOf(sessionId, Math.max(0, talk) * 1000));
      }
      expectBooked(engine, seed);
    }
    for (const cdrs of engine.cdrs.values()) expectPriced(cdrs.at(-1)!, terms.caller);
  }
});

/** Each allowance holds and gave what the calls say, and no more than there is; each wallet holds what its calls hold. */
function expectBooked(engine: PureEngine, seed: number): void {
  const sums = new Map<string, { held: number; used: number }>();
  const count = (frozen: Cdr['frozen'], seconds: readonly number[], what: 'held' | 'used') => {
    for (const [place, { allowanceId }] of packagesOf(frozen).entries()) {
      const sum = sums.get(allowanceId) ?? { held: 0, used: 0 };
      sums.set(allowanceId, { ...sum, [what]: sum[what] + (seconds[place] ?? 0) });
    }
  };
  for (const session of engine.sessions.values())
    if (session) count(session.frozen, session.allowanceHeldSeconds, 'held');
  for (const cdrs of engine.cdrs.values()) {
    const { frozen, allowanceUsedSeconds } = cdrs.at(-1)!;
    count(frozen, allowanceUsedSeconds, 'used');
  }
  for (const wallet of [engine.caller, engine.seller]) {
    for (const { id, includedSeconds, heldSeconds: held, usedSeconds: used } of wallet.allowances.values()) {
      expect([seed, { held, used }]).toEqual([seed, sums.get(id) ?? { held: 0, used: 0 }]);
      expect(held + used).toBeLessThanOrEqual(includedSeconds);
    }
    const held = [...engine.sessions.values()].reduce(
      (sum, each) => sum + (each?.levelHeldMicros[wallet === engine.caller ? 0 : 1] ?? 0n),
      0n,
    );
    expect(wallet.heldMicros).toBe(held);
  }
}

function expectPriced(cdr: Cdr, terms: Parameters<typeof oraclePriceMicros>[0]): void {
  if (cdr.outcome !== 'answered') return;
  const talk = Math.ceil(cdr.talkMs / 1000);
  const paid = cdr.isOverrun ? talk : Math.min(talk, cdr.grantedSeconds);
  expect(cdr.levelChargeMicros[0]).toBe(oraclePriceMicros(terms, paid, cdr.freeSeconds));
}
