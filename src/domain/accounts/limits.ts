/** Limits of an account and what stands in for them when none was set. */

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

/**
 * Calls at once and call attempts per second where none were set: the fraud guards of new accounts.
 * Resellers carry the calls of many, and each of those has guards of its own.
 */
export function defaultLimits({ kind, accountType }: Readonly<{ kind: string; accountType: string }>) {
  if (kind !== 'customer') return { concurrentCalls: 'unlimited', cps: 'unlimited' } as const;
  return accountType === 'postpaid'
    ? ({ concurrentCalls: 10, cps: 5 } as const)
    : ({ concurrentCalls: 2, cps: 1 } as const);
}
