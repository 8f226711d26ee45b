/** Live calls as the server pushes them, and a clock by which everybody counts on. */
import { useEffect, useEffectEvent, useState } from 'react';
import type { LiveCallFacts, LiveEventData } from '../../../src/schemas/charging/live-calls.ts';
import { readEvents } from '../../api/event-stream.ts';
import { ApiProblem } from '../../api/problem.ts';

/** `paused`: nothing moves, because the reader said so or does not look. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'paused' | 'refused';
export type LiveQuery = Readonly<{ accountId?: string; trunkId?: string; q?: string }>;

type Shown = Readonly<{
  calls: ReadonlyMap<string, LiveCallFacts>;
  total: number;
  /** How far the server's clock is ahead of this one. */
  aheadMs: number;
}>;

const NOTHING: Shown = { calls: new Map(), total: 0, aheadMs: 0 };
const AGAIN_FIRST_MS = 1000;
const AGAIN_MAX_MS = 15_000;
/** Coming back by itself would be refused again. */
const FINAL = new Set(['not_permitted', 'not_found', 'invalid_input']);

export type LiveCalls = Shown & Readonly<{ state: LiveState; problem: unknown; retry: () => void }>;

/** Opens the stream while somebody looks; a page in the background has none, and gets a snapshot when it comes back. */
export function useLiveCalls(query: LiveQuery, isPaused: boolean): LiveCalls {
  const [shown, setShown] = useState<Shown | null>(null);
  const [state, setState] = useState<LiveState>('connecting');
  const [problem, setProblem] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const isHidden = useIsHidden();
  const isOpen = !isPaused && !isHidden;
  const { accountId, trunkId, q } = query;
  const hear = useEffectEvent((name: string, data: unknown) => {
    setState('live');
    setProblem(null);
    setShown((before) => heard(before ?? NOTHING, name, data));
  });

  useEffect(() => {
    if (!isOpen) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    const run = async () => {
      for (let wait = AGAIN_FIRST_MS; !signal.aborted; wait = Math.min(wait * 2, AGAIN_MAX_MS)) {
        try {
          await readEvents('/calls/live/stream', {
            query: { accountId, trunkId, q },
            signal,
            onEvent: (name, data) => {
              wait = AGAIN_FIRST_MS / 2;
              hear(name, data);
            },
          });
        } catch (error) {
          if (signal.aborted) return;
          setProblem(error);
          if (error instanceof ApiProblem && FINAL.has(error.code)) return setState('refused');
        }
        if (signal.aborted) return;
        setState('reconnecting');
        await pause(wait * (0.75 + Math.random() / 2), signal);
      }
    };
    void run();
    return () => leaving.abort();
  }, [isOpen, accountId, trunkId, q, tries]);

  const now = isOpen ? state : 'paused';
  return {
    ...(shown ?? NOTHING),
    state: now === 'paused' && shown === null && !isPaused ? 'connecting' : now,
    problem: now === 'refused' ? problem : null,
    retry: () => {
      setState('connecting');
      setTries((count) => count + 1);
    },
  };
}

function heard(before: Shown, name: string, data: unknown): Shown {
  const aheadOf = (asOf: string) => new Date(asOf).getTime() - Date.now();
  switch (name) {
    case 'snapshot': {
      const { asOf, total, items } = data as LiveEventData<'snapshot'>;
      return { calls: new Map(items.map((item) => [item.sessionId, item])), total, aheadMs: aheadOf(asOf) };
    }
    case 'changes': {
      const { asOf, total, items, ended } = data as LiveEventData<'changes'>;
      const calls = new Map(before.calls);
      for (const item of items) calls.set(item.sessionId, item);
      for (const id of ended) calls.delete(id);
      return { calls, total, aheadMs: aheadOf(asOf) };
    }
    case 'beat':
      return { ...before, aheadMs: aheadOf((data as LiveEventData<'beat'>).asOf) };
    default:
      return before;
  }
}

/** The moment by the server's clock, a new one each second; it stands while nothing is to move. */
export function useClock(aheadMs: number, isRunning: boolean): Date {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return new Date(now + aheadMs);
}

function useIsHidden(): boolean {
  const [isHidden, setHidden] = useState(document.hidden);
  useEffect(() => {
    const look = () => setHidden(document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isHidden;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}
