/** Makes a price list. */
import { randomUUID } from 'node:crypto';
import { isPermitted, isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { mistakeOfShares, type Shares } from '../../domain/routing/shares.ts';
import { insertRateGroup, replaceTrunks, type RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { fieldsOfGroup, recordPrices } from './record-prices.ts';

export type NewRateGroup = Readonly<{
  name: string;
  direction: RateGroupRow['direction'];
  currency: string;
  basis: RateGroupRow['basis'];
  markUpPpm: bigint;
  initialIncrementSeconds: number;
  incrementSeconds: number;
  routing: RateGroupRow['routing'];
  trunkIds: readonly string[];
  trunkShares: Shares;
}>;

/** Returns the new list's public id. Carriers' lists (termination) and trunks are the operator's. */
export async function createRateGroup(
  context: Context,
  actor: Actor,
  input: NewRateGroup,
  key: string | null,
): Promise<string> {
  if (!isPermitted(actor, 'carrier_costs:read') && input.direction === 'termination') {
    throw fieldProblem(
      'direction',
      'not_permitted',
      'What carriers ask is not yours to see: choose origination.',
    );
  }
  checkBasis(actor, actor.ownerId, input.basis);
  const content = { ...input, markUpPpm: String(input.markUpPpm) };
  const once = { principalId: actor.accountId, route: 'POST /rate-groups', key, content };
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    const publicId = randomUUID();
    const createdAt = context.now();
    const group = { ...input, publicId, ownerId: actor.ownerId, status: 'active' as const, createdAt };
    const id = await insertRateGroup(tx, group);
    await setTrunks(tx, actor, id, input);
    const after = await fieldsOfGroup(tx, { ...group, id });
    await recordPrices(tx, actor, group, { what: 'groupAdded', before: {}, after, happenedAt: createdAt });
    return { publicId };
  });
  return answer.publicId;
}

/** Only who buys by a list of somebody above can pass its prices on. */
export function checkBasis({ operatorId }: Actor, ownerId: bigint, basis: RateGroupRow['basis']): void {
  if (basis === 'own_rates' || ownerId !== operatorId) return;
  const message = 'The operator buys by no rate group: only resellers sell at what they pay and a mark-up.';
  throw fieldProblem('basis', 'not_applicable', message);
}

/** Sets the trunks of a list and their shares; each must exist. */
export async function setTrunks(
  tx: Tx,
  actor: Actor,
  rateGroupId: bigint,
  { trunkIds, trunkShares }: Readonly<{ trunkIds: readonly string[]; trunkShares: Shares }>,
): Promise<void> {
  if (trunkIds.length > 0 && !isStaff(actor)) {
    throw fieldProblem('trunkIds', 'not_permitted', 'Routes are the operator’s: leave them out.');
  }
  const mistake = mistakeOfShares(trunkIds, trunkShares);
  if (mistake !== null) throw fieldProblem('trunkShares', 'wrong_shares', mistake);
  const found = await replaceTrunks(tx, rateGroupId, trunkIds, trunkShares);
  if (found !== trunkIds.length)
    throw fieldProblem('trunkIds', 'not_found', 'Choose existing trunks, each once.');
}
