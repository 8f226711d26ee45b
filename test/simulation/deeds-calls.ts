/** What switches do: they ask, tell, tell twice, too late, in the wrong order or not at all, and correct themselves. */
import { expect } from 'vitest';
import { decide, type Decision, type Question } from './decide.ts';
import { drawId, NUMBERS } from './draw.ts';
import { accountOf, customersOf, liveCalls, type Answer, type Call, type SwitchName } from './model.ts';
import { isoOf, keep, limitAt, pass, ring, tell, type Play } from './play.ts';
import { isCorrectable } from './settle.ts';

/** What was done, in words; null where there was nothing to do. */
export type Deed = (play: Play) => Promise<string | null>;

const SOURCE = { sourceAddress: '127.0.0.1', callId: 'call@phone', switchRef: '1:2' };

/** Asks and compares the answer with what must be answered. Returns the call, or null when it was refused. */
async function ask(
  play: Play,
  from: SwitchName,
  { question, identity, to }: Readonly<{ question: Question; identity: object; to: string }>,
): Promise<Readonly<{ call: Call | null; words: string }>> {
  const { model, random } = play;
  const due = decide(model, question);
  const event = {
    ...SOURCE,
    type: 'authorize',
    attemptId: drawId(random),
    startedAt: isoOf(model.now),
    identity,
    destination: to,
  };
  const { status, body } = await tell(play, from, event);
  expect(status, JSON.stringify(body)).toBe(200);
  if (random.chance(0.2)) expect((await tell(play, from, event)).body, 'asked again').toEqual(body);
  const words = due.ok ? `granted ${due.terms.seconds} s` : `refused: ${due.reason}`;
  const heard = body.ok ? `granted ${body.grantedSeconds} s` : `refused: ${body.reason}`;
  expect(heard, `${to} from ${JSON.stringify(identity)}`).toBe(words);
  if (!due.ok) {
    play.refused.set(body.sessionId, due.reason);
    return { call: null, words };
  }
  expect(gatewaysOf(body), 'gateways').toEqual([...due.terms.routes.keys()].toSorted());
  return { call: begin(play, { from, event, due, granted: body, forwards: question.forwards ?? 0 }), words };
}

const gatewaysOf = ({ gateways }: Answer): string[] =>
  gateways
    .filter(({ kind }: Answer) => kind === 'gateway')
    .map(({ id }: Answer) => id)
    .toSorted();

type Begun = Readonly<{
  from: SwitchName;
  event: Call['question'];
  due: Extract<Decision, { ok: true }>;
  granted: Answer;
  forwards: number;
}>;

function begin(play: Play, { from, event, due, granted, forwards }: Begun): Call {
  const { seconds, heldFree, account, direction, levels, commissions, routes } = due.terms;
  const call: Call = {
    n: play.calls.length + 1,
    sessionId: granted.sessionId,
    question: event,
    granted,
    switch: from,
    ...{ account, direction, levels, commissions, routes },
    caps: { ...accountOf(play.model, account).caps },
    offered: seconds,
    heldFree,
    answeredAt: null,
    endedAt: null,
    isHungUp: false,
    limitSeconds: seconds,
    gateway: null,
    hasGoneOn: false,
    forwards,
    isLive: true,
    told: new Map(),
    record: null,
  };
  for (const [place, { assignment, period, allowance }] of due.used.entries()) {
    allowance.held += heldFree[place] ?? 0;
    assignment.allowances.set(period, allowance);
  }
  play.calls.push(call);
  play.model.calls.set(call.sessionId, call);
  if (from === 'pushed') ring(play, call);
  return call;
}

const aSwitch = ({ random }: Play): SwitchName => random.pick(['plain', 'pushed']);

export const callsOut: Deed = async (play) => {
  const { model, random } = play;
  const all = customersOf(model);
  const active = all.filter(({ status }) => status === 'active');
  const account = random.pick(active.length > 0 && random.chance(0.85) ? active : all);
  const number = random.chance(0.2) ? random.pick(model.dids).number : random.pick(NUMBERS);
  const from = aSwitch(play);
  const { call, words } = await ask(play, from, {
    question: { account: account.name, number, canPush: from === 'pushed' },
    identity: { type: 'sip_device', ...account.line },
    to: `+${number}`,
  });
  return `${account.name} calls +${number} over the ${from} switch: ${nameOf(call)}${words}`;
};

export const comesIn: Deed = async (play) => {
  const { model, random } = play;
  const did = random.pick(model.dids);
  const address = random.pick([...model.trunks.values()].flatMap(({ gateways }) => gateways)).address;
  if (
    ![...model.trunks.values()].some(
      ({ isActive, gateways }) => isActive && gateways.some((each) => each.address === address),
    )
  )
    return null;
  const from = aSwitch(play);
  const { call, words } = await ask(play, from, {
    question: { account: did.account, number: did.number, canPush: from === 'pushed', by: did },
    identity: { type: 'ip_address', address },
    to: `+${did.number}`,
  });
  return `a carrier calls ${did.account ?? 'nobody'} by +${did.number} over the ${from} switch: ${nameOf(call)}${words}`;
};

/** A call to a number here goes on to whoever has it, and a forwarded one to where it is forwarded; what is refused undoes the first. */
export const goesOn: Deed = async (play) => {
  const { model, random } = play;
  const able = liveCalls(model).flatMap((call) =>
    call.hasGoneOn || call.answeredAt !== null || call.endedAt !== null
      ? []
      : call.granted.gateways.filter(leadsOn).map((gateway: Answer) => ({ call, gateway })),
  );
  if (able.length === 0) return null;
  const { call, gateway } = random.pick(able);
  const did = model.dids.find(({ id }) => id === gateway.id)!;
  const isForward = gateway.kind === 'forward';
  if (isForward && (did.account === null || did.forward === null)) return null;
  call.hasGoneOn = true;
  const forwards = call.forwards + (isForward ? 1 : 0);
  const to = isForward ? did.forward!.to : did.number;
  const canPush = call.switch === 'pushed';
  const onward = await ask(play, call.switch, {
    question: { account: did.account, number: to, canPush, forwards, ...(isForward ? {} : { by: did }) },
    identity: { type: gateway.kind, sessionId: call.sessionId, number: did.number, forwards },
    to: `+${to}`,
  });
  if (onward.call === null) await end(play, call, { outcome: 'unanswered', talkMs: 0, how: 'told' });
  return `call ${call.n} goes on to +${to}: ${nameOf(onward.call)}${onward.words}`;
};

const leadsOn = ({ kind }: Answer) => kind === 'number' || kind === 'forward';
const nameOf = (call: Call | null) => (call === null ? '' : `call ${call.n} `);

/** The first one: whoever goes on to the next says that this one failed, and a gateway that fails is left out for a while. */
export const triesGateway: Deed = async (play) => {
  const call = pickCall(play, ({ isLive, routes }) => isLive && routes.size > 0);
  if (call === null) return null;
  const gatewayId = call.granted.gateways[0].id;
  const event = {
    type: 'attempt',
    sessionId: call.sessionId,
    number: 1,
    gatewayId,
    at: isoOf(play.model.now),
  };
  expect((await tell(play, call.switch, event)).status).toBe(200);
  return `call ${call.n} tries a gateway`;
};

export const isAnswered: Deed = async (play) => {
  const { model, random } = play;
  const call = pickCall(
    play,
    ({ isLive, answeredAt, endedAt }) => isLive && answeredAt === null && endedAt === null,
  );
  if (call === null) return null;
  call.answeredAt = model.now;
  call.gateway = aGateway(play, call);
  const { sessionId, gateway: gatewayId, answeredAt } = call;
  const event = { type: 'answered', sessionId, gatewayId, answeredAt: isoOf(answeredAt) };
  const isKnown = () => noteUse(play, call, answeredAt);
  const how = random.pick(['told', 'told', 'told twice', 'kept', 'lost'] as const);
  if (how === 'kept') await keep(play, call.switch, event, isKnown);
  if (how === 'told' || how === 'told twice') {
    for (let times = how === 'told' ? 1 : 2; times > 0; times--)
      expect((await tell(play, call.switch, event)).status).toBe(200);
    isKnown();
  }
  return `call ${call.n} is answered (${how})`;
};

/** Of a carrier, or the phone or number here that it goes to. */
const aGateway = ({ random }: Play, { granted }: Call): string =>
  random.pick(granted.gateways as Answer[]).id;

/** The first use of an account is its earliest answered call, however late that is told. */
export function noteUse({ model }: Play, { account: name }: Call, at: number): void {
  const account = accountOf(model, name);
  account.firstUsedAt = Math.min(account.firstUsedAt ?? at, at);
}

type Ending = Readonly<{
  outcome: 'answered' | 'unanswered';
  talkMs: number;
  endedBy?: string;
  revision?: number;
  gateway?: string | null;
  how: 'told' | 'told twice' | 'kept';
}>;

async function end(play: Play, call: Call, ending: Ending): Promise<void> {
  const { model } = play;
  const { outcome, talkMs, endedBy = 'caller', revision = 1, gateway = call.gateway, how } = ending;
  const isTalk = outcome === 'answered';
  const answeredAt = call.answeredAt ?? model.now;
  const body = {
    type: 'ended',
    sessionId: call.sessionId,
    leg: 0,
    revision,
    outcome,
    answeredAt: isTalk ? isoOf(answeredAt) : null,
    endedAt: isoOf(isTalk ? answeredAt + talkMs : model.now),
    talkMs,
    endedBy,
    sipStatus: isTalk ? 200 : 487,
    q850Cause: 16,
    gatewayId: isTalk ? gateway : null,
  };
  call.endedAt ??= model.now;
  play.ends += 1;
  call.told.set(revision, {
    order: play.ends,
    talkMs,
    outcome,
    answeredAt: isTalk ? answeredAt : null,
    body,
  });
  const mustBeKept = () => void play.due.add(`${call.sessionId}/${revision}`);
  if (how === 'kept') return keep(play, call.switch, body, mustBeKept);
  for (let times = how === 'told' ? 1 : 2; times > 0; times--) {
    const { status, body: heard } = await tell(play, call.switch, body);
    expect(status, JSON.stringify(heard)).toBe(200);
  }
  mustBeKept();
}

/** At the switch it ends as it must: by whoever hangs up, by its timer, or too late; its end is told, kept or lost. */
export const isOver: Deed = async (play) => {
  const { model, random } = play;
  const isOpen = ({ isLive, told }: Call) => isLive && told.size === 0;
  // Most people wait until somebody answers.
  const isTalking = (each: Call) => isOpen(each) && each.answeredAt !== null;
  const call = (random.chance(0.8) ? pickCall(play, isTalking) : null) ?? pickCall(play, isOpen);
  if (call === null) return null;
  if (random.chance(0.6)) await pass(play, random.whole(1, 90_000));
  if (!call.isLive) return `call ${call.n} ends, and was given up before`;
  const how = random.pick(['told', 'told', 'told', 'told twice', 'kept', 'lost'] as const);
  const { answeredAt } = call;
  const isLimit = limitAt(call) <= (call.endedAt ?? model.now);
  const until = isLimit ? limitAt(call) + random.whole(0, 999) : (call.endedAt ?? model.now);
  const isBroken = answeredAt !== null && !call.isHungUp && random.chance(0.06);
  const talked = isBroken ? (call.offered + random.whole(3, 400)) * 1000 : until - (answeredAt ?? until);
  // Who was answered has talked.
  const talkMs = answeredAt === null ? 0 : Math.max(1, Math.round(talked));
  const hangsUp = call.isHungUp ? 'operator' : random.pick(['caller', 'callee']);
  const endedBy = isLimit ? 'limit' : hangsUp;
  const outcome = talkMs > 0 ? 'answered' : 'unanswered';
  if (how === 'lost') call.endedAt ??= model.now;
  else await end(play, call, { outcome, talkMs, endedBy, how });
  return `call ${call.n} ends after ${talkMs} ms by ${endedBy}${isBroken ? ', beyond its limit' : ''} (${how})`;
};

/** A switch that was wrong says so, also of what was estimated, and days later. */
export const isCorrected: Deed = async (play) => {
  const { model, random } = play;
  const call = pickCall(play, ({ record }) => record !== null);
  if (call === null || call.record === null) return null;
  const revision = call.record.revision + random.whole(1, 3);
  const isTalk = random.chance(0.8);
  const talkMs = isTalk ? random.whole(1, call.offered * 1000) : 0;
  const gateway = aGateway(play, call);
  const ending = { outcome: isTalk ? 'answered' : 'unanswered', talkMs, revision, gateway } as const;
  if (isCorrectable(model, call)) {
    await end(play, call, { ...ending, how: random.pick(['told', 'told twice']) });
    return `call ${call.n} is corrected to ${talkMs} ms`;
  }
  await expect(end(play, call, { ...ending, how: 'told' })).rejects.toThrow('account_was_moved');
  call.told.delete(revision);
  return `call ${call.n} cannot be corrected: an account was moved`;
};

/** An end that was told is told again, as it was or with another content: neither changes anything. */
export const isRepeated: Deed = async (play) => {
  const { random } = play;
  const call = pickCall(play, ({ isLive, told }) => !isLive && told.size > 0);
  if (call === null) return null;
  const { body, talkMs } = random.pick([...call.told.values()]);
  if (random.chance(0.5)) {
    expect((await tell(play, call.switch, body)).status).toBe(200);
    return `an end of call ${call.n} is told again`;
  }
  const { status, body: heard } = await tell(play, call.switch, { ...body, q850Cause: talkMs > 0 ? 31 : 19 });
  expect([status, heard.code]).toEqual([409, 'id_reused']);
  return `an end of call ${call.n} is told again with another cause`;
};

/** The question about a call that lives has its answer; about one that is over, none. */
export const isAskedAgain: Deed = async (play) => {
  // A switch whose question is older than a day has a wrong clock.
  const isRecent = ({ question }: Call) =>
    play.model.now - Date.parse(String(question.startedAt)) < 86_400_000;
  const call = pickCall(play, isRecent);
  if (call === null) return null;
  const { status, body } = await tell(play, call.switch, call.question);
  if (call.isLive) {
    expect(body).toMatchObject({ ok: true, sessionId: call.sessionId, gateways: call.granted.gateways });
    return `call ${call.n} is asked for again`;
  }
  expect([status, body.code], JSON.stringify(body)).toEqual([409, 'call_is_over']);
  return `call ${call.n} is asked for again when it is over`;
};

function pickCall({ calls, random }: Play, isOne: (call: Call) => boolean): Call | null {
  const able = calls.filter(isOne);
  return able.length === 0 ? null : random.pick(able);
}
