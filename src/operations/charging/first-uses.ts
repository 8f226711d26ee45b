/**
 * Notes when an account was first used, outside the batches that charge: those lock wallets and nothing of accounts, and
 * an account is first used once, unless an earlier answer is told later. What is noted is written within a second.
 */
import type { Book } from '../../domain/charging/book.ts';
import type { Catalogue } from '../../domain/charging/catalogue.ts';
import { missedFirstUses, writeFirstUses } from '../../postgres/charging/first-uses.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';

/** A program that was killed may have forgotten the last second; it is started again within this time, or looked at then. */
const LOOKED_BACK_MS = 2 * 86_400_000;

export type FirstUses = Readonly<{
  /** Looks through what a batch committed; for accounts that were used before it is one comparison a call. */
  note: (catalogue: Catalogue, book: Book) => void;
  /** Writes what was noted; the first time also what a program before this one did not come to write. */
  write: (context: Pick<Context, 'pool' | 'now'>) => Promise<void>;
}>;

export function noteFirstUses(): FirstUses {
  let noted = new Map<bigint, Date>();
  let hasLookedBack = false;
  const add = (accountId: bigint, at: Date) => {
    const known = noted.get(accountId);
    if (known === undefined || at < known) noted.set(accountId, at);
  };
  return {
    note: (catalogue, { sessions, changes }) => {
      const look = (call: Readonly<{ accountId: bigint; answeredAt: Date | null }>) => {
        if (call.answeredAt === null) return;
        const known = catalogue.accounts.get(call.accountId)?.firstUsedAtMs;
        // A switch that was cut off may tell of an earlier answer later.
        if (known === null || (known !== undefined && call.answeredAt.getTime() < known))
          add(call.accountId, call.answeredAt);
      };
      for (const ids of [changes.newSessions, changes.changedSessions]) {
        for (const id of ids) {
          const session = sessions.get(id);
          if (session) look(session);
        }
      }
      // One whose answer came with its end.
      for (const cdr of changes.newCdrs) if (cdr.outcome === 'answered') look(cdr);
    },
    write: async ({ pool, now }) => {
      if (!hasLookedBack) {
        const since = new Date(now().getTime() - LOOKED_BACK_MS);
        for (const { accountId, at } of await missedFirstUses(pool, since)) add(accountId, at);
        hasLookedBack = true;
      }
      if (noted.size === 0) return;
      const written = noted;
      noted = new Map();
      const uses = Array.from(written, ([accountId, at]) => ({ accountId, at }));
      try {
        await withTransaction(pool, (tx) => writeFirstUses(tx, uses));
      } catch (error) {
        for (const { accountId, at } of uses) add(accountId, at);
        throw error;
      }
    },
  };
}
