/** Codes of coupons: drawn, hashed to be found, and sealed to be printed. */
import { createHmac, randomBytes } from 'node:crypto';
import { CODE_BYTES, codeOfBytes } from '../../domain/coupons/coupon.ts';
import type { NewCoupon } from '../../postgres/coupons/coupons.ts';
import { openSecret, sealSecret } from '../secrets.ts';

const PURPOSE = 'coupon';

/** What a code is found by. Keyed, so that a database without its key says nothing about the codes in it. */
export function hashCode(masterKey: Uint8Array, code: string): Buffer {
  return createHmac('sha256', masterKey).update(`coupon:${code}`).digest();
}

export function drawCoupon(masterKey: Uint8Array, position: number): NewCoupon {
  const code = codeOfBytes(randomBytes(CODE_BYTES));
  return {
    position,
    codeHash: hashCode(masterKey, code),
    sealedCode: sealSecret(masterKey, PURPOSE, code),
    last4: code.slice(-4),
  };
}

export function openCode(masterKey: Uint8Array, sealed: Buffer): string {
  return openSecret(masterKey, PURPOSE, sealed);
}
