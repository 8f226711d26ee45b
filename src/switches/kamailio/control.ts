/** Pushes limits to Kamailio and asks it about calls, over its HTTP control port. */
import { randomUUID } from 'node:crypto';
import type { CallOnSwitch, PushOutcome, SwitchControl } from '../../operations/ports.ts';

/** A push is one dialog looked up in memory and one row updated; longer means that the switch is in trouble. */
const TIMEOUT_MS = 2000;

export type KamailioControlOptions = Readonly<{
  /** Such as `http://127.0.0.1:5062`. */
  url: string;
  key: string;
  timeoutMs?: number;
}>;

/** Never throws: a switch that does not answer is an outcome, `unknown`. */
export function kamailioControl(options: KamailioControlOptions) {
  const push = async (path: string, call: CallOnSwitch, seconds?: number): Promise<PushOutcome> => {
    const answer = await ask(options, path, {
      sessionId: call.sessionId,
      ...(seconds !== undefined && { seconds }),
    });
    if (answer?.status === 200 && answer.body.ok === true) return 'done';
    // Only in Kamailio's own words: a 404 of something else on that port says nothing about the call.
    return answer?.status === 404 && answer.body.ok === false ? 'no_such_call' : 'unknown';
  };
  return {
    can: { push: true, ask: true },
    setLimit: (call: CallOnSwitch, secondsFromNow: number) => push('/limit', call, secondsFromNow),
    hangUp: (call: CallOnSwitch) => push('/hangup', call),
    isAlive: async (call: CallOnSwitch) => {
      const answer = await ask(options, '/alive', { sessionId: call.sessionId });
      if (answer?.status !== 200 || typeof answer.body.alive !== 'boolean') return 'unknown';
      return answer.body.alive ? 'alive' : 'dead';
    },
  } satisfies SwitchControl;
}

/**
 * Whether it knows its key, and its version, such as "5.6.3"; null = its configuration was made before that could be asked.
 * Then it is asked about a call that nobody makes: only one with the right key says that there is none.
 */
export async function greetKamailio(
  options: KamailioControlOptions,
): Promise<Readonly<{ isReachable: boolean; version: string | null }>> {
  const sessionId = randomUUID();
  const answer = await ask(options, '/version', { sessionId });
  if (answer?.status === 200 && typeof answer.body.version === 'string')
    return { isReachable: true, version: answer.body.version };
  const alive = await ask(options, '/alive', { sessionId });
  return { isReachable: alive?.status === 200 && alive.body.alive === false, version: null };
}

type Answer = Readonly<{
  status: number;
  body: Readonly<{ ok?: unknown; alive?: unknown; version?: unknown }>;
}>;

async function ask(options: KamailioControlOptions, path: string, content: object): Promise<Answer | null> {
  try {
    const response = await fetch(new URL(path, options.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tollbook-control-key': options.key },
      body: JSON.stringify(content),
      signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
    });
    const body: unknown = await response.json();
    return body !== null && typeof body === 'object' ? { status: response.status, body } : null;
  } catch {
    // Refused, timed out or unreadable: all the same to the caller, who repeats or asks again.
    return null;
  }
}
