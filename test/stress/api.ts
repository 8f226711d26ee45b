/** The public API over the network, sent again and again until it says something final. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

// oxlint-disable-next-line typescript/no-explicit-any -- reads whatever the server answered
export type Json = any;
export type Answer = Readonly<{ status: number; body: Json; cookie: string | null }>;

/** Where the server is now: another port after each start. */
export type Addresses = Readonly<{ api: string; switches: string }>;

/** A server that is killed answers nothing, one whose database is away answers 503 after 15 s. */
const TIMEOUT_MS = 25_000;
const AGAIN_AFTER_MS = 60;

export type Caller = Readonly<{
  /** Sends until the answer is final; throws when the run is over before that. */
  untilAnswered: (send: () => Promise<Answer>) => Promise<Answer>;
  post: (url: () => string, headers: Record<string, string>, body: unknown) => Promise<Answer>;
}>;

/**
 * `isOver` ends every repetition, so that nothing waits for ever. `onBug` hears of answers that say that the server
 * has a bug: whatever is killed, there is no reason for one.
 */
export function caller(isOver: () => boolean, onBug: (what: string) => void): Caller {
  const post: Caller['post'] = async (url, headers, body) => {
    const response = await fetch(url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? null : (JSON.parse(text) as Json),
      cookie: response.headers.get('set-cookie')?.split(';')[0] ?? null,
    };
  };
  return {
    post,
    untilAnswered: async (send) => {
      for (;;) {
        // Cut off, refused or timed out: whether it was taken is unknown, and it is sent again.
        const answer = await send().catch(() => null);
        if (answer !== null && answer.status < 500) return answer;
        if (answer !== null && answer.status !== 503)
          onBug(`${answer.status} ${JSON.stringify(answer.body)}`);
        if (isOver()) throw new Error('the run is over, and an answer is still missing');
        await sleep(AGAIN_AFTER_MS + Math.random() * AGAIN_AFTER_MS);
      }
    },
  };
}

export type Client = Readonly<{ create: (path: string, body: object) => Promise<Json> }>;

/** Signs in, chooses a password where the first one was given, and returns a client with an API key. */
export async function apiKeyOf(
  { post }: Caller,
  at: () => Addresses,
  who: Readonly<{ account: string; password: string; newPassword?: string }>,
): Promise<string> {
  const to = (path: string) => () => `${at().api}/api/v1/${path}`;
  const origin = { origin: at().api };
  const signIn = async (password: string) => {
    const { status, cookie, body } = await post(to('sign-in'), origin, {
      identifier: who.account,
      password,
    });
    if (status !== 200 || cookie === null) throw new Error(`sign-in: ${status} ${JSON.stringify(body)}`);
    return { ...origin, cookie };
  };
  let session = await signIn(who.password);
  if (who.newPassword !== undefined) {
    await post(to('me/password'), session, {
      currentPassword: who.password,
      newPassword: who.newPassword,
    });
    session = await signIn(who.newPassword);
  }
  const { status, body } = await post(to('api-keys'), session, { name: 'stress' });
  if (status !== 201) throw new Error(`api-keys: ${status} ${JSON.stringify(body)}`);
  return body.key as string;
}

/** Creates things; anything but 201 ends the run. */
export function clientOf({ post }: Caller, at: () => Addresses, apiKey: string): Client {
  return {
    create: async (path, body) => {
      const headers = { authorization: `Bearer ${apiKey}`, 'idempotency-key': randomUUID() };
      const answer = await post(() => `${at().api}/api/v1/${path}`, headers, body);
      if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
}
