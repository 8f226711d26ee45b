/** Guessing becomes slow, and whoever signed in before is never kept out by it. */
import { expect, test } from 'vitest';
import { lineOfAddress, OF_PERSON, waitAfterMs } from '../../domain/accounts/patience.ts';
import { Problem } from '../../domain/problem.ts';
import { knownDevice } from './known-device.ts';
import { createSignInLimiter } from './sign-in-limiter.ts';

const masterKey = Buffer.alloc(32, 7);

/** A limiter with a clock; `fail` says how many seconds an attempt has to wait, 0 = it was let in and failed. */
function createGuesser() {
  let time = 0;
  const limiter = createSignInLimiter({ now: () => new Date(time), masterKey });
  const attempt = (identifier: string, address: string, device: string | null = null) => {
    try {
      return limiter.take({ identifier, address, device });
    } catch (error) {
      return error instanceof Problem ? error.details.retryAfterSeconds! : Promise.reject(error as Error);
    }
  };
  const fail = (...args: Parameters<typeof attempt>) => {
    const answer = attempt(...args);
    return typeof answer === 'number' ? answer : 0;
  };
  return { attempt, fail, passSeconds: (seconds: number) => (time += seconds * 1000) };
}

test('each failure beyond the first ten doubles the wait, up to a quarter of an hour', () => {
  const waits = [1, 9, 10, 11, 12, 13, 14, 15, 99].map((failures) => waitAfterMs(OF_PERSON, failures) / 1000);
  expect(waits).toEqual([0, 0, 30, 60, 120, 240, 480, 900, 900]);
  const { fail, passSeconds } = createGuesser();
  for (let n = 0; n < 10; n++) expect(fail('4711', '192.0.2.1')).toBe(0);
  expect(fail('4711', '192.0.2.1')).toBe(30);
  passSeconds(29);
  expect(fail('4711', '192.0.2.1')).toBe(1);
  passSeconds(1);
  expect(fail('4711', '192.0.2.1')).toBe(0);
  expect(fail('4711', '192.0.2.1')).toBe(60);
  expect(fail('4711', '192.0.2.2')).toBe(0);
  passSeconds(3601);
  for (let n = 0; n < 10; n++) expect(fail('4711', '192.0.2.1')).toBe(0);
});

test('a success begins the name of that line anew, and counts for nothing', () => {
  const { attempt, fail } = createGuesser();
  for (let round = 0; round < 20; round++) {
    for (let n = 0; n < (round === 0 ? 9 : 1); n++) expect(fail(`name ${round}`, '192.0.2.1')).toBe(0);
    const right = attempt(`name ${round}`, '192.0.2.1');
    if (typeof right === 'object' && 'succeeded' in right) right.succeeded();
  }
  // 9 + 19 failures of the line, of 50.
  for (let n = 0; n < 22; n++) expect(fail(`other ${n}`, '192.0.2.1')).toBe(0);
  expect(fail('one more', '192.0.2.1')).toBe(30);
});

test('an IPv6 line is its /64, and an IPv4 address written as IPv6 is itself', () => {
  expect(lineOfAddress('2001:db8:1:2:aaaa::1')).toBe(lineOfAddress('2001:db8:1:2::'));
  expect(lineOfAddress('2001:db8:1:3::1')).not.toBe(lineOfAddress('2001:db8:1:2::1'));
  expect(lineOfAddress('::ffff:192.0.2.1')).toBe(lineOfAddress('192.0.2.1'));
  expect(lineOfAddress('fe80::1%eth0')).toBe(lineOfAddress('fe80::2'));
  const { fail } = createGuesser();
  for (let n = 0; n < 50; n++) expect(fail(`name ${n}`, `2001:db8::${n}`)).toBe(0);
  expect(fail('one more', '2001:db8::ffff')).toBe(30);
  expect(fail('one more', '2001:db8:0:1::')).toBe(0);
});

test('a name that many lines try waits a minute at most, and its known device not at all', () => {
  const { attempt, fail, passSeconds } = createGuesser();
  for (let n = 0; n < 100; n++) expect(fail('4711', `192.0.2.${n}`)).toBe(0);
  expect(fail('4711', '198.51.100.1')).toBe(10);
  for (let n = 0; n < 9; n++) {
    passSeconds(60);
    expect(fail('4711', `203.0.113.${n}`)).toBe(0);
  }
  expect(fail('4711', '198.51.100.1')).toBe(60);
  const device = knownDevice(masterKey, '4711');
  for (let n = 0; n < 10; n++) expect(fail('4711', '198.51.100.1', device)).toBe(0);
  expect(fail('4711', '198.51.100.1', device)).toBe(30);
  passSeconds(30);
  expect(attempt('4711', '198.51.100.1', device)).toBeTypeOf('object');
});

test('a device is known only for the name it signed in as, and only by a token of ours', () => {
  const { fail } = createGuesser();
  for (let n = 0; n < 10; n++) fail('4711', '192.0.2.1');
  const other = knownDevice(Buffer.alloc(32, 8), '4711');
  for (const device of [knownDevice(masterKey, '4712'), other, 'x.y', '.', '', `${'x'.repeat(5000)}.`])
    expect(fail('4711', '192.0.2.1', device)).toBe(30);
  expect(fail('4711', '192.0.2.1', knownDevice(masterKey, '4711'))).toBe(0);
});

test('what is remembered of strangers is bounded', () => {
  const { fail } = createGuesser();
  for (let n = 0; n < 10; n++) fail('first', '192.0.2.1');
  for (let n = 0; n < 50_001; n++) fail(`x${n}`, `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`);
  expect(fail('first', '192.0.2.1')).toBe(0);
});
