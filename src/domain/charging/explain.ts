/** Why a call went as it did and what it cost, in sentences, out of what was frozen with it. */
import { CAPS } from '../accounts/guards.ts';
import { formatDecimal, formatMoney, formatRate } from '../money.ts';
import { PPM, SAME_CURRENCY_E10, type Terms } from '../rating/rate.ts';
import { billedSeconds, talkSecondsOf } from '../rating/price.ts';
import { readTerms, type Failure, type Frozen, type FrozenLevel } from './frozen.ts';
import { isReason, REASONS, safeReason, type Reason } from './reasons.ts';

/** The checks in the order in which they are made. */
export const CHECKS = [
  'identity',
  'cps',
  'status',
  'number',
  'blocked',
  'destination_class',
  'rate',
  'concurrent_calls',
  'spend_caps',
  'money',
  'route',
] as const;
export type Check = (typeof CHECKS)[number];

const CHECK_OF: Readonly<Record<Reason, Check>> = {
  not_authenticated: 'identity',
  cps_reached: 'cps',
  account_suspended: 'status',
  account_closed: 'status',
  account_expired: 'status',
  reseller_suspended: 'status',
  number_invalid: 'number',
  destination_blocked: 'blocked',
  destination_class_closed: 'destination_class',
  no_rate_group: 'rate',
  no_rate_for_destination: 'rate',
  no_exchange_rate: 'rate',
  concurrent_calls_reached: 'concurrent_calls',
  spend_cap_reached: 'spend_caps',
  insufficient_funds: 'money',
  no_route: 'route',
  no_profitable_route: 'route',
};

export type ExplainedCall = Readonly<{
  outcome: 'answered' | 'unanswered' | 'refused';
  talkMs: number;
  grantedSeconds: number;
  endedBy: string | null;
  isEstimated: boolean;
  isOverrun: boolean;
  levelChargeMicros: readonly bigint[];
  carrierCostMicros: bigint;
  gatewayId: string | null;
  triedGatewayIds: readonly string[];
  frozen: Frozen;
  /** Nobody called: there is no device, and no gateway was tried. */
  isSimulated?: boolean;
}>;

/** What the reader may see: names of the levels from the caller's up to its own, and the carrier or not. */
export type Viewer = Readonly<{ levelNames: readonly string[]; seesCarrier: boolean; seesRemedies: boolean }>;

export type TraceStep = Readonly<{ check: Check; passed: boolean; sentence: string }>;
export type Explanation = Readonly<{
  trace: readonly TraceStep[];
  arithmetic: readonly string[];
  /** What each visible level paid, the caller first. */
  levels: readonly Readonly<{ name: string; chargeMicros: bigint; currency: string }>[];
}>;

export function explainCall(call: ExplainedCall, viewer: Viewer): Explanation {
  const { failed } = call.frozen;
  const failedCheck = failed !== null && isReason(failed.reason) ? CHECK_OF[failed.reason] : null;
  const trace: TraceStep[] = [];
  for (const check of CHECKS) {
    if (check === 'identity' && call.isSimulated === true) continue;
    if (check === failedCheck && failed !== null) {
      trace.push({ check, passed: false, sentence: failureSentence(failed, call.frozen, viewer) });
      break;
    }
    trace.push({ check, passed: true, sentence: passSentence(check, call, viewer) });
  }
  const levels = call.frozen.levels.slice(0, viewer.levelNames.length).map(({ currency }, index) => ({
    name: viewer.levelNames[index] ?? '',
    chargeMicros: call.levelChargeMicros[index] ?? 0n,
    currency,
  }));
  return { trace, arithmetic: call.outcome === 'answered' ? arithmeticOf(call, viewer) : [], levels };
}

function passSentence(check: Check, call: ExplainedCall, viewer: Viewer): string {
  const { frozen } = call;
  const visible = frozen.levels.slice(0, viewer.levelNames.length);
  const each = (text: (level: FrozenLevel, index: number, name: string) => string) =>
    visible.map((level, index) => text(level, index, viewer.levelNames[index] ?? '')).join('; ');
  switch (check) {
    case 'identity':
      return frozen.username === null
        ? `The call came from ${frozen.source}, an address of the account.`
        : `The SIP device ${frozen.username} called from ${frozen.source || 'an unknown address'}.`;
    case 'cps':
      return 'The call attempts of this second were within the limits.';
    case 'status':
      return 'The account and everyone above it are active.';
    case 'number':
      return numberSentence(frozen);
    case 'blocked':
      return 'No blocked prefix covers the number.';
    case 'destination_class': {
      const name = frozen.seen.destinationClass ?? null;
      if (name === null) return 'The destination is of no kind that is closed until opened.';
      return `The destination is ${CLASSES[name] ?? name}, and such calls are open for the account.`;
    }
    case 'rate':
      return `${each(({ prefix, destination, rateGroup, rateCurrency, terms }, _, name) => {
        const place = destination === '' ? '' : ` (${destination})`;
        return `${name}: prefix ${prefix}${place} of ${rateGroup}, ${rateWords(readTerms(terms), rateCurrency)}`;
      })}.`;
    case 'concurrent_calls':
      return `${each((_, index, name) => {
        const [live = 0, max = -1] = frozen.seen.calls[index] ?? [];
        return `${name}: call ${live + 1} of ${max < 0 ? 'any number' : max} at once`;
      })}.`;
    case 'spend_caps':
      return capsSentence(frozen);
    case 'money':
      return `${each(({ currency }, index, name) => {
        const available = BigInt(frozen.seen.available[index] ?? '0');
        return `${name}: ${amountWords(available)} ${currency} were available`;
      })}${call.grantedSeconds > 0 ? `; the call was allowed ${call.grantedSeconds} s in the end` : ''}.`;
    case 'route':
      return routeSentence(call, viewer);
  }
}

function numberSentence({ dialled, meant, localized, destination }: Frozen): string {
  const read = localized === meant ? '' : `localized ${localized}, `;
  const is = `${read}which is +${destination ?? ''}`;
  return meant === dialled
    ? `${dialled} was dialled, ${is}.`
    : `${dialled} was dialled, which stands for ${meant}, ${is}.`;
}

const CLASSES: Readonly<Record<string, string>> = {
  satellite: 'a satellite or an international network',
  premium: 'a premium-rate number',
  high_risk: 'one at high risk of fraud',
};

const CAP_WORDS: Readonly<Record<string, string>> = {
  spendPerHour: 'in this hour (UTC)',
  spendPerDay: 'on this day (UTC)',
  callCost: 'for one call',
};

function capsSentence({ caps, seen, levels }: Frozen): string {
  const { spent } = seen;
  if (caps === undefined || spent === undefined) return 'No cap on spending was in force.';
  const currency = levels[0]?.currency ?? '';
  const used = { spendPerHour: spent.hour, spendPerDay: spent.day, callCost: null };
  const parts = CAPS.flatMap((cap) => {
    const micros = caps[cap];
    if (micros === null) return [];
    const words = `${amountWords(BigInt(micros))} ${currency} ${CAP_WORDS[cap]}`;
    const before = used[cap];
    return [before === null ? words : `${words}, ${amountWords(BigInt(before))} spent before`];
  });
  if (parts.length === 0) return 'The account has no cap on what it spends.';
  const held = BigInt(spent.held);
  const running = held === 0n ? '' : `; ${amountWords(held)} ${currency} were held for running calls`;
  return `The account may spend at most ${parts.join('; ')}${running}.`;
}

function routeSentence(
  { frozen, gatewayId, triedGatewayIds, isSimulated = false }: ExplainedCall,
  { seesCarrier }: Viewer,
): string {
  if (!seesCarrier) return 'A route was found.';
  const order = [...new Set(frozen.routes.map(({ trunk }) => trunk))].join(', ');
  const at = (id: string | null) => {
    const route = frozen.routes.find((each) => each.gatewayId === id);
    return route === undefined ? null : `${route.trunk} at ${route.uri}`;
  };
  const used = at(gatewayId);
  const failed = triedGatewayIds.filter((id) => id !== gatewayId).map(at);
  const skipped = frozen.seen.skipped.map(([trunk, why]) => `${trunk} (${SKIPS[why] ?? why})`).join(', ');
  const parts = [`Trunks in order: ${order}`];
  if (failed.length > 0) parts.push(`tried without success: ${failed.join(', ')}`);
  if (!isSimulated) parts.push(used === null ? 'none was used' : `used: ${used}`);
  if (skipped !== '') parts.push(`left out: ${skipped}`);
  return `${parts.join('; ')}.`;
}

export const SKIPS: Readonly<Record<string, string>> = {
  inactive: 'inactive',
  no_gateway: 'no active gateway',
  no_rate: 'no rate for the number',
  no_exchange_rate: 'no exchange rate',
  not_profitable: 'costs more than the call brings in',
};

/** Staff read level and figures; who may not see the level reads what a customer may. */
function failureSentence({ reason, level, figures }: Failure, frozen: Frozen, viewer: Viewer): string {
  if (!isReason(reason)) return `Refused: ${reason}.`;
  const isVisible = level < viewer.levelNames.length;
  if (!isVisible) return REASONS[safeReason(reason, level)].sentence;
  const { sentence, remedy } = REASONS[reason];
  const details = figureWords(reason, figures, frozen.levels[level]?.currency ?? '');
  const who = level === 0 ? '' : `${viewer.levelNames[level] ?? ''}: `;
  return [who + (details ?? sentence), viewer.seesRemedies ? remedy : '']
    .filter((text) => text !== '')
    .join(' ');
}

function figureWords(reason: Reason, figures: readonly string[], currency: string): string | null {
  const [first = '', second = '', third = '', fourth = ''] = figures;
  switch (reason) {
    case 'insufficient_funds':
      return `${amountWords(BigInt(first))} ${currency} are available, and the first interval costs ${amountWords(BigInt(second))} ${currency}.`;
    case 'concurrent_calls_reached':
      return `${first} of ${second} calls at once are in use.`;
    case 'cps_reached':
      return `More than ${first} call ${first === '1' ? 'attempt' : 'attempts'} within a second.`;
    case 'number_invalid':
      return `${first} is not a number that can be called.`;
    case 'no_rate_for_destination':
      return `No rate of ${second} covers +${first}.`;
    case 'no_rate_group':
      return first === '' ? 'No rate group is chosen.' : `The rate group ${first} is inactive.`;
    case 'no_exchange_rate':
      return `No exchange rate from ${first} to ${second} is known.`;
    case 'destination_blocked':
      return `The prefix ${second} is blocked, and +${first} begins with it.`;
    case 'destination_class_closed':
      return `+${first} begins with ${third} and is ${CLASSES[second] ?? second}: such calls are not open for the account.`;
    case 'spend_cap_reached': {
      const cap = `The cap is ${amountWords(BigInt(second))} ${currency} ${CAP_WORDS[first] ?? ''}`;
      const used = first === 'callCost' ? '' : `, ${amountWords(BigInt(third))} are spent or held`;
      return `${cap}${used}, and the first interval costs ${amountWords(BigInt(fourth))} ${currency}.`;
    }
    case 'account_expired':
      return `This account expired on ${first}.`;
    case 'reseller_suspended':
      return `The account ${first} above is not active.`;
    default:
      return null;
  }
}

function arithmeticOf(call: ExplainedCall, viewer: Viewer): string[] {
  const { frozen, grantedSeconds } = call;
  const talkSeconds = talkSecondsOf(call.talkMs);
  const lines = [`${formatDecimal(BigInt(call.talkMs), 3)} s of talk count as ${talkSeconds} s.`];
  const isCapped = talkSeconds > grantedSeconds && (call.endedBy === 'limit' || !call.isOverrun);
  const paidSeconds = isCapped ? grantedSeconds : talkSeconds;
  if (isCapped) lines.push(`Only the ${grantedSeconds} s that were allowed are billed.`);
  if (call.isOverrun && !isCapped)
    lines.push(`The switch let the call run beyond the ${grantedSeconds} s allowed.`);
  if (call.isEstimated)
    lines.push('The end was lost: this is an estimate up to the last proof that the call lived.');
  const visible = frozen.levels.slice(0, viewer.levelNames.length);
  for (const [index, level] of visible.entries()) {
    const micros = call.levelChargeMicros[index] ?? 0n;
    lines.push(`${viewer.levelNames[index] ?? ''}: ${priceWords(level, paidSeconds, micros)}`);
  }
  for (let index = 1; index < visible.length; index++) {
    const [income, cost] = [call.levelChargeMicros[index - 1] ?? 0n, call.levelChargeMicros[index] ?? 0n];
    const [own, above] = [visible[index - 1]?.currency, visible[index]?.currency];
    if (own !== above) continue;
    lines.push(
      `${viewer.levelNames[index] ?? ''} keeps ${amountWords(income)} − ${amountWords(cost)} = ${amountWords(income - cost)} ${own}`,
    );
  }
  const route = frozen.routes.find(({ gatewayId }) => gatewayId === call.gatewayId);
  if (viewer.seesCarrier && route !== undefined) {
    const carrier = { ...route, rateCurrency: route.currency };
    lines.push(`${route.trunk}: ${priceWords(carrier, talkSeconds, call.carrierCostMicros)}`);
  }
  return lines;
}

function priceWords(
  level: Pick<FrozenLevel, 'terms' | 'rateCurrency' | 'currency'>,
  paidSeconds: number,
  micros: bigint,
): string {
  const terms = readTerms(level.terms);
  const billed = billedSeconds(terms, paidSeconds);
  const { rateCurrency, currency } = level;
  const perMinute = `${trim(formatRate(terms.costPerMinuteNanos))} ${rateCurrency} a minute × ${billed} s ÷ 60`;
  const connection = `${amountWords(terms.connectionCostMicros)} ${rateCurrency} to connect`;
  let price = terms.connectionCostMicros === 0n ? perMinute : `${connection} + ${perMinute}`;
  const hasFactors = terms.markUpPpm !== 0n || terms.exchangeRateE10 !== SAME_CURRENCY_E10;
  if (hasFactors && terms.connectionCostMicros !== 0n) price = `(${price})`;
  if (terms.markUpPpm !== 0n) price += ` × ${trim(formatDecimal(PPM + terms.markUpPpm, 6))}`;
  if (rateCurrency !== currency)
    price += ` × ${trim(formatDecimal(terms.exchangeRateE10, 10))} ${currency} per ${rateCurrency}`;
  return `${intervalWords(terms)}, ${paidSeconds} s are billed as ${billed} s: ${price} = ${amountWords(micros)} ${currency}`;
}

function rateWords(terms: Terms, currency: string): string {
  const connection =
    terms.connectionCostMicros === 0n ? '' : `${amountWords(terms.connectionCostMicros)} to connect and `;
  return `${connection}${trim(formatRate(terms.costPerMinuteNanos))} ${currency} a minute, ${intervalWords(terms)}`;
}

function intervalWords({ graceSeconds, initialIncrementSeconds, incrementSeconds }: Terms): string {
  const grace = graceSeconds === 0 ? '' : ` after ${graceSeconds} s of grace`;
  return `${initialIncrementSeconds}/${incrementSeconds}${grace}`;
}

/** At least two digits after the point, more where the amount has them: 0.50, 0.0024. */
function amountWords(micros: bigint): string {
  return trim(formatMoney(micros), 2);
}

function trim(decimal: string, digitsMin = 0): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(digitsMin, '0');
  return kept === '' ? whole : `${whole}.${kept}`;
}
