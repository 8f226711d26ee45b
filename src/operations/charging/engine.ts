/**
 * Micro-batching: events that arrive while a batch is on its way to the database travel together in the next one.
 * There is no timer, and a busy wallet costs one row update a batch instead of one a call. While PostgreSQL writes one
 * batch, this process decides the next, on what the first one writes: should that fail, the next fails by the versions
 * of its rows, and runs again. Events of one call are never in two batches at once.
 */
import { Problem } from '../../domain/problem.ts';
import type { ChargingAnswer, ChargingEvent } from '../../domain/charging/events.ts';
import { isLockTimeout } from '../../postgres/problem-of-database-error.ts';
import { applyBatch, type BatchDeps, type Turn } from './apply-batch.ts';

/**
 * Large enough that round trips do not count any more; small enough that of a few hundred events that wait, some are
 * decided while others are written.
 */
const BATCH_MAX = 150;
/** One that PostgreSQL writes, one that is decided meanwhile. */
export const BATCHES_IN_FLIGHT = 2;
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
  const callsInFlight = new Set<string>();
  const inFlight = new Set<Promise<void>>();
  let lastIsOver: Promise<void> = Promise.resolve();
  let isDeciding = false;
  let isNextDue = false;
  let isStopped = false;

  const takeBatch = (): readonly Waiting[] => {
    const batch: Waiting[] = [];
    const rest: Waiting[] = [];
    for (const each of waiting) {
      const isFree = batch.length < BATCH_MAX && !callsInFlight.has(each.event.sessionId);
      (isFree ? batch : rest).push(each);
    }
    waiting = rest;
    return batch;
  };
  const next = () => {
    isNextDue = false;
    if (isDeciding || inFlight.size >= BATCHES_IN_FLIGHT || waiting.length === 0) return;
    const batch = takeBatch();
    if (batch.length === 0) return;
    for (const { event } of batch) callsInFlight.add(event.sessionId);
    isDeciding = true;
    let isDecided = false;
    const decided = () => {
      if (isDecided) return;
      isDecided = true;
      isDeciding = false;
      queueMicrotask(next);
    };
    const before = lastIsOver;
    let over = () => {};
    lastIsOver = new Promise((resolve) => {
      over = resolve;
    });
    const flight = applyOrSplit(deps, endsFirst(batch), {
      before,
      decided,
      over,
      size: batch.length,
    }).finally(() => {
      over();
      for (const { event } of batch) callsInFlight.delete(event.sessionId);
      inFlight.delete(flight);
      decided();
      queueMicrotask(next);
    });
    inFlight.add(flight);
  };
  return {
    submit: (event) =>
      new Promise((answer, fail) => {
        if (isStopped || waiting.length >= WAITING_MAX) return fail(new Problem('unavailable'));
        waiting.push({ event, answer, fail });
        // Events of the same turn of the event loop travel together.
        if (!isNextDue) queueMicrotask(next);
        isNextDue = true;
      }),
    stop: async () => {
      isStopped = true;
      while (inFlight.size > 0 || waiting.length > 0) await Promise.all(inFlight);
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

/** Its turn, and how to say that the whole of it is over; a part of a batch that was split is not the whole. */
type Flight = Turn & Readonly<{ size: number; over: () => void }>;

/**
 * An event that PostgreSQL or a bug refuses, or whose wallet somebody holds, must not take the others with it: halves are
 * tried until it is alone.
 */
async function applyOrSplit(deps: EngineDeps, batch: readonly Waiting[], turn: Flight): Promise<void> {
  try {
    const answers = await applyThroughOutage(
      deps,
      batch.map(({ event }) => event),
      turn,
    );
    if (batch.length === turn.size) turn.over();
    // The next batch is sent first: hearing the answers, callers do work of their own.
    await new Promise((resume) => setImmediate(resume));
    for (const [index, { answer }] of batch.entries()) answer(answers[index] as ChargingAnswer);
  } catch (error) {
    const [only] = batch;
    if (deps.isOutage(error)) {
      for (const { fail } of batch) fail(new Problem('unavailable', {}, { cause: error }));
    } else if (batch.length === 1 && only !== undefined && isLockTimeout(error)) {
      only.fail(new Problem('unavailable', {}, { cause: error }));
    } else if (batch.length === 1 && only !== undefined) {
      deps.onPoison(only.event, error);
      only.fail(error);
    } else {
      const middle = Math.ceil(batch.length / 2);
      await applyOrSplit(deps, batch.slice(0, middle), turn);
      await applyOrSplit(deps, batch.slice(middle), turn);
    }
  }
}

async function applyThroughOutage(
  deps: EngineDeps,
  events: readonly ChargingEvent[],
  turn: Turn,
): Promise<readonly ChargingAnswer[]> {
  const deadlineMs = Date.now() + RETRY_FOR_MS;
  for (;;) {
    try {
      return await applyBatch(deps, events, turn);
    } catch (error) {
      if (!deps.isOutage(error) || Date.now() > deadlineMs) throw error;
      await deps.sleep(RETRY_EVERY_MS);
    }
  }
}
