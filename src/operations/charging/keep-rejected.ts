/** Keeps an event of a switch that cannot be applied, so that the switch need not send it for ever and nobody loses it. */
import type pg from 'pg';
import { keepRejectedOnce } from '../../postgres/charging/event-outbox.ts';
import { withTransaction } from '../../postgres/pool.ts';

export type RejectedBySwitch = Readonly<{ switchId: bigint; body: object; reason: string }>;

/** Kept once however often it comes, while nobody has said what became of it. */
export function keepRejected(
  { pool, now }: Readonly<{ pool: pg.Pool; now: () => Date }>,
  event: RejectedBySwitch,
): Promise<void> {
  return withTransaction(pool, (tx) => keepRejectedOnce(tx, { ...event, rejectedAt: now() }));
}
