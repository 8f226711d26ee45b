/** Refill coupons: their codes, and which may be redeemed. */
import { assert } from '../assert.ts';

export const COUPONS_MAX = 100_000;
/** 80 bits: nobody finds one of a million coupons by trying. */
export const CODE_BYTES = 10;
const CODE_LENGTH = 16;
const GROUP = 4;
/** Of a prefix and a code with blanks between all of it. */
export const TYPED_CODE_LENGTH_MAX = 80;
export const PREFIX_LENGTH_MAX = 12;

/** Crockford's base 32: without I, L, O and U. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const BATCH_STATUSES = ['active', 'inactive'] as const;
export const COUPON_STATUSES = ['active', 'inactive', 'redeemed'] as const;
export type CouponStatus = (typeof COUPON_STATUSES)[number];

/** A code of 16 symbols from ten random bytes. */
export function codeOfBytes(bytes: Uint8Array): string {
  assert(bytes.length === CODE_BYTES, 'a code is made of ten bytes');
  let bits = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let code = '';
  for (let place = 0; place < CODE_LENGTH; place += 1) {
    code = (SYMBOLS[Number(bits & 31n)] ?? '') + code;
    bits >>= 5n;
  }
  return code;
}

/** As it is printed: "SPRING-ABCD-EFGH-JKMN-PQRS". */
export function printedCode(prefix: string, code: string): string {
  const groups = code.match(new RegExp(`.{${GROUP}}`, 'g')) ?? [];
  return [...(prefix === '' ? [] : [prefix]), ...groups].join('-');
}

export type TypedCode = Readonly<{
  code: string;
  /** What was typed before it; '' = nothing. */
  prefix: string;
}>;

/** Reads what somebody typed, with or without the prefix; null for what is no code. */
export function readCode(typed: string): TypedCode | null {
  if (typed.length > TYPED_CODE_LENGTH_MAX) return null;
  const text = plain(typed);
  const code = text.slice(-CODE_LENGTH);
  const isCode = code.length === CODE_LENGTH && [...code].every((symbol) => SYMBOLS.includes(symbol));
  return isCode ? { code, prefix: text.slice(0, -CODE_LENGTH) } : null;
}

/** Says whether what was typed before a code is nothing, or the prefix of its batch. */
export function isPrefix(typed: string, prefix: string): boolean {
  return typed === '' || typed === plain(prefix);
}

/** Upper case without blanks and dashes; what looks like a digit is one. */
function plain(text: string): string {
  return text
    .replaceAll(/[\s\p{Dash_Punctuation}]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
}

/** Says whether it may be redeemed at a moment, whoever asks. */
export function isRedeemable(
  coupon: Readonly<{
    status: CouponStatus;
    batchStatus: (typeof BATCH_STATUSES)[number];
    validFrom: Date;
    validTo: Date | null;
  }>,
  at: Date,
): boolean {
  const { status, batchStatus, validFrom, validTo } = coupon;
  const isInTime = validFrom <= at && (validTo === null || at < validTo);
  return status === 'active' && batchStatus === 'active' && isInTime;
}
