/**
 * One step of a call to an access number: what happened goes in, what the switch is to play, collect or dial comes out. How far the
 * call is stands in the database, and everything that is decided on the way can be asked for again, so any server answers, and one
 * that is killed in between loses nothing.
 */
import { randomBytes } from 'node:crypto';
import { pathAbove } from '../../domain/accounts/tree.ts';
import { assert } from '../../domain/assert.ts';
import type { CardChannel, CardInput, CardStep } from '../../domain/cards/card-step.ts';
import {
  advance,
  FIRST_STATE,
  type CardAsk,
  type CardDoes,
  type CardState,
  type Move,
} from '../../domain/cards/ivr.ts';
import { isPaused } from '../../domain/cards/pin-patience.ts';
import type { GrantedPlan, PlannedCall } from '../../domain/charging/call-plan.ts';
import { UUID_V7_RANDOM_BYTES, uuidV7 } from '../../domain/ids.ts';
import { FALLBACK_LANGUAGE } from '../../domain/languages.ts';
import {
  findCardCall,
  insertCardCall,
  pinlessCallerId,
  updateCardCall,
  type CardCallChange,
  type CardCallRow,
} from '../../postgres/cards/card-calls.ts';
import { accountsByIds } from '../../postgres/accounts/find-account.ts';
import { pausedUntil } from '../../postgres/cards/pin-guesses.ts';
import { liveCallsById } from '../../postgres/cards/talk-of-card.ts';
import { settingsUnder } from '../accounts/settings-under.ts';
import { admitCard } from './admit-card.ts';
import { callerOfCard } from './caller-of-card.ts';
import type { AskingSwitch, CardDeps } from './card-deps.ts';
import { checkPin } from './check-pin.ts';
import { finishCardCall } from './end-card-call.ts';
import { endDialled } from './end-dialled.ts';
import { readAnswer, writeAnswer } from './kept-answer.ts';
import { placeCardCall, type Asking } from './place-card-call.ts';

/** `number`: of the answer that it follows, 0 for none. The same again gets the same answer. */
export type CardRequest = Readonly<{ number: number; input: CardInput }>;

export type CardAnswer = CardStep<GrantedPlan>;

/** Others write the same call meanwhile: each time one of them got on with it. */
const ROUNDS_MAX = 20;
const HANG_UP: Pick<CardAnswer, 'says' | 'access' | 'then'> = {
  says: [],
  access: null,
  then: { do: 'hang_up' },
};

/**
 * Throws `unavailable` as the engine does, and whatever the database does: the switch may ask again. A number that is no access number
 * (any more) says nothing and hangs up.
 */
export async function advanceCardCall(
  deps: CardDeps,
  from: AskingSwitch,
  channel: CardChannel,
  request: CardRequest,
): Promise<CardAnswer> {
  for (let round = 1; ; round++) {
    assert(round <= ROUNDS_MAX, 'a card call gets on');
    const answer = await advanceOnce({ deps, from, channel }, request);
    if (answer !== null) return answer;
  }
}

type Call = Readonly<{ deps: CardDeps; from: AskingSwitch; channel: CardChannel }>;

/** Null where the row was written meanwhile: it is to be looked at again. */
async function advanceOnce(call: Call, { number, input }: CardRequest): Promise<CardAnswer | null> {
  const { deps, from, channel } = call;
  const row = await findCardCall(deps.pool, { switchId: from.id, channel: channel.ref });
  if (row === null) return input.type === 'gone' ? hangUp(call, 1) : begin(call);
  if (input.type === 'gone') {
    const isOver = await finishCardCall(deps, row, (calls) => endDialled(deps, from.id, calls, input.end));
    return isOver ? hangUp(call, row.number) : null;
  }
  await noteAlive(call, row);
  if (number < row.number && row.answer !== null) return withLimit(deps, readAnswer<GrantedPlan>(row.answer));
  if (row.endedAt !== null) return hangUp(call, row.number);
  return take(call, row, input);
}

/** Whoever asks lives: with the leg the call to the access number does, which is that leg. */
async function noteAlive({ deps, from }: Call, { accessSessionId, endedAt }: CardCallRow): Promise<void> {
  if (accessSessionId === null || endedAt !== null) return;
  const told = { switchId: from.id, at: deps.now() };
  await deps.engine.submit({ type: 'sighted', sessionId: accessSessionId, sighting: 'alive', told });
}

function hangUp({ deps, channel }: Call, number: number): CardAnswer {
  return { number, language: languageOf(deps, channel.accessNumber), ...HANG_UP };
}

const languageOf = ({ catalogue }: CardDeps, accessNumber: string) =>
  catalogue.current().dids.get(accessNumber)?.access?.language ?? FALLBACK_LANGUAGE;

async function begin(call: Call): Promise<CardAnswer | null> {
  const { deps, from, channel } = call;
  const catalogue = deps.catalogue.current();
  const did = catalogue.dids.get(channel.accessNumber);
  if (did?.access?.isActive !== true) return hangUp(call, 1);
  const now = deps.now();
  await insertCardCall(deps.pool, {
    id: uuidV7({ time: now, random: randomBytes(UUID_V7_RANDOM_BYTES) }),
    switchId: from.id,
    channel: channel.ref,
    accessNumber: did.number,
    startedAt: channel.createdAt,
    state: FIRST_STATE,
    ownerId: did.ownerId,
    callerNumber: callerOfCard(catalogue, channel).number,
    source: channel.sourceAddress,
    now,
  });
  return null;
}

type Told = Exclude<CardDoes, CardAsk>;

/** What is written of a call once it has been answered. */
type Draft = { accessSessionId: string | null; asking: Asking | null; plan: GrantedPlan | null };

async function take(call: Call, row: CardCallRow, input: CardInput): Promise<CardAnswer | null> {
  const { deps, from } = call;
  const state = row.state as CardState;
  const interrupted = row.asking as Asking | null;
  const dialled = row.dialled as readonly PlannedCall[] | null;
  if (input.type === 'dialled' && dialled !== null && interrupted === null)
    await endDialled(deps, from.id, dialled, input.end);
  const draft: Draft = { accessSessionId: row.accessSessionId, asking: interrupted, plan: null };
  let version = row.version;
  // What was being asked for when a server was killed is asked for again: it is the same call.
  let move: Move =
    interrupted === null ? advance(state, input) : { state, does: { ask: 'call', ...interrupted } };
  while ('ask' in move.does) {
    const ask: CardAsk = move.does;
    if (ask.ask === 'call' && draft.asking === null) {
      const { accountId, destination, call: number } = ask;
      draft.asking = { accountId, destination, call: number, startedAt: deps.now().toISOString() };
      const asking = { ...changeOf(row, move.state, draft), answer: null, dialled: null };
      if (!(await updateCardCall(deps.pool, { id: row.id, version }, asking, deps.now()))) return null;
      version += 1;
    }
    move = advance(move.state, await find(call, ask, draft));
  }
  const { says, then } = move.does;
  const answer: CardAnswer = {
    number: row.number + 1,
    language: languageOf(deps, row.accessNumber),
    says,
    access: accessOf(deps, row, draft),
    then: thenOf(move.does.then, draft),
  };
  const isOver = then.do === 'hang_up';
  const written = {
    ...changeOf(row, move.state, draft),
    number: answer.number,
    answer: writeAnswer(answer),
    asking: null,
    dialled: draft.plan?.calls ?? null,
    calls: row.calls + (draft.plan === null ? 0 : 1),
    endedAt: isOver ? deps.now() : null,
  };
  if (await updateCardCall(deps.pool, { id: row.id, version }, written, deps.now()))
    return withLimit(deps, answer);
  await undo(call, row, draft);
  return null;
}

function thenOf(then: Told['then'], { plan }: Draft): CardAnswer['then'] {
  if (then.do === 'collect') return then;
  if (then.do === 'hang_up') return { do: 'hang_up' };
  assert(plan !== null, 'what is dialled was granted');
  return { do: 'dial', plan };
}

/** As it is, but for what this step changes. */
function changeOf(row: CardCallRow, state: CardState, { accessSessionId, asking }: Draft): CardCallChange {
  const { number, answer, dialled, calls, endedAt } = row;
  const accountId = state.accountId === null ? null : BigInt(state.accountId);
  return { number, answer, dialled, calls, endedAt, state, accountId, accessSessionId, asking };
}

/** Which of the call: its limit is worked out whenever the answer goes out. */
function accessOf(
  { catalogue }: CardDeps,
  row: CardCallRow,
  { accessSessionId }: Draft,
): CardAnswer['access'] {
  if (accessSessionId === null || accessSessionId === row.accessSessionId) return null;
  const didId = catalogue.current().dids.get(row.accessNumber)?.publicId ?? '';
  return { sessionId: accessSessionId, didId, secondsFromNow: 0 };
}

async function withLimit({ pool, now }: CardDeps, answer: CardAnswer): Promise<CardAnswer> {
  const { access } = answer;
  if (access === null) return answer;
  const live = (await liveCallsById(pool, [access.sessionId])).get(access.sessionId);
  if (live === undefined) return { ...answer, access: null };
  const began = live.answeredAt ?? live.startedAt;
  const leftMs = began.getTime() + live.grantedSeconds * 1000 - now().getTime();
  return { ...answer, access: { ...access, secondsFromNow: Math.max(1, Math.ceil(leftMs / 1000)) } };
}

/** Who was faster had the same call granted, and dials it; the leg may be gone, and then nobody does. */
async function undo({ deps, from }: Call, row: CardCallRow, { plan }: Draft): Promise<void> {
  if (plan === null) return;
  const now = await findCardCall(deps.pool, row);
  if (now !== null && now.endedAt === null) return;
  await endDialled(deps, from.id, plan.calls, null);
}

/** What the settings say is read now: whoever has just switched this on does not wait for a memory. */
async function accountWithoutPin({ pool }: CardDeps, number: string): Promise<bigint | null> {
  const found = await pinlessCallerId(pool, number);
  if (found === null || found.isVerified) return found?.accountId ?? null;
  const [account] = await accountsByIds(pool, [found.accountId]);
  if (account === undefined) return null;
  const { settings } = await settingsUnder(pool, { path: pathAbove(account.path) });
  return settings['calls.verified_caller_ids_only'] ? null : account.id;
}

async function find(call: Call, ask: CardAsk, draft: Draft) {
  const { deps, from, channel } = call;
  const catalogue = deps.catalogue.current();
  const did = catalogue.dids.get(channel.accessNumber);
  switch (ask.ask) {
    case 'caller': {
      const caller = callerOfCard(catalogue, channel);
      const { number, isProved, key } = caller;
      const accountId = number === null || !isProved ? null : await accountWithoutPin(deps, number);
      const until = await pausedUntil(deps.pool, { kind: 'caller', key });
      return {
        found: 'caller',
        accountId: accountId === null ? null : String(accountId),
        isPaused: isPaused({ pausedUntil: until }, deps.now()),
      } as const;
    }
    case 'pin': {
      if (did === undefined) return { found: 'refusal', phrase: 'try_again_later' } as const;
      const { key: callerKey, number: callerNumber } = callerOfCard(catalogue, channel);
      const { callingCardNumber, pin, entry } = ask;
      const at = { switchId: from.id, channel: channel.ref, entry };
      const source = channel.sourceAddress;
      const guess = { ...at, callingCardNumber, pin, did, callerKey, callerNumber, source };
      const result = await checkPin(deps, catalogue, guess);
      return result.result === 'right'
        ? ({ found: 'pin', result: 'right', accountId: String(result.accountId) } as const)
        : ({ found: 'pin', result: result.result } as const);
    }
    case 'admission': {
      const { accessSessionId } = draft;
      const asked = { accountId: ask.accountId, did, accessSessionId };
      const admission = await admitCard(deps, from, channel, asked);
      draft.accessSessionId = admission.accessSessionId;
      return admission.found;
    }
    case 'call': {
      assert(draft.asking !== null, 'a call is kept before it is asked for');
      const { asking, accessSessionId } = draft;
      const asked = { asking, accessNumber: channel.accessNumber, accessSessionId };
      const { plan, found } = await placeCardCall(deps, from, channel, asked);
      draft.plan = plan;
      return found;
    }
  }
}
