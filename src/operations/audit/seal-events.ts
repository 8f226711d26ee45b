/** Links events of the timeline into a chain, some moments after they were committed. */
import { sealOf, type Seal } from '../../domain/audit/chain.ts';
import {
  eventsToSeal,
  insertSeals,
  lastEventId,
  lastSeal,
  openWriters,
  takeSealerLock,
} from '../../postgres/audit/audit-chain.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { sha256 } from '../secrets.ts';

/** A transaction of so many takes some milliseconds. */
const LINKED_AT_ONCE = 500;

export type Sealer = Readonly<{
  /** Links what can be linked now; safe at any time, beside another sealer, and to be killed. */
  seal: () => Promise<void>;
}>;

/**
 * Events are linked in the order of their ids, and an id is taken before its transaction commits. So the sealer looks who
 * is writing, and links up to the last id of that moment once those are over. It waits for no other transaction, and
 * nobody waits for it.
 */
export function createSealer(context: Pick<Context, 'pool' | 'now'>): Sealer {
  const { pool } = context;
  /** Up to where it may be linked when none of the writers is left. */
  let due: Readonly<{ upTo: bigint; writers: readonly string[] }> | null = null;
  let linkedUpTo: bigint | null = null;

  const seal = async () => {
    if (due === null) {
      const upTo = await lastEventId(pool);
      if (upTo === linkedUpTo) return;
      // Read after the id: whoever took it or a lower one is here, or is over.
      due = { upTo, writers: await openWriters(pool) };
    }
    const { upTo, writers } = due;
    if (writers.length > 0) {
      const open = new Set(await openWriters(pool));
      if (writers.some((writer) => open.has(writer))) return;
    }
    while (await linkSome(context, upTo));
    linkedUpTo = upTo;
    due = null;
  };
  return { seal };
}

/** Says whether there may be more. */
async function linkSome({ pool, now }: Pick<Context, 'pool' | 'now'>, upTo: bigint): Promise<boolean> {
  return withTransaction(pool, async (tx) => {
    if (!(await takeSealerLock(tx))) return false;
    const last = await lastSeal(tx);
    const events = await eventsToSeal(tx, { after: last?.eventId ?? 0n, upTo, limit: LINKED_AT_ONCE });
    const seals: Seal[] = [];
    for (const event of events) seals.push(sealOf(seals.at(-1) ?? last, event, sha256));
    if (seals.length > 0) await insertSeals(tx, seals, now());
    return events.length === LINKED_AT_ONCE;
  });
}
