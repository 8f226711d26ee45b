/**
 * States a fact that must hold. A failure is a bug of ours, never bad input: it throws, becomes a 500
 * in the log and is not caught to continue.
 */
export function assert(condition: boolean, fact: string): asserts condition {
  if (!condition) throw new AssertionError(fact);
}

/** Returns `value`, which is known to be there; `what` names it in the failure. */
export function known<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new AssertionError(`${what} is known`);
  return value;
}

export class AssertionError extends Error {
  override name = 'AssertionError';
  constructor(fact: string) {
    super(`this must hold, and does not: ${fact}`);
  }
}
