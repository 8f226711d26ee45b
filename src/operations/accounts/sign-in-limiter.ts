/** Slows down whoever guesses passwords, without ever locking the real owner out. */
import { createHmac } from 'node:crypto';
import {
  lineOfAddress,
  OF_ADDRESS,
  OF_CODE,
  OF_COUPON,
  OF_NAME,
  OF_PERSON,
} from '../../domain/accounts/patience.ts';
import type { Context } from '../context.ts';
import { createFailureCounter, takeAttempt, type Attempt } from './failure-counter.ts';
import { createFailedSignIns, type FailedSignIns } from './failed-sign-ins.ts';
import { deviceOf } from './known-device.ts';

type SignInAttempt = Readonly<{
  identifier: string;
  address: string;
  /** What the browser kept from an earlier success, as it sends it; null = nothing. */
  device: string | null;
}>;

type CodeAttempt = Readonly<{
  /** Whose code it is. */
  account: string;
  identifier: string;
  device: string | null;
}>;

export type SignInLimiter = Readonly<{
  /** Throws `too_many_attempts`, with the seconds to wait. */
  take: (attempt: SignInAttempt) => Attempt;
  /** The same for the code of a second factor, which only somebody with the password tries. */
  takeCode: (attempt: CodeAttempt) => Attempt;
  /** The same for codes of coupons: of an account by whoever redeems for it, and from an address. */
  takeCoupon: (attempt: Readonly<{ account: string; redeemer: string; address: string }>) => CouponAttempt;
  /** What is told of them in the timeline. */
  failed: FailedSignIns;
  /** Hands over what changed since it was written last, counter by counter. */
  keep: (write: (changed: readonly CountedFailures[]) => Promise<void>) => Promise<void>;
  restore: (kept: readonly CountedFailures[]) => void;
}>;

export type CouponAttempt = Attempt &
  Readonly<{
    /** Whether further attempts of the account have to wait. */
    pauses: () => boolean;
  }>;

/** `keyHash`: under the master key, because names and addresses are nobody's business. */
export type CountedFailures = Readonly<{
  counter: string;
  keyHash: string;
  failures: number;
  waitsUntil: Date;
  lastAt: Date;
}>;

/**
 * A name is counted with the line it is tried from, the line with all its names, and the name with all its lines. A
 * device that signed in as this name before is counted alone: whatever strangers do, its owner gets in. (OWASP, Slow
 * Down Online Guessing Attacks with Device Cookies.) Names are what was typed, so nothing tells which ones exist.
 */
export function createSignInLimiter({ now, masterKey }: Pick<Context, 'now' | 'masterKey'>): SignInLimiter {
  const counters = {
    device: createFailureCounter(OF_PERSON, now),
    pair: createFailureCounter(OF_PERSON, now),
    line: createFailureCounter(OF_ADDRESS, now),
    name: createFailureCounter(OF_NAME, now),
    code: createFailureCounter(OF_CODE, now),
    coupon: createFailureCounter(OF_COUPON, now),
    couponLine: createFailureCounter(OF_ADDRESS, now),
  };
  const hashed = (key: string) =>
    createHmac('sha256', masterKey).update(`sign-in failures:${key}`).digest('base64url');
  const count = (counter: keyof typeof counters, key: string, isForgotten = false) => ({
    counter: counters[counter],
    key: hashed(key),
    isForgotten,
  });
  return {
    failed: createFailedSignIns(now),
    take: ({ identifier, address, device }) => {
      const name = identifier.toLowerCase();
      const known = deviceOf(masterKey, name, device);
      if (known !== null) return takeAttempt([count('device', known, true)]);
      const line = lineOfAddress(address);
      return takeAttempt([count('pair', `${line} ${name}`, true), count('line', line), count('name', name)]);
    },
    takeCode: ({ account, identifier, device }) => {
      const known = deviceOf(masterKey, identifier.toLowerCase(), device);
      return takeAttempt([count('code', known ?? account, true)]);
    },
    takeCoupon: ({ account, redeemer, address }) => {
      // Whatever a customer types wrongly, whoever helps it is not locked out.
      const ofAccount = count('coupon', account === redeemer ? account : `${account} ${redeemer}`);
      const attempt = takeAttempt([ofAccount, count('couponLine', lineOfAddress(address))]);
      return { ...attempt, pauses: () => counters.coupon.waitMs(ofAccount.key) > 0 };
    },
    keep: async (write) => {
      for (const [counter, { keep }] of Object.entries(counters))
        await keep((changed) =>
          write(changed.map(({ key, ...rest }) => ({ ...rest, counter, keyHash: key }))),
        );
    },
    restore: (kept) => {
      for (const [counter, { restore }] of Object.entries(counters))
        restore(
          kept
            .filter((row) => row.counter === counter)
            .map(({ keyHash, ...rest }) => ({ ...rest, key: keyHash })),
        );
    },
  };
}
