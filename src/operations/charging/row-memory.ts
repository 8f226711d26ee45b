/**
 * Wallets, calls of trunks and live calls as the last batches wrote them, so that the next ones need not read them. A remembered row is
 * a guess: it is used with the version of its row, and a batch that would write over another version fails, forgets
 * what it used, and runs again on what it reads under lock (`apply-batch.ts`). So memory never decides about money.
 */
import type { BookTrunk, BookWallet, LiveSession } from '../../domain/charging/book.ts';

type Remembered<Row> = Readonly<{ row: Row; version: string }>;

export type Rows<Id, Row> = Readonly<{
  get: (id: Id) => Remembered<Row> | undefined;
  keep: (id: Id, row: Row, version: string) => void;
  forget: (id: Id) => void;
}>;

export type RowMemory = Readonly<{
  wallets: Rows<bigint, BookWallet>;
  trunks: Rows<bigint, BookTrunk>;
  sessions: Rows<string, LiveSession>;
}>;

/** A few hundred bytes each. */
const WALLETS_MAX = 100_000;
/** About three kilobytes each, with what was frozen. */
const SESSIONS_MAX = 50_000;

/** Remembers at most so many; with 0 every batch reads what it works on. */
export function createRowMemory(walletsMax = WALLETS_MAX, sessionsMax = SESSIONS_MAX): RowMemory {
  return { wallets: rowsUpTo(walletsMax), trunks: rowsUpTo(walletsMax), sessions: rowsUpTo(sessionsMax) };
}

/** The oldest goes first. */
function rowsUpTo<Id, Row>(max: number): Rows<Id, Row> {
  const rows = new Map<Id, Remembered<Row>>();
  return {
    get: (id) => rows.get(id),
    keep: (id, row, version) => {
      rows.set(id, { row, version });
      if (rows.size <= max) return;
      for (const oldest of rows.keys()) {
        rows.delete(oldest);
        return;
      }
    },
    forget: (id) => {
      rows.delete(id);
    },
  };
}
