/** May this call start, for how long, at what price, over which routes: the checks in their order. */
import { findRate } from '../rating/prefix-table.ts';
import { SAME_CURRENCY_E10 } from '../rating/rate.ts';
import { gatewayUri } from '../routing/gateway-uri.ts';
import { walletIn, type Book, type BookWallet } from './book.ts';
import type { Catalogue, KnownAccount } from './catalogue.ts';
import { blockedFailure, guardFailure, statusFailure, takeTokens } from './checks.ts';
import { chooseRoutes, GATEWAYS_MAX, type TopLevel } from './choose-routes.ts';
import { writeTerms, type Frozen, type Seen } from './frozen.ts';
import { destinationClassOf, guardsOfCaller } from './guards.ts';
import { priceLevels, type PricedLevel } from './levels.ts';
import { readCaller } from './numbers-of-call.ts';
import { hasLimit, withinLimits, type Limited } from './trunk-limits.ts';
import { localTarget, weighLocal, weighOwnNumber } from './weigh-local.ts';
import { purchaseOf, weighMoney } from './weigh-money.ts';
import { draftOf, refuserOf, type Question, type Weighed, type WeighSetting } from './weighing.ts';

/** A call that is forwarded more often goes in a circle. */
const FORWARDS_MAX = 3;

/** The first check that fails decides. Takes a token of calls per second at each level and of the trunks; nothing else of the book changes. */
export function weighCall(book: Book, question: Question, setting: WeighSetting): Weighed {
  const { payers } = question;
  const { account } = question.identified;
  const { catalogue, now } = setting;
  const wallets = payers.map(({ wallet }) => walletIn(book, wallet.id));
  const draft = draftOf(question, setting);
  const { destination } = draft;
  const refuse = refuserOf(draft, payers);
  const tooFast = takeTokens(catalogue, payers, wallets, now);
  if (tooFast !== null) return refuse(tooFast);
  const barred = statusFailure(catalogue, account, now);
  if (barred !== null) return refuse(barred);
  const guarded = guardFailure(account);
  if (guarded !== null) return refuse(guarded);
  if (draft.forwarded !== undefined && draft.forwarded.times > FORWARDS_MAX)
    return refuse({ reason: 'forwarded_too_often', level: 0, figures: [String(FORWARDS_MAX)] });
  const target = localTarget(question, draft, setting);
  if (target !== null) return weighLocal({ question, draft, wallets, target }, setting);
  if (destination === null) return refuse({ reason: 'number_invalid', level: 0, figures: [draft.dialled] });
  const did = catalogue.dids.get(destination);
  if (did !== undefined) return weighOwnNumber({ question, draft, wallets, did }, setting);
  const blocked = blockedFailure(catalogue, account, destination);
  if (blocked !== null) return refuse(blocked);
  const guards = guardsOfCaller(catalogue, account, wallets[0] as BookWallet);
  const kind = destinationClassOf(catalogue, account, destination);
  if (kind !== null && !guards.isOpen[kind.name]) {
    const figures = [destination, kind.name, kind.prefix];
    return refuse({ reason: 'destination_class_closed', level: 0, figures });
  }
  const { cli } = draft;
  if (cli?.effect === 'refused') {
    const isRead = readCaller(catalogue, account, draft.callerGiven) !== null;
    // As the phone gave it, and not as a forced one would be shown.
    const figures = [isRead ? (draft.callerGiven ?? '') : ''];
    return refuse({ reason: 'caller_id_not_in_pool', level: 0, figures });
  }
  const callersGroupId = cli?.effect === 'other_rate_group' ? account.nonCliRateGroupId : account.rateGroupId;
  const levels = priceLevels(catalogue, payers, wallets, destination, now, callersGroupId);
  if ('reason' in levels) return refuse(levels);
  const priced = purchaseOf(levels, { caller: account, guards }, setting);
  if ('reason' in priced) return refuse(priced);
  const money = weighMoney(levels, { ...draft, ...priced }, setting);
  const seenBefore = {
    ...money.seen,
    destinationClass: kind?.name ?? null,
    ...(kind === null ? {} : { riskyPrefix: kind.prefix }),
  };
  if (money.failed !== null) return refuse(money.failed, { ...priced, seen: { ...seenBefore, skipped: [] } });
  const top = routedBy(levels, catalogue, { account, destination, atMs: now.getTime() });
  const chosen = chooseRoutes(catalogue, {
    number: destination,
    caller: draft.caller,
    atMs: now.getTime(),
    draw: setting.draw,
    mayTry: setting.mayTry,
    top,
  });
  const choice = withinLimits(book, chosen, now);
  const seen: Seen = {
    ...seenBefore,
    skipped: choice.skipped.slice(0, GATEWAYS_MAX),
    ...howHealthy(choice),
  };
  if (choice.routes.length === 0) {
    const isDear = choice.skipped.some(([, why]) => why === 'not_profitable');
    const without = isDear ? 'no_profitable_route' : 'no_route';
    const reason = chosen.routes.length + chosen.resting.length > 0 ? 'trunks_full' : without;
    return refuse({ reason, level: levels.length - 1, figures: [] }, { ...priced, seen });
  }
  const frozen: Frozen = { ...draft, ...priced, seen, ...routesOf(choice, draft.caller) };
  return { isGranted: true, levels, seconds: money.seconds, frozen };
}

/** Whose routing and rate lead the call: the top level's. Another price list of the caller's changes its price alone. */
function routedBy(
  levels: readonly PricedLevel[],
  catalogue: Catalogue,
  { account, destination, atMs }: Readonly<{ account: KnownAccount; destination: string; atMs: number }>,
): TopLevel {
  const { payer, group, rate, terms } = levels.at(-1) as PricedLevel;
  const top = { group, rate, terms, currency: payer.wallet.currency };
  const own = levels.length > 1 ? undefined : catalogue.rateGroups.get(account.rateGroupId ?? -1n);
  if (own === undefined || !own.isActive || own === group) return top;
  const ownRate = findRate(own.rates, destination, { accountId: account.id, atMs });
  return ownRate === null ? top : { ...top, group: own, rate: ownRate };
}

/** What a trace has to say of unhealthy gateways that the call may use all the same. */
function howHealthy({ routes, isLastResort }: Limited): Pick<Seen, 'isLastResort' | 'trials'> {
  if (isLastResort) return { isLastResort };
  const trials = routes.flatMap(({ trunk, gateways }) =>
    gateways
      .filter(({ retryAtMs }) => retryAtMs !== null)
      .map(({ name }): [string, string] => [trunk.name, name]),
  );
  return trials.length === 0 ? {} : { trials };
}

function routesOf({ routes }: Limited, caller: string | null): Pick<Frozen, 'routes' | 'codecs'> {
  const written = routes.flatMap(({ trunk, gateways, rate, terms, currency, toTopE10, numbers }) =>
    gateways.map((gateway) => ({
      gatewayId: String(gateway.id),
      gatewayPublicId: gateway.publicId,
      uri: gatewayUri(gateway, numbers.destination),
      ...(numbers.caller === caller ? {} : { caller: numbers.caller }),
      transport: gateway.transport,
      trunk: trunk.name,
      ...(hasLimit(trunk) ? { trunkId: String(trunk.id) } : {}),
      prefix: rate.prefix,
      currency,
      ...(toTopE10 === SAME_CURRENCY_E10 ? {} : { toTopE10: String(toTopE10) }),
      terms: writeTerms(terms),
      costAccountId: String(trunk.costAccountId),
      payableAccountId: String(trunk.payableAccountId),
    })),
  );
  return { routes: written.slice(0, GATEWAYS_MAX), codecs: [...(routes[0]?.trunk.codecs ?? [])] };
}
