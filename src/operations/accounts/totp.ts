/**
 * Time-based one-time passwords (RFC 6238), with the one choice of parameters that every app has: SHA-1, six digits,
 * steps of 30 seconds.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** RFC 4226 §4 recommends 160 bits. */
const SECRET_BYTES = 20;
const STEP_MS = 30_000;
const DIGITS = 6;
/** RFC 6238 §5.2: one step before and after, for clocks that differ and people who type slowly. */
const DRIFTS = [0, -1, 1] as const;
/** RFC 4648 §6. */
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

export function drawTotpSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** The code of a step, with its leading zeros. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  // RFC 4226 §5.3: the last nibble says where the 31 bits begin.
  const truncated = digest.readUInt32BE((digest[19] ?? 0) & 0xf) & 0x7fff_ffff;
  return String(truncated % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The step whose code this is, now or one off; null for any other text. */
export function stepOfCode(secret: Uint8Array, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const current = Math.floor(now.getTime() / STEP_MS);
  const given = Buffer.from(code);
  const matching = DRIFTS.map((drift) => current + drift).filter((step) =>
    timingSafeEqual(Buffer.from(totpCode(secret, step)), given),
  );
  return matching[0] ?? null;
}

/** What apps read from the QR code (Key URI format). */
export function totpUri({
  issuer,
  account,
  secret,
}: Readonly<{ issuer: string; account: string; secret: Uint8Array }>): string {
  const name = [issuer, account].map(encodeURIComponent).join(':');
  const parameters = new URLSearchParams({ secret: base32(secret).toUpperCase(), issuer });
  // Some apps show the "+" that URLSearchParams makes of a space.
  return `otpauth://totp/${name}?${parameters.toString().replaceAll('+', '%20')}`;
}

/** Bytes as letters and digits that nobody confuses. The number of bits must be a multiple of five. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('');
}
