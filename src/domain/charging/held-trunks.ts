/** On which trunks a call counts. */
import type { LiveSession } from './book.ts';
import type { Frozen } from './frozen.ts';

/** Every trunk with a limit that the call could be sent to when it began. */
export function countedTrunks({ routes }: Pick<Frozen, 'routes'>): readonly bigint[] {
  return [...new Set(routes.flatMap(({ trunkId }) => (trunkId === undefined ? [] : BigInt(trunkId))))];
}

/**
 * Ids of the trunks with a limit that the call is on, or may still be sent to: a switch goes through the gateways in their
 * order and does not ask before it tries the next one. So a call counts on all of them at first, on those that are left with
 * each one tried, and on one when it is answered.
 */
export function heldTrunks({
  frozen,
  triedGatewayIds,
  answeredAt,
  gatewayId,
}: Pick<LiveSession, 'frozen' | 'triedGatewayIds' | 'answeredAt' | 'gatewayId'>): readonly bigint[] {
  const { routes } = frozen;
  if (!routes.some(({ trunkId }) => trunkId !== undefined)) return [];
  const placeOf = (id: bigint) => routes.findIndex((route) => route.gatewayId === String(id));
  const left =
    answeredAt !== null && gatewayId !== null
      ? routes.filter((route) => route.gatewayId === String(gatewayId))
      : routes.slice(Math.max(0, ...triedGatewayIds.map(placeOf)));
  return countedTrunks({ routes: left });
}
