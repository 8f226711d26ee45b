/** Somebody who calls an access number: what a switch would tell and be told. */
import { randomUUID } from 'node:crypto';
import type { CardChannel, CardInput, DialEnd } from '../../src/domain/cards/card-step.ts';
import { advanceCardCall, type CardAnswer } from '../../src/operations/cards/advance-card-call.ts';
import type { CardDeps } from '../../src/operations/cards/card-deps.ts';
import { endCardCall, type LegEnd } from '../../src/operations/cards/end-card-call.ts';

export type Heard = CardAnswer;

/** Phrases, amounts, seconds and digits in a line, then what comes next. */
export function told({ says, then }: CardAnswer): string {
  const words = says.map((each) => {
    if (each.say === 'phrase') return each.phrase;
    if (each.say === 'money') return `${each.amountMicros} ${each.currency}`;
    return each.say === 'duration' ? `${each.seconds} s` : each.digits;
  });
  return [...words, `> ${then.do === 'collect' ? then.what : then.do}`].join(', ');
}

export function cardCaller(
  deps: CardDeps,
  from: Readonly<{ id: bigint; canPush: boolean }>,
  over: Partial<CardChannel> & Pick<CardChannel, 'accessNumber'>,
) {
  const channel: CardChannel = {
    ref: randomUUID(),
    callerNumber: '+442071234567',
    device: null,
    createdAt: deps.now(),
    answeredAt: deps.now(),
    sourceAddress: '192.0.2.1',
    userAgent: null,
    callId: null,
    ...over,
  };
  let number = 0;
  let last: CardInput = { type: 'start' };
  const send = async (input: CardInput): Promise<CardAnswer> => {
    last = input;
    const answer = await advanceCardCall(deps, from, channel, { number, input });
    ({ number } = answer);
    return answer;
  };
  const end = (over: Partial<DialEnd> = {}): DialEnd => ({
    answeredAt: null,
    endedAt: deps.now(),
    by: 'gateway',
    sipStatus: 486,
    q850Cause: 17,
    gatewayId: null,
    failed: null,
    ...over,
  });
  return {
    channel,
    start: () => send({ type: 'start' }),
    keys: (digits: string) => send({ type: 'digits', digits }),
    silence: () => send({ type: 'silence' }),
    dialled: (how: Partial<DialEnd> = {}) => send({ type: 'dialled', end: end(how) }),
    gone: (how: Partial<DialEnd> | null = null) =>
      send({ type: 'gone', end: how === null ? null : end(how) }),
    /** The last request once more, as a switch sends it whose answer was lost. */
    again: (by = deps) => advanceCardCall(by, from, channel, { number: number - 1, input: last }),
    /** The next request as another server would take it. */
    sendBy: (by: CardDeps, input: CardInput) => advanceCardCall(by, from, channel, { number, input }),
    /** The record of the leg. */
    record: (how: Partial<LegEnd> = {}) =>
      endCardCall(
        deps,
        { switchId: from.id, ref: channel.ref },
        {
          answeredAt: channel.answeredAt,
          endedAt: deps.now(),
          endedBy: 'caller',
          sipStatus: 200,
          q850Cause: 16,
          ...how,
        },
      ),
  };
}
