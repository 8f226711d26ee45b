/**
 * Calls over two switches, one that is given each call for whole and one that takes its limit slice by slice, and
 * people who pay meanwhile. A ledger of its own keeps what they were answered.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../support/random.ts';
import type { Addresses, Caller, Json } from './api.ts';
import type { Control } from './control.ts';
import { teller, type Teller } from './teller.ts';
import { SLICE_SECONDS, type Customer, type World } from './world.ts';

const SLICE_MS = SLICE_SECONDS * 1000;

const DOUBLED = 0.2;
const REORDERED = 0.2;
const CORRECTED = 0.05;
const LIVE_MS_MAX = 3000;
/** Calls of people whose money runs out: few enough that their refusals are written one by one. */
const POOR_SHARE = 0.06;

export type End = Readonly<{ revision: number; talkMs: number; endedBy: string }>;
/** What the switch knows of a call. */
export type Call = {
  readonly attemptId: string;
  readonly customer: Customer;
  /** Talk that the switch was allowed, and that money was held for. */
  grantedSeconds: number;
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

type Options = Readonly<{
  world: World;
  caller: Caller;
  control: Control;
  at: () => Addresses;
  data: string;
  random: Random;
  isOver: () => boolean;
}>;
type Workers = Readonly<{ calls: number; pushedCalls: number; money: number }>;

export function startLoad(options: Options, workers: Workers) {
  const { world, caller, control, at, random } = options;
  const ledger = { calls: [] as Call[], money: [] as Money[], surprises: [] as string[] };
  let events = 0;
  let isEnding = false;
  const surprise = (what: string) => void ledger.surprises.push(what);
  const common = {
    ...options,
    onAnswer: () => {
      events += 1;
    },
    onSurprise: surprise,
  };
  const { tell, tellOrKeep } = teller({ ...common, switchName: 'SIP', switchKey: world.switchKey });
  const pushed = teller({ ...common, switchName: 'Pushed to', switchKey: world.pushedSwitchKey });

  const ask = ({ attemptId, customer: { username, realm } }: Call) => ({
    type: 'authorize',
    attemptId,
    startedAt: new Date().toISOString(),
    identity: { type: 'sip_device', username, realm },
    destination: '+493012345678',
    sourceAddress: '127.0.0.1',
  });
  const poor = world.customers.filter(({ isPoor }) => isPoor);
  const rich = world.customers.filter(({ isPoor }) => !isPoor);
  const newCall = (customer: Customer): Call => {
    const call: Call = { attemptId: randomUUID(), customer, answer: null, grantedSeconds: 0, ends: [] };
    ledger.calls.push(call);
    return call;
  };

  const runCall = async () => {
    const call = newCall(random.pick(random.chance(POOR_SHARE) ? poor : rich));
    const answer = await tell(ask(call));
    call.answer = answer;
    if (answer.ok !== true) return;
    call.grantedSeconds = answer.grantedSeconds;
    const { sessionId } = answer;
    const gatewayId = answer.gateways[0].id;
    if (random.chance(0.5)) {
      await tellOrKeep({ type: 'attempt', sessionId, number: 1, gatewayId, at: new Date().toISOString() });
    }
    const answered = { type: 'answered', sessionId, gatewayId, answeredAt: new Date().toISOString() };
    const isAnswered = random.chance(0.85);
    const isReordered = random.chance(REORDERED);
    const isCorrected = random.chance(CORRECTED);
    // What is kept comes later: a correction must not come before the end that it corrects.
    const how = isCorrected ? tell : tellOrKeep;
    if (isAnswered && !isReordered) await tellOrKeep(answered);
    await sleep(random.chance(0.5) ? 0 : random.whole(0, LIVE_MS_MAX));
    await tellEnd(how, call, endOf(answer, isAnswered, 1, random), answered);
    if (isAnswered && isReordered) await tellOrKeep(answered);
    if (isCorrected) await tellEnd(tell, call, endOf(answer, random.chance(0.8), 2, random), answered);
  };

  /** A call in real time on the switch that takes limits: it ends when somebody hangs up, or at its limit. */
  const runPushedCall = async () => {
    const call = newCall(random.pick(rich));
    const answer = await pushed.tell(ask(call));
    call.answer = answer;
    if (answer.ok !== true) return;
    const { sessionId } = answer;
    const gatewayId = answer.gateways[0].id;
    const answeredAtMs = Date.now();
    const running = { answeredAtMs, limitMs: answer.grantedSeconds * 1000 };
    control.calls.set(sessionId, running);
    const answered = { sessionId, gatewayId, answeredAt: new Date(answeredAtMs).toISOString() };
    await pushed.tellOrKeep({ type: 'answered', ...answered });
    const hangUpMs = random.whole(3000, 15_000);
    // Whole slices: a limit in seconds from now is rounded up on its way, and the money is held for the slice.
    const limitMs = () => Math.floor(running.limitMs / SLICE_MS) * SLICE_MS;
    while (Date.now() - answeredAtMs < Math.min(hangUpMs, limitMs())) await sleep(50);
    call.grantedSeconds = limitMs() / 1000;
    const talkMs = Math.min(hangUpMs, limitMs());
    control.calls.delete(sessionId);
    const endedBy = talkMs < hangUpMs ? 'limit' : 'caller';
    await tellEnd(pushed.tellOrKeep, call, { revision: 1, talkMs, endedBy }, answered);
  };

  const tellEnd = async (
    how: Teller['tellOrKeep'],
    call: Call,
    end: End,
    { sessionId, gatewayId, answeredAt }: { sessionId: string; gatewayId: string; answeredAt: string },
  ) => {
    const isAnswered = end.talkMs > 0;
    const body = await how({
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
    const to = random.pick(random.chance(0.7) ? poor : world.customers).accountId;
    const others = poor.filter(({ accountId }) => accountId !== to);
    const isTransfer = random.chance(0.5);
    const from = isTransfer ? random.pick(others).accountId : null;
    const money: Money = {
      key: randomUUID(),
      kind: isTransfer ? 'transfer' : 'payment',
      from,
      to,
      // Nobody pays a part of a cent.
      micros: isTransfer ? BigInt(random.whole(1, 250_000)) : BigInt(random.whole(1, 25)) * 10_000n,
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
    ...Array.from({ length: workers.pushedCalls }, () => work(runPushedCall, 1000)),
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
