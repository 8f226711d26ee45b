/**
 * Micro-batching: events that arrive while a batch is on its way to the database travel together in the next one.
 * One batch is in flight at a time, so there is no timer, no race between batches, and a busy wallet costs one row
 * update a batch instead of one a call.
 */
import { Problem } from '../../domain/problem.ts';
import type { ChargingAnswer, ChargingEvent } from '../../domain/charging/events.ts';
import { applyBatch, type BatchDeps } from './apply-batch.ts';

/** Large enough that round trips do not count any more, small enough to answer within a fraction of a second. */
const BATCH_MAX = 400;
/** Beyond this the answers would come after every switch has given up. */
const WAITING_MAX = 20_000;
/** PostgreSQL may be restarting; the switch repeats what it is not answered. */
const RETRY_FOR_MS = 15_000;
const RETRY_EVERY_MS = 100;

export type ChargingEngine = Readonly<{
  /**
   * Applies an event and answers after its commit. Throws `unavailable` when too many wait or the database stays
   * away; whether it was applied is then unknown, and sending it again is safe.
   */
  submit: (event: ChargingEvent) => Promise<ChargingAnswer>;
  /** Waits for everything that was submitted; nothing more is taken. */
  stop: () => Promise<void>;
}>;

type Waiting = Readonly<{
  event: ChargingEvent;
  answer: (answer: ChargingAnswer) => void;
  fail: (error: unknown) => void;
}>;

export type EngineDeps = BatchDeps &
  Readonly<{
    onPoison: (event: ChargingEvent, error: unknown) => void;
    /** Says whether an error means that the database is away, and not that an event is bad. */
    isOutage: (error: unknown) => boolean;
    sleep: (ms: number) => Promise<void>;
  }>;

export function startEngine(deps: EngineDeps): ChargingEngine {
  let waiting: Waiting[] = [];
  let running: Promise<void> | null = null;
  let isStopped = false;

  const run = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_MAX);
      waiting = waiting.slice(BATCH_MAX);
      await applyOrSplit(deps, endsFirst(batch));
    }
    running = null;
  };
  return {
    submit: (event) =>
      new Promise((answer, fail) => {
        if (isStopped || waiting.length >= WAITING_MAX) return fail(new Problem('unavailable'));
        waiting.push({ event, answer, fail });
        // Events of the same turn of the event loop travel together.
        running ??= Promise.resolve().then(run);
      }),
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}

/** Ends free money and lines, so they go before new calls; the events of one call keep their order. */
function endsFirst(batch: readonly Waiting[]): readonly Waiting[] {
  const seen = new Set<string>();
  const first: Waiting[] = [];
  const rest: Waiting[] = [];
  for (const each of batch) {
    const { type, sessionId } = each.event;
    if (type === 'ended' && !seen.has(sessionId)) first.push(each);
    else rest.push(each);
    seen.add(sessionId);
  }
  return [...first, ...rest];
}

/** An event that PostgreSQL or a bug refuses must not take the others with it: halves are tried until it is alone. */
async function applyOrSplit(deps: EngineDeps, batch: readonly Waiting[]): Promise<void> {
  try {
    const answers = await applyThroughOutage(
      deps,
      batch.map(({ event }) => event),
    );
    for (const [index, { answer }] of batch.entries()) answer(answers[index] as ChargingAnswer);
  } catch (error) {
    const [only] = batch;
    if (deps.isOutage(error)) {
      for (const { fail } of batch) fail(new Problem('unavailable', {}, { cause: error }));
    } else if (batch.length === 1 && only !== undefined) {
      deps.onPoison(only.event, error);
      only.fail(error);
    } else {
      const middle = Math.ceil(batch.length / 2);
      await applyOrSplit(deps, batch.slice(0, middle));
      await applyOrSplit(deps, batch.slice(middle));
    }
  }
}

async function applyThroughOutage(
  deps: EngineDeps,
  events: readonly ChargingEvent[],
): Promise<readonly ChargingAnswer[]> {
  const deadlineMs = Date.now() + RETRY_FOR_MS;
  for (;;) {
    try {
      return await applyBatch(deps, events);
    } catch (error) {
      if (!deps.isOutage(error) || Date.now() > deadlineMs) throw error;
      await deps.sleep(RETRY_EVERY_MS);
    }
  }
}
