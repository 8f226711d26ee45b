/** Everything that a card call can say in whole sentences; numbers, money and durations are put together of pieces. */
import { REASON_CODES, REASONS, type Reason } from '../charging/reasons.ts';

export const PHRASES = [
  'welcome',
  'enter_card_number',
  'enter_pin',
  'wrong_card_or_pin',
  'too_many_wrong',
  'pin_paused',
  'balance_is',
  'enter_destination',
  'you_can_talk_for',
  'nothing_entered',
  'goodbye',
  // How a call ended that nobody hung up on purpose.
  'line_busy',
  'no_answer',
  'not_reached',
  'time_is_up',
  // Why the card cannot be used, in general words.
  'card_suspended',
  'card_expired',
  'card_closed',
  'not_enough_money',
  'spend_cap_reached',
  'all_lines_in_use',
  // Why a number cannot be called.
  'number_not_valid',
  'number_not_in_service',
  'destination_not_allowed',
  'destination_not_offered',
  'no_emergency_route',
  'try_again_later',
] as const;
export type PhraseName = (typeof PHRASES)[number];

/** What each says, in words for whoever writes the texts of a language. */
export const MEANING_OF_PHRASE: Readonly<Record<PhraseName, string>> = {
  welcome: 'Welcome.',
  enter_card_number: 'Please enter your card number, followed by the hash key.',
  enter_pin: 'Please enter your PIN, followed by the hash key.',
  wrong_card_or_pin: 'The card number or the PIN is wrong.',
  too_many_wrong: 'There were too many wrong entries.',
  pin_paused: 'A PIN cannot be entered at the moment. Please call again in fifteen minutes.',
  balance_is: 'Your available money is (an amount follows)',
  enter_destination: 'Please enter the number that you want to call, followed by the hash key.',
  you_can_talk_for: 'You can talk for (a duration follows)',
  nothing_entered: 'Nothing was entered.',
  goodbye: 'Goodbye.',
  line_busy: 'The line is busy.',
  no_answer: 'Nobody answers.',
  not_reached: 'The number cannot be reached at the moment.',
  time_is_up: 'The call has ended, because its time is used up.',
  card_suspended: 'This card cannot be used at the moment. Please ask whoever you have it from.',
  card_expired: 'This card has expired.',
  card_closed: 'This card is not valid any more.',
  not_enough_money: 'There is not enough money for this call.',
  spend_cap_reached: 'This card has spent what it may spend for now.',
  all_lines_in_use: 'This card is in use for another call.',
  number_not_valid: 'The number is not valid.',
  number_not_in_service: 'The number is not in service.',
  destination_not_allowed: 'This number may not be called with this card.',
  destination_not_offered: 'Calls to this destination are not offered.',
  no_emergency_route: 'Emergency calls cannot be connected. Please use another telephone.',
  try_again_later: 'Calls are not possible at the moment. Please try again later.',
};

/**
 * What a caller hears of a refusal by the sentence that it may read: whose reason lies above it hears another one. Several reasons with
 * one sentence have one phrase.
 */
export function phraseOfSentence(sentence: string): PhraseName {
  const reason = REASON_CODES.find((code) => REASONS[code].sentence === sentence);
  return reason === undefined ? 'try_again_later' : PHRASE_OF_REASON[reason];
}

/** Nothing of the accounts above, nor of guards. */
export const PHRASE_OF_REASON: Readonly<Record<Reason, PhraseName>> = {
  not_authenticated: 'try_again_later',
  cps_reached: 'try_again_later',
  account_suspended: 'card_suspended',
  account_closed: 'card_closed',
  account_expired: 'card_expired',
  suspended_for_debt: 'card_suspended',
  reseller_suspended: 'try_again_later',
  blocked_by_guard: 'card_suspended',
  number_invalid: 'number_not_valid',
  number_not_in_service: 'number_not_in_service',
  number_not_paid: 'number_not_in_service',
  forwarded_too_often: 'number_not_in_service',
  local_calls_not_allowed: 'destination_not_allowed',
  destination_blocked: 'destination_not_allowed',
  destination_class_closed: 'destination_not_allowed',
  caller_id_not_in_pool: 'destination_not_allowed',
  no_rate_group: 'try_again_later',
  no_rate_for_destination: 'destination_not_offered',
  no_exchange_rate: 'try_again_later',
  concurrent_calls_reached: 'all_lines_in_use',
  spend_cap_reached: 'spend_cap_reached',
  insufficient_funds: 'not_enough_money',
  no_emergency_route: 'no_emergency_route',
  no_route: 'not_reached',
  no_profitable_route: 'not_reached',
  trunks_full: 'not_reached',
};
