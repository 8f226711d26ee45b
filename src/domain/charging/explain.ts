/** Why a call went as it did and what it cost, in remarks, out of what was frozen with it. */
import { CAPS } from '../accounts/guards.ts';
import { arithmeticOf, incrementsOf, pricesRemark } from './explain-price.ts';
import { packagesOf } from './free-seconds.ts';
import { leftOutRemarks, routeRemarks } from './explain-routes.ts';
import { visibleLevels, type ExplainedCall, type Viewer } from './explained-call.ts';
import {
  readTerms,
  type DialledDevice,
  type Failure,
  type Frozen,
  type FrozenLevel,
  type FrozenPackage,
} from './frozen.ts';
import { isForTheOperator, isReason, safeReason, type Reason } from './reasons.ts';
import {
  accessRateRemark,
  cardIdentityRemark,
  inboundIdentityRemark,
  inboundRateRemark,
  inboundRouteRemarks,
  noPhoneRemark,
  staysInside,
} from './explain-inbound.ts';
import { figure, nameOf, remark, REMARKS, type Remark } from './remarks.ts';

/** The checks in the order in which they are made. */
export const CHECKS = [
  'identity',
  'emergency',
  'cps',
  'status',
  'number',
  'blocked',
  'destination_class',
  'caller',
  'rate',
  'packages',
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
  suspended_for_debt: 'status',
  account_closed: 'status',
  account_expired: 'status',
  reseller_suspended: 'status',
  blocked_by_guard: 'status',
  number_invalid: 'number',
  number_not_in_service: 'number',
  number_not_paid: 'number',
  forwarded_too_often: 'number',
  local_calls_not_allowed: 'number',
  destination_blocked: 'blocked',
  destination_class_closed: 'destination_class',
  caller_id_not_in_pool: 'caller',
  no_rate_group: 'rate',
  no_rate_for_destination: 'rate',
  no_exchange_rate: 'rate',
  concurrent_calls_reached: 'concurrent_calls',
  spend_cap_reached: 'spend_caps',
  insufficient_funds: 'money',
  no_emergency_route: 'route',
  no_route: 'route',
  no_profitable_route: 'route',
  trunks_full: 'route',
};

/** No checks: `onward` says what became of the call that it went on as, `hang_up` that it was ended from here, and why. */
export type TraceStep = Readonly<{
  check: Check | 'onward' | 'hang_up';
  passed: boolean;
  remarks: readonly Remark[];
}>;
export type Explanation = Readonly<{
  trace: readonly TraceStep[];
  /** What the checks saw is kept for some days only, and those are over: the trace is empty. */
  hasTraceEnded: boolean;
  arithmetic: readonly Remark[];
  /** What each visible level paid, the caller first. */
  levels: readonly Readonly<{ who: Remark; chargeMicros: bigint; currency: string }>[];
}>;

export function explainCall(call: ExplainedCall, viewer: Viewer): Explanation {
  const levels = visibleLevels(call.frozen, viewer).map(({ who, level: { currency } }, index) => ({
    who,
    chargeMicros: call.levelChargeMicros[index] ?? 0n,
    currency,
  }));
  const hasTraceEnded = call.frozen.traceEnded === true;
  const trace = hasTraceEnded ? [] : traceOf(call, viewer);
  const arithmetic = call.outcome === 'answered' ? arithmeticOf(call, viewer) : [];
  return { trace, hasTraceEnded, arithmetic, levels };
}

function traceOf(call: ExplainedCall, viewer: Viewer): readonly TraceStep[] {
  const { failed } = call.frozen;
  const failedCheck = failed !== null && isReason(failed.reason) ? CHECK_OF[failed.reason] : null;
  const trace: TraceStep[] = [];
  for (const check of CHECKS) {
    if (check === 'identity' && call.isSimulated === true) continue;
    if (!isMade(check, call.frozen)) continue;
    if (check === failedCheck && failed !== null) {
      trace.push({ check, passed: false, remarks: refusalRemarks(failed, call.frozen, viewer) });
      break;
    }
    trace.push({ check, passed: true, remarks: passRemarks(check, call, viewer) });
  }
  return trace;
}

/** A call for help is asked for nothing else, and no other call for that; one that stays inside goes out to no destination. */
const OUTBOUND: ReadonlySet<Check> = new Set(['blocked', 'destination_class', 'caller']);
/** Nor is one to an access number asked for a token or a line. */
const OF_LINES: ReadonlySet<Check> = new Set(['cps', 'concurrent_calls']);

function isMade(check: Check, call: Frozen): boolean {
  const { emergency, ...frozen } = call;
  if (check === 'packages') return packagesOf(call).length > 0;
  if (check === 'blocked' && frozen.ownNumber !== undefined) return true;
  if (staysInside(frozen) && OUTBOUND.has(check)) return false;
  if (frozen.access !== undefined && OF_LINES.has(check)) return false;
  if (emergency === undefined) return check !== 'emergency';
  return check === 'identity' || check === 'emergency' || check === 'route';
}

/** Who a level is, for a reader who may see it. */
export function levelRemark({ kind, number }: Readonly<{ kind: string; number: string }>): Remark {
  const figures = { number: figure.text(number) };
  return kind === 'reseller' ? remark('level.reseller', figures) : remark('level.account', figures);
}

export const ofLevel = (who: Remark, what: Remark) =>
  remark('level.of', { who: figure.remark(who), what: figure.remark(what) });
const international = (digits: string) => figure.text(`+${digits}`);

function passRemarks(check: Check, call: ExplainedCall, viewer: Viewer): readonly Remark[] {
  const { frozen } = call;
  const each = (tell: (level: FrozenLevel, index: number) => Remark) =>
    visibleLevels(frozen, viewer).map(({ who, level, index }) => ofLevel(who, tell(level, index)));
  switch (check) {
    case 'identity':
      return [cardIdentityRemark(frozen) ?? inboundIdentityRemark(frozen, viewer) ?? identityRemark(frozen)];
    case 'emergency':
      return [remark('emergency.is', { dialled: figure.text(frozen.meant) })];
    case 'cps':
      return [remark('cps.passed')];
    case 'status':
      return [remark('status.passed')];
    case 'number':
      return numberRemarks(frozen);
    case 'blocked':
      return [remark('blocked.passed')];
    case 'destination_class': {
      const name = frozen.seen.destinationClass ?? null;
      if (name === null) return [remark('destination_class.none')];
      return [remark('destination_class.open', { kind: kindOf(name) })];
    }
    case 'caller':
      return [...unverifiedRemarks(frozen), ...callerRemarks(frozen)];
    case 'rate':
      return each(rateRemarkOf(frozen));
    case 'packages':
      return packageRemarks(frozen, viewer);
    case 'concurrent_calls':
      return each((_, index) => {
        const [live = 0, max = -1] = frozen.seen.calls[index] ?? [];
        const figures = { call: figure.number(live + 1) };
        if (max < 0) return remark('concurrent_calls.unlimited', figures);
        return remark('concurrent_calls.of', { ...figures, max: figure.number(max) });
      });
    case 'spend_caps':
      return capRemarks(frozen);
    case 'money': {
      const available = each(({ currency }, index) =>
        remark('money.available', {
          amount: figure.money(BigInt(frozen.seen.available[index] ?? '0'), currency),
        }),
      );
      if (call.grantedSeconds === 0) return available;
      return [...available, remark('money.allowed', { seconds: figure.seconds(call.grantedSeconds) })];
    }
    case 'route':
      if (staysInside(frozen)) return inboundRouteRemarks(frozen);
      return viewer.seesCarrier ? routeRemarks(call) : [remark('route.found')];
  }
}

function identityRemark({ username, source }: Frozen): Remark {
  if (username === null) return remark('identity.address', { source: figure.text(source) });
  const device = { username: figure.text(username) };
  if (source === '') return remark('identity.device_from_unknown', device);
  return remark('identity.device', { ...device, source: figure.text(source) });
}

function numberRemarks(frozen: Frozen): readonly Remark[] {
  const { meant, localized, local } = frozen;
  const dialled = figure.text(frozen.dialled);
  const number = international(frozen.destination ?? '');
  if (frozen.access !== undefined) return [remark('number.access', { number })];
  if (local !== undefined) return localRemarks(frozen, local);
  if (frozen.inbound !== undefined) return [remark('number.came_in', { number })];
  if (frozen.ownNumber !== undefined) return [remark('number.own', { number })];
  if (meant === frozen.dialled && localized === meant) return [remark('number.dialled', { dialled, number })];
  const first =
    meant === frozen.dialled
      ? remark('number.typed', { dialled })
      : remark('number.stands_for', { dialled, meant: figure.text(meant) });
  const rules =
    localized === meant ? [] : [remark('number.localized', { localized: figure.text(localized) })];
  return [first, ...rules, remark('number.is', { number })];
}

function unverifiedRemarks({ callerGiven, isCallerUnverified }: Frozen): readonly Remark[] {
  if (isCallerUnverified !== true) return [];
  return [remark('caller.unverified', { given: figure.text(callerGiven ?? '') })];
}

/** What the CLI pool made of the caller ID, and with which one the call goes out: a forced one whatever the pool says. */
function callerRemarks({ caller, callerGiven, isCallerForced, cli, card }: Frozen): readonly Remark[] {
  const number = international(caller ?? '');
  const shown = caller === null ? remark('caller.none') : remark('caller.shown', { number });
  const last = isCallerForced === true ? remark('caller.forced', { number }) : shown;
  const given = figure.text(callerGiven ?? '');
  const isAnonymous = callerGiven === null;
  switch (cli?.effect) {
    case 'kept':
      return [remark('caller.own', { given }), last];
    case 'presented': {
      if (isCallerForced === true) return isAnonymous ? [last] : [remark('caller.not_own', { given }), last];
      const own = international(cli.presented);
      if (isAnonymous) return [remark('caller.presented_for_none', { number: own }), shown];
      return [remark('caller.presented', { given, number: own }), shown];
    }
    case 'other_rate_group':
      return [
        isAnonymous ? remark('caller.other_prices_for_none') : remark('caller.other_prices', { given }),
        last,
      ];
    default:
      // Of a card the number of the caller is shown where it is the account's own.
      return card === undefined || isAnonymous || caller !== null
        ? [last]
        : [remark('caller.not_own', { given }), last];
  }
}

function localRemarks({ dialled, meant }: Frozen, { username, extension }: DialledDevice): readonly Remark[] {
  const named = { username: figure.text(username) };
  const device =
    extension === undefined
      ? remark('number.device', named)
      : remark('number.extension', { extension: figure.text(extension), ...named });
  if (meant === dialled) return [device];
  return [remark('number.stands_for', { dialled: figure.text(dialled), meant: figure.text(meant) }), device];
}

function rateRemarkOf({ local, inbound, ownNumber, access }: Frozen): (level: FrozenLevel) => Remark {
  if (access !== undefined) return accessRateRemark;
  if (inbound !== undefined) return inboundRateRemark;
  return local === undefined && ownNumber === undefined ? rateRemark : localRateRemark;
}

function localRateRemark({ rateCurrency, terms }: FrozenLevel): Remark {
  const read = readTerms(terms);
  if (read.costPerMinuteNanos === 0n) return remark('rate.local_free');
  const rate = figure.rate(read.costPerMinuteNanos, rateCurrency);
  return remark('rate.local', { rate, increments: incrementsOf(read) });
}

const kindOf = (name: string) => figure.remark(remark(`kind.${nameOf(REMARKS.kind, name)}`));

function rateRemark(level: FrozenLevel): Remark {
  const { prefix, destination, rateGroup, rateCurrency, terms, isPersonal } = level;
  const read = readTerms(terms);
  const figures = {
    prefix: figure.text(prefix),
    rateGroup: figure.text(rateGroup),
    price: figure.remark(pricesRemark(terms, rateCurrency)),
    increments: incrementsOf(read),
  };
  if (destination === '')
    return remark(isPersonal === true ? 'rate.personal_prefix' : 'rate.prefix', figures);
  const named = { ...figures, destination: figure.text(destination) };
  return remark(isPersonal === true ? 'rate.personal' : 'rate.destination', named);
}

/** What was left of the packages of the levels that the reader may see. */
function packageRemarks(frozen: Frozen, viewer: Viewer): readonly Remark[] {
  return visibleLevels(frozen, viewer).flatMap(({ who, level: { packages = [] } }) =>
    packages.length === 0
      ? [ofLevel(who, remark('package.none'))]
      : packages.map((each) => ofLevel(who, packageRemark(each))),
  );
}

function packageRemark({ name, left, included }: FrozenPackage): Remark {
  const figures = { name: figure.text(name), included: figure.seconds(included) };
  return left > 0
    ? remark('package.left', { ...figures, left: figure.seconds(left) })
    : remark('package.used_up', figures);
}

function capRemarks({ caps, seen, levels, secondsMax }: Frozen): readonly Remark[] {
  const { spent } = seen;
  if (caps === undefined || spent === undefined) return [remark('spend_caps.not_in_force')];
  const money = (micros: string) => figure.money(BigInt(micros), levels[0]?.currency ?? '');
  const remarks = CAPS.flatMap((name) => {
    const micros = caps[name];
    if (micros === null) return [];
    const cap = money(micros);
    if (name === 'callCost') return [remark('cap.callCost', { cap })];
    const before = name === 'spendPerHour' ? spent.hour : spent.day;
    return [remark(`cap.${name}`, { cap, spent: money(before) })];
  });
  const length =
    secondsMax === undefined ? [] : [remark('spend_caps.length', { seconds: figure.seconds(secondsMax) })];
  if (remarks.length === 0) return [remark('spend_caps.none'), ...length];
  const held = spent.held === '0' ? [] : [remark('spend_caps.held', { amount: money(spent.held) })];
  return [...remarks, ...held, ...length];
}

/** Staff read level and figures; who may not see the level reads what a customer may, and what a caller may do. */
export function refusalRemarks(failed: Failure, frozen: Frozen, viewer: Viewer): readonly Remark[] {
  const { level } = failed;
  const reason = nameOf(REMARKS.reason, failed.reason);
  const who = failed.accountId === undefined ? viewer.levels[level] : (viewer.forbids ?? undefined);
  if (who === undefined && !viewer.seesEverybody) {
    const told = safeReason(reason, level);
    return [remark(`reason.${told}`), ...helpRemarks(told)];
  }
  const isTheirs = viewer.seesRemedies && (viewer.seesEverybody || !isForTheOperator(reason));
  const what =
    figureRemark(reason, frozen, failed) ?? remark(isTheirs ? `failed.${reason}` : `reason.${reason}`);
  // That somebody above is not active names the account itself.
  const isNamed = level === 0 || who === undefined || reason === 'reseller_suspended';
  const told = isNamed ? what : ofLevel(who, what);
  const leftOut = CHECK_OF[reason] === 'route' && viewer.seesCarrier ? leftOutRemarks(frozen) : [];
  // Each cap is over in its own time, and one of them never.
  const cap = reason === 'spend_cap_reached' ? CAPS.find((each) => each === failed.figures[0]) : undefined;
  if (cap !== undefined) return [told, remark(isTheirs ? `cap_remedy.${cap}` : `cap_help.${cap}`)];
  const unverified = reason === 'caller_id_not_in_pool' ? unverifiedRemarks(frozen) : [];
  return [
    told,
    ...unverified,
    ...leftOut,
    ...(isTheirs ? [remark(`remedy.${reason}`)] : helpRemarks(reason)),
  ];
}

function helpRemarks(reason: Reason): readonly Remark[] {
  return Object.hasOwn(REMARKS.help, reason) ? [remark(`help.${nameOf(REMARKS.help, reason)}`)] : [];
}

/** Of these a figure is the number that was dialled, which is still worth saying when it is masked. */
const NAME_THE_NUMBER: ReadonlySet<Reason> = new Set([
  'number_invalid',
  'number_not_in_service',
  'number_not_paid',
  'no_rate_for_destination',
  'destination_blocked',
  'destination_class_closed',
]);

/** Of a call that is forwarded the number that it goes on from was compared, else what the phone gave; '' = that was none. */
function callerNotAllowed({ forwarded, callerGiven }: Frozen, first: string): Remark {
  if (forwarded !== undefined)
    return remark('caller.not_allowed', { number: international(forwarded.number) });
  if (first === '') return remark('caller.none_allowed');
  return remark('caller.not_allowed', { number: figure.text(callerGiven ?? first) });
}

function figureRemark(reason: Reason, frozen: Frozen, { level, figures }: Failure): Remark | null {
  const currency = frozen.levels[level]?.currency ?? '';
  // Masking takes whatever has the digits of the number for it: "2" of two calls at once, where the speed dial 2 was dialled.
  if (!NAME_THE_NUMBER.has(reason) && figures.some((each) => each.endsWith('xxxx'))) return null;
  const [first = '', second = '', third = '', fourth = ''] = figures;
  const money = (micros: string) => figure.money(BigInt(micros), currency);
  switch (reason) {
    case 'insufficient_funds':
      return remark('money.short', { available: money(first), first: money(second) });
    case 'concurrent_calls_reached':
      return remark('concurrent_calls.reached', { live: figure.number(first), max: figure.number(second) });
    case 'cps_reached':
      return remark('cps.reached', { max: figure.number(first) });
    case 'number_not_in_service':
      return noPhoneRemark(first) ?? remark('number.not_in_service', { username: figure.text(first) });
    case 'forwarded_too_often':
      return remark('number.forwarded_too_often', { max: figure.number(first) });
    case 'number_invalid':
      return remark('number.invalid', { dialled: figure.text(first) });
    case 'caller_id_not_in_pool':
      return callerNotAllowed(frozen, first);
    case 'no_rate_for_destination':
      return remark('rate.none', { rateGroup: figure.text(second), number: international(first) });
    case 'no_rate_group':
      return first === ''
        ? remark('rate.no_group')
        : remark('rate.group_inactive', { rateGroup: figure.text(first) });
    case 'no_exchange_rate':
      return remark('rate.no_exchange_rate', { from: figure.text(first), to: figure.text(second) });
    case 'destination_blocked':
      return remark('blocked.prefix', { prefix: figure.text(second), number: international(first) });
    case 'destination_class_closed':
      return remark('destination_class.closed', {
        number: international(first),
        prefix: figure.text(third),
        kind: kindOf(second),
      });
    case 'spend_cap_reached': {
      const name = nameOf(REMARKS.cap_reached, first);
      const of = { cap: money(second), first: money(fourth) };
      if (name === 'callCost') return remark('cap_reached.callCost', of);
      return remark(`cap_reached.${name}`, { ...of, used: money(third) });
    }
    case 'blocked_by_guard':
      return remark(`guards.${nameOf(REMARKS.guards, first)}`, { at: figure.instant(second) });
    case 'account_expired':
      return remark('status.expired', { at: figure.instant(first) });
    case 'reseller_suspended':
      return remark('status.above', { number: figure.text(first) });
    default:
      return null;
  }
}
