/** Slows down whoever tries links of invitations. */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem } from '../../domain/problem.ts';

export type InviteLimiter = Readonly<{
  /** Throws `too_many_attempts` for an address that has failed too often. */
  check: (address: string) => Promise<void>;
  fail: (address: string) => Promise<void>;
}>;

/**
 * In the memory of this process: 50 failures an address in 15 minutes, as for signing in. A token has 256 bits, so
 * this keeps guessing from costing us anything; it is not what makes guessing hopeless.
 */
export function createInviteLimiter(): InviteLimiter {
  const ofAddress = new RateLimiterMemory({ keyPrefix: 'invite', points: 50, duration: 15 * 60 });
  return {
    check: async (address) => {
      const used = await ofAddress.get(address);
      if (used === null || used.consumedPoints < ofAddress.points) return;
      const retryAfterSeconds = Math.max(1, Math.ceil(used.msBeforeNext / 1000));
      throw new Problem('too_many_attempts', { retryAfterSeconds });
    },
    fail: async (address) => {
      await ofAddress.penalty(address);
    },
  };
}
