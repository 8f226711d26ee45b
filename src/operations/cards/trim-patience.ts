/** Forgets guesses at PINs that count no more: callers can be made up, and must not fill the disk. */
import { PIN_WINDOW_MS } from '../../domain/cards/pin-patience.ts';
import { deleteQuietPatience } from '../../postgres/cards/pin-guesses.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';

export async function trimPatience({ pool, now }: Pick<Context, 'pool' | 'now'>): Promise<void> {
  const at = now();
  const before = new Date(at.getTime() - PIN_WINDOW_MS);
  await withTransaction(pool, (tx) => deleteQuietPatience(tx, { before, now: at }));
}
