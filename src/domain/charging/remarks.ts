/**
 * What may be said about a call: a code for each remark, and its English text with places for figures. A remark names
 * its figures and nothing besides, so whoever says it in another language knows no more than the English sentence told.
 */
import type { Cap, DestinationClass, WatchingGuard } from '../accounts/guards.ts';
import { assert, known } from '../assert.ts';
import { formatDecimal, MICRO_DIGITS, NANO_DIGITS, trimmed } from '../money.ts';
import type { Skip } from './choose-routes.ts';
import type { AnyHangUpReason } from './hang-ups.ts';
import { HELPS, REASON_SENTENCES, REMEDIES, STAFF_SENTENCES } from './reasons.ts';

export const REMARKS = {
  level: { account: 'Account {{number}}', of: '{{who}}: {{what}}', reseller: 'Reseller {{number}}' },
  identity: {
    address: 'The call came from {{source}}, an address of the account.',
    card: 'It was called with a calling card over the access number {{access}}, from {{caller}}.',
    card_from_unknown:
      'It was called with a calling card over the access number {{access}}, from a number that was not shown.',
    carrier: 'The call came in from a carrier.',
    device: 'The SIP device {{username}} called from {{source}}.',
    device_from_unknown: 'The SIP device {{username}} called from an unknown address.',
    forwarded: 'The call goes on from {{number}}, which is forwarded.',
    gateway: 'The call came in over {{trunk}} from {{source}}.',
    own_call: 'The call came from another account here.',
  },
  emergency: { is: '{{dialled}} is an emergency number: nothing else is asked, and no limit applies.' },
  cps: {
    passed: 'The call attempts of this second were within the limits.',
    reached: 'More calls were attempted within a second than the limit of {{max}}.',
  },
  status: {
    above: 'The account {{number}} above is not active.',
    expired: 'This account expired on {{at}}.',
    passed: 'The account and everyone above it are active.',
  },
  guards: {
    risky_prefixes:
      'Too many different risky destinations were tried within an hour: calls are blocked since {{at}}.',
    spend_cap: 'A cap on spending was reached: calls are blocked since {{at}}.',
  },
  number: {
    access: '{{number}} is the access number itself: this is the call to it.',
    came_in: '{{number}}, a number of the account, was called.',
    device: '{{username}} is the name of a SIP device: the call stays inside.',
    dialled: '{{dialled}} was dialled, which is {{number}}.',
    extension: '{{extension}} is the extension of the SIP device {{username}}: the call stays inside.',
    forwarded_too_often: 'The call was forwarded {{max}} times already.',
    invalid: '{{dialled}} is not a number that can be called.',
    is: 'That is {{number}}.',
    no_phone: '{{number}} has no account, or no phone that may be called.',
    not_in_service: 'The SIP device {{username}} or its account is not active.',
    localized: 'Localization makes {{localized}} of it.',
    own: '{{number}} is a number here: the call goes on to the account that has it.',
    stands_for: '{{dialled}} was dialled, which stands for {{meant}}.',
    typed: '{{dialled}} was dialled.',
  },
  blocked: {
    passed: 'No blocked prefix covers the number.',
    prefix: 'The prefix {{prefix}} is blocked, and {{number}} begins with it.',
  },
  destination_class: {
    closed: '{{number}} begins with {{prefix}} and is {{kind}}: such calls are not open for the account.',
    none: 'The destination is of no kind that is closed until opened.',
    open: 'The destination is {{kind}}, and such calls are open for the account.',
  },
  caller: {
    forced: 'The forced caller ID {{number}} is shown.',
    none: 'No caller ID that can be shown was given: the call goes out without one.',
    none_allowed:
      'No caller ID that can be read was given, and the CLI pool asks for a number of the account.',
    not_allowed: 'The caller ID {{number}} is none of the numbers that the CLI pool asks for.',
    other_prices:
      'The caller ID {{given}} is none of the account’s own: the call is priced by the NON-CLI rate group.',
    other_prices_for_none: 'No caller ID was given: the call is priced by the NON-CLI rate group.',
    own: 'The caller ID {{given}} is one of the account’s own, as its CLI pool asks.',
    presented: 'The caller ID {{given}} is none of the account’s own: {{number}} takes its place.',
    presented_for_none: 'No caller ID was given: {{number}}, one of the account’s own, takes its place.',
    unverified: 'The caller ID {{given}} is listed at the account and not verified: it does not count.',
    not_own: 'The caller ID {{given}} is none of the account’s own: it is not shown.',
    shown: 'The call shows {{number}}.',
  },
  /** Words of the remarks about a class of destinations. */
  kind: {
    high_risk: 'one at high risk of fraud',
    premium: 'a premium-rate number',
    satellite: 'a satellite or an international network',
  },
  rate: {
    access: 'calls to this access number at {{price}}, {{increments}}.',
    access_free: 'calls to this access number are free.',
    connection: '{{connection}} to connect and {{rate}} a minute',
    destination: 'prefix {{prefix}} ({{destination}}) of {{rateGroup}}, {{price}}, {{increments}}.',
    grace: '{{increments}} after {{grace}} of grace',
    group_inactive: 'The rate group {{rateGroup}} is inactive.',
    inbound: 'calls that come in by this number at {{price}}, {{increments}}.',
    inbound_free: 'calls that come in by this number are free.',
    local: 'local calls at {{rate}} a minute, {{increments}}.',
    local_free: 'local calls are free.',
    minute: '{{rate}} a minute',
    no_exchange_rate: 'No exchange rate from {{from}} to {{to}} is known.',
    no_group: 'No rate group is chosen.',
    none: 'No rate of {{rateGroup}} covers {{number}}.',
    personal:
      'the personal rate of prefix {{prefix}} ({{destination}}) of {{rateGroup}}, {{price}}, {{increments}}.',
    personal_prefix: 'the personal rate of prefix {{prefix}} of {{rateGroup}}, {{price}}, {{increments}}.',
    prefix: 'prefix {{prefix}} of {{rateGroup}}, {{price}}, {{increments}}.',
  },
  package: {
    left: '{{name}}: {{left}} of {{included}} are left free.',
    none: 'no package covers the number.',
    used_up: '{{name}}: all {{included}} are used or held.',
  },
  concurrent_calls: {
    of: 'call {{call}} of {{max}} at once.',
    reached: '{{live}} of {{max}} calls at once are in use.',
    unlimited: 'call {{call}} of any number at once.',
  },
  spend_caps: {
    held: '{{amount}} were held for running calls.',
    length: 'One call of the account may last {{seconds}} at most.',
    none: 'The account has no cap on what it spends.',
    not_in_force: 'No cap on spending was in force.',
  },
  cap: {
    callCost: 'The account may spend at most {{cap}} for one call.',
    spendPerDay: 'The account may spend at most {{cap}} on this day (UTC), {{spent}} spent before.',
    spendPerHour: 'The account may spend at most {{cap}} in this hour (UTC), {{spent}} spent before.',
  },
  cap_reached: {
    callCost: 'The cap is {{cap}} for one call, and the first interval costs {{first}}.',
    spendPerDay:
      'The cap is {{cap}} on this day (UTC), {{used}} are spent or held, and the first interval costs {{first}}.',
    spendPerHour:
      'The cap is {{cap}} in this hour (UTC), {{used}} are spent or held, and the first interval costs {{first}}.',
  },
  /** What to do about a cap that was reached: whoever may change it, and the caller. */
  cap_remedy: {
    callCost:
      'Waiting does not help: raise the cap for one call under Guards of the account if such calls are wanted.',
    spendPerDay:
      'Wait for the next day (UTC), or raise the cap under Guards of the account if the calls are wanted.',
    spendPerHour:
      'Wait for the next hour (UTC), or raise the cap under Guards of the account if the calls are wanted.',
  },
  cap_help: {
    callCost: 'Waiting does not help: ask your provider to raise the cap for one call.',
    spendPerDay: 'Wait for the next day (UTC), or ask your provider to raise the cap.',
    spendPerHour: 'Wait for the next hour (UTC), or ask your provider to raise the cap.',
  },
  /** What would end a call. */
  ending: {
    above: 'A longer call is not possible at the moment.',
    callCost: 'Then the cap of {{cap}} for one call ends it.',
    length: 'No call may last longer.',
    money: 'Then money ends it: {{who}} has {{amount}} available.',
    spendPerDay: 'Then the cap of {{cap}} on this day (UTC) ends it.',
    spendPerHour: 'Then the cap of {{cap}} in this hour (UTC) ends it.',
  },
  money: {
    allowed: 'The call was allowed {{seconds}} in the end.',
    available: '{{amount}} were available.',
    short: '{{available}} are available, and the first interval costs {{first}}.',
  },
  route: {
    access: 'The caller was to hear what to enter.',
    device: 'The phone of the device was to ring.',
    forward_always: 'The call was to go on to {{number}} at once.',
    forward_no_answer: 'Without an answer after {{seconds}} the call was to go on to {{number}}.',
    forward_unregistered: 'With no phone registered the call was to go on to {{number}}.',
    found: 'A route was found.',
    gateway_left_out: 'Left out: gateway {{gateway}} of {{trunk}} ({{why}}).',
    goes_on: 'The call was to go on to the account that has the number.',
    last_resort: 'Every gateway that could be used is unhealthy, so they are tried all the same.',
    left_out: 'Left out: {{trunk}} ({{why}}).',
    not_used: 'None was used.',
    number: '{{trunk}} is sent {{number}}.',
    phones: 'Phones that were to ring: {{devices}}.',
    order: 'Trunks in order: {{trunks}}.',
    shown: '{{trunk}} is shown the caller ID {{number}}.',
    shown_none: '{{trunk}} is shown no caller ID.',
    trial: 'Gateway {{gateway}} of {{trunk}} is unhealthy, and this call tries it again.',
    tried: 'Tried without success: {{trunk}} at {{uri}}.',
    used: 'Used: {{trunk}} at {{uri}}.',
  },
  /** Of the call that it goes on as. */
  onward: {
    forward_granted: '{{number}} is forwarded: the call on from there was granted.',
    forward_refused: '{{number}} is forwarded: the call on from there was refused.',
    number_granted: 'The account that has {{number}} was asked, and its call was granted.',
    number_refused: 'The account that has {{number}} was asked, and its call was refused.',
  },
  /** Why a trunk was left out. */
  skip: {
    inactive: 'inactive',
    no_exchange_rate: 'no exchange rate',
    no_gateway: 'no active gateway',
    no_rate: 'no rate for the number',
    not_profitable: 'costs more than the call brings in',
    number_not_dialable: 'its rules leave nothing to dial',
    trunk_cps_reached: 'takes no more calls within this second',
    unhealthy: 'unhealthy: calls failed there',
    trunk_full: 'all its calls at once are in use',
  },
  /** How the price came about; some stand inside others, as terms of a sum do. */
  price: {
    all_covered:
      '{{who}}: {{increments}}, {{paid}} are billed as {{billed}}, and packages cover them: connecting is not due either.',
    all_free: '{{who}}: {{increments}}, {{paid}} are billed as {{billed}}, all of them free.',
    alone: '{{increments}}, {{price}} = {{amount}}',
    alone_none: 'Without a second of talk nothing is due.',
    alone_rounded: '{{increments}}, {{paid}} are billed as {{billed}}: {{price}} = {{amount}}',
    brackets: '({{price}})',
    capped: 'Only the {{seconds}} that were allowed are billed.',
    commission: '{{who}} is credited {{percent}} % of {{net}} = {{amount}}',
    connection: '{{connection}} to connect + {{price}}',
    emergency: 'Emergency calls are free.',
    estimate: 'The end was lost: this is an estimate up to the last proof that the call lived.',
    exchange: '{{price}} × {{factor}} {{to}} per {{from}}',
    free_by: '{{free}} came from the package {{name}}.',
    line: '{{who}}: {{increments}}, {{price}} = {{amount}}',
    line_free:
      '{{who}}: {{increments}}, {{paid}} are billed as {{billed}}, {{free}} of them free: {{price}} = {{amount}}',
    line_rounded: '{{who}}: {{increments}}, {{paid}} are billed as {{billed}}: {{price}} = {{amount}}',
    margin: '{{who}} keeps {{income}} − {{cost}} = {{margin}}',
    margin_commission: '{{who}} keeps {{income}} − {{cost}} − {{commission}} of commission = {{margin}}',
    mark_up: '{{price}} × {{factor}}',
    minutes: '{{rate}} a minute × {{billed}} ÷ 60',
    none: '{{who}}: without a second of talk nothing is due.',
    overrun: 'The switch let the call run beyond the {{seconds}} allowed.',
    talk: '{{talk}} of talk count as {{seconds}}.',
  },
  /** Why a call was ended from here. */
  hung_up: {
    account_barred: 'The call was ended: its account, or one above it, may not call any more.',
    by: '{{who}} ended it.',
    fraud: 'The call was ended from here: fraud was suspected.',
    limit_lost: 'The call was ended: it went on beyond its limit.',
    maintenance: 'The call was ended from here: for maintenance.',
    nobody_there: 'The call was ended from here: nobody was talking.',
    other: 'The call was ended by whoever runs the service.',
    quality: 'The call was ended from here: its quality was bad.',
    requested: 'The call was ended from here: the caller asked for it.',
    wrong_destination: 'The call was ended from here: it went to a wrong destination.',
  },
  reason: REASON_SENTENCES,
  /** The same for staff. */
  failed: STAFF_SENTENCES,
  remedy: REMEDIES,
  help: HELPS,
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>> & ClosedLists;

/** Of these every word has a text. */
type ClosedLists = Readonly<{
  kind: Record<DestinationClass, string>;
  cap: Record<Cap, string>;
  ending: Record<Cap | 'above' | 'length' | 'money', string>;
  cap_reached: Record<Cap, string>;
  cap_remedy: Record<Cap, string>;
  cap_help: Record<Cap, string>;
  skip: Record<Skip, string>;
  hung_up: Record<AnyHangUpReason | 'by', string>;
  guards: Record<WatchingGuard, string>;
}>;

type Groups = typeof REMARKS;
export type RemarkCode = {
  [Group in keyof Groups]: `${Group}.${keyof Groups[Group] & string}`;
}[keyof Groups];

/** Decimals are strings, so that nobody rounds them on the way. */
export type Figure =
  | Readonly<{ type: 'text'; text: string }>
  | Readonly<{ type: 'list'; texts: readonly string[] }>
  | Readonly<{ type: 'number'; number: string }>
  | Readonly<{ type: 'seconds'; seconds: string }>
  | Readonly<{ type: 'money'; amount: string; currency: string }>
  | Readonly<{ type: 'rate'; costPerMinute: string; currency: string }>
  | Readonly<{ type: 'instant'; at: string }>
  | Readonly<{ type: 'remark'; remark: Remark }>;

export type Remark = Readonly<{ code: RemarkCode; figures: Readonly<Record<string, Figure>> }>;

type TextOf<Code> = Code extends `${infer Group extends keyof Groups}.${infer Name}`
  ? Name extends keyof Groups[Group]
    ? Groups[Group][Name]
    : never
  : never;
type PlaceIn<Text> = Text extends `${string}{{${infer Place}}}${infer Rest}` ? Place | PlaceIn<Rest> : never;
type FiguresOf<Code> = [PlaceIn<TextOf<Code>>] extends [never]
  ? []
  : [figures: Readonly<Record<PlaceIn<TextOf<Code>>, Figure>>];

/** A remark; the compiler asks for the figures that its text names, and takes no other. */
export function remark<Code extends RemarkCode>(code: Code, ...given: FiguresOf<Code>): Remark {
  const [figures = {}]: readonly Remark['figures'][] = given;
  return { code, figures };
}

/** The name of one of the registry's texts; what was frozen has only such. */
export function nameOf<Texts extends object>(texts: Texts, name: string): keyof Texts & string {
  assert(Object.hasOwn(texts, name), `${name} is in the registry of remarks`);
  return name as keyof Texts & string;
}

/** Every code with its English text. */
export const REMARK_TEXTS: ReadonlyMap<RemarkCode, string> = new Map(
  Object.entries(REMARKS).flatMap(([group, texts]) =>
    Object.entries(texts).map(([name, text]) => [`${group}.${name}` as RemarkCode, text] as const),
  ),
);

export const figure = {
  text: (text: string): Figure => ({ type: 'text', text }),
  list: (texts: readonly string[]): Figure => ({ type: 'list', texts }),
  number: (number: number | string): Figure => ({ type: 'number', number: String(number) }),
  seconds: (seconds: number | string): Figure => ({ type: 'seconds', seconds: String(seconds) }),
  /** `parts`: digits of a micro that it is counted in. */
  money: (micros: bigint, currency: string, parts = 0): Figure => ({
    type: 'money',
    amount: trimmed(formatDecimal(micros, MICRO_DIGITS + parts), MICRO_DIGITS),
    currency,
  }),
  rate: (nanosPerMinute: bigint, currency: string, parts = 0): Figure => ({
    type: 'rate',
    costPerMinute: trimmed(formatDecimal(nanosPerMinute, NANO_DIGITS + parts), NANO_DIGITS),
    currency,
  }),
  instant: (at: string): Figure => ({ type: 'instant', at }),
  /** A remark inside another, such as a term of a sum. */
  remark: (inner: Remark): Figure => ({ type: 'remark', remark: inner }),
} as const;

/** The sentence of the API: in English, with decimals as they are. */
export function remarkText({ code, figures }: Remark): string {
  const text = known(REMARK_TEXTS.get(code), 'a code of the registry');
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_whole, place: string) =>
    figureText(known(figures[place], 'a figure that the text names')),
  );
}

function figureText(told: Figure): string {
  switch (told.type) {
    case 'text':
      return told.text;
    case 'list':
      return told.texts.join(', ');
    case 'number':
      return told.number;
    case 'seconds':
      return `${told.seconds} s`;
    case 'money':
      // At least two digits after the point, more where the amount has them: 0.50, 0.0024.
      return `${trimmed(told.amount, 2)} ${told.currency}`;
    case 'rate':
      return `${trimmed(told.costPerMinute)} ${told.currency}`;
    case 'instant':
      return told.at;
    case 'remark':
      return remarkText(told.remark);
  }
}
