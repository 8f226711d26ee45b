/**
 * How a switch tells its events: again and again until it is answered, a fifth of them twice, some in arrays, some
 * written into the database's outbox instead.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { connectOnce } from '../../src/postgres/pool.ts';
import type { Random } from '../support/random.ts';
import { databaseUrlOf } from '../support/tollbook-process.ts';
import type { Addresses, Answer, Caller, Json } from './api.ts';

const DOUBLED = 0.2;
const IN_ARRAYS = 0.3;
const KEPT = 0.25;
/** Events for an array are collected for so long. */
const COLLECT_MS = 15;
const AGAIN_AFTER_MS = 80;

export type Teller = Readonly<{
  /** Tells it over the network; the answer is final. */
  tell: (event: object) => Promise<Json>;
  /** The same, or writes it into the outbox, as a switch does that must not lose it whoever dies. */
  tellOrKeep: (event: Readonly<Record<string, unknown> & { sessionId: string }>) => Promise<Json>;
}>;

export type TellerOptions = Readonly<{
  caller: Caller;
  at: () => Addresses;
  /** The data directory: where the database is. */
  data: string;
  switchName: string;
  switchKey: string;
  random: Random;
  isOver: () => boolean;
  onAnswer: () => void;
  /** What no switch should ever be answered. */
  onSurprise: (what: string) => void;
}>;

export function teller(options: TellerOptions): Teller {
  const { caller, at, random, onAnswer, onSurprise } = options;
  const authorization = { authorization: `Bearer ${options.switchKey}` };
  const post = (body: unknown) => caller.post(() => `${at().switches}/switch/v1/events`, authorization, body);
  const batched = batcher(post);
  const twiceOrOnce = async (event: object, once: () => Promise<Json>): Promise<Json> => {
    if (!random.chance(DOUBLED)) return once();
    const isAtOnce = random.chance(0.5);
    const first = once();
    if (!isAtOnce) await first;
    const [one, other] = await Promise.all([first, once()]);
    const texts = [one, other].map((each) => JSON.stringify(each));
    if (texts[0] !== texts[1]) onSurprise(`two answers to ${JSON.stringify(event)}: ${texts.join(' and ')}`);
    return other;
  };
  const tell: Teller['tell'] = (event) =>
    twiceOrOnce(event, async () => {
      const { status, body } = await caller.untilAnswered(() =>
        random.chance(IN_ARRAYS) ? batched(event) : post(event),
      );
      onAnswer();
      if (status !== 200) onSurprise(`${status} ${JSON.stringify(body)} to ${JSON.stringify(event)}`);
      return body;
    });
  const tellOrKeep: Teller['tellOrKeep'] = (event) => {
    if (!random.chance(KEPT)) return tell(event);
    return twiceOrOnce(event, async () => {
      await keep(options, event);
      onAnswer();
      return { ok: true, sessionId: event.sessionId };
    });
  };
  return { tell, tellOrKeep };
}

/** Writes until the database has said that it is committed: written twice, it counts once. */
async function keep({ data, switchName, isOver }: TellerOptions, event: object): Promise<void> {
  for (;;) {
    try {
      const client = await connectOnce(databaseUrlOf(data), 'chaos switch');
      await client
        .query(
          'insert into switch.event_outbox (switch_id, body) select id, $2::jsonb from switches where name = $1',
          [switchName, JSON.stringify(event)],
        )
        .finally(() => void client.end().catch(() => {}));
      return;
    } catch (error) {
      // The database is away, or is just being given another port.
      if (isOver()) throw error;
      await sleep(AGAIN_AFTER_MS);
    }
  }
}

/** Collects events into arrays; each gets its own answer out of the array's. */
function batcher(post: (body: unknown) => Promise<Answer>): (event: object) => Promise<Answer> {
  let waiting: Readonly<{
    event: object;
    answer: (answer: Answer) => void;
    fail: (error: unknown) => void;
  }>[] = [];
  const flush = async () => {
    const batch = waiting;
    waiting = [];
    try {
      const answer = await post(batch.map(({ event }) => event));
      for (const [index, each] of batch.entries()) {
        if (answer.status !== 200) each.answer(answer);
        else each.answer({ ...answer, ...inArray(answer.body[index]) });
      }
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  };
  return (event) =>
    new Promise((answer, fail) => {
      waiting.push({ event, answer, fail });
      if (waiting.length === 1) setTimeout(() => void flush(), COLLECT_MS);
    });
}

/** The status that a problem inside an array would have alone. */
const STATUS_OF: Readonly<Record<string, number>> = { unavailable: 503, internal_error: 500 };

function inArray(body: Json): Pick<Answer, 'status' | 'body'> {
  const { problem } = body;
  return { status: problem === undefined ? 200 : (STATUS_OF[problem] ?? 422), body };
}
