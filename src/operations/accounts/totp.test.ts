import { expect, test } from 'vitest';
import { base32, stepOfCode, totpCode, totpUri } from './totp.ts';

/** RFC 6238 appendix B; of its eight digits the last six. */
const secret = Buffer.from('12345678901234567890');

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('the code at %d seconds', (seconds, code) => {
  expect(totpCode(secret, Math.floor(seconds / 30))).toBe(code);
  expect(stepOfCode(secret, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
});

test('a code is right in its step and the ones beside it, and at no other time', () => {
  const at = (seconds: number) => stepOfCode(secret, '287082', new Date(seconds * 1000));
  expect([30, 59, 60, 89].map(at)).toEqual([1, 1, 1, 1]);
  expect([90, 120, 3600].map(at)).toEqual([null, null, null]);
  for (const text of ['', '28708', '2870820', '28708a', '２８７０８２'])
    expect(stepOfCode(secret, text, new Date(59_000))).toBeNull();
});

test('the secret is written as apps read it', () => {
  expect(base32(secret)).toBe('gezdgnbvgy3tqojqgezdgnbvgy3tqojq');
  expect(totpUri({ issuer: 'Nord & Süd Tel', account: '4711', secret })).toBe(
    'otpauth://totp/Nord%20%26%20S%C3%BCd%20Tel:4711?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Nord%20%26%20S%C3%BCd%20Tel',
  );
});
