/**
 * `tollbook listen`: follows what happens through the API of a panel, and forwards each event to a program on this machine, signed as a
 * webhook is. For whoever writes a receiver: nothing of it is reachable from outside.
 */
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { ConfigError } from '../config.ts';
import { EVENT_TYPES } from '../domain/events/catalogue.ts';
import { drawWebhookSecret, signatureHeaders } from '../operations/webhooks/sign.ts';
import { followed, toldEvent, WAIT_SECONDS_MAX, type EventBody } from '../schemas/events/events.ts';
import { problemBody } from '../schemas/problem.ts';

const USAGE = `tollbook listen --url https://billing.example.com --forward http://localhost:3000/hook [--types TYPE,TYPE] [--json]
  forwards what happens to a program on this machine, signed with a secret that is shown at the start
The API key comes from the environment, TOLLBOOK_API_KEY, or from --key; it needs events:read.
Ctrl-C ends it.`;

/** How long it waits before it asks a panel again that did not answer: longer each time. */
const WAITS_MS = [1000, 2000, 5000, 10_000, 30_000];
/** Longer than the panel keeps a question open. */
const ANSWER_MS_MAX = (WAIT_SECONDS_MAX + 15) * 1000;
/** A receiver in a debugger takes its time. */
const FORWARD_MS_MAX = 60_000;
/** Of an answer so much is printed. */
const ANSWER_LENGTH_MAX = 200;

export type Listening = Readonly<{
  /** Of the panel, without a trailing slash. */
  url: string;
  key: string;
  forward: string;
  types: readonly string[];
  isJson: boolean;
}>;

export async function run(args: string[]): Promise<number> {
  const asked = readFlags(args);
  if (asked === null) {
    console.error(USAGE);
    return 2;
  }
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  return listen(asked, { print: (line) => console.log(line), warn: console.error, signal: ending.signal });
}

type Surroundings = Readonly<{
  print: (line: string) => void;
  warn: (line: string) => void;
  signal: AbortSignal;
  waitsMs?: readonly number[];
}>;

/** Until `signal`. Returns the exit code: 0 it was ended, 1 the panel refuses. */
export async function listen(
  { url, key, forward, types, isJson }: Listening,
  { print, warn, signal, waitsMs = WAITS_MS }: Surroundings,
): Promise<number> {
  const secret = drawWebhookSecret();
  let after: string | null = null;
  let failures = 0;
  while (!signal.aborted) {
    const query = new URLSearchParams(types.length === 0 ? {} : { types: types.join(',') });
    if (after !== null) {
      query.set('after', after);
      query.set('waitSeconds', String(WAIT_SECONDS_MAX));
    }
    const answer = await ask(`${url}/api/v1/events/follow?${query.toString()}`, key, signal);
    if (signal.aborted) break;
    if (answer.outcome === 'refused') {
      warn(answer.why);
      return 1;
    }
    if (answer.outcome === 'later') {
      const waitMs = waitsMs[Math.min(failures, waitsMs.length - 1)] ?? 0;
      failures += 1;
      warn(`${answer.why} Asking again in ${waitMs / 1000} s.`);
      await wait(waitMs, undefined, { signal }).catch(() => {});
      continue;
    }
    if (after === null) {
      print(
        isJson
          ? JSON.stringify({ secret })
          : `Listening. Events go to ${forward}, signed with this secret, which ends with this command:\n  ${secret}`,
      );
    } else if (failures > 0) warn('The panel answers again.');
    failures = 0;
    after = answer.next;
    for (const event of answer.items) {
      if (signal.aborted) break;
      print(await forwardOne(event, { forward, secret, isJson, signal }));
    }
  }
  return 0;
}

type Answer =
  | Readonly<{ outcome: 'answered'; items: readonly EventBody[]; next: string }>
  | Readonly<{ outcome: 'refused'; why: string }>
  | Readonly<{ outcome: 'later'; why: string }>;

/** What the panel refuses it refuses again; whatever else goes wrong passes. */
async function ask(url: string, key: string, signal: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${key}`, accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS_MAX)]),
    });
    const body: unknown = await response.json();
    if (response.ok) return { outcome: 'answered', ...followed.parse(body) };
    const problem = problemBody.safeParse(body);
    const why = problem.success ? problem.data.detail : `The panel answered ${response.status}.`;
    const isFinal = response.status >= 400 && response.status < 500 && response.status !== 429;
    return isFinal ? { outcome: 'refused', why } : { outcome: 'later', why };
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      return {
        outcome: 'refused',
        why: `${new URL(url).origin} is no panel of Tollbook, or of another version.`,
      };
    return { outcome: 'later', why: `${new URL(url).origin} does not answer (${causeOf(error)}).` };
  }
}

async function forwardOne(
  event: EventBody,
  {
    forward,
    secret,
    isJson,
    signal,
  }: Readonly<{ forward: string; secret: string; isJson: boolean; signal: AbortSignal }>,
): Promise<string> {
  const body = JSON.stringify(event);
  const sentAt = new Date();
  const result = await post(forward, body, {
    headers: signatureHeaders([secret], { id: event.id, sentAt, body }),
    signal,
  });
  const durationMs = Date.now() - sentAt.getTime();
  if (isJson) return JSON.stringify({ event, ...result, durationMs });
  const answer = result.status === null ? result.error : `${result.status} ${result.answer}`.trim();
  return `${event.createdAt} ${event.type} ${event.accountNumber} → ${answer} (${durationMs} ms)`;
}

async function post(
  forward: string,
  body: string,
  { headers, signal }: Readonly<{ headers: Readonly<Record<string, string>>; signal: AbortSignal }>,
): Promise<Readonly<{ status: number | null; answer: string; error: string }>> {
  try {
    const response = await fetch(forward, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(FORWARD_MS_MAX)]),
    });
    const text = await response.text();
    return { status: response.status, answer: printable(text), error: '' };
  } catch (error) {
    return { status: null, answer: '', error: `not delivered: ${causeOf(error)}` };
  }
}

/** fetch tells what happened in the cause. */
function causeOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : {};
  if (cause instanceof Error) return (cause as NodeJS.ErrnoException).code ?? cause.message;
  return error instanceof Error ? error.message : String(error);
}

/** What a receiver says goes to a terminal: one line, and no control sequences. */
function printable(text: string): string {
  const line = text.replace(/\p{C}+/gu, ' ').trim();
  return line.length > ANSWER_LENGTH_MAX ? `${line.slice(0, ANSWER_LENGTH_MAX)}…` : line;
}

/** Null when something is missing or unknown. Throws `ConfigError` for what cannot be used. */
function readFlags(args: readonly string[]): Listening | null {
  const flag = { type: 'string' } as const;
  let values;
  try {
    const options = { url: flag, key: flag, forward: flag, types: flag, json: { type: 'boolean' } } as const;
    ({ values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false }));
  } catch {
    return null;
  }
  const {
    url = '',
    forward = '',
    types = '',
    key = process.env.TOLLBOOK_API_KEY ?? '',
    json = false,
  } = values;
  if (url === '' || forward === '' || key === '') return null;
  for (const [name, text] of Object.entries({ url, forward }))
    if (!/^https?:$/.test(URL.canParse(text) ? new URL(text).protocol : ''))
      throw new ConfigError(
        `--${name} is "${text}": it must be an address such as http://localhost:3000/hook.`,
      );
  const wanted = types
    .split(',')
    .map((type) => type.trim())
    .filter(Boolean);
  const unknown = wanted.filter((type) => !toldEvent.shape.type.safeParse(type).success);
  if (unknown.length > 0)
    throw new ConfigError(`--types has "${unknown[0]}". Events are: ${EVENT_TYPES.join(', ')}.`);
  return { url: new URL(url).origin, key, forward, types: wanted, isJson: json };
}
