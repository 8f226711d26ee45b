/** Slows down whoever tries links of invitations. */
import { lineOfAddress, OF_ADDRESS } from '../../domain/accounts/patience.ts';
import { createFailureCounter, takeAttempt, type Attempt } from './failure-counter.ts';

export type InviteLimiter = Readonly<{
  /** Takes an attempt before the link is looked up; throws `too_many_attempts` for one that has failed too often. */
  take: (address: string) => Attempt;
}>;

/** A token has 256 bits: this keeps guessing from costing us anything; it is not what makes guessing hopeless. */
export function createInviteLimiter(now: () => Date): InviteLimiter {
  const counter = createFailureCounter(OF_ADDRESS, now);
  return { take: (address) => takeAttempt([{ counter, key: lineOfAddress(address) }]) };
}
