/** A reader that takes nothing is dropped, however much happens meanwhile. */
import { expect, test } from 'vitest';
import type { LiveCall } from '../../operations/charging/live-reader.ts';
import type { LiveChanges } from '../../operations/charging/live-feed.ts';
import { openLiveStream } from './live-stream.ts';

test('what a slow reader does not take is bounded', async () => {
  let told: (changes: LiveChanges) => void = () => {};
  let round = 0;
  let ends = 0;
  const account = { id: 1n, publicId: 'a', number: '1', kind: 'customer', name: 'x'.repeat(100_000) };
  const call = (): LiveCall => ({
    sessionId: 's',
    account,
    device: null,
    callerNumber: null,
    destinationNumber: '49',
    state: 'answered',
    startedAt: new Date(0),
    answeredAt: new Date(0),
    switchUnknownAt: null,
    grantedSeconds: (round += 1),
    offeredSeconds: 0,
    longest: null,
    levels: [],
    route: null,
    canHangUp: true,
    isEmergency: false,
  });
  const stream = await openLiveStream(
    {
      reader: {
        read: () => Promise.resolve({ calls: [], total: 0 }),
        weigh: (calls) => Promise.resolve(calls),
        describe: () => Promise.resolve([call()]),
        isAsked: () => true,
      },
      seconds: 3600,
      now: () => new Date(0),
      check: () => Promise.resolve(),
      watch: (onChanges) => {
        told = onChanges;
        return () => {};
      },
    },
    () => {
      ends += 1;
    },
  );
  const nothing = { sessions: new Map(), begun: [], ending: new Set<string>(), isOverflown: false };
  for (let n = 0; n < 100 && ends === 0; n++) {
    told(nothing);
    await new Promise((done) => setImmediate(done));
  }
  expect(ends).toBe(1);
  // 2 MB at most, of 100 kB each.
  expect(round).toBeLessThan(30);
  expect(stream.output.destroyed).toBe(true);
});
