/**
 * What a passkey signs. A challenge proves itself that it was made here, for what, and until when, so nobody fills our
 * memory with those that are never answered; one that was used is noted and not let in again.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** WebAuthn §13.4.3 asks for 16 bytes at least. */
const RANDOM_BYTES = 16;
const EXPIRY_BYTES = 8;
/** Somebody looks for a phone, and unlocks it. */
export const CHALLENGE_VALID_MS = 5 * 60_000;

/** `sign-in`, or the registration of one account. */
export type ChallengePurpose = 'sign-in' | `passkey of ${bigint}`;

export function drawChallenge(masterKey: Uint8Array, purpose: ChallengePurpose, now: Date): Buffer {
  const head = Buffer.alloc(RANDOM_BYTES + EXPIRY_BYTES);
  randomBytes(RANDOM_BYTES).copy(head);
  head.writeBigUInt64BE(BigInt(now.getTime() + CHALLENGE_VALID_MS), RANDOM_BYTES);
  return Buffer.concat([head, proof(masterKey, purpose, head)]);
}

/** When a challenge expires; null when it was not made here for this, or has expired. */
export function expiryOfChallenge(
  masterKey: Uint8Array,
  purpose: ChallengePurpose,
  { challenge, now }: Readonly<{ challenge: string; now: Date }>,
): Date | null {
  const bytes = Buffer.from(challenge, 'base64url');
  const head = bytes.subarray(0, RANDOM_BYTES + EXPIRY_BYTES);
  const given = bytes.subarray(RANDOM_BYTES + EXPIRY_BYTES);
  const wanted = proof(masterKey, purpose, head);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  const expiresAt = new Date(Number(head.readBigUInt64BE(RANDOM_BYTES)));
  return now < expiresAt ? expiresAt : null;
}

function proof(masterKey: Uint8Array, purpose: ChallengePurpose, head: Uint8Array): Buffer {
  return createHmac('sha256', masterKey).update(`passkey challenge: ${purpose}: `).update(head).digest();
}
