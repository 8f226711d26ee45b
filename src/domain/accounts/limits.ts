/** Limits of an account as people set them and as they are stored. */

/** A limit as people set it: a number, none at all, or the default for the type of account. */
export type Limit = number | 'unlimited' | null;

/** How the database writes "unlimited"; 0 would be read as "nothing is allowed". */
const STORED_UNLIMITED = -1;

/** The column value of a limit. */
export function storedLimit(limit: Limit): number | null {
  return limit === 'unlimited' ? STORED_UNLIMITED : limit;
}

/** The limit a column value stands for. */
export function limitOfStored(stored: number | null): Limit {
  return stored === STORED_UNLIMITED ? 'unlimited' : stored;
}
