import { RateLimiterRes, type RateLimiterMemory } from 'rate-limiter-flexible';
import { Problem } from '../../domain/problem.ts';

/** Takes one point of `key` at once, before anything is waited for; throws `too_many_attempts` when none is left. */
export async function takePoint(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw new Problem('too_many_attempts', { retryAfterSeconds });
  }
}
