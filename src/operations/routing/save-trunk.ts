/** Makes and changes trunks, with the ledger accounts in which their cost is booked. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/accounts/actor.ts';
import { withDefaults } from '../../domain/accounts/new-account.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { ensureLedgerAccount } from '../../postgres/ledger/ledger-accounts.ts';
import { findRateGroup, type RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import { findProvider } from '../../postgres/routing/providers.ts';
import {
  findTrunk,
  insertTrunk,
  updateTrunk,
  type TrunkRow,
  type TrunkValues,
} from '../../postgres/routing/trunks.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { rateGroupScope } from '../rating/rate-group-scope.ts';
import { runOnce } from '../run-once.ts';
import { localizationOf } from './localization-of.ts';
import { fieldsOfTrunk, recordRoutes } from './record-routes.ts';
import { refuseCustomers } from './refuse-customers.ts';
import { refuseOtherTrunks } from './refuse-trunks.ts';

export type TrunkInput = Omit<TrunkValues, 'terminationRateGroupId' | 'localizationId'> &
  Readonly<{ terminationRateGroupId: string; localizationId: string | null; providerId: string }>;

/** Makes a trunk and returns its public id. Its price list must be one of termination. */
export async function createTrunk(
  context: Context,
  actor: Actor,
  input: TrunkInput,
  key: string | null,
): Promise<string> {
  const once = { principalId: actor.accountId, route: 'POST /trunks', key, content: input };
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    const group = await terminationGroup(tx, actor, input.terminationRateGroupId);
    const provider = await orAtField('providerId', findProvider(tx, input.providerId));
    await refuseCustomers(tx, 'inboundNetworks', input.inboundNetworks);
    await refuseOtherTrunks(tx, null, input.inboundNetworks);
    const publicId = randomUUID();
    await insertTrunk(tx, {
      ...input,
      publicId,
      providerId: provider.id,
      terminationRateGroupId: group.id,
      localizationId: await localizationOf(tx, actor, input.localizationId),
      createdAt: context.now(),
    });
    await ensureCarrierAccounts(tx, actor, provider.id, group.currency);
    const after = fieldsOfTrunk(await findTrunk(tx, publicId));
    await recordRoutes(tx, actor, 'trunk.added', { before: {}, after, happenedAt: context.now() });
    return { publicId };
  });
  return answer.publicId;
}

export type TrunkChange = {
  readonly [Key in keyof Omit<TrunkInput, 'providerId'>]?: TrunkInput[Key] | undefined;
};

/** Only what is sent changes; calls that go on keep the terms they began with. */
export function changeTrunk(
  context: Context,
  actor: Actor,
  publicId: string,
  change: TrunkChange,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const row: TrunkRow = await findTrunk(tx, publicId);
    const { terminationRateGroupId: groupId, localizationId: setId, ...values } = change;
    const group = groupId === undefined ? null : await terminationGroup(tx, actor, groupId);
    const terminationRateGroupId = group?.id ?? row.terminationRateGroupId;
    const localizationId = setId === undefined ? row.localizationId : await localizationOf(tx, actor, setId);
    if (values.inboundNetworks !== undefined) {
      await refuseCustomers(tx, 'inboundNetworks', values.inboundNetworks);
      const kept = new Set(row.inboundNetworks);
      const added = values.inboundNetworks.filter((network) => !kept.has(network));
      await refuseOtherTrunks(tx, row.id, added);
    }
    const changed = { ...values, terminationRateGroupId, localizationId };
    await updateTrunk(tx, row.id, withDefaults<TrunkValues>(row, changed));
    if (group !== null) await ensureCarrierAccounts(tx, actor, row.providerId, group.currency);
    const [before, after] = [fieldsOfTrunk(row), fieldsOfTrunk(await findTrunk(tx, publicId))];
    await recordRoutes(tx, actor, 'trunk.changed', { before, after, happenedAt: context.now() });
  });
}

/** Cost is booked in the operator's book, in the currency of the carrier's price list. */
async function ensureCarrierAccounts(
  tx: Tx,
  { operatorId }: Actor,
  providerId: bigint,
  currency: string,
): Promise<void> {
  await ensureLedgerAccount(tx, { issuerId: operatorId, kind: 'carrier_cost', currency });
  await ensureLedgerAccount(tx, {
    issuerId: operatorId,
    kind: 'carrier_payable',
    currency,
    holderId: providerId,
  });
}

async function terminationGroup(tx: Tx, actor: Actor, publicId: string): Promise<RateGroupRow> {
  const field = 'terminationRateGroupId';
  const group = await orAtField(field, findRateGroup(tx, publicId, rateGroupScope(actor)));
  if (group.direction === 'termination') return group;
  throw fieldProblem(
    field,
    'wrong_direction',
    'Choose a rate group of direction termination: what the carrier asks.',
  );
}

/** A thing named in the body that is not there is a mistake of that field, not a missing address. */
function orAtField<T>(field: string, found: Promise<T>): Promise<T> {
  return found.catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'not_found')
      throw fieldProblem(field, 'not_found', 'There is no such thing.');
    throw error;
  });
}
