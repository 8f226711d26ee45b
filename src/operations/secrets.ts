/** Hashing, sealing and drawing of secrets. Nothing here keeps or logs one. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hash as hashAtOnce,
  randomBytes,
} from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { assert } from '../domain/assert.ts';
import { uuidV7, UUID_V7_RANDOM_BYTES } from '../domain/ids.ts';

/** OWASP Password Storage Cheat Sheet (2024): argon2id with 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** NIST SP 800-38D: 96-bit nonces are drawn anew for each sealing, tags have 128 bits. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const TOKEN_BYTES = 32;

/** Hashes a person's password with argon2id. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, ARGON2);
}

/** A hash that no password has: checked for unknown accounts, so that they take as long as known ones. */
const NO_PASSWORD = hashPassword(randomBytes(TOKEN_BYTES).toString('base64url'));

/** Checks a password. A null hash (unknown account, or one without a password) takes as long and fails. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const isRight = await verify(passwordHash ?? (await NO_PASSWORD), password);
  return isRight && passwordHash !== null;
}

/** Draws a secret of 256 bits, such as a session's, for use in headers and cookies. */
export function drawToken(prefix = ''): string {
  return prefix + randomBytes(TOKEN_BYTES).toString('base64url');
}

/** How tokens are kept: they are random, so a plain SHA-256 cannot be turned back. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** SHA-256 of a text (UTF-8), in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Keyed hash of a PIN: four digits would be found by trying, were the key not outside the database. */
export function hashPin(masterKey: Uint8Array, accountId: bigint, pin: string): string {
  return createHmac('sha256', masterKey).update(`pin:${accountId}:${pin}`).digest('hex');
}

/** RFC 2617 §3.2.2.2: what digest authentication needs instead of the password. */
export function digestHa1({
  username,
  realm,
  password,
}: Readonly<{ username: string; realm: string; password: string }>) {
  return createHash('md5').update(`${username}:${realm}:${password}`).digest('hex');
}

/** Seals a secret of somebody else's (AES-256-GCM): nonce, tag, ciphertext. `purpose` is authenticated. */
export function sealSecret(masterKey: Uint8Array, purpose: string, secret: string): Buffer {
  return sealBytes(masterKey, purpose, Buffer.from(secret));
}

/** As `sealSecret`, for a file. */
export function sealBytes(masterKey: Uint8Array, purpose: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', masterKey, nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Opens what `sealSecret` made for the same purpose; throws when it was changed or the key is another. */
export function openSecret(masterKey: Uint8Array, purpose: string, sealed: Buffer): string {
  return openBytes(masterKey, purpose, sealed).toString('utf8');
}

/** As `openSecret`, for a file. */
export function openBytes(masterKey: Uint8Array, purpose: string, sealed: Buffer): Buffer {
  assert(sealed.length >= NONCE_BYTES + TAG_BYTES, 'a sealed secret has its nonce and tag');
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', masterKey, nonce)
    .setAAD(Buffer.from(purpose))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

/** A UUIDv7 that is the same for the same time and cause. */
export function derivedId(time: Date, ...cause: readonly string[]): string {
  // JSON keeps ["a","bc"] apart from ["ab","c"].
  const digest = hashAtOnce('sha256', JSON.stringify(cause), 'buffer');
  return uuidV7({ time, random: digest.subarray(0, UUID_V7_RANDOM_BYTES) });
}
