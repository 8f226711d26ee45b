/** The global configuration: each setting with its type and the value it has when nobody set it. */
import { isUuid } from '../ids.ts';
import { isCurrency, parseMoney } from '../money.ts';
import { mistakeOfFormat } from '../number-format.ts';
import { PASSWORD_LENGTH_MIN } from './passwords.ts';
import type { GuardStep } from './guards.ts';
import { isCountry, isTimezone } from './places.ts';

type Definition<T> = Readonly<{
  initial: T;
  help: string;
  /** What is accepted, in words; shown when a value is refused. */
  accepts: string;
  isValid: (value: unknown) => value is T;
  /** More exactly what is wrong, where that can be said. */
  mistakeOf?: (value: unknown) => string | null;
}>;

function setting<T>(definition: Definition<T>): Definition<T> {
  return definition;
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isWhole =
  (min: number, max: number) =>
  (value: unknown): value is number =>
    Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
const isText =
  (accepts: (text: string) => boolean) =>
  (value: unknown): value is string =>
    typeof value === 'string' && accepts(value);

/** A switch may correct a call for three days, and whoever looks for a mistake needs some more. */
const days = {
  accepts: 'a whole number of days from 7 to 3650, or nothing (null)',
  isValid: (value: unknown): value is number | null => value === null || isWhole(7, 3650)(value),
};
const orNull =
  <T>(isValid: (value: unknown) => value is T) =>
  (value: unknown): value is T | null =>
    value === null || isValid(value);
/** At most two digits after the point. */
const isWithinPercent = (text: string, max: number) =>
  /^\d{1,2}(\.\d{1,2})?$/.test(text) && Number(text) <= max;
const isAmount = isText((text) => (parseMoney(text) ?? -1n) >= 0n);

/** A number, or no limit at all. */
const limit = (initial: number, help: string, max: number) =>
  setting<number | null>({
    initial,
    help,
    accepts: `a whole number from 1 to ${max}, or null for no limit`,
    isValid: orNull(isWhole(1, max)),
  });
/** A decimal amount in the currency of each account, or no cap at all. */
const amount = (initial: string, help: string) =>
  setting<string | null>({
    initial,
    help,
    accepts: 'an amount of 0 or more, such as "25", or null for no cap',
    isValid: orNull(isAmount),
  });
const yesOrNo = (initial: boolean, help: string) =>
  setting({ initial, help, accepts: 'true or false', isValid: isBoolean });

const STEPS: ReadonlySet<unknown> = new Set<GuardStep>(['observe', 'alert', 'block', 'hang_up']);
/** How far a guard goes when it fires. */
const step = (initial: GuardStep, help: string) =>
  setting<GuardStep>({
    initial,
    help,
    accepts: '"observe", "alert", "block" or "hang_up"',
    isValid: (value): value is GuardStep => STEPS.has(value),
  });

/** Bounds of the longest that a call may become. */
export const CALL_SECONDS_MIN = 60;
export const CALL_SECONDS_MAX = 86_400;

export const PREPAID_TAX = ['on_top_up', 'on_usage'] as const;
/** When the tax of prepaid money is due: as it comes in, or as it is used. */
export type PrepaidTax = (typeof PREPAID_TAX)[number];

/** How the numbers of one kind of document look. */
const numberFormat = (initial: string, what: string) =>
  setting({
    initial,
    help: `How numbers of ${what} look: {year}, and {number}, or {number:5} with five digits at least. It counts from the next one, and the numbers go on.`,
    accepts: 'a text with {year} and {number} once each, such as "INV-{year}-{number:5}"',
    isValid: isText((text) => mistakeOfFormat(text) === null),
    mistakeOf: (value) => (typeof value === 'string' ? mistakeOfFormat(value) : null),
  });

export const SETTINGS = {
  'account_number.length': setting({
    initial: 10,
    help: 'Digits of a generated account number, the leading ones included.',
    accepts: 'a whole number from 6 to 20',
    isValid: isWhole(6, 20),
  }),
  'account_number.prefix': setting({
    initial: '',
    help: 'Digits that each generated account number begins with.',
    accepts: 'up to 12 digits, or nothing',
    isValid: isText((text) => /^\d{0,12}$/.test(text)),
  }),
  'account_number.may_be_typed': setting({
    initial: true,
    help: 'Whether an account number may be typed instead of generated.',
    accepts: 'true or false',
    isValid: isBoolean,
  }),
  'pin.length': setting({
    initial: 6,
    help: 'Digits of the PIN for calling cards.',
    accepts: 'a whole number from 4 to 12',
    isValid: isWhole(4, 12),
  }),
  'defaults.country': setting({
    initial: 'DE',
    help: 'Country proposed for new accounts.',
    accepts: 'an ISO 3166 code of two letters, such as "DE"',
    isValid: isText(isCountry),
  }),
  'defaults.currency': setting({
    initial: 'EUR',
    help: 'Currency proposed for new accounts.',
    accepts: 'an ISO 4217 code of three letters, such as "EUR"',
    isValid: isText(isCurrency),
  }),
  'defaults.timezone': setting({
    initial: 'Europe/Berlin',
    help: 'Time zone proposed for new accounts.',
    accepts: 'an IANA name, such as "Europe/Berlin"',
    isValid: isText(isTimezone),
  }),
  'defaults.rate_group_id': setting<string | null>({
    initial: null,
    help: 'Rate group proposed for new accounts.',
    accepts: 'the id of one of your active rate groups, or null',
    isValid: (value): value is string | null =>
      value === null || (typeof value === 'string' && isUuid(value)),
  }),
  'defaults.create_sip_device': setting({
    initial: true,
    help: 'Whether a new customer gets a SIP device at once.',
    accepts: 'true or false',
    isValid: isBoolean,
  }),
  'passwords.length_min': setting({
    initial: PASSWORD_LENGTH_MIN,
    help: 'The shortest password that may be chosen. Passwords that are in use stay as they are.',
    accepts: 'a whole number from 10 to 64',
    isValid: isWhole(PASSWORD_LENGTH_MIN, 64),
  }),
  'sign_in.second_factor_required_for_staff': setting({
    initial: false,
    help: 'Whether the operator, admins and sub-admins do nothing in the panel before they have a second factor.',
    accepts: 'true or false',
    isValid: isBoolean,
  }),
  'sign_up.allowed_for_resellers': setting({
    initial: true,
    help: 'Whether resellers may open a sign-up page of their own. Switched off, those that are open answer nobody.',
    accepts: 'true or false',
    isValid: isBoolean,
  }),
  // OWASP Session Management Cheat Sheet: both ends exist, and the shorter they are the less a stolen session is worth.
  'sessions.idle_minutes': setting({
    initial: 720,
    help: 'A session without a request for this long has ended.',
    accepts: 'a whole number from 5 to 20160',
    isValid: isWhole(5, 20_160),
  }),
  'sessions.absolute_hours': setting({
    initial: 336,
    help: 'A session ends this long after its sign-in, whatever is done in it.',
    accepts: 'a whole number from 1 to 2160',
    isValid: isWhole(1, 2160),
  }),
  'calls.slice_seconds': setting({
    initial: 300,
    help: 'Talk time that is held for at once; a running call gets the next slice when two thirds are over.',
    accepts: 'a whole number from 6 to 3600',
    isValid: isWhole(6, 3600),
  }),
  'calls.seconds_max': setting({
    initial: 14_400,
    help: 'The longest a call may become, in seconds. A reseller may say less for everybody below it.',
    accepts: `a whole number from ${CALL_SECONDS_MIN} to ${CALL_SECONDS_MAX}`,
    isValid: isWhole(CALL_SECONDS_MIN, CALL_SECONDS_MAX),
  }),
  'calls.verified_caller_ids_only': yesOrNo(
    false,
    'Whether of the caller IDs of an account only those count that somebody above it has marked as verified: in its CLI pool, and for card calls without a PIN.',
  ),
  'calls.ring_seconds': setting({
    initial: 60,
    help: 'How long a gateway may let the called phone ring.',
    accepts: 'a whole number from 5 to 300',
    isValid: isWhole(5, 300),
  }),
  'calls.local_initial_increment_seconds': setting({
    initial: 60,
    help: 'The first seconds of a call between two devices that are billed at once.',
    accepts: 'a whole number from 1 to 3600',
    isValid: isWhole(1, 3600),
  }),
  'calls.local_increment_seconds': setting({
    initial: 60,
    help: 'In steps of so many seconds the rest of a call between two devices is billed.',
    accepts: 'a whole number from 1 to 3600',
    isValid: isWhole(1, 3600),
  }),
  'retention.call_numbers_days': setting<number | null>({
    initial: null,
    help: 'After this the numbers of calls are masked; null keeps them.',
    ...days,
  }),
  'retention.calls_days': setting<number | null>({
    initial: null,
    help: 'After this whole days of calls are deleted, once their month is closed; null keeps them. Statements and balances stay.',
    ...days,
  }),
  'retention.traces_days': setting<number | null>({
    initial: 30,
    help: 'After this what the checks of a call saw is removed; its reason and its price stay. null keeps it.',
    ...days,
  }),
  'retention.mails_days': setting<number | null>({
    initial: null,
    help: 'After this mails to accounts are deleted; null keeps them.',
    ...days,
  }),
  'retention.timeline_days': setting<number | null>({
    initial: null,
    help: 'After this personal values, addresses and reasons in timelines are erased; null keeps them.',
    ...days,
  }),
  'retention.jobs_days': setting<number | null>({
    initial: null,
    help: 'After this finished jobs are deleted, with the rows that they rejected; null keeps them.',
    ...days,
  }),
  'retention.access_days': setting<number | null>({
    initial: 90,
    help: 'After this sign-in sessions that ended, counters of unknown calls, and how calls to access numbers went, with wrong PINs, are deleted; null keeps them.',
    ...days,
  }),
  'billing.prepaid_tax': setting<PrepaidTax>({
    initial: 'on_top_up',
    help: 'Whether tax of prepaid accounts is taken from each top-up, or is in the prices of what they use. Change it while little prepaid money is there: what is there is taxed by the new way, whatever was taken before.',
    accepts: '"on_top_up" or "on_usage"',
    isValid: (value): value is PrepaidTax => PREPAID_TAX.some((way) => way === value),
  }),
  'billing.invoice_due_days': setting({
    initial: 14,
    help: 'So many days after its day an invoice of yours is due. Resellers have days of their own at their account.',
    accepts: 'a whole number from 0 to 365',
    isValid: isWhole(0, 365),
  }),
  'billing.number_format_receipt': numberFormat('REC-{year}-{number:5}', 'receipts'),
  'billing.number_format_usage_receipt': numberFormat('USE-{year}-{number:5}', 'usage receipts'),
  'billing.number_format_invoice': numberFormat('INV-{year}-{number:5}', 'invoices'),
  'billing.number_format_credit_note': numberFormat('CN-{year}-{number:5}', 'credit notes'),
  'billing.number_format_commission_note': numberFormat('COM-{year}-{number:5}', 'commission notes'),
  'payments.approval_above': setting<string | null>({
    initial: null,
    help: 'A payment, refund, credit or debit by hand above this waits until another person approves it; in the currency that is proposed for new accounts. null: none waits.',
    accepts: 'an amount of 0 or more, such as "500", or null for no approval',
    isValid: orNull(isAmount),
  }),
  'exchange.spread_percent': setting({
    initial: '0',
    help: 'Of money that is paid in, or moved to, another currency so many percent of the rate are kept. Prices of calls and products are converted without it.',
    accepts: 'a percentage from 0 to 20 with at most two digits after the point, such as "1.5"',
    isValid: isText((text) => isWithinPercent(text, 20)),
  }),
  'exchange.feed_url': setting<string | null>({
    initial: null,
    help: 'Where exchange rates are fetched, as the European Central Bank publishes them. null: they are not.',
    accepts:
      'an address such as "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml", or null for no feed',
    isValid: orNull(isText((text) => text.length <= 500 && /^https?:\/\/[^\s]+$/.test(text))),
  }),
  'exchange.feed_hours': setting({
    initial: 6,
    help: 'So many hours after one fetch the next one follows.',
    accepts: 'a whole number from 1 to 168',
    isValid: isWhole(1, 168),
  }),
  'rates.jump_percent': limit(
    50,
    'A rate of a sheet that goes up or down by more percent is pointed out before the import; null points out none.',
    10_000,
  ),
  'guards.prepaid_concurrent_calls': limit(2, 'Calls at once of a prepaid customer.', 10_000),
  'guards.prepaid_calls_per_second': limit(1, 'Call attempts a second of a prepaid customer.', 1000),
  'guards.postpaid_concurrent_calls': limit(10, 'Calls at once of a postpaid customer.', 10_000),
  'guards.postpaid_calls_per_second': limit(5, 'Call attempts a second of a postpaid customer.', 1000),
  'guards.prepaid_spend_per_hour': amount(
    '25',
    'What a prepaid customer spends on calls in an hour at most, in its currency.',
  ),
  'guards.prepaid_spend_per_day': amount(
    '100',
    'What a prepaid customer spends on calls in a day at most, in its currency.',
  ),
  'guards.postpaid_spend_per_hour_percent': limit(
    10,
    'What a postpaid customer spends on calls in an hour at most, in percent of its credit limit. Without a credit limit the amount of prepaid customers counts.',
    1000,
  ),
  'guards.postpaid_spend_per_day_percent': limit(
    30,
    'What a postpaid customer spends on calls in a day at most, in percent of its credit limit. Without a credit limit the amount of prepaid customers counts.',
    1000,
  ),
  'guards.call_cost': amount('25', 'What one call costs at most, in the currency of the customer.'),
  'guards.satellite_open': yesOrNo(
    false,
    'Whether satellite phones and international networks may be called.',
  ),
  'guards.premium_open': yesOrNo(
    false,
    'Whether premium-rate numbers abroad may be called. Those of the customer’s own country always may.',
  ),
  'guards.high_risk_open': yesOrNo(
    false,
    'Whether destinations at high risk of fraud may be called. The customer’s own country always may.',
  ),
  'guards.risky_prefixes': limit(
    3,
    'So many different prefixes of satellite, premium-rate and high-risk destinations tried within an hour, and the guard fires.',
    1000,
  ),
  'guards.risky_prefixes_step': step(
    'block',
    'What happens when a customer tries that many risky prefixes: it is noted, those above are told by mail, new calls are refused, or running calls are ended as well. Each step does what those before it do.',
  ),
  'guards.spend_cap_step': step(
    'alert',
    'What happens when a call of a customer is refused because a cap on its spending is reached. The same steps.',
  ),
} as const;

export type SettingKey = keyof typeof SETTINGS;
export type Settings = { readonly [Key in SettingKey]: (typeof SETTINGS)[Key]['initial'] };

/** All settings: what was stored where it is valid, else the value of the registry. */
export function settingsFrom(stored: ReadonlyMap<string, unknown>): Settings {
  const entries = Object.entries(SETTINGS).map(([key, { initial, isValid }]) => {
    const value = stored.get(key);
    return [key, stored.has(key) && isValid(value) ? value : initial];
  });
  return Object.fromEntries(entries) as Settings;
}

/** Says whether `key` is a setting of the registry. */
export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key);
}

/** What is wrong with a value, in words; null when it is accepted. */
export function mistakeOfSetting(key: SettingKey, value: unknown): string | null {
  const { isValid, accepts, mistakeOf }: Definition<unknown> = SETTINGS[key];
  return isValid(value) ? null : (mistakeOf?.(value) ?? `Send ${accepts}.`);
}

/** What a reseller may have another value of, for itself and everything below it. */
const SETTINGS_OF_RESELLERS = [
  'defaults.country',
  'defaults.currency',
  'defaults.timezone',
  'defaults.rate_group_id',
  'defaults.create_sip_device',
  'calls.seconds_max',
  'calls.verified_caller_ids_only',
  'guards.prepaid_concurrent_calls',
  'guards.prepaid_calls_per_second',
  'guards.postpaid_concurrent_calls',
  'guards.postpaid_calls_per_second',
  'guards.prepaid_spend_per_hour',
  'guards.prepaid_spend_per_day',
  'guards.postpaid_spend_per_hour_percent',
  'guards.postpaid_spend_per_day_percent',
  'guards.call_cost',
  'guards.satellite_open',
  'guards.premium_open',
  'guards.high_risk_open',
  'guards.risky_prefixes',
  'guards.risky_prefixes_step',
  'guards.spend_cap_step',
] as const satisfies readonly SettingKey[];

/** Says whether resellers may have a value of their own of `key`. */
export function isOfResellers(key: string): boolean {
  return (SETTINGS_OF_RESELLERS as readonly string[]).includes(key);
}

/** Of these nobody says more than those above: the least of all levels counts. */
const LEAST_COUNTS: ReadonlySet<SettingKey> = new Set(['calls.seconds_max']);

/** Says whether the least that anybody on a path says of `key` counts. */
export function isLeastOfAll(key: SettingKey): boolean {
  return LEAST_COUNTS.has(key);
}

/** What each issuer, the operator or a distributor, says for its own documents: nothing of it is inherited. */
const SETTINGS_OF_ISSUERS = [
  'billing.prepaid_tax',
  'billing.number_format_receipt',
  'billing.number_format_usage_receipt',
  'billing.number_format_invoice',
  'billing.number_format_credit_note',
  'billing.number_format_commission_note',
  'payments.approval_above',
  'exchange.spread_percent',
] as const satisfies readonly SettingKey[];

/** Says whether each issuer has its own value of `key`. */
export function isOfIssuers(key: string): boolean {
  return (SETTINGS_OF_ISSUERS as readonly string[]).includes(key);
}

/** What was set at one account of a path. */
export type SettingsOfLevel = Readonly<{
  stored: ReadonlyMap<string, unknown>;
  /** Whether price lists are this account's, or of somebody below it: those above sell nothing here. The first is the issuer. */
  sells: boolean;
}>;

/**
 * The value that counts at the end of a path from the operator down, and by which level of it; null = nobody
 * set it. A value that is not valid counts as not set. A price list of somebody further up is none to choose here.
 */
export function settingAlong<Key extends SettingKey>(
  levels: readonly SettingsOfLevel[],
  key: Key,
): Readonly<{ value: Settings[Key]; level: number | null }> {
  const { isValid, initial } = SETTINGS[key];
  const issuer = levels.findIndex(({ sells }) => sells);
  const isSet = ({ stored, sells }: SettingsOfLevel, index: number) =>
    (isOfIssuers(key) ? index === issuer : index === 0 || isOfResellers(key)) &&
    (key !== 'defaults.rate_group_id' || sells) &&
    stored.has(key) &&
    isValid(stored.get(key));
  const valueAt = (level: number) => (level < 0 ? initial : levels[level]?.stored.get(key)) as Settings[Key];
  const operators = levels[0] !== undefined && isSet(levels[0], 0) ? 0 : -1;
  const level = isLeastOfAll(key)
    ? levels.reduce(
        (least, each, index) =>
          isSet(each, index) && Number(valueAt(index)) < Number(valueAt(least)) ? index : least,
        operators,
      )
    : levels.findLastIndex(isSet);
  return { value: valueAt(level), level: level < 0 ? null : level };
}

/** All settings at the end of a path. */
export function settingsAlong(levels: readonly SettingsOfLevel[]): Settings {
  const keys = Object.keys(SETTINGS) as SettingKey[];
  return Object.fromEntries(keys.map((key) => [key, settingAlong(levels, key).value])) as Settings;
}
