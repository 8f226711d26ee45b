/** However calls overlap and their time is prolonged: an account never spends more than its caps in an hour, a day and a call. */
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { SAME_CURRENCY_E10, type Terms } from '../../src/domain/rating/rate.ts';
import { formatMoney } from '../../src/domain/money.ts';
import { endOf, pureCatalogue, pureEngine } from './pure-engine.ts';

const HOUR_MS = 3_600_000;
const PLENTY = 10n ** 15n;

/** Prices of which some minutes fit into the caps. */
const anyTerms: fc.Arbitrary<Terms> = fc.record({
  connectionCostMicros: fc.bigInt({ min: 0n, max: 500_000n }),
  costPerMinuteNanos: fc.bigInt({ min: 0n, max: 5_000_000_000n }),
  graceSeconds: fc.integer({ min: 0, max: 3 }),
  initialIncrementSeconds: fc.integer({ min: 1, max: 60 }),
  incrementSeconds: fc.integer({ min: 1, max: 60 }),
  markUpPpm: fc.bigInt({ min: 0n, max: 500_000n }),
  exchangeRateE10: fc.constant(SAME_CURRENCY_E10),
});

/** One thing that happens to one of three calls. */
const anyStep = fc.record({
  call: fc.integer({ min: 0, max: 2 }),
  what: fc.constantFrom('ask', 'extend', 'end', 'wait'),
  /** Of what is offered, or of an hour. */
  share: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
});

test('calls that overlap, are prolonged and end never charge more than the caps allow', {
  timeout: 120_000,
}, () => {
  const reached = { refused: 0, charged: 0, prolonged: 0 };
  fc.assert(
    fc.property(
      fc.record({
        caller: anyTerms,
        seller: anyTerms,
        caps: fc.tuple(
          ...[30, 90, 20].map((max) => fc.noBias(fc.bigInt({ min: 0n, max: BigInt(max) * 1_000_000n }))),
        ),
        steps: fc.array(anyStep, { minLength: 5, maxLength: 25 }),
      }),
      ({ caps: [perHour = 0n, perDay = 0n, perCall = 0n], steps, ...terms }) => {
        const settings = new Map([
          ['guards.prepaid_spend_per_hour', formatMoney(perHour)],
          ['guards.prepaid_spend_per_day', formatMoney(perDay)],
          ['guards.call_cost', formatMoney(perCall)],
        ]);
        const catalogue = pureCatalogue(terms, { settings: new Map([[1n, settings]]), sliceSeconds: 60 });
        const engine = pureEngine(catalogue, { caller: PLENTY, seller: PLENTY });
        const charges: { atMs: number; micros: bigint }[] = [];
        let asked = 0;
        const live: (string | null)[] = [null, null, null];
        for (const { call, what, share } of steps) {
          const sessionId = live[call] ?? null;
          if (what === 'wait') engine.advance(Math.round(share * HOUR_MS));
          else if (sessionId === null) {
            const question = engine.question((asked += 1));
            const answer = engine.apply(question);
            if ('grantedSeconds' in answer) {
              live[call] = question.sessionId;
              engine.apply({
                type: 'answered',
                sessionId: question.sessionId,
                switchId: 6n,
                gatewayId: 'gw1',
                answeredAt: engine.now(),
              });
            } else reached.refused += 1;
          } else if (what === 'extend') {
            const { sliceNumber } = engine.sessions.get(sessionId)!;
            const extended = engine.apply({ type: 'extend', sessionId, sliceNumber: sliceNumber + 1 });
            if ('push' in extended && extended.push !== null) {
              reached.prolonged += 1;
              engine.apply({ type: 'pushed', sessionId, sliceNumber: extended.sliceNumber });
            }
          } else if (what === 'end') {
            const talkMs = Math.floor(share * engine.sessions.get(sessionId)!.offeredSeconds) * 1000;
            engine.apply(endOf(sessionId, talkMs, { endedAt: engine.now() }));
            live[call] = null;
            const micros = engine.cdrs.get(sessionId)![0]!.levelChargeMicros[0]!;
            if (micros > 0n) reached.charged += 1;
            if (micros > perCall) return false;
            charges.push({ atMs: engine.now().getTime(), micros });
          }
          const spentIn = (periodMs: number) => {
            const period = Math.floor(engine.now().getTime() / periodMs);
            const here = charges.filter(({ atMs }) => Math.floor(atMs / periodMs) === period);
            return here.reduce((sum, { micros }) => sum + micros, 0n);
          };
          const { heldMicros } = engine.caller;
          if (spentIn(HOUR_MS) + heldMicros > perHour || spentIn(24 * HOUR_MS) + heldMicros > perDay)
            return false;
        }
        return true;
      },
    ),
    { numRuns: 2000 },
  );
  for (const count of Object.values(reached)) expect(count).toBeGreaterThan(500);
});
