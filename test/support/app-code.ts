/** What an app for one-time codes shows. */
import { totpCode } from '../../src/operations/accounts/totp.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const STEP_MS = 30_000;

/** The code for the secret as it is typed into an app (base32, spaces allowed), `steps` half minutes from `at`. */
export function appCode(secret: string, at: Date, steps = 0): string {
  const letters = Array.from(secret.replaceAll(' ', ''));
  const bits = letters.map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2));
  return totpCode(Buffer.from(bytes), Math.floor(at.getTime() / STEP_MS) + steps);
}
