/** Account numbers, SIP user names and secrets out of random bytes that the caller brings. */
import { assert } from '../assert.ts';

/** Lower case letters and digits without look-alikes (0 o 1 l i), typed on phones' keypads. */
const TYPEABLE = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Letters of both cases and digits without look-alikes. */
const MIXED = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const DIGITS = '0123456789';

/** 31^14 user names: nobody guesses one from another, nor from the account number. */
const SIP_USERNAME_LENGTH = 14;
/** 31^12: nobody finds pages by trying. */
const SLUG_LENGTH = 12;
/** 57^24 is about 140 bits. */
const SECRET_LENGTH = 24;

/** Returns `count` bytes that nobody can predict. */
export type RandomBytes = (count: number) => Uint8Array;

/**
 * Draws an account number of `length` digits in all, beginning with `prefix`. Without one it does not begin with 0:
 * spreadsheets drop that digit, and people who read numbers aloud do too.
 */
export function drawAccountNumber(
  random: RandomBytes,
  { length, prefix }: Readonly<{ length: number; prefix: string }>,
) {
  assert(prefix.length < length, `the prefix "${prefix}" leaves room in ${length} digits`);
  const start = prefix === '' ? drawText(random, DIGITS.slice(1), 1) : prefix;
  return start + drawText(random, DIGITS, length - start.length);
}

/** Draws the name of a page in its address, which says nothing about its owner. */
export function drawSlug(random: RandomBytes): string {
  return drawText(random, TYPEABLE, SLUG_LENGTH);
}

/** Draws a SIP user name, which says nothing about the account. */
export function drawSipUsername(random: RandomBytes): string {
  return drawText(random, TYPEABLE, SIP_USERNAME_LENGTH);
}

/** Draws a password for a device or a one-time sign-in. */
export function drawSecret(random: RandomBytes): string {
  return drawText(random, MIXED, SECRET_LENGTH);
}

/** Draws each character with equal chance: bytes that would favour the first ones are thrown away. */
function drawText(random: RandomBytes, alphabet: string, length: number): string {
  const fair = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < length) {
    for (const byte of random(length * 2)) {
      if (byte < fair && text.length < length) text += alphabet[byte % alphabet.length];
    }
  }
  return text;
}
