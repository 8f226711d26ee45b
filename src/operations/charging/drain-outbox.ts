/** Applies the events that switches kept in the database, in their order, and removes what was applied. */
import type pg from 'pg';
import { rejectedBecause } from '../../domain/charging/contradictions.ts';
import type { ChargingEvent } from '../../domain/charging/events.ts';
import { Problem } from '../../domain/problem.ts';
import {
  clearOutbox,
  keepRejected,
  readOutbox,
  type OutboxRow,
} from '../../postgres/charging/event-outbox.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { ChargingEngine } from './engine.ts';

const ROWS_MAX = 500;

export type DrainDeps = Readonly<{
  pool: pg.Pool;
  engine: ChargingEngine;
  now: () => Date;
  /** The event in a body, or why it is none. */
  parse: (body: unknown, switchId: bigint, now: Date) => ChargingEvent | string;
  onRejected: (row: OutboxRow, reason: string) => void;
}>;

/**
 * Returns how many events were taken out. An event is removed after its commit: a crash in between applies it again,
 * which changes nothing, and so does another server that takes in the same. One that cannot be applied is kept aside with
 * the reason.
 */
export async function drainOutbox(deps: DrainDeps): Promise<number> {
  let taken = 0;
  for (;;) {
    const rows = await readOutbox(deps.pool, ROWS_MAX);
    if (rows.length === 0) return taken;
    const outcomes = await Promise.all(rows.map((row) => applyRow(deps, row)));
    const done = rows.filter((_, index) => outcomes[index] !== 'later');
    await withTransaction(deps.pool, async (tx) => {
      const removed = await clearOutbox(
        tx,
        done.map(({ id }) => id),
      );
      for (const [index, row] of rows.entries()) {
        const outcome = outcomes[index];
        if (typeof outcome !== 'object' || !removed.has(row.id)) continue;
        deps.onRejected(row, outcome.reason);
        await keepRejected(tx, { ...row, reason: outcome.reason, rejectedAt: deps.now() });
      }
    });
    taken += done.length;
    if (rows.length < ROWS_MAX || done.length === 0) return taken;
  }
}

type Outcome = 'done' | 'later' | Readonly<{ reason: string }>;

async function applyRow({ parse, engine, now }: DrainDeps, row: OutboxRow): Promise<Outcome> {
  try {
    const event = parse(row.body, row.switchId, now());
    if (typeof event === 'string') return { reason: event };
    const answer = await engine.submit(event);
    return 'problem' in answer ? { reason: rejectedBecause(answer) } : 'done';
  } catch (error) {
    if (error instanceof Problem && error.code === 'unavailable') return 'later';
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
