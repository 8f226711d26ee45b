/** A call for help: nothing is asked but who calls, it costs nothing, and nothing ends it but its ends. */
import { gatewayUri } from '../routing/gateway-uri.ts';
import type { Catalogue, KnownTrunk } from './catalogue.ts';
import { GATEWAYS_MAX } from './choose-routes.ts';
import { writeTerms, type FrozenRoute } from './frozen.ts';
import { draftOf, type Question, type Weighed, type WeighSetting } from './weighing.ts';

/** A switch wants a limit: this is one that no call for help meets. */
const EMERGENCY_SECONDS = 86_400;
/** What carriers ask for such a call is not in their sheets: there, 112 would be a prefix of North America. */
const FREE = {
  connectionCostMicros: 0n,
  costPerMinuteNanos: 0n,
  graceSeconds: 0,
  initialIncrementSeconds: 1,
  incrementSeconds: 1,
  markUpPpm: 0n,
  exchangeRateE10: 10_000_000_000n,
};

/** The digits go out as they were dialled, over the trunks that carry such calls of the account's country. */
export function weighEmergency(question: Question, setting: WeighSetting): Weighed {
  const { account, dialled } = question.identified;
  const { catalogue } = setting;
  const { cli: _unasked, ...draft } = draftOf(question, setting);
  const [ownNumber = null] = account.ownNumbers.dids;
  const frozen = {
    ...draft,
    meant: dialled,
    localized: dialled,
    destination: dialled,
    // Whoever answers wants to call back.
    caller: draft.caller ?? ownNumber,
    emergency: { operatorId: String(catalogue.operatorId) },
    routes: routesOf(catalogue, account.country, dialled),
  };
  if (frozen.routes.length > 0) return { isGranted: true, levels: [], seconds: EMERGENCY_SECONDS, frozen };
  const failed = { reason: 'no_emergency_route', level: 0, figures: [account.country ?? ''] } as const;
  return { isGranted: false, frozen: { ...frozen, failed } };
}

function routesOf(catalogue: Catalogue, country: string | null, dialled: string): FrozenRoute[] {
  const trunks = [...catalogue.trunks.values()].filter((trunk) => carries(trunk, country));
  const inOrder = trunks.toSorted((a, b) => a.priority - b.priority || Number(a.id - b.id));
  const gateways = inOrder.flatMap((trunk) => trunk.gateways.map((gateway) => ({ trunk, gateway })));
  // None is left out: those that are unhealthy come last.
  const isUnhealthy = ({ gateway }: (typeof gateways)[number]) => gateway.retryAtMs !== null;
  const sorted = [...gateways.filter((each) => !isUnhealthy(each)), ...gateways.filter(isUnhealthy)];
  return sorted.slice(0, GATEWAYS_MAX).map(({ trunk, gateway }) => ({
    gatewayId: String(gateway.id),
    gatewayPublicId: gateway.publicId,
    uri: gatewayUri(gateway, dialled),
    transport: gateway.transport,
    trunk: trunk.name,
    prefix: dialled,
    currency: catalogue.rateGroups.get(trunk.terminationRateGroupId)?.currency ?? '',
    terms: writeTerms(FREE),
    costAccountId: String(trunk.costAccountId),
    payableAccountId: String(trunk.payableAccountId),
  }));
}

/** A caller of no known country is helped by whoever carries any such calls. */
function carries({ isActive, emergencyCountries }: KnownTrunk, country: string | null): boolean {
  if (!isActive || emergencyCountries.length === 0) return false;
  return country === null || emergencyCountries.includes(country);
}
