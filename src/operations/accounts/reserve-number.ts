/** Keeps an account number for a form, so that saving it cannot collide. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { countReservations, reserveNumber as reserve } from '../../postgres/accounts/account-numbers.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { drawFreeNumber, readSettings } from './draw-number.ts';

const RESERVED_MS = 30 * 60 * 1000;
/** People have a few forms open; a program that asks for thousands would use the numbers up. */
const RESERVATIONS_MAX = 200;
const TRIES_MAX = 10;

/** Draws a free number and keeps it for the actor for 30 minutes. */
export function reserveNumber(context: Context, actor: Actor): Promise<{ number: string; expiresAt: Date }> {
  const now = context.now();
  const expiresAt = new Date(now.getTime() + RESERVED_MS);
  return withTransaction(context.pool, async (tx) => {
    if ((await countReservations(tx, actor.accountId, now)) >= RESERVATIONS_MAX) {
      throw new Problem('too_many_attempts', {
        detail: `${RESERVATIONS_MAX} numbers are already kept for you.`,
        retryAfterSeconds: RESERVED_MS / 1000,
      });
    }
    const settings = await readSettings(tx, actor.operatorId);
    for (let attempt = 0; attempt < TRIES_MAX; attempt++) {
      const number = await drawFreeNumber(tx, context, settings);
      if (await reserve(tx, { number, reservedBy: actor.accountId, now, expiresAt }))
        return { number, expiresAt };
    }
    throw new Problem('numbers_exhausted');
  });
}
