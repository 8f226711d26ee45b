/**
 * Whether calls should be sent to a gateway, told from what became of those before. It is unhealthy once calls in a row failed
 * there; then it is left out, for longer each time that it fails again, and one success makes it healthy.
 */

/** Statuses on which a switch goes on to the next gateway; the first two when it has no digest that is taken. */
const FAILED_STATUSES: ReadonlySet<number> = new Set([401, 407, 500, 502, 503, 504]);
/** RFC 3261 §8.1.3.1: a gateway that says nothing counts as one that said this. */
export const SILENT_STATUS = 408;

/** One call may fail for a reason of its own, and so may the caller's next try. */
export const FAILURES_MAX = 3;
/** Failures that are further apart are no row. */
export const ROW_GAP_MS = 5 * 60_000;
/** A carrier that only had too many calls is back by then. */
const REST_MS = 30_000;
/** One caller in so long waits for a gateway that stays dead, and one that is back is used after so long. */
const REST_MS_MAX = 15 * 60_000;

/** What became of one call at a gateway. `failure`: null = it did something with the call; its status, null = not told. */
export type GatewayResult = Readonly<{ at: Date; failure: Readonly<{ sipStatus: number | null }> | null }>;

export type GatewayHealth = Readonly<{
  /** In a row, up to the last result. */
  failures: number;
  /** The last one, also when it works again; its status, null = not told. */
  failedAt: Date | null;
  sipStatus: number | null;
  /** The success that ended the last row of failures. */
  recoveredAt: Date | null;
  unhealthySince: Date | null;
  /** It is left out until then, and after that one call tries it. Null unless it is unhealthy. */
  retryAt: Date | null;
  /** How often it was left out since it was healthy. */
  rests: number;
}>;

export const HEALTHY: GatewayHealth = {
  failures: 0,
  failedAt: null,
  sipStatus: null,
  recoveredAt: null,
  unhealthySince: null,
  retryAt: null,
  rests: 0,
};

/** Returns `before` itself when the result changes nothing: a success of a healthy gateway, or one older than what is known. */
export function afterResult(before: GatewayHealth, { at, failure }: GatewayResult): GatewayHealth {
  if (failure === null) {
    const isOld = before.failedAt !== null && at < before.failedAt;
    return before.failures === 0 || isOld ? before : { ...before, ...CLEARED, recoveredAt: at };
  }
  const { failedAt, recoveredAt, retryAt, rests } = before;
  if (recoveredAt !== null && at < recoveredAt) return before;
  const isRow = failedAt !== null && at.getTime() - failedAt.getTime() <= ROW_GAP_MS;
  const isNewest = failedAt === null || at >= failedAt;
  const after = {
    ...before,
    ...(isNewest ? { failedAt: at, sipStatus: failure.sipStatus } : {}),
    failures: isRow || retryAt !== null ? before.failures + 1 : 1,
  };
  // Calls that were under way when it became unhealthy, and those that had nowhere else to go.
  if (retryAt !== null && at < retryAt) return after;
  if (retryAt === null && after.failures < FAILURES_MAX) return after;
  return {
    ...after,
    unhealthySince: before.unhealthySince ?? at,
    retryAt: new Date(at.getTime() + Math.min(REST_MS * 2 ** Math.min(rests, 30), REST_MS_MAX)),
    rests: rests + 1,
  };
}

const CLEARED = { failures: 0, unhealthySince: null, retryAt: null, rests: 0 } as const;

/**
 * What people are told of: a gateway that failed again after its first rest (one that only had too many calls is back by
 * then), and the success that ends this. Null = nothing new.
 */
export function newsOfHealth(before: GatewayHealth, after: GatewayHealth): 'unhealthy' | 'recovered' | null {
  const isTold = ({ rests }: GatewayHealth) => rests > 1;
  if (isTold(before) === isTold(after)) return null;
  return isTold(after) ? 'unhealthy' : 'recovered';
}

/** Whether a gateway that is unhealthy until then is left out now, and no call may try it yet. */
export function isResting(retryAtMs: number | null, nowMs: number): boolean {
  return retryAtMs !== null && nowMs < retryAtMs;
}

/** How a call ended that nobody answered, as a switch tells it. `failed`: undefined = it does not say that. */
export type UnansweredEnd = Readonly<{
  endedAt: Date;
  sipStatus: number | null;
  failed?: Readonly<{ sipStatus: number | null }> | null | undefined;
}>;

/** What an unanswered call says about the last gateway that it was at; null = nothing. */
export function resultOfEnd({ endedAt: at, sipStatus, failed }: UnansweredEnd): GatewayResult | null {
  if (failed) return { at, failure: { sipStatus: failed.sipStatus } };
  if (failed === undefined && sipStatus !== null && FAILED_STATUSES.has(sipStatus))
    return { at, failure: { sipStatus } };
  // Who gives up may have heard nothing, and whom nobody answers neither.
  const isTelling =
    sipStatus !== null && sipStatus >= 300 && sipStatus !== SILENT_STATUS && sipStatus !== 487;
  return isTelling ? { at, failure: null } : null;
}
