import { expect, test } from 'vitest';
import { codeOfBytes, isPrefix, isRedeemable, printedCode, readCode } from './coupon.ts';

test('ten bytes are sixteen symbols, each of five bits', () => {
  expect(codeOfBytes(new Uint8Array(10))).toBe('0000000000000000');
  expect(codeOfBytes(new Uint8Array(10).fill(255))).toBe('ZZZZZZZZZZZZZZZZ');
  // 0x0000…0021 = 1 × 32 + 1
  expect(codeOfBytes(Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 33]))).toBe('0000000000000011');
  expect(codeOfBytes(Uint8Array.from([8, 0, 0, 0, 0, 0, 0, 0, 0, 0]))).toBe('1000000000000000');
});

test.each([
  'SPRING-ABCD-EFGH-JKMN-PQR1',
  'abcd efgh jkmn pqrl',
  'ABCDEFGHJKMNPQRI',
  ' spring–abcd—efgh jkmn\u00a0pqr1 ',
])('%s is read', (typed) => {
  const read = readCode(typed)!;
  expect(read.code).toBe('ABCDEFGHJKMNPQR1');
  expect(isPrefix(read.prefix, 'Spring')).toBe(true);
});

test.each([
  '',
  'ABCD',
  'UUUU-UUUU-UUUU-UUUU',
  'ABCD-EFGH-JKMN-PQR\u0000',
  "' or 1=1 --",
  'x'.repeat(81),
  '🎉'.repeat(20),
])('%j is no code', (typed) => expect(readCode(typed)).toBeNull());

test('another prefix than its own is another coupon', () => {
  expect(isPrefix('SUMMER', 'SPRING')).toBe(false);
  // O and 0 are one.
  expect(isPrefix(readCode('HELLO-0000-0000-0000-0000')!.prefix, 'Hello')).toBe(true);
  expect(printedCode('', 'ABCDEFGHJKMNPQRS')).toBe('ABCD-EFGH-JKMN-PQRS');
});

test('the end of its time is exclusive', () => {
  const coupon = {
    status: 'active' as const,
    batchStatus: 'active' as const,
    validFrom: new Date(1000),
    validTo: new Date(2000),
  };
  expect([999, 1000, 1999, 2000].map((at) => isRedeemable(coupon, new Date(at)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(isRedeemable({ ...coupon, batchStatus: 'inactive' }, new Date(1000))).toBe(false);
});
