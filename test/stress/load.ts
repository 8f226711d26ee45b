/**
 * A switch that repeats every event until it is answered, doubles a fifth, tells a fifth of the ends before the answer,
 * and people who pay meanwhile. It keeps its own ledger of what it was answered.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../support/random.ts';
import type { Addresses, Answer, Caller, Json } from './api.ts';
import type { Customer, World } from './world.ts';

const DOUBLED = 0.2;
const REORDERED = 0.2;
const CORRECTED = 0.05;
const IN_ARRAYS = 0.3;
/** Events for an array are collected for so long. */
const COLLECT_MS = 15;
const LIVE_MS_MAX = 3000;
/** Calls of people whose money runs out: few enough that their refusals are written one by one. */
const POOR_SHARE = 0.06;

export type End = Readonly<{ revision: number; talkMs: number; endedBy: string }>;
/** What the switch knows of a call. */
export type Call = {
  readonly attemptId: string;
  readonly customer: Customer;
  /** The answer to the question; null before there is one. */
  answer: Json;
  /** Ends that were answered 2xx, in order. */
  readonly ends: End[];
};
export type Money = {
  readonly key: string;
  readonly kind: 'payment' | 'transfer';
  readonly from: string | null;
  readonly to: string;
  readonly micros: bigint;
  /** Ids of the transfer in every 2xx answer: one, however often it was asked for. */
  readonly ids: Set<string>;
  isRefused: boolean;
};
export type Ledger = Readonly<{
  calls: Call[];
  money: Money[];
  /** What no switch and no person should ever be answered. */
  surprises: string[];
  /** 2xx answers to events. */
  eventsAnswered: () => number;
}>;

type Options = Readonly<{ world: World; caller: Caller; at: () => Addresses; random: Random }>;

export function startLoad(options: Options, workers: Readonly<{ calls: number; money: number }>) {
  const { world, caller, at, random } = options;
  const ledger = { calls: [] as Call[], money: [] as Money[], surprises: [] as string[] };
  let events = 0;
  let isEnding = false;
  const authorization = { authorization: `Bearer ${world.switchKey}` };
  const postEvents = (body: unknown) =>
    caller.post(() => `${at().switches}/switch/v1/events`, authorization, body);
  const batched = batcher(postEvents);
  const surprise = (what: string) => void ledger.surprises.push(what);

  /** Sends until it is answered; a fifth is sent twice, at once or a moment later. */
  const tell = async (event: object): Promise<Json> => {
    const send = () => (random.chance(IN_ARRAYS) ? batched(event) : postEvents(event));
    const once = async () => {
      const { status, body } = await caller.untilAnswered(send);
      events += 1;
      if (status !== 200) surprise(`${status} ${JSON.stringify(body)} to ${JSON.stringify(event)}`);
      return body;
    };
    if (!random.chance(DOUBLED)) return once();
    const isAtOnce = random.chance(0.5);
    const first = once();
    if (!isAtOnce) await first;
    const [one, other] = await Promise.all([first, once()]);
    if (JSON.stringify(one) !== JSON.stringify(other))
      surprise(
        `two answers to ${JSON.stringify(event)}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`,
      );
    return other;
  };

  const runCall = async () => {
    const poor = world.customers.filter(({ isPoor }) => isPoor);
    const rich = world.customers.filter(({ isPoor }) => !isPoor);
    const customer = random.pick(random.chance(POOR_SHARE) ? poor : rich);
    const call: Call = { attemptId: randomUUID(), customer, answer: null, ends: [] };
    ledger.calls.push(call);
    const { username, realm } = customer;
    const startedAt = new Date();
    const answer = await tell({
      type: 'authorize',
      attemptId: call.attemptId,
      startedAt: startedAt.toISOString(),
      identity: { type: 'sip_device', username, realm },
      destination: '+493012345678',
      sourceAddress: '127.0.0.1',
    });
    call.answer = answer;
    if (answer.ok !== true) return;
    const { sessionId } = answer;
    const gatewayId = answer.gateways[0].id;
    if (random.chance(0.5)) {
      await tell({ type: 'attempt', sessionId, number: 1, gatewayId, at: new Date().toISOString() });
    }
    const answered = { type: 'answered', sessionId, gatewayId, answeredAt: new Date().toISOString() };
    const isAnswered = random.chance(0.85);
    const isReordered = random.chance(REORDERED);
    if (isAnswered && !isReordered) await tell(answered);
    await sleep(random.chance(0.5) ? 0 : random.whole(0, LIVE_MS_MAX));
    await tellEnd(call, endOf(answer, isAnswered, 1, random), answered);
    if (isAnswered && isReordered) await tell(answered);
    if (random.chance(CORRECTED)) await tellEnd(call, endOf(answer, random.chance(0.8), 2, random), answered);
  };

  const tellEnd = async (
    call: Call,
    end: End,
    { sessionId, gatewayId, answeredAt }: { sessionId: string; gatewayId: string; answeredAt: string },
  ) => {
    const isAnswered = end.talkMs > 0;
    const body = await tell({
      type: 'ended',
      sessionId,
      leg: 0,
      ...end,
      outcome: isAnswered ? 'answered' : 'unanswered',
      answeredAt: isAnswered ? answeredAt : null,
      endedAt: new Date(Date.parse(answeredAt) + end.talkMs).toISOString(),
      sipStatus: isAnswered ? 200 : 487,
      q850Cause: 16,
      gatewayId,
    });
    if (body?.ok === true) call.ends.push(end);
  };

  const moveMoney = async () => {
    const poor = world.customers.filter(({ isPoor }) => isPoor);
    const to = random.pick(random.chance(0.7) ? poor : world.customers).accountId;
    const others = poor.filter(({ accountId }) => accountId !== to);
    const isTransfer = random.chance(0.5);
    const from = isTransfer ? random.pick(others).accountId : null;
    const money: Money = {
      key: randomUUID(),
      kind: isTransfer ? 'transfer' : 'payment',
      from,
      to,
      micros: BigInt(random.whole(1, 250_000)),
      ids: new Set(),
      isRefused: false,
    };
    ledger.money.push(money);
    const amount = `0.${String(money.micros).padStart(6, '0')}`;
    const body = isTransfer
      ? { fromAccountId: from, toAccountId: to, amount, note: money.key }
      : { amount, method: 'cash', note: money.key };
    const path = isTransfer ? 'transfers' : `accounts/${to}/payments`;
    const headers = { authorization: `Bearer ${world.apiKey}`, 'idempotency-key': money.key };
    const once = async () => {
      const answer = await caller.untilAnswered(() =>
        caller.post(() => `${at().api}/api/v1/${path}`, headers, body),
      );
      // A repeated request is answered 200, the first one 201.
      if (answer.status < 300) money.ids.add(answer.body.transfer.id);
      else if (answer.body?.code === 'insufficient_funds') money.isRefused = true;
      else surprise(`${answer.status} ${JSON.stringify(answer.body)} to ${path}`);
    };
    await Promise.all(random.chance(DOUBLED) ? [once(), once()] : [once()]);
  };

  const work = async (what: () => Promise<void>, pauseMs: number) => {
    while (!isEnding) {
      await what();
      await sleep(random.whole(0, pauseMs));
    }
  };
  const running = Promise.all([
    ...Array.from({ length: workers.calls }, () => work(runCall, 200)),
    ...Array.from({ length: workers.money }, () => work(moveMoney, 1000)),
  ]);
  // Whoever ends the run hears of it; until then it must not end the process.
  running.catch(() => {});
  return {
    ledger: { ...ledger, eventsAnswered: () => events } satisfies Ledger,
    /** No new calls; waits until everything under way is answered. */
    end: async () => {
      isEnding = true;
      await running;
    },
  };
}

/** Talk within the grant, or to its very end with a timer that rings up to a second late. */
function endOf(answer: Json, isAnswered: boolean, revision: number, random: Random): End {
  if (!isAnswered) return { revision, talkMs: 0, endedBy: 'caller' };
  const grantedMs = answer.grantedSeconds * 1000;
  if (random.chance(0.2)) return { revision, talkMs: grantedMs + random.whole(0, 999), endedBy: 'limit' };
  const talkMs = random.whole(1, random.chance(0.5) ? Math.min(90_000, grantedMs) : grantedMs);
  return { revision, talkMs, endedBy: random.pick(['caller', 'callee']) };
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
