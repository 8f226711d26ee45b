/** Ids that cannot be mixed up, and the time-ordered UUID that names what happens. */
import { assert } from './assert.ts';

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & Readonly<{ [brand]: Name }>;

/** Internal ids: never on the wire. */
export type AccountId = Branded<bigint, 'account'>;
export type LedgerAccountId = Branded<bigint, 'ledger account'>;
/** Time-ordered UUIDs, chosen by the caller: the same id moves money, or counts a call, once. */
export type TransferId = Branded<string, 'transfer'>;
export type SessionId = Branded<string, 'session'>;

/** RFC 9562 §4: 8-4-4-4-12 hexadecimal digits, any version. */
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Says whether `text` is written as a UUID of any version. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Bytes of a UUIDv7 that are not the time. */
export const UUID_V7_RANDOM_BYTES = 10;

/**
 * Makes a UUIDv7 (RFC 9562 §5.7): 48 bits of `time` in ms, then `random` (at least ten bytes; random,
 * or a digest where the same cause must give the same id). The caller brings both: domain code reads
 * no clock and no entropy.
 */
export function uuidV7({ time, random }: Readonly<{ time: Date; random: Uint8Array }>): string {
  const ms = time.getTime();
  assert(Number.isSafeInteger(ms) && ms >= 0 && ms < 2 ** 48, `the time of an id fits 48 bits: ${ms}`);
  assert(random.length >= UUID_V7_RANDOM_BYTES, 'an id takes ten random bytes');
  const hex = ms.toString(16).padStart(12, '0') + toHex(random.subarray(0, UUID_V7_RANDOM_BYTES));
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return (
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-` +
    `${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  );
}

/** The moment inside a UUIDv7, in ms precision; null for ids of another version. */
export function timeOfUuidV7(id: string): Date | null {
  if (!isUuid(id) || id[14] !== '7') return null;
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += HEX[byte];
  return hex;
}
