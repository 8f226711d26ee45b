/**
 * Why a call is refused: one closed list, in the order in which the checks are made. The switch gets SIP status and
 * Q.850 cause (mapping after RFC 3398), staff a sentence with level and figures, the customer a safe one.
 */

type Definition = Readonly<{
  sipStatus: number;
  /** Reason phrase of the SIP answer (RFC 3261 §7.2): plain ASCII. */
  sipReason: string;
  /** ITU-T Q.850. */
  q850Cause: number;
  /** For everybody's eyes: says nothing about levels above, nor what to do. */
  sentence: string;
  /** What failed, for staff: unlike that of every other reason. */
  staff: string;
  /** What staff may do about it. */
  remedy: string;
  /** What the caller may do; says no more than the sentence. Null where that is nothing that the sentence does not say. */
  help: string | null;
}>;

export const REASONS = {
  not_authenticated: {
    sipStatus: 403,
    sipReason: 'Forbidden',
    q850Cause: 57,
    sentence: 'The device is not known.',
    staff: 'No device, address or card is known by what the switch sent.',
    remedy: 'Check user name, domain and password of the device.',
    help: null,
  },
  cps_reached: {
    sipStatus: 503,
    sipReason: 'Too Many Call Attempts',
    q850Cause: 42,
    sentence: 'Too many calls were started within a second.',
    staff: 'The account, or one above it, started as many calls within a second as it may.',
    remedy: 'Wait a moment, or raise the calls per second of the account.',
    help: 'Wait a moment and call again.',
  },
  account_suspended: {
    sipStatus: 403,
    sipReason: 'Account Suspended',
    q850Cause: 21,
    sentence: 'This account is suspended.',
    staff: 'The status of the account is suspended.',
    remedy: 'Set the status of the account to active.',
    help: 'Ask your provider what to do so that calls are possible again.',
  },
  account_closed: {
    sipStatus: 403,
    sipReason: 'Account Closed',
    q850Cause: 21,
    sentence: 'This account is closed.',
    staff: 'The account is closed.',
    remedy: 'Use another account.',
    help: 'Use another account, or ask your provider for one.',
  },
  account_expired: {
    sipStatus: 403,
    sipReason: 'Account Expired',
    q850Cause: 21,
    sentence: 'This account has expired.',
    staff: 'The account is valid no longer.',
    remedy: 'Extend the validity of the account.',
    help: 'Ask your provider to extend it.',
  },
  suspended_for_debt: {
    sipStatus: 403,
    sipReason: 'Invoices Not Paid',
    q850Cause: 21,
    sentence: 'This account is suspended, because invoices are not paid.',
    staff: 'Invoices of the account are overdue, and its calls are suspended until they are paid.',
    remedy: 'Record the payment, or lift the suspension under Reminders of the account.',
    help: 'Pay what is overdue: calls are possible within a minute. Your invoices show what it is.',
  },
  reseller_suspended: {
    sipStatus: 480,
    sipReason: 'Calls Not Possible',
    q850Cause: 31,
    sentence: 'Calls are not possible at the moment.',
    staff: 'A reseller above the account is not active, or its invoices are overdue.',
    remedy: 'Set the status of the reseller to active, or record the payment of its overdue invoices.',
    help: 'Please ask your provider.',
  },
  blocked_by_guard: {
    sipStatus: 403,
    sipReason: 'Blocked By Guard',
    q850Cause: 21,
    sentence: 'New calls of this account are blocked, because unusual calls were seen.',
    staff: 'A guard blocked new calls of the account.',
    remedy:
      'Look at the calls under Guard events. Change the passwords of its phones if they were not wanted, and release the block.',
    help: 'Please ask your provider.',
  },
  number_invalid: {
    sipStatus: 484,
    sipReason: 'Number Not Valid',
    q850Cause: 28,
    sentence: 'The dialled number is not valid.',
    staff: 'What was dialled is no valid number in the country of the account.',
    remedy: 'Dial the number with country code, such as +49 30 123456, or as it is dialled in your country.',
    help: 'Dial the number with country code, such as +49 30 123456, or as it is dialled in your country.',
  },
  number_not_in_service: {
    sipStatus: 480,
    sipReason: 'Not In Service',
    q850Cause: 20,
    sentence: 'What was dialled is not in service.',
    staff: 'The number or device that was dialled has no account, or is not active.',
    remedy:
      'The number has no account, or its device is switched off, or its account may not be called: assign the number, and set both to active.',
    help: 'Check what was dialled.',
  },
  number_not_paid: {
    sipStatus: 480,
    sipReason: 'Number Not Paid',
    q850Cause: 20,
    sentence: 'The number is not paid for, and is not in service until it is.',
    staff: 'The product of the number that was dialled is not paid.',
    remedy: 'Record a payment of the account that has the number: its product is paid by itself then.',
    help: 'Top up your account: the number is in service again within a minute.',
  },
  forwarded_too_often: {
    sipStatus: 483,
    sipReason: 'Too Many Hops',
    q850Cause: 25,
    sentence: 'The call was forwarded too often.',
    staff: 'Numbers were forwarded to each other more often than allowed.',
    remedy: 'Numbers are forwarded to each other: change where one of them leads.',
    help: 'If a number of yours is forwarded, change where it leads.',
  },
  local_calls_not_allowed: {
    sipStatus: 403,
    sipReason: 'Local Calls Not Allowed',
    q850Cause: 21,
    sentence: 'Calls to other devices are not allowed for this account.',
    staff: 'Local calls are switched off.',
    remedy: 'Switch on the local calls of the account, and of every reseller above it.',
    help: 'Ask your provider to switch them on.',
  },
  destination_blocked: {
    sipStatus: 403,
    sipReason: 'Destination Blocked',
    q850Cause: 21,
    sentence: 'Calls to this destination are blocked.',
    staff: 'A blocked prefix of the account, or of one above it, covers the number.',
    remedy:
      'Remove the blocked prefix of the account (or of the reseller above) if the call should be allowed.',
    help: 'Look at the blocked prefixes of your account. Where none of them is meant, ask your provider.',
  },
  destination_class_closed: {
    sipStatus: 403,
    sipReason: 'Destination Not Open',
    q850Cause: 21,
    sentence: 'Destinations of this kind are not open for this account.',
    staff: 'This kind of destination, such as premium or satellite, is closed for the account.',
    remedy:
      'Open the kind of destination under Guards of the account, or in the settings, if such calls are wanted.',
    help: 'Ask your provider to open them if you want such calls.',
  },
  caller_id_not_in_pool: {
    sipStatus: 403,
    sipReason: 'Caller ID Not Allowed',
    q850Cause: 21,
    sentence: 'The caller ID of this call is none of the numbers of this account.',
    staff: 'The caller ID is not in the CLI pool of the account.',
    remedy:
      'Send a caller ID that is a DID of the account or one of its caller IDs that may be presented, or change its CLI pool.',
    help: 'Set your telephone to show a number of this account.',
  },
  no_rate_group: {
    sipStatus: 403,
    sipReason: 'No Rate Group',
    q850Cause: 21,
    sentence: 'Calls are not set up for this account yet.',
    staff: 'The account, or a reseller above it, has no active rate group.',
    remedy: 'Choose an active rate group for the account (or for the reseller named).',
    help: 'Please ask your provider.',
  },
  no_rate_for_destination: {
    sipStatus: 404,
    sipReason: 'No Rate For Destination',
    q850Cause: 1,
    sentence: 'This destination is not offered.',
    staff: 'A rate group by which the call is priced has no rate for the number.',
    remedy: 'Add a rate for a prefix of the number to the rate group named.',
    help: 'Check the number, or ask your provider for this destination.',
  },
  no_exchange_rate: {
    sipStatus: 503,
    sipReason: 'No Exchange Rate',
    q850Cause: 41,
    sentence: 'Calls are not possible at the moment.',
    staff: 'There is no exchange rate from the currency of a rate to that of the account.',
    remedy: 'Add an exchange rate from the currency of the rate group to the currency of the account.',
    help: 'Please ask your provider.',
  },
  concurrent_calls_reached: {
    sipStatus: 486,
    sipReason: 'Concurrent Calls Reached',
    q850Cause: 17,
    sentence: 'All lines of this account are in use.',
    staff: 'The account, or one above it, has as many calls at once as it may.',
    remedy: 'End a call, or raise the concurrent calls of the account.',
    help: 'End a call, or ask your provider for more calls at once.',
  },
  spend_cap_reached: {
    sipStatus: 403,
    sipReason: 'Spend Cap Reached',
    q850Cause: 21,
    sentence: 'The account has spent what it may spend on calls for now.',
    staff: 'The account reached a cap of its guards on what it spends.',
    remedy:
      'Wait for the next hour or day (UTC), or raise the cap under Guards of the account if the calls are wanted.',
    help: 'Wait for the next hour or day (UTC), or ask your provider to raise the cap.',
  },
  insufficient_funds: {
    sipStatus: 402,
    sipReason: 'Payment Required',
    q850Cause: 21,
    sentence: 'There is not enough available money for this call.',
    staff:
      'The available money of the account, or of a reseller above it, does not cover the first interval.',
    remedy: 'Top up the account, or raise its credit limit.',
    help: 'Top up the account, or ask your provider.',
  },
  no_emergency_route: {
    sipStatus: 503,
    sipReason: 'No Emergency Route',
    q850Cause: 34,
    sentence: 'Emergency calls cannot be connected at the moment. Use another telephone.',
    staff: 'No active trunk carries emergency calls of the country of the account.',
    remedy: 'Add a trunk with a gateway that carries emergency calls of the country of the account.',
    help: null,
  },
  no_route: {
    sipStatus: 503,
    sipReason: 'No Route',
    q850Cause: 34,
    sentence: 'This destination cannot be reached at the moment.',
    staff: 'No active trunk has a gateway and a termination rate for the number.',
    remedy: 'Add an active trunk with a gateway and a termination rate for the number.',
    help: 'Try again later. If it stays so, tell your provider.',
  },
  no_profitable_route: {
    sipStatus: 503,
    sipReason: 'No Route',
    q850Cause: 34,
    sentence: 'This destination cannot be reached at the moment.',
    staff: 'Every trunk costs more than the call brings in.',
    remedy: 'Raise the rate, or add a trunk that costs less: every trunk costs more than the call brings in.',
    help: 'Try again later. If it stays so, tell your provider.',
  },
  trunks_full: {
    sipStatus: 503,
    sipReason: 'All Trunks Busy',
    q850Cause: 34,
    sentence: 'This destination cannot be reached at the moment.',
    staff: 'Every trunk that carries the number is at its limit of calls at once or CPS.',
    remedy: 'Raise the calls at once or the CPS of a trunk that carries the number, or add a trunk.',
    help: 'Try again later. If it stays so, tell your provider.',
  },
} as const satisfies Record<string, Definition>;

export type Reason = keyof typeof REASONS;
export const REASON_CODES = Object.keys(REASONS) as readonly Reason[];

type Texts<Part extends 'sentence' | 'staff' | 'remedy'> = Readonly<{
  [Name in Reason]: (typeof REASONS)[Name][Part];
}>;

type HelpOf<Name extends Reason> = (typeof REASONS)[Name]['help'];

/** By reason: what a caller may be told, what failed, what staff may do about it, and what the caller may. */
export const REASON_SENTENCES = textsOf('sentence');
export const STAFF_SENTENCES = textsOf('staff');
export const REMEDIES = textsOf('remedy');
export const HELPS = Object.fromEntries(
  Object.entries(REASONS).flatMap(([reason, { help }]) => (help === null ? [] : [[reason, help]])),
) as Readonly<{ [Name in Reason as HelpOf<Name> extends string ? Name : never]: HelpOf<Name> }>;

function textsOf<Part extends 'sentence' | 'staff' | 'remedy'>(part: Part): Texts<Part> {
  return Object.fromEntries(
    Object.entries(REASONS).map(([reason, texts]) => [reason, texts[part]]),
  ) as Texts<Part>;
}

/** Says whether `text` is a reason of the registry: stored ones may be older than the program. */
export function isReason(text: string): text is Reason {
  return Object.hasOwn(REASONS, text);
}

/** What lacks at a reseller is none of its customers' business. */
const OF_THE_LEVEL_ITSELF: ReadonlySet<Reason> = new Set([
  'insufficient_funds',
  'no_rate_group',
  'concurrent_calls_reached',
  'cps_reached',
]);

/** Trunks, gateways and exchange rates are kept by the operator: no reseller can do anything about them. */
const OF_THE_OPERATOR: ReadonlySet<Reason> = new Set([
  'no_exchange_rate',
  'no_emergency_route',
  'no_route',
  'no_profitable_route',
  'trunks_full',
]);

export function isForTheOperator(reason: Reason): boolean {
  return OF_THE_OPERATOR.has(reason);
}

/**
 * Whether a reader is told what failed, or what the caller may be told. What a reseller can do nothing about, and what stands in for a
 * lack above it, says no more to it than to its customers.
 */
export function isToldWhatFailed(
  reason: Reason,
  audience: 'staff' | 'reseller' | 'customer' | null,
): boolean {
  if (audience === 'reseller') return reason !== 'reseller_suspended' && !isForTheOperator(reason);
  return audience === 'staff';
}

/** A reason in words, as this reader may know it. */
export function reasonText(reason: Reason, audience: Parameters<typeof isToldWhatFailed>[1]): string {
  return REASONS[reason][isToldWhatFailed(reason, audience) ? 'staff' : 'sentence'];
}

/** The reason that whoever may not see the level is told. */
export function safeReason(reason: Reason, level: number): Reason {
  return level > 0 && OF_THE_LEVEL_ITSELF.has(reason) ? 'reseller_suspended' : reason;
}

/** What the other end of the line hears. Whoever calls a number learns of its account that it is busy, or cannot be reached. */
export function heardReason({
  reason,
  level,
  isInbound,
}: Readonly<{ reason: Reason; level: number; isInbound: boolean }>): Reason {
  return isInbound ? toldAsCalled(reason) : safeReason(reason, level);
}

/** What is told of a call of the account that is called, to whoever may not see that. */
export function toldAsCalled(reason: Reason): Reason {
  return reason === 'concurrent_calls_reached' ? reason : 'number_not_in_service';
}

/** What may stand behind a reason that somebody is told. */
export function reasonsToldAs(reason: Reason): readonly Reason[] {
  return reason === 'reseller_suspended' ? [reason, ...OF_THE_LEVEL_ITSELF] : [reason];
}
