/** Whatever a switch does with its gateways, and however late it tells: no trunk ever has more calls than it takes. */
import { expect, test } from 'vitest';
import { heldTrunks } from '../../src/domain/charging/held-trunks.ts';
import type { ChargingEvent, Granted } from '../../src/domain/charging/events.ts';
import { termsOf } from '../../src/domain/rating/rating.fixtures.ts';
import { seededRandom } from '../support/random.ts';
import { pureCatalogue, pureEngine } from './pure-engine.ts';

const CAPACITY = new Map([
  ['gw1', 2],
  ['gw2', 3],
]);
const SEEDS = 200;

const terms = termsOf({ costPerMinuteNanos: 1000n });
const pure = pureCatalogue({ caller: terms, seller: terms });
const catalogue = {
  ...pure,
  trunks: new Map(
    Array.from(pure.trunks, ([id, trunk]) => [
      id,
      { ...trunk, capacity: CAPACITY.get(trunk.gateways[0]!.publicId)! },
    ]),
  ),
};

test(`${SEEDS} seeds of calls that fail over, are answered and end while their events are under way`, () => {
  const reached = new Set<string>();
  for (let seed = 1; seed <= SEEDS; seed++) {
    const random = seededRandom(seed);
    const engine = pureEngine(catalogue, { caller: 10n ** 12n, seller: 10n ** 12n });
    /** As they really are: the gateway that each call is at, or rings. */
    const calls = new Map<string, { granted: Granted; at: number; isAnswered: boolean }>();
    const underWay: ChargingEvent[] = [];
    let questions = 0;
    for (let step = 0; step < 200; step++) {
      const [sessionId, call] = random.shuffle([...calls])[0] ?? [];
      const what = random.pick(['ask', 'ask', 'try', 'answer', 'end', 'tell', 'tell', 'tell'] as const);
      if (what === 'ask') {
        const answer = engine.apply(engine.question((questions += 1)));
        if ('gateways' in answer) {
          calls.set(answer.sessionId, { granted: answer, at: 0, isAnswered: false });
          underWay.push(tried(answer, 0));
        }
      } else if (what === 'tell') {
        const [event] = underWay.splice(random.whole(0, Math.max(0, underWay.length - 1)), 1);
        if (event !== undefined) engine.apply(event);
      } else if (call !== undefined && sessionId !== undefined) {
        const { granted } = call;
        if (what === 'try' && !call.isAnswered && call.at + 1 < granted.gateways.length) {
          call.at += 1;
          underWay.push(tried(granted, call.at));
        } else if (what === 'answer' && !call.isAnswered) {
          call.isAnswered = true;
          const gatewayId = granted.gateways[call.at]!.id;
          underWay.push({ type: 'answered', sessionId, switchId: 6n, gatewayId, answeredAt: engine.now() });
        } else if (what === 'end') {
          calls.delete(sessionId);
          underWay.push(endOf(granted, call.isAnswered ? granted.gateways[call.at]!.id : null, engine.now()));
        }
      }
      for (const [gateway, capacity] of CAPACITY) {
        const there = [...calls.values()].filter(({ granted, at }) => granted.gateways[at]!.id === gateway);
        if (there.length > capacity) throw new Error(`seed ${seed}: ${there.length} calls on ${gateway}`);
        if (there.length === capacity) reached.add(gateway);
      }
      const counted = [...engine.sessions.values()].flatMap((live) =>
        live === null ? [] : heldTrunks(live),
      );
      for (const { id, liveCalls } of engine.trunks.values())
        if (liveCalls !== counted.filter((each) => each === id).length)
          throw new Error(`seed ${seed}: ${liveCalls} calls are counted on trunk ${id}`);
    }
    for (const event of random.shuffle(underWay)) engine.apply(event);
    for (const { granted } of calls.values()) engine.apply(endOf(granted, null, engine.now()));
    expect([...engine.trunks.values()].map(({ liveCalls }) => liveCalls)).toEqual([0, 0]);
  }
  expect(reached).toEqual(new Set(CAPACITY.keys()));
});

function tried({ sessionId, gateways }: Granted, place: number): ChargingEvent {
  return { type: 'attempt', sessionId, switchId: 6n, gatewayId: gateways[place]!.id, at: new Date(0) };
}

function endOf({ sessionId }: Granted, gatewayId: string | null, endedAt: Date): ChargingEvent {
  return {
    type: 'ended',
    sessionId,
    switchId: 6n,
    leg: 0,
    revision: 1,
    digest: 1n,
    outcome: 'unanswered',
    answeredAt: null,
    endedAt,
    talkMs: 0,
    endedBy: 'failure',
    sipStatus: 503,
    q850Cause: 34,
    gatewayId,
    isEstimated: false,
  };
}
