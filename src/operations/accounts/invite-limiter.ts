/** Slows down whoever tries links of invitations. */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { takePoint } from './take-point.ts';

export type InviteLimiter = Readonly<{
  /** Takes an attempt before the link is looked up; throws `too_many_attempts` for one that has failed too often. */
  take: (address: string) => Promise<void>;
  giveBack: (address: string) => Promise<void>;
}>;

/**
 * In the memory of this process: 50 failures an address in 15 minutes, as for signing in. A token has 256 bits, so
 * this keeps guessing from costing us anything; it is not what makes guessing hopeless.
 */
export function createInviteLimiter(): InviteLimiter {
  const ofAddress = new RateLimiterMemory({ keyPrefix: 'invite', points: 50, duration: 15 * 60 });
  return {
    take: (address) => takePoint(ofAddress, address),
    giveBack: async (address) => {
      await ofAddress.reward(address);
    },
  };
}
