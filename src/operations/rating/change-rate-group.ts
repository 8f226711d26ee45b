/** Changes a price list. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { withDefaults } from '../../domain/accounts/new-account.ts';
import type { Shares } from '../../domain/routing/shares.ts';
import {
  findRateGroup,
  lockRateGroup,
  updateRateGroup,
  type RateGroupValues,
} from '../../postgres/rating/rate-groups.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { checkBasis, setTrunks } from './create-rate-group.ts';
import { fieldsOfGroup, recordPrices } from './record-prices.ts';
import { rateGroupScope } from './rate-group-scope.ts';

export type RateGroupChange = {
  readonly [Key in keyof RateGroupValues]?: RateGroupValues[Key] | undefined;
} & Readonly<{ trunkIds?: readonly string[] | undefined; trunkShares?: Shares | undefined }>;

/** Only what is sent changes. An inactive list refuses new calls with `no_rate_group`. */
export function changeRateGroup(
  context: Context,
  actor: Actor,
  publicId: string,
  change: RateGroupChange,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const group = await lockRateGroup(tx, publicId, rateGroupScope(actor));
    const before = await fieldsOfGroup(tx, group);
    if (change.basis !== undefined) checkBasis(actor, group.ownerId, change.basis);
    const { trunkIds, trunkShares, ...values } = change;
    await updateRateGroup(tx, group.id, withDefaults<RateGroupValues>(group, values));
    if (trunkIds !== undefined || trunkShares !== undefined) {
      await setTrunks(tx, actor, group.id, {
        trunkIds: trunkIds ?? group.trunkPublicIds,
        trunkShares: trunkShares ?? group.trunkShares,
      });
    }
    const after = await fieldsOfGroup(tx, await findRateGroup(tx, publicId, rateGroupScope(actor)));
    const happenedAt = context.now();
    await recordPrices(tx, actor, group, { what: 'groupChanged', before, after, happenedAt });
  });
}
