/**
 * One connection to a FreeSWITCH that is kept: it signs in, subscribes, and comes back after whatever ends it. Commands have
 * their answers in the order they were sent; there is no other way to tell them apart.
 */
import { connect as connectSocket, type Socket } from 'node:net';
import { authenticate, readClock, SUBSCRIBE, type EslCommand } from './esl-commands.ts';
import { createFrameReader, NotEsl, readEvent, type EslEvent, type EslFrame } from './esl-protocol.ts';

/** On their way at once: FreeSWITCH works them off one after another. */
const ON_THE_WAY_MAX = 64;
/** Waiting for one of those; more than that is a switch that does not answer. */
const QUEUE_MAX = 5000;
const COMMAND_TIMEOUT_MS = 2000;
/** To a connection, and to each answer while signing in. */
const GREETING_TIMEOUT_MS = 5000;
/** After so much silence the connection is tried with a question; after as much again it is given up. */
const QUIET_MS = 10_000;
/** An answer that is later than this will not come, and those behind it would be taken for it. */
const STUCK_MS = 10_000;
/** Events in work at once: beyond it nothing more is read until half of them are done. */
const EVENTS_MAX = 2000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** A wrong key does not get right by itself, and each try is a line in the log of the switch. */
const WRONG_KEY_WAIT_MS = 30_000;

/** Why there is no connection. */
export type EslTrouble =
  | 'not_reached'
  | 'wrong_key'
  /** Its access list does not let us in. */
  | 'denied'
  /** What answers there is no event socket. */
  | 'not_esl'
  | 'silent'
  | 'closed';

/** A command that has no answer: it may have been done or not. */
export class EslUnanswered extends Error {
  readonly why: 'not_connected' | 'busy' | 'timeout' | 'too_long';
  constructor(why: EslUnanswered['why']) {
    super(`FreeSWITCH did not answer: ${why}`);
    this.why = why;
  }
}

export type EslRun = (command: EslCommand, timeoutMs?: number) => Promise<string>;

export type EslClient = Readonly<{
  /** The text of the answer, without its last line end. Rejects with `EslUnanswered`. */
  run: EslRun;
  isConnected: () => boolean;
  stop: () => Promise<void>;
}>;

export type EslOptions = Readonly<{
  host: string;
  port: number;
  password: string;
  /** Events are subscribed when this is given. It must not throw; the next is read while its promise is open, up to a bound. */
  onEvent?: (event: EslEvent) => Promise<void> | void;
  /** Signed in and subscribed: what happened before is not told. */
  onUp?: () => void;
  /** Once for each loss, and for each kind of failing to connect. */
  onDown?: (trouble: EslTrouble) => void;
  /** Shorter ones for tests. */
  waits?: Partial<typeof WAITS>;
}>;

const WAITS = {
  firstMs: FIRST_WAIT_MS,
  longestMs: LONGEST_WAIT_MS,
  wrongKeyMs: WRONG_KEY_WAIT_MS,
  quietMs: QUIET_MS,
  greetingMs: GREETING_TIMEOUT_MS,
  stuckMs: STUCK_MS,
  eventsMax: EVENTS_MAX,
};

/** Keeps the connection until it is stopped. */
export function openEsl(options: EslOptions): EslClient {
  const waits = { ...WAITS, ...options.waits };
  let current: Connection | null = null;
  let isStopped = false;
  let wake: () => void = () => {};
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const keep = async () => {
    let waitMs = waits.firstMs;
    let told: EslTrouble | null = null;
    while (!isStopped) {
      const connection = connectEsl(options, waits);
      current = connection;
      let wasUp = false;
      void connection.up.then((isUp) => {
        wasUp = isUp;
        if (isUp) options.onUp?.();
      });
      const trouble = await connection.down;
      current = null;
      if (isStopped) return;
      if (wasUp) waitMs = waits.firstMs;
      if (wasUp || trouble !== told) options.onDown?.(trouble);
      told = trouble;
      const isHopeless = trouble === 'wrong_key' || trouble === 'denied';
      // Servers that lost it together must not come back together.
      await pause((isHopeless ? waits.wrongKeyMs : waitMs) * (0.8 + Math.random() * 0.4));
      waitMs = Math.min(waitMs * 2, waits.longestMs);
    }
  };
  const kept = keep();
  return {
    run: (command, timeoutMs) =>
      current?.isUp() === true
        ? current.run(command, timeoutMs)
        : Promise.reject(new EslUnanswered('not_connected')),
    isConnected: () => current?.isUp() ?? false,
    stop: async () => {
      isStopped = true;
      wake();
      current?.close();
      await kept;
    },
  };
}

/** One connection for a few questions, and no events. Null with the reason when it cannot be had. */
export async function visitEsl<T>(
  options: Readonly<{ host: string; port: number; password: string }>,
  ask: (run: EslRun) => Promise<T>,
): Promise<Readonly<{ answer: T } | { trouble: EslTrouble }>> {
  const connection = connectEsl(options, WAITS);
  if (!(await connection.up)) return { trouble: await connection.down };
  try {
    return { answer: await ask(connection.run) };
  } finally {
    connection.close();
    await connection.down;
  }
}

type Connection = Readonly<{
  /** Whether it ever was signed in. */
  up: Promise<boolean>;
  down: Promise<EslTrouble>;
  isUp: () => boolean;
  run: EslRun;
  close: () => void;
}>;

type Waiting = {
  command: EslCommand;
  /** Null: nobody waits for the answer any more, which still comes before the next one. */
  settle: ((answer: string | EslUnanswered) => void) | null;
};

/** Signs in once; `down` says what ended it. */
function connectEsl(options: EslOptions, waits: typeof WAITS): Connection {
  const { host, port, password, onEvent } = options;
  const socket: Socket = connectSocket({ host, port, noDelay: true, keepAlive: true });
  const reader = createFrameReader();
  const up = deferred<boolean>();
  const down = deferred<EslTrouble>();
  let state: 'greeting' | 'signing_in' | 'subscribing' | 'up' | 'down' = 'greeting';
  const queue: Waiting[] = [];
  const sent: (Waiting & { sentAt: number })[] = [];
  let heardAt = performance.now();
  let events = 0;

  const fail = (trouble: EslTrouble) => {
    if (state === 'down') return;
    state = 'down';
    clearTimeout(greeting);
    clearInterval(watching);
    socket.destroy();
    for (const { settle } of [...sent, ...queue]) settle?.(new EslUnanswered('not_connected'));
    sent.length = 0;
    queue.length = 0;
    up.resolve(false);
    down.resolve(trouble);
  };
  const write = (command: EslCommand) => socket.write(`${command}\n\n`);
  const send = () => {
    while (state === 'up' && sent.length < ON_THE_WAY_MAX) {
      const next = queue.shift();
      if (next === undefined) return;
      sent.push(Object.assign(next, { sentAt: performance.now() }));
      write(next.command);
    }
  };
  const run: EslRun = (command, timeoutMs = COMMAND_TIMEOUT_MS) =>
    new Promise((resolve, reject) => {
      if (state !== 'up') return reject(new EslUnanswered('not_connected'));
      if (queue.length >= QUEUE_MAX) return reject(new EslUnanswered('busy'));
      const waiting: Waiting = {
        command,
        settle: (answer) => {
          clearTimeout(timer);
          waiting.settle = null;
          if (typeof answer === 'string') resolve(answer);
          else reject(answer);
        },
      };
      const timer = setTimeout(() => {
        const place = queue.indexOf(waiting);
        if (place >= 0) queue.splice(place, 1);
        waiting.settle?.(new EslUnanswered('timeout'));
      }, timeoutMs);
      queue.push(waiting);
      send();
    });
  const enter = () => {
    state = 'up';
    clearTimeout(greeting);
    up.resolve(true);
  };
  const takeReply = ({ headers, body }: EslFrame) => {
    const text = headers.get('reply-text') ?? '';
    if (state === 'signing_in') {
      if (!text.startsWith('+OK')) return fail('wrong_key');
      if (onEvent === undefined) return enter();
      state = 'subscribing';
      return write(SUBSCRIBE);
    }
    if (state === 'subscribing') return text.startsWith('+OK') ? enter() : fail('not_esl');
    const first = sent.shift();
    if (first === undefined) throw new NotEsl('an answer to no command');
    const answer = headers.get('content-type') === 'command/reply' ? text : body?.toString('utf8');
    first.settle?.(answer?.replace(/\n$/, '') ?? new EslUnanswered('too_long'));
    send();
  };
  const takeEvent = ({ body }: EslFrame) => {
    const event = body && readEvent(body);
    if (event === null || onEvent === undefined) return;
    const work = onEvent(event);
    if (work === undefined) return;
    events += 1;
    if (events >= waits.eventsMax) socket.pause();
    void work.finally(() => {
      events -= 1;
      if (events <= waits.eventsMax / 2 && socket.isPaused()) {
        // What it has said meanwhile was not read: its silence counts from now.
        heardAt = performance.now();
        for (const each of sent) each.sentAt = heardAt;
        socket.resume();
      }
    });
  };
  const takeFrame = (frame: EslFrame) => {
    switch (frame.headers.get('content-type')) {
      case 'auth/request': {
        const command = authenticate(password);
        if (state !== 'greeting') throw new NotEsl('asked for the key twice');
        if (command === null) return fail('wrong_key');
        state = 'signing_in';
        return write(command);
      }
      case 'command/reply':
      case 'api/response':
        if (state === 'greeting') throw new NotEsl('an answer before a question');
        return takeReply(frame);
      case 'text/event-json':
        return takeEvent(frame);
      case 'text/rude-rejection':
        return fail('denied');
      case 'text/disconnect-notice':
        return fail('closed');
      case undefined:
        throw new NotEsl('a frame of no type');
    }
  };
  socket.on('data', (bytes) => {
    heardAt = performance.now();
    try {
      for (const frame of reader.take(bytes)) {
        if (state === 'down') return;
        takeFrame(frame);
      }
    } catch (error) {
      if (!(error instanceof NotEsl)) throw error;
      fail('not_esl');
    }
  });
  // What an error was says `close`, which always comes after it.
  socket.on('error', () => {});
  socket.on('close', () => fail(state === 'greeting' ? 'not_reached' : 'closed'));
  const greeting = setTimeout(() => fail(state === 'greeting' ? 'not_reached' : 'silent'), waits.greetingMs);
  const isSilent = () => {
    if (state !== 'up' || socket.isPaused()) return false;
    const now = performance.now();
    return (
      now - heardAt > 2 * waits.quietMs || (sent[0] !== undefined && now - sent[0].sentAt > waits.stuckMs)
    );
  };
  const watching = setInterval(() => {
    // After a long turn of this process what came meanwhile is read before it is judged.
    if (isSilent()) setImmediate(() => isSilent() && fail('silent'));
    else if (
      state === 'up' &&
      !socket.isPaused() &&
      sent.length === 0 &&
      performance.now() - heardAt > waits.quietMs
    )
      // Whatever it says is a sign of life; when it says nothing, that is seen above.
      run(readClock()).catch(() => {});
  }, Math.min(waits.quietMs, waits.stuckMs) / 4);
  return {
    up: up.promise,
    down: down.promise,
    isUp: () => state === 'up',
    run,
    close: () => fail('closed'),
  };
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
