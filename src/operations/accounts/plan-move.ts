/** Works out a move of an account: where from, where to, what comes along, and what stands in the way. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { Finding } from '../../domain/accounts/findings.ts';
import { CORRECTED_WITHIN_MS, moveNotes, moveObstacles } from '../../domain/accounts/moving.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { foreignRoleAfterMove } from '../../postgres/access/roles.ts';
import { accountsByIds, findAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { loadAccount, type AccountRow } from '../../postgres/accounts/load-account.ts';
import { lastCallSince, namesOf, subtreeFacts, type NameRow } from '../../postgres/accounts/move-account.ts';
import { usableRateGroup } from '../../postgres/accounts/references.ts';
import { hasPackages } from '../../postgres/packages/assignments.ts';
import { countSold } from '../../postgres/products/subscriptions.ts';
import type { Db } from '../../postgres/pool.ts';
import { notBilledOf } from '../billing/not-billed.ts';
import { checkMayChange } from './may-change.ts';
import { sellerUnder } from './resolve-references.ts';

export type AskedMove = Readonly<{
  /** The reseller that it gets below; null = whoever asks (for staff: the operator). */
  parentId: string | null;
  /** A rate group of the new seller; null = none; undefined = not chosen. */
  rateGroupId?: string | null | undefined;
}>;

export type MovePlan = Readonly<{
  node: AccountNode;
  row: AccountRow;
  parent: AccountNode;
  seller: AccountNode;
  isNewIssuer: boolean;
  /** It is there already: nothing is to be done. */
  isThere: boolean;
  rateGroupId: bigint | null;
  cliPool: string;
  obstacles: readonly Finding[];
  notes: readonly Finding[];
  names: ReadonlyMap<bigint, NameRow>;
}>;

/** Finds what may be moved. Throws `not_found`, `not_permitted`, and `account_has_no_wallet` for staff. */
export function checkMovable(actor: Actor, node: AccountNode): void {
  checkMayChange(actor, node);
  if (node.kind !== 'customer' && node.kind !== 'reseller') throw new Problem('account_has_no_wallet');
}

/** The id of the account that is asked for as the new parent. */
export async function targetOf(db: Db, actor: Actor, { parentId }: AskedMove): Promise<AccountNode> {
  if (parentId === null)
    return known((await accountsByIds(db, [actor.ownerId]))[0], 'the account of the actor');
  const target = await findAccount(db, parentId, actor.scopePath).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    return null;
  });
  if (target?.kind === 'operator' || target?.kind === 'reseller') return target;
  throw fieldProblem('parentId', 'not_found', 'Choose one of your resellers, or none.');
}

/**
 * Plans the move on what is in the database now; a caller that is about to make it holds the locks. Throws
 * `invalid_input` for a rate group that the new seller does not have.
 */
export async function planMove(
  db: Db,
  {
    node,
    parent,
    asked,
    now,
  }: Readonly<{ node: AccountNode; parent: AccountNode; asked: AskedMove; now: Date }>,
): Promise<MovePlan> {
  const row = known(await loadAccount(db, node.id), 'the account that moves');
  const seller = await sellerUnder(db, parent);
  const isNewIssuer = seller.id !== row.issuerId;
  const facts = await subtreeFacts(db, { node, above: idsOfPath(parent.path), sellerId: seller.id });
  const since = new Date(now.getTime() - CORRECTED_WITHIN_MS);
  const rateGroupId = await rateGroupOf(db, asked, seller, row, isNewIssuer);
  const currency = known(row.currency, 'the currency of a wallet');
  const names = await namesOf(db, [known(node.parentId, 'the parent of an account'), parent.id]);
  return {
    node,
    row,
    parent,
    seller,
    isNewIssuer,
    isThere: parent.id === node.parentId,
    rateGroupId,
    cliPool: isNewIssuer && row.cliPool.startsWith('rate_') ? 'off' : row.cliPool,
    obstacles: moveObstacles({
      account: node,
      target: parent,
      seller: { number: seller.number, currency: await currencyOf(db, seller) },
      isNewIssuer,
      wallet: {
        currency,
        balanceMicros: known(row.balanceMicros, 'the balance of a wallet'),
        heldMicros: known(row.heldMicros, 'what a wallet holds'),
      },
      notBilledMicros: isNewIssuer ? await notBilledOf(db, row) : 0n,
      ...facts,
      lastCallAt: isNewIssuer ? await lastCallSince(db, node.path, since) : null,
      subscriptions: isNewIssuer ? await countSold(db, node.id) : 0,
      foreignRole: await foreignRoleAfterMove(db, { path: node.path, above: parent.path }),
      needsRateGroup: isNewIssuer && row.rateGroupInternalId !== null && asked.rateGroupId === undefined,
    }),
    notes: moveNotes({
      isNewIssuer,
      accountsBelow: facts.accounts - 1,
      losesTaxes: row.taxPublicIds.length > 0,
      losesLocalization: row.localizationPublicId !== null,
      losesCliPool: row.cliPool.startsWith('rate_'),
      losesPackages: isNewIssuer && (await hasPackages(db, node.id, now)),
      hasRateGroup: rateGroupId !== null || asked.rateGroupId === undefined,
    }),
    names,
  };
}

async function rateGroupOf(
  db: Db,
  { rateGroupId: asked }: AskedMove,
  seller: AccountNode,
  row: AccountRow,
  isNewIssuer: boolean,
): Promise<bigint | null> {
  if (asked === undefined) return isNewIssuer ? null : row.rateGroupInternalId;
  if (asked === null) return null;
  const id = await usableRateGroup(db, asked, seller.id);
  if (id !== null) return id;
  const message = 'Choose one of the active rate groups of whoever sells to this account.';
  throw fieldProblem('rateGroupId', 'rate_group_not_usable', message);
}

async function currencyOf(db: Db, seller: AccountNode): Promise<string | null> {
  return seller.kind === 'operator' ? null : ((await loadAccount(db, seller.id))?.currency ?? null);
}
