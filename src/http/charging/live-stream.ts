/** One stream of live calls (server-sent events, WHATWG HTML §9.2): what was told, and what is told next. */
import { PassThrough } from 'node:stream';
import type { LiveSession } from '../../domain/charging/book.ts';
import { Problem } from '../../domain/problem.ts';
import type { LiveChanges } from '../../operations/charging/live-feed.ts';
import type { LiveReader, ShownCall } from '../../operations/charging/live-reader.ts';
import { LIVE_LISTED_MAX } from '../../postgres/charging/live-calls.ts';
import type { LiveCallFacts, LiveEventData, LiveEventName } from '../../schemas/charging/live-calls.ts';
import { liveFactsBody } from './live-body.ts';

/** How often money is looked at again, and whether the reader may still look: who loses it is out within five seconds. */
const LOOK_EVERY_MS = 2000;
/** What another process wrote, or what fell out of a full list, is seen at the latest then. */
const READ_EVERY_MS = 10_000;
/** So much that nobody takes is a reader that is gone: a whole list is a quarter of it. */
const UNREAD_BYTES_MAX = 2 * 1024 * 1024;

export type LiveStreamDeps = Readonly<{
  reader: LiveReader;
  /** How long it lasts; 0 = the snapshot alone. */
  seconds: number;
  now: () => Date;
  /** Throws the problem for which the reader may not look any more. */
  check: () => Promise<void>;
  /** How to hear of changes; returns how to stop. Null: they are read. */
  watch: ((onChanges: (changes: LiveChanges) => void) => () => void) | null;
}>;

export type LiveStream = Readonly<{ output: PassThrough; end: (code: string) => void }>;

/**
 * Begins with a `snapshot`; a reader that comes back gets one again, whatever it had (`Last-Event-ID` says nothing that a
 * snapshot does not). The reads go on as whoever opened it. `onEnd` is called once.
 */
export async function openLiveStream(deps: LiveStreamDeps, onEnd: () => void): Promise<LiveStream> {
  const { reader, now } = deps;
  const output = new PassThrough({ highWaterMark: UNREAD_BYTES_MAX });
  let shown = new Map<string, ShownCall>();
  /** As they were sent last. */
  const sent = new Map<string, string>();
  let [total, sentTotal] = [0, 0];
  let eventId = 0;
  let readAtMs = 0;
  let isOver = false;
  let work: Promise<unknown> = Promise.resolve();
  let waiting: LiveChanges[] | null = [];

  const send = <Name extends LiveEventName>(name: Name, data: LiveEventData<Name>) => {
    if (isOver) return;
    eventId += 1;
    output.write(`id: ${eventId}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
    if (output.writableLength + output.readableLength > UNREAD_BYTES_MAX) {
      end(null);
      output.destroy();
    }
  };
  const end = (code: string | null) => {
    if (isOver) return;
    if (code !== null) send('over', { code });
    isOver = true;
    clearInterval(timer);
    clearTimeout(lastTimer);
    unwatch?.();
    if (!output.destroyed) output.end();
    onEnd();
  };
  /** Tells what differs from what was told. */
  const tell = async () => {
    const items = (await reader.describe([...shown.values()])).map(liveFactsBody);
    const changed: LiveCallFacts[] = [];
    for (const item of items) {
      const text = JSON.stringify(item);
      if (sent.get(item.sessionId) === text) continue;
      sent.set(item.sessionId, text);
      changed.push(item);
    }
    const ended = [...sent.keys()].filter((id) => !shown.has(id));
    for (const id of ended) sent.delete(id);
    const asOf = now().toISOString();
    if (eventId === 0) send('snapshot', { asOf, total, items: changed });
    else if (changed.length > 0 || ended.length > 0 || total !== sentTotal)
      send('changes', { asOf, total, items: changed, ended });
    sentTotal = total;
  };
  const read = async () => {
    // What happens meanwhile is newer than what is read.
    waiting ??= [];
    const found = await reader.read();
    shown = new Map(found.calls.map((call) => [call.session.sessionId, call]));
    total = found.total;
    readAtMs = Date.now();
    const meanwhile = waiting;
    waiting = null;
    for (const changes of meanwhile) apply(changes);
  };
  const weigh = async () => {
    for (const { session, longest } of await reader.weigh([...shown.values()])) {
      // It may have changed or ended meanwhile.
      const call = shown.get(session.sessionId);
      if (call !== undefined) shown.set(session.sessionId, { ...call, longest });
    }
  };
  const apply = ({ sessions, begun, ending, isOverflown }: LiveChanges) => {
    if (isOverflown) readAtMs = 0;
    for (const [id, call] of shown) {
      const session = sessions.get(id);
      if (session === null) {
        shown.delete(id);
        total -= 1;
        continue;
      }
      const isEnding = call.isEnding || ending.has(id);
      if (session !== undefined || isEnding !== call.isEnding)
        shown.set(id, { ...call, session: session ?? call.session, isEnding });
    }
    for (const session of begun) {
      if (shown.has(session.sessionId) || !reader.isAsked(session)) continue;
      total += 1;
      if (shown.size < LIVE_LISTED_MAX) shown.set(session.sessionId, newlyShown(session));
    }
  };
  const look = async () => {
    await deps.check();
    const isPartial = total > shown.size;
    if (
      deps.watch === null ||
      readAtMs === 0 ||
      Date.now() - readAtMs > READ_EVERY_MS ||
      (isPartial && shown.size < LIVE_LISTED_MAX / 2)
    )
      await read();
    await weigh();
    await tell();
    send('beat', { asOf: now().toISOString() });
  };
  /** One after another; what fails ends the stream, and the reader comes back when it may. */
  const next = (step: () => Promise<void>) => {
    work = work
      .then(() => (isOver ? undefined : step()))
      .catch((error: unknown) => end(error instanceof Problem ? error.code : 'unavailable'));
  };
  const timer = setInterval(() => next(look), LOOK_EVERY_MS);
  const lastTimer = setTimeout(() => end(null), Math.max(1, deps.seconds) * 1000);
  const unwatch =
    deps.watch?.((changes) => {
      if (waiting !== null) waiting.push(changes);
      else apply(changes);
      next(tell);
    }) ?? null;
  output.once('close', () => end(null));
  try {
    await read();
    await weigh();
    await tell();
    if (deps.seconds === 0) end(null);
  } catch (error) {
    end(null);
    throw error;
  }
  return { output, end };
}

function newlyShown(session: LiveSession): ShownCall {
  return { session, isEnding: false, longest: null };
}
