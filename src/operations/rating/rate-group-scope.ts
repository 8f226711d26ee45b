import { isPermitted, isStaff, type Actor } from '../../domain/accounts/actor.ts';
import type { RateGroupScope } from '../../postgres/rating/rate-groups.ts';

/** Staff sees every price list, those of carriers when it may see what carriers cost; a reseller its own, never those it buys by. */
export function rateGroupScope(actor: Actor): RateGroupScope {
  return {
    scopePath: actor.scopePath,
    onlyOwnerId: isStaff(actor) ? null : actor.ownerId,
    seesCarrierPrices: isPermitted(actor, 'carrier_costs:read'),
  };
}
