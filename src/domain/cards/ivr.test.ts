/** What a caller of an access number hears and is asked, for every way that a call may take. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CardInput, DialEnd } from './card-step.ts';
import {
  advance,
  entryOf,
  FIRST_STATE,
  type CardAsk,
  type CardFound,
  type CardState,
  type Move,
} from './ivr.ts';
import { PHRASE_OF_REASON, PHRASES, phraseOfSentence } from './phrases.ts';
import { REASON_CODES, REASONS } from '../charging/reasons.ts';

const END: DialEnd = {
  answeredAt: new Date(0),
  endedAt: new Date(60_000),
  by: 'callee',
  sipStatus: 200,
  q850Cause: 16,
  gatewayId: null,
  failed: null,
};
const START: CardInput = { type: 'start' };
const SILENCE: CardInput = { type: 'silence' };
const keys = (digits: string): CardInput => ({ type: 'digits', digits });
const dialled = (end: Partial<DialEnd>): CardInput => ({ type: 'dialled', end: { ...END, ...end } });
const STRANGER: CardFound = { found: 'caller', accountId: null, isPaused: false };
const WRONG: CardFound = { found: 'pin', result: 'wrong' };
const RIGHT: CardFound = { found: 'pin', result: 'right', accountId: '7' };
const ADMITTED: CardFound = { found: 'admission', money: { amountMicros: 5_250_000n, currency: 'EUR' } };
const PLACED: CardFound = { found: 'call', talkSeconds: 725 };
const refusedFor = (phrase: Extract<CardFound, { found: 'refusal' }>['phrase']): CardFound => ({
  found: 'refusal',
  phrase,
});

/** What is done, in a line: phrases, amounts and seconds, then what comes next. */
function told({ does }: Move): string {
  if ('ask' in does) return `? ${does.ask}`;
  const says = does.says.map((each) => {
    if (each.say === 'phrase') return each.phrase;
    if (each.say === 'money') return `${each.amountMicros} ${each.currency}`;
    return each.say === 'duration' ? `${each.seconds} s` : each.digits;
  });
  const then = does.then.do === 'collect' ? does.then.what : does.then.do;
  return [...says, `> ${then}`].join(', ');
}

function walk(inputs: readonly (CardInput | CardFound)[], from: CardState = FIRST_STATE): readonly string[] {
  let state = from;
  return inputs.map((input) => {
    const move = advance(state, input);
    ({ state } = move);
    return told(move);
  });
}

const AT_DESTINATION = [START, STRANGER, keys('1234567890'), keys('4711'), RIGHT, ADMITTED] as const;
const DESTINATION = '5250000 EUR, enter_destination, > destination';

test('card number, PIN, balance, number, minutes, and the next number without hanging up', () => {
  expect(walk([...AT_DESTINATION, keys('4930123'), PLACED, dialled({}), ADMITTED, keys('4930124')])).toEqual([
    '? caller',
    'welcome, enter_card_number, > card_number',
    'enter_pin, > pin',
    '? pin',
    '? admission',
    `balance_is, ${DESTINATION}`,
    '? call',
    'you_can_talk_for, 725 s, > dial',
    '? admission',
    `balance_is, ${DESTINATION}`,
    '? call',
  ]);
});

test('a caller ID without PIN is asked for neither', () => {
  const known: CardFound = { found: 'caller', accountId: '7', isPaused: true };
  expect(walk([START, known, ADMITTED])).toEqual(['? caller', '? admission', `balance_is, ${DESTINATION}`]);
});

test.each([
  ['wrong once', [WRONG], ['wrong_card_or_pin, enter_card_number, > card_number']],
  ['paused before', [{ found: 'pin', result: 'paused' } as const], ['pin_paused, goodbye, > hang_up']],
  ['suspended', [RIGHT, refusedFor('card_suspended')], ['? admission', 'card_suspended, goodbye, > hang_up']],
] as const)('after the PIN: %s', (_name, found, expected) => {
  expect(walk([START, STRANGER, keys('12345678'), keys('1111'), ...found]).slice(4)).toEqual(expected);
});

test('a caller that is paused hears so at once', () => {
  expect(walk([START, { ...STRANGER, isPaused: true } as CardFound]).at(-1)).toBe(
    'welcome, pin_paused, goodbye, > hang_up',
  );
});

test('the fifth wrong PIN ends the call, however the four before were', () => {
  const guess = [keys('12345678'), keys('1111'), WRONG];
  const heard = walk([START, STRANGER, ...Array.from({ length: 5 }, () => guess).flat()]);
  const afterGuesses = heard.filter((_, index) => index > 1 && (index - 1) % 3 === 0);
  expect(afterGuesses.slice(0, 4)).toEqual(
    Array.from({ length: 4 }, () => 'wrong_card_or_pin, enter_card_number, > card_number'),
  );
  expect(afterGuesses[4]).toBe('too_many_wrong, goodbye, > hang_up');
});

test.each([
  ['card number', [START, STRANGER], 'nothing_entered, enter_card_number, > card_number'],
  ['PIN', [START, STRANGER, keys('12345678')], 'nothing_entered, enter_pin, > pin'],
  ['destination', AT_DESTINATION, 'nothing_entered, enter_destination, > destination'],
] as const)(
  'three silences in a row end it (%s); an entry in between begins anew',
  (_name, before, asked) => {
    expect(walk([...before, SILENCE, keys(''), SILENCE]).slice(-3)).toEqual([
      asked,
      asked,
      'goodbye, > hang_up',
    ]);
  },
);

test.each([
  ['12*34', '34'],
  ['12*', ''],
  ['*', ''],
  ['1*2*3', '3'],
  ['4930', '4930'],
  ['49#30', '4930'],
])('keys %s are the entry %s', (pressed, entry) => {
  expect(entryOf(pressed)).toBe(entry);
});

test.each([
  ['busy', { answeredAt: null, by: 'gateway', sipStatus: 486, q850Cause: 17 }, 'line_busy, '],
  ['busy everywhere', { answeredAt: null, by: 'gateway', sipStatus: 600, q850Cause: null }, 'line_busy, '],
  ['no answer', { answeredAt: null, by: 'gateway', sipStatus: 480, q850Cause: 19 }, 'no_answer, '],
  ['timed out', { answeredAt: null, by: 'gateway', sipStatus: 408, q850Cause: null }, 'no_answer, '],
  ['not found', { answeredAt: null, by: 'gateway', sipStatus: 404, q850Cause: 1 }, 'not_reached, '],
  ['given up by the caller', { answeredAt: null, by: 'caller', sipStatus: 487, q850Cause: null }, ''],
  ['cut at its limit', { by: 'limit' }, 'time_is_up, '],
] as const)('a call that is %s is followed by the next number', (_name, end, heard) => {
  const after = walk([...AT_DESTINATION, keys('4930123'), PLACED, dialled(end as Partial<DialEnd>)]);
  expect(after.at(-1)).toBe(`${heard}enter_destination, > destination`);
});

test('five numbers in a row that cannot be called end it; one that can begins anew', () => {
  const refused = [keys('4930'), refusedFor('number_not_valid')];
  const five = walk([...AT_DESTINATION, ...Array.from({ length: 5 }, () => refused).flat()]);
  expect(five.at(-3)).toBe('number_not_valid, enter_destination, > destination');
  expect(five.at(-1)).toBe('number_not_valid, goodbye, > hang_up');
  const four = Array.from({ length: 4 }, () => refused).flat();
  const between = [keys('4931'), PLACED, dialled({}), ADMITTED];
  expect(walk([...AT_DESTINATION, ...four, ...between, ...four]).at(-1)).toBe(
    'number_not_valid, enter_destination, > destination',
  );
});

test('of a call for help nothing is said', () => {
  const placed: CardFound = { found: 'call', talkSeconds: null };
  expect(walk([...AT_DESTINATION, keys('112'), placed]).at(-1)).toBe('> dial');
});

test('every reason has its phrase, and reasons that a caller reads alike have the same', () => {
  for (const reason of REASON_CODES) {
    expect(PHRASES).toContain(PHRASE_OF_REASON[reason]);
    expect(phraseOfSentence(REASONS[reason].sentence), reason).toBe(PHRASE_OF_REASON[reason]);
  }
  expect(phraseOfSentence('Something else.')).toBe('try_again_later');
});

const input = fc.oneof(
  fc.constant<CardInput>(START),
  fc.constant<CardInput>(SILENCE),
  fc.stringMatching(/^[\d*]{0,40}$/).map(keys),
  fc.constantFrom<Partial<DialEnd>>({}, { answeredAt: null, by: 'gateway' }, { by: 'limit' }).map(dialled),
);
const foundFor = (ask: CardAsk, pick: number): CardFound => {
  const found: Readonly<Record<CardAsk['ask'], readonly CardFound[]>> = {
    caller: [STRANGER, { found: 'caller', accountId: '7', isPaused: false }],
    pin: [WRONG, RIGHT, { found: 'pin', result: 'paused' }],
    admission: [ADMITTED, refusedFor('card_expired')],
    call: [PLACED, refusedFor('not_enough_money')],
  };
  const all = found[ask.ask];
  return all[pick % all.length] as CardFound;
};

test('whatever a switch sends, a call ends, and nobody dials without a PIN', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(input, fc.nat(5), fc.nat(5)), { maxLength: 40 }), (events) => {
      let state = FIRST_STATE;
      let isKnown = false;
      for (const [each, ...picks] of [[START, 0, 0] as const, ...events]) {
        if (state.stage === 'over') break;
        let move = advance(state, each);
        for (const pick of picks) {
          if (!('ask' in move.does)) break;
          const found = foundFor(move.does, pick);
          isKnown ||= 'accountId' in found && found.accountId !== null;
          if (move.does.ask === 'call' || move.does.ask === 'admission') expect(isKnown).toBe(true);
          move = advance(move.state, found);
        }
        if ('ask' in move.does) move = advance(move.state, foundFor(move.does, 0));
        ({ state } = move);
        expect('ask' in move.does).toBe(false);
        if (!('ask' in move.does) && move.does.then.do === 'dial') expect(isKnown).toBe(true);
        expect(state.wrong).toBeLessThanOrEqual(5);
        expect(state.stage === 'over').toBe('then' in move.does && move.does.then.do === 'hang_up');
      }
      // Left alone it is over after three silences.
      for (let silences = 0; silences < 3; silences++) ({ state } = advance(state, SILENCE));
      expect(state.stage).toBe('over');
    }),
    { numRuns: 500 },
  );
});
