/** How long somebody waits who guesses, and under which key an address is counted. */
import { parseAddress } from './networks.ts';

export type Patience = Readonly<{
  /** Failures that cost no wait. */
  free: number;
  /** The wait after the first one beyond; it doubles with each. */
  firstWaitMs: number;
  waitMsMax: number;
}>;

const MINUTE_MS = 60_000;

/** A name from one address, or from one device that signed in as it before: the person who mistypes. */
export const OF_PERSON: Patience = { free: 10, firstWaitMs: MINUTE_MS / 2, waitMsMax: 15 * MINUTE_MS };
/** An address with all its names: an office behind one line stays below. */
export const OF_ADDRESS: Patience = { free: 50, firstWaitMs: MINUTE_MS / 2, waitMsMax: 15 * MINUTE_MS };
/**
 * A name from all addresses (NIST SP 800-63B §5.2.2: at most 100 failures in a row). The wait stays short: who guesses
 * from many places must not keep the owner out who comes with a new device.
 */
export const OF_NAME: Patience = { free: 100, firstWaitMs: 10_000, waitMsMax: MINUTE_MS };

/** Sign-ups from one address, each of which sends a mail: an office behind one line stays below. */
export const OF_SIGN_UPS: Patience = { free: 10, firstWaitMs: MINUTE_MS, waitMsMax: 60 * MINUTE_MS };
/** Requests for a new password from one line, each of which may send a mail. */
export const OF_RESETS: Patience = { free: 10, firstWaitMs: MINUTE_MS, waitMsMax: 60 * MINUTE_MS };
/**
 * Mails with such a link to one account within a day. The wait stays shorter than a link is valid: whoever asks for
 * somebody else again and again fills no mailbox, and a link that works is always in it.
 */
export const OF_RESET_MAILS: Patience = { free: 3, firstWaitMs: 5 * MINUTE_MS, waitMsMax: 55 * MINUTE_MS };
export const RESET_VALID_MS = 60 * MINUTE_MS;

/** Codes of a second factor: three of a million are right at a moment, so a hundred tries a day find one in nine years. */
export const OF_CODE: Patience = { free: 5, firstWaitMs: MINUTE_MS / 2, waitMsMax: 15 * MINUTE_MS };

/** Codes of coupons that are typed for one account: ten wrong ones, and every further one, cost a quarter of an hour. */
export const OF_COUPON: Patience = { free: 10, firstWaitMs: 15 * MINUTE_MS, waitMsMax: 15 * MINUTE_MS };

/** The wait in milliseconds after failure number `failures` (from 1). */
export function waitAfterMs({ free, firstWaitMs, waitMsMax }: Patience, failures: number): number {
  return failures < free ? 0 : Math.min(firstWaitMs * 2 ** (failures - free), waitMsMax);
}

/** An IPv6 address is counted by its /64, which is what one line gets (RFC 6177): it has more addresses than anyone counts. */
export function lineOfAddress(address: string): string {
  const parsed = parseAddress(address.replace(/%.*$/, ''));
  if (parsed === null) return address;
  return parsed.family === 4 ? `4/${parsed.value}` : `6/${parsed.value >> 64n}`;
}
