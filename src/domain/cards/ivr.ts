/**
 * What a caller of an access number is asked and hears: the next state and what to do, out of the state and what happened. What
 * has to be looked up or decided elsewhere is `ask`ed for, and comes back as a further input.
 */
import type { CardInput, Collect, DialEnd } from './card-step.ts';
import type { PhraseName } from './phrases.ts';
import type { Utterance } from './utterance.ts';

/** Wrong card numbers and PINs of one call. */
export const WRONG_MAX = 5;
/** Questions in a row that nobody answers. */
const SILENCES_MAX = 3;
/** Numbers in a row that cannot be called. */
const REFUSED_MAX = 5;
/** Calls that one card call makes: an upper end for whoever never hangs up. */
const CALLS_MAX = 100;
const CARD_DIGITS_MAX = 20;
const PIN_DIGITS_MAX = 12;
const DESTINATION_DIGITS_MAX = 32;

export type CardStage =
  | 'begun'
  | 'card_number'
  | 'pin'
  | 'entering'
  | 'destination'
  | 'placing'
  | 'dialling'
  | 'over';

export type CardState = Readonly<{
  stage: CardStage;
  callingCardNumber: string | null;
  /** Whose card it is, once that is known. */
  accountId: string | null;
  /** Wrong cards and PINs of this call. */
  wrong: number;
  /** Questions in a row without an answer. */
  silences: number;
  /** Numbers in a row that could not be called. */
  refused: number;
  /** Calls asked for. */
  calls: number;
}>;

export const FIRST_STATE: CardState = {
  stage: 'begun',
  callingCardNumber: null,
  accountId: null,
  wrong: 0,
  silences: 0,
  refused: 0,
  calls: 0,
};

/** What has to be found out or decided before the caller hears more. */
export type CardAsk =
  /** Who calls: is it a caller ID that needs no PIN, and may it try one? */
  | Readonly<{ ask: 'caller' }>
  | Readonly<{ ask: 'pin'; callingCardNumber: string; pin: string; entry: number }>
  /** May the card be used, and what does it have? Where the access number costs something, its call begins to. */
  | Readonly<{ ask: 'admission'; accountId: string }>
  | Readonly<{ ask: 'call'; accountId: string; destination: string; call: number }>;

export type CardFound =
  | Readonly<{ found: 'caller'; accountId: string | null; isPaused: boolean }>
  | Readonly<{ found: 'pin'; result: 'wrong' | 'paused' }>
  | Readonly<{ found: 'pin'; result: 'right'; accountId: string }>
  | Readonly<{ found: 'admission'; money: Money | null }>
  | Readonly<{ found: 'refusal'; phrase: PhraseName }>
  /** How long it may become; null: nothing is said of it (a call for help). */
  | Readonly<{ found: 'call'; talkSeconds: number | null }>;

/** Null: its money is not to be told. */
export type Money = Readonly<{ amountMicros: bigint; currency: string }>;

export type CardDoes =
  | CardAsk
  | Readonly<{ says: readonly Utterance[]; then: Collect | Readonly<{ do: 'dial' | 'hang_up' }> }>;

export type Move = Readonly<{ state: CardState; does: CardDoes }>;

/** An input that comes at another stage than it belongs to is a mistake of the switch: what was asked is asked again. */
export function advance(state: CardState, input: CardInput | CardFound): Move {
  if ('found' in input) return afterFound(state, input);
  switch (input.type) {
    case 'start':
      return state.stage === 'begun' ? { state, does: { ask: 'caller' } } : askAgain(state);
    case 'digits':
      return afterEntry(state, entryOf(input.digits));
    case 'silence':
      return afterEntry(state, '');
    case 'dialled':
      return state.stage === 'dialling' ? afterCall(state, input.end) : askAgain(state);
    case 'gone':
      return over(state, []);
  }
}

/** "*" begins anew: what follows the last one counts. */
export function entryOf(keys: string): string {
  return keys.slice(keys.lastIndexOf('*') + 1).replaceAll(/\D/g, '');
}

function afterEntry(state: CardState, digits: string): Move {
  const { stage, callingCardNumber } = state;
  if (stage !== 'card_number' && stage !== 'pin' && stage !== 'destination') return askAgain(state);
  if (digits === '') {
    const silent = { ...state, silences: state.silences + 1 };
    return silent.silences < SILENCES_MAX
      ? collect(silent, [phrase('nothing_entered')])
      : over(silent, [phrase('goodbye')]);
  }
  const heard = { ...state, silences: 0 };
  switch (stage) {
    case 'card_number':
      return collect({ ...heard, stage: 'pin', callingCardNumber: digits.slice(0, CARD_DIGITS_MAX) }, []);
    case 'pin': {
      const pin = digits.slice(0, PIN_DIGITS_MAX);
      const entry = { callingCardNumber: callingCardNumber ?? '', pin, entry: heard.wrong + 1 };
      return { state: heard, does: { ask: 'pin', ...entry } };
    }
    case 'destination': {
      const call = heard.calls + 1;
      const asked = { ...heard, stage: 'placing' as const, calls: call };
      const destination = digits.slice(0, DESTINATION_DIGITS_MAX);
      return { state: asked, does: { ask: 'call', accountId: heard.accountId ?? '', destination, call } };
    }
  }
}

function afterFound(state: CardState, found: CardFound): Move {
  switch (found.found) {
    case 'caller': {
      if (found.accountId !== null) return enter(state, found.accountId);
      const welcome = phrase('welcome');
      if (found.isPaused) return over(state, [welcome, phrase('pin_paused'), phrase('goodbye')]);
      return collect({ ...state, stage: 'card_number' }, [welcome]);
    }
    case 'pin':
      if (found.result === 'right') return enter(state, found.accountId);
      return afterWrong(state, found.result);
    case 'admission':
      return collect({ ...state, stage: 'destination' }, balanceOf(found.money));
    case 'call':
      return {
        state: { ...state, stage: 'dialling', refused: 0 },
        does: { says: talkOf(found.talkSeconds), then: { do: 'dial' } },
      };
    case 'refusal':
      return afterRefusal(state, phrase(found.phrase));
  }
}

const enter = (state: CardState, accountId: string): Move => ({
  state: { ...state, stage: 'entering', callingCardNumber: null, accountId },
  does: { ask: 'admission', accountId },
});

/** It is not said which of the two was wrong: both are asked for again. */
function afterWrong(state: CardState, result: 'wrong' | 'paused'): Move {
  const wrong = { ...state, stage: 'card_number' as const, callingCardNumber: null, wrong: state.wrong + 1 };
  if (result === 'paused') return over(wrong, [phrase('pin_paused'), phrase('goodbye')]);
  if (wrong.wrong >= WRONG_MAX) return over(wrong, [phrase('too_many_wrong'), phrase('goodbye')]);
  return collect(wrong, [phrase('wrong_card_or_pin')]);
}

/** A card that may not be used at all hears why, and that is all; of a call another number may go better. */
function afterRefusal(state: CardState, why: Utterance): Move {
  if (state.stage !== 'placing') return over(state, [why, phrase('goodbye')]);
  return again({ ...state, refused: state.refused + 1 }, [why]);
}

function afterCall(state: CardState, end: DialEnd): Move {
  const isAnswered = end.answeredAt !== null;
  // What is left is found out anew before the next number is asked for.
  if (isAnswered && end.by !== 'limit') return enter(state, state.accountId ?? '');
  const heard = isAnswered ? phrase('time_is_up') : phraseOfEnd(end);
  const counted = isAnswered ? state : { ...state, refused: state.refused + 1 };
  return again(counted, heard === null ? [] : [heard]);
}

/** Null where the caller itself gave the call up. */
function phraseOfEnd({ by, sipStatus, q850Cause }: DialEnd): Utterance | null {
  if (by === 'caller') return null;
  if (sipStatus === 486 || sipStatus === 600 || q850Cause === 17) return phrase('line_busy');
  if (sipStatus === 408 || sipStatus === 480 || q850Cause === 18 || q850Cause === 19)
    return phrase('no_answer');
  return phrase('not_reached');
}

/** The next number, unless that went on for too long. */
function again(state: CardState, says: readonly Utterance[]): Move {
  if (state.refused >= REFUSED_MAX || state.calls >= CALLS_MAX)
    return over(state, [...says, phrase('goodbye')]);
  return collect({ ...state, stage: 'destination' }, says);
}

function balanceOf(money: Money | null): readonly Utterance[] {
  return money === null ? [] : [phrase('balance_is'), { say: 'money', ...money }];
}

function talkOf(seconds: number | null): readonly Utterance[] {
  return seconds === null ? [] : [phrase('you_can_talk_for'), { say: 'duration', seconds }];
}

const phrase = (name: PhraseName): Utterance => ({ say: 'phrase', phrase: name });

function over(state: CardState, says: readonly Utterance[]): Move {
  return {
    state: { ...state, stage: 'over', callingCardNumber: null },
    does: { says, then: { do: 'hang_up' } },
  };
}

function askAgain(state: CardState): Move {
  switch (state.stage) {
    case 'card_number':
    case 'pin':
    case 'destination':
      return collect(state, []);
    default:
      return over(state, [phrase('goodbye')]);
  }
}

/** Asks for what its stage is about, after what is said before. */
function collect(state: CardState, before: readonly Utterance[]): Move {
  const { question, ...entry } = ENTRIES[state.stage as keyof typeof ENTRIES];
  return {
    state,
    does: {
      says: [...before, phrase(question)],
      then: { do: 'collect', digitsMin: 1, timeoutSeconds: 10, betweenSeconds: 5, ...entry },
    },
  };
}

const ENTRIES = {
  card_number: { question: 'enter_card_number', what: 'card_number', digitsMax: CARD_DIGITS_MAX },
  pin: { question: 'enter_pin', what: 'pin', digitsMax: PIN_DIGITS_MAX },
  destination: {
    question: 'enter_destination',
    what: 'destination',
    digitsMax: DESTINATION_DIGITS_MAX,
  },
} as const;
