/** May this call start, for how long, at what price, over which routes: the checks in their order. */
import { known } from '../assert.ts';
import { affordableSeconds } from '../rating/hold.ts';
import { findRate } from '../rating/prefix-table.ts';
import { gatewayUri } from '../routing/gateway-uri.ts';
import { availableMicros, walletIn, type Book, type BookWallet } from './book.ts';
import type { Catalogue, KnownAccount, Payer } from './catalogue.ts';
import { blockedFailure, concurrentMax, statusFailure, takeTokens } from './checks.ts';
import { decideCli } from './cli-pool.ts';
import { chooseRoutes, GATEWAYS_MAX, type Choice, type TopLevel } from './choose-routes.ts';
import type { AuthorizeEvent } from './events.ts';
import { writeTerms, type Failure, type Frozen, type Seen } from './frozen.ts';
import {
  allowanceMicros,
  destinationClassOf,
  frozenCaps,
  guardsOfCaller,
  seenSpending,
  tightestCap,
} from './guards.ts';
import type { Identified } from './identify.ts';
import { affordable, frozenLevel, priceLevels, type Level } from './levels.ts';
import { readCaller, readNumber } from './numbers-of-call.ts';
import type { Reason } from './reasons.ts';

export type Failed = Failure & Readonly<{ reason: Reason }>;

export type Question = Readonly<{
  event: AuthorizeEvent;
  identified: Identified;
  /** The caller first. */
  payers: readonly Payer[];
}>;

/** `seconds` is what every level can pay for and may spend at once: the first slice. */
export type Weighed =
  | Readonly<{ isGranted: true; levels: readonly Level[]; seconds: number; frozen: Frozen }>
  | Readonly<{ isGranted: false; frozen: Frozen & Readonly<{ failed: Failed }> }>;

export type WeighSetting = Readonly<{
  catalogue: Catalogue;
  now: Date;
  /** From 0 to below 1, the same for the same call: decides between trunks by share. */
  draw: number;
}>;

/** The first check that fails decides. Takes a token of calls per second at each level; nothing else of the book changes. */
export function weighCall(book: Book, question: Question, setting: WeighSetting): Weighed {
  const { payers } = question;
  const { account } = question.identified;
  const { catalogue, now } = setting;
  const wallets = payers.map(({ wallet }) => walletIn(book, wallet.id));
  const draft = draftOf(question, setting);
  const { destination } = draft;
  const refuse = (failed: Failed, seen: Partial<Frozen> = {}): Weighed => ({
    isGranted: false,
    frozen: { ...draft, ...payersUnlessPriced(payers, seen), ...seen, failed },
  });

  const tooFast = takeTokens(catalogue, payers, wallets, now);
  if (tooFast !== null) return refuse(tooFast);
  const barred = statusFailure(catalogue, account, now);
  if (barred !== null) return refuse(barred);
  if (destination === null) return refuse({ reason: 'number_invalid', level: 0, figures: [draft.dialled] });
  const blocked = blockedFailure(catalogue, account, destination);
  if (blocked !== null) return refuse(blocked);
  const guards = guardsOfCaller(catalogue, account, wallets[0] as BookWallet);
  const kind = destinationClassOf(catalogue, account, destination);
  if (kind !== null && !guards.isOpen[kind.name]) {
    const figures = [destination, kind.name, kind.prefix];
    return refuse({ reason: 'destination_class_closed', level: 0, figures });
  }
  const { cli } = draft;
  if (cli?.effect === 'refused')
    return refuse({ reason: 'caller_id_not_in_pool', level: 0, figures: [draft.caller ?? ''] });
  const callersGroupId = cli?.effect === 'other_rate_group' ? account.nonCliRateGroupId : account.rateGroupId;
  const levels = priceLevels(catalogue, payers, wallets, destination, now, callersGroupId);
  if ('reason' in levels) return refuse(levels);
  const priced = { levels: levels.map(frozenLevel), caps: frozenCaps(guards) };
  const money = weighMoney(levels, priced.caps, draft.sliceSeconds, setting);
  const seenBefore = { ...money.seen, destinationClass: kind?.name ?? null };
  if (money.failed !== null) {
    // What was not looked at before the check that failed is not told.
    const seen = money.failed.reason === 'insufficient_funds' ? { seen: { ...seenBefore, skipped: [] } } : {};
    return refuse(money.failed, { ...priced, ...seen });
  }
  const top = routedBy(levels, catalogue, { account, destination, atMs: now.getTime() });
  const choice = chooseRoutes(catalogue, {
    number: destination,
    caller: draft.caller,
    atMs: now.getTime(),
    draw: setting.draw,
    top,
  });
  const seen: Seen = { ...seenBefore, skipped: choice.skipped.slice(0, GATEWAYS_MAX) };
  if (choice.routes.length === 0) {
    const isDear = choice.skipped.some(([, why]) => why === 'not_profitable');
    const reason = isDear ? 'no_profitable_route' : 'no_route';
    return refuse({ reason, level: levels.length - 1, figures: [] }, { ...priced, seen });
  }
  const frozen: Frozen = { ...draft, ...priced, seen, ...routesOf(choice, draft.caller) };
  return { isGranted: true, levels, seconds: money.seconds, frozen };
}

/** Whose routing and rate lead the call: the top level's. Another price list of the caller's changes its price alone. */
function routedBy(
  levels: readonly Level[],
  catalogue: Catalogue,
  { account, destination, atMs }: Readonly<{ account: KnownAccount; destination: string; atMs: number }>,
): TopLevel {
  const { payer, group, rate, terms } = levels.at(-1) as Level;
  const top = { group, rate, terms, currency: payer.wallet.currency };
  const own = levels.length > 1 ? undefined : catalogue.rateGroups.get(account.rateGroupId ?? -1n);
  if (own === undefined || !own.isActive || own === group) return top;
  const ownRate = findRate(own.rates, destination, { accountId: account.id, atMs });
  return ownRate === null ? top : { ...top, group: own, rate: ownRate };
}

/** What is known of a call before it is checked. */
export function draftOf({ event, identified }: Question, { catalogue, draw }: WeighSetting): Frozen {
  const { account, dialled } = identified;
  const given = readCaller(catalogue, account, event.callerNumber);
  const cli = decideCli(account.cliPool, given, account.ownNumbers, draw);
  const chosen = cli?.effect === 'presented' ? cli.presented : given;
  return {
    version: 1,
    question: String(event.digest),
    username: event.identity.type === 'sip_device' ? event.identity.username : null,
    dialled: event.destination,
    ...readNumber(catalogue, account, dialled),
    caller: account.forcedCallerId ?? chosen,
    callerGiven: event.callerNumber,
    ...(cli === null ? {} : { cli }),
    source: event.sourceAddress,
    userAgent: event.userAgent,
    callId: event.callId,
    canPush: event.canPush,
    sliceSeconds: event.canPush ? catalogue.sliceSeconds : catalogue.callSecondsMax,
    codecs: [],
    levels: [],
    routes: [],
    seen: { calls: [], available: [], skipped: [] },
    failed: null,
  };
}

/** Whom a check at a level above is about; the levels of a call that was priced say it themselves. */
function payersUnlessPriced(payers: readonly Payer[], { levels }: Partial<Frozen>): Pick<Frozen, 'payers'> {
  return levels === undefined ? { payers: payers.map(({ account }) => String(account.id)) } : {};
}

/** Calls at once at each level, what the caller may spend, and what each level can pay: the seconds that all allow. */
function weighMoney(
  levels: readonly Level[],
  caps: ReturnType<typeof frozenCaps>,
  sliceSeconds: number,
  { catalogue, now }: WeighSetting,
) {
  const [own] = levels as readonly [Level];
  const calls = levels.map(
    ({ payer, wallet }) => [wallet.liveCalls, concurrentMax(catalogue, payer, wallet)] as const,
  );
  const available = levels.map(({ wallet }) => String(availableMicros(wallet)));
  const spent = seenSpending(own.wallet, now);
  const fail = (failed: Failed) => ({ failed, seconds: 0, seen: { calls, available, spent } });

  const full = calls.findIndex(([live, max]) => max >= 0 && live >= max);
  if (full >= 0)
    return fail({
      reason: 'concurrent_calls_reached',
      level: full,
      figures: (calls[full] ?? []).map(String),
    });
  const longestSlice = Math.min(sliceSeconds, catalogue.callSecondsMax);
  const allowance = allowanceMicros(caps, own.wallet, { heldMicros: 0n, now });
  const allowedSeconds =
    allowance === null ? longestSlice : affordableSeconds(own.hold, allowance, longestSlice);
  if (allowedSeconds === 0) {
    const { cap, micros, used } = known(tightestCap(caps, spent), 'the cap that was reached');
    const figures = [cap, String(micros), String(used), String(own.hold.firstMicros)];
    return fail({ reason: 'spend_cap_reached', level: 0, figures });
  }
  const { seconds, level } = affordable(levels, allowedSeconds);
  if (seconds === 0) {
    const figures = [available[level] ?? '', String((levels[level] as Level).hold.firstMicros)];
    return fail({ reason: 'insufficient_funds', level, figures });
  }
  return { failed: null, seconds, seen: { calls, available, spent } };
}

function routesOf({ routes }: Choice, caller: string | null): Pick<Frozen, 'routes' | 'codecs'> {
  const written = routes.flatMap(({ trunk, rate, terms, currency, numbers }) =>
    trunk.gateways.map((gateway) => ({
      gatewayId: String(gateway.id),
      gatewayPublicId: gateway.publicId,
      uri: gatewayUri(gateway, numbers.destination),
      ...(numbers.caller === caller ? {} : { caller: numbers.caller }),
      transport: gateway.transport,
      trunk: trunk.name,
      prefix: rate.prefix,
      currency,
      terms: writeTerms(terms),
      costAccountId: String(trunk.costAccountId),
      payableAccountId: String(trunk.payableAccountId),
    })),
  );
  return { routes: written.slice(0, GATEWAYS_MAX), codecs: [...(routes[0]?.trunk.codecs ?? [])] };
}
