/** Slows down whoever guesses passwords, without ever locking the real owner out. */
import { lineOfAddress, OF_ADDRESS, OF_CODE, OF_NAME, OF_PERSON } from '../../domain/accounts/patience.ts';
import type { Context } from '../context.ts';
import { createFailureCounter, takeAttempt, type Attempt } from './failure-counter.ts';
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
}>;

/**
 * A name is counted with the line it is tried from, the line with all its names, and the name with all its lines. A
 * device that signed in as this name before is counted alone: whatever strangers do, its owner gets in. (OWASP, Slow
 * Down Online Guessing Attacks with Device Cookies.) Names are what was typed, so nothing tells which ones exist.
 */
export function createSignInLimiter({ now, masterKey }: Pick<Context, 'now' | 'masterKey'>): SignInLimiter {
  const ofDevice = createFailureCounter(OF_PERSON, now);
  const ofPair = createFailureCounter(OF_PERSON, now);
  const ofLine = createFailureCounter(OF_ADDRESS, now);
  const ofName = createFailureCounter(OF_NAME, now);
  const ofCode = createFailureCounter(OF_CODE, now);
  return {
    take: ({ identifier, address, device }) => {
      const name = identifier.toLowerCase();
      const known = deviceOf(masterKey, name, device);
      if (known !== null) return takeAttempt([{ counter: ofDevice, key: known, isForgotten: true }]);
      const line = lineOfAddress(address);
      return takeAttempt([
        { counter: ofPair, key: `${line} ${name}`, isForgotten: true },
        { counter: ofLine, key: line },
        { counter: ofName, key: name },
      ]);
    },
    takeCode: ({ account, identifier, device }) => {
      const known = deviceOf(masterKey, identifier.toLowerCase(), device);
      return takeAttempt([{ counter: ofCode, key: known ?? account, isForgotten: true }]);
    },
  };
}
