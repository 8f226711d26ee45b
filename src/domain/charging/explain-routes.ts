/** The routes of a call in remarks, for who may see carriers. */
import { numberInUri } from '../routing/gateway-uri.ts';
import type { ExplainedCall } from './explained-call.ts';
import type { Frozen } from './frozen.ts';
import { figure, nameOf, remark, REMARKS, type Remark } from './remarks.ts';

/** Why a trunk was left out. */
export function skipRemark(why: string): Remark {
  return remark(`skip.${nameOf(REMARKS.skip, why)}`);
}

/** Where a call could go, what each trunk was sent, and where it went. */
export function routeRemarks({
  outcome,
  frozen,
  gatewayId,
  triedGatewayIds,
  isSimulated = false,
}: ExplainedCall): readonly Remark[] {
  const order = [...new Set(frozen.routes.map(({ trunk }) => trunk))];
  const at = (id: string | null) => {
    const route = frozen.routes.find((each) => each.gatewayId === id);
    return route === undefined ? [] : [{ trunk: figure.text(route.trunk), uri: figure.text(route.uri) }];
  };
  const tried = triedGatewayIds.filter((id) => id !== gatewayId).flatMap(at);
  const used = at(gatewayId).map((figures) => remark('route.used', figures));
  return [
    ...(frozen.seen.isLastResort === true ? [remark('route.last_resort')] : []),
    remark('route.order', { trunks: figure.list(order) }),
    ...(frozen.seen.trials ?? []).map(([trunk, gateway]) =>
      remark('route.trial', { trunk: figure.text(trunk), gateway: figure.text(gateway) }),
    ),
    ...numbersAsWritten(frozen),
    ...tried.map((figures) => remark('route.tried', figures)),
    // One that rings may be on its way to the first of them.
    ...(isSimulated ? [] : used.length > 0 ? used : outcome === null ? [] : [remark('route.not_used')]),
    ...leftOutRemarks(frozen),
  ];
}

export function leftOutRemarks({ seen: { skipped } }: Frozen): readonly Remark[] {
  return skipped.map(([trunk, why, gateway]) => {
    const figures = { trunk: figure.text(trunk), why: figure.remark(skipRemark(why)) };
    return gateway === undefined
      ? remark('route.left_out', figures)
      : remark('route.gateway_left_out', { ...figures, gateway: figure.text(gateway) });
  });
}

/** What a trunk is sent where that is something else than the number and the caller ID of the call. */
function numbersAsWritten({ routes, destination }: Frozen): readonly Remark[] {
  const byTrunk = new Map(routes.map((route) => [route.trunk, route]));
  return Array.from(byTrunk.values(), ({ trunk: name, uri, caller }) => {
    const trunk = figure.text(name);
    const number = numberInUri(uri);
    const dialled =
      number === null || number === destination
        ? []
        : [remark('route.number', { trunk, number: figure.text(number) })];
    if (caller === undefined) return dialled;
    const shown =
      caller === null
        ? remark('route.shown_none', { trunk })
        : remark('route.shown', { trunk, number: figure.text(caller) });
    return [...dialled, shown];
  }).flat();
}
