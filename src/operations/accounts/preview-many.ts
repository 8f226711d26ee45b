/** Says what a change would do to each of many accounts, by the rules of changing one, and changes nothing. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { CHANGED_AT_ONCE_MAX, type ManyChange, type Refusal } from '../../domain/accounts/many-changes.ts';
import { displayName } from '../../domain/accounts/new-account.ts';
import type { Difference } from '../../domain/audit/differences.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccount, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { listAccounts, type AccountFilter } from '../../postgres/accounts/list-accounts.ts';
import { loadAccount } from '../../postgres/accounts/load-account.ts';
import { rateGroupName } from '../../postgres/accounts/references.ts';
import { countEndingCalls, type EndingCalls } from '../../postgres/charging/live-calls.ts';
import type { Db } from '../../postgres/pool.ts';
import { decideChange } from './change-account.ts';
import { demandForChange } from './may-change.ts';
import { differencesOfChange, refusalsOf, refuseClosed, valuesBefore } from './values-of-change.ts';

export type Chosen =
  | Readonly<{ accountIds: readonly string[] }>
  | Readonly<{
      filter: Readonly<{
        q?: string | undefined;
        kind?: string | undefined;
        status?: AccountFilter['status'];
        parentId?: string | undefined;
      }>;
    }>;

/** What a change would do to one account. Of an account that is not there, or not the reader's, only the id is known. */
type PlannedChange = Readonly<{
  accountId: string;
  number: string | null;
  displayName: string | null;
  outcome: 'changes' | 'same' | 'refused';
  changes: readonly Difference[];
  reasons: readonly Refusal[];
}>;

export type ManyPreview = Readonly<{
  items: readonly PlannedChange[];
  /** More match the filter than one job takes: the first ones are shown. */
  isLimited: boolean;
  /** What becomes of running calls; null where nobody is suspended. */
  onSuspension: EndingCalls | null;
}>;

/** Throws `not_found` for a reseller that the filter names. */
export async function previewMany(
  db: Db,
  actor: Actor,
  chosen: Chosen & Readonly<{ now: Date }>,
  change: ManyChange,
): Promise<ManyPreview> {
  demandForChange(actor, change);
  const ids =
    'filter' in chosen
      ? await idsOf(db, actor, { ...chosen.filter, now: chosen.now })
      : [...new Set(chosen.accountIds)];
  const items: PlannedChange[] = [];
  const changed: bigint[] = [];
  for (const id of ids.slice(0, CHANGED_AT_ONCE_MAX)) {
    const { accountId, ...plan } = await planOne(db, actor, id, change);
    items.push({ accountId: id, ...plan });
    if (plan.outcome === 'changes' && accountId !== null) changed.push(accountId);
  }
  const onSuspension = change.status === 'suspended' ? await countEndingCalls(db, changed) : null;
  return { items, isLimited: ids.length > CHANGED_AT_ONCE_MAX, onSuspension };
}

const PAGE = 200;

/** One more than a job takes at most. One's own account is no account of the list. */
async function idsOf(
  db: Db,
  actor: Actor,
  { parentId, ...filter }: Extract<Chosen, { filter: object }>['filter'] & Readonly<{ now: Date }>,
): Promise<readonly string[]> {
  const { scopePath } = actor;
  const parentPath = parentId === undefined ? undefined : (await findAccount(db, parentId, scopePath)).path;
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAccounts(db, {
      ...(filter as { kind?: AccountNode['kind'] }),
      scopePath,
      parentPath,
      sort: 'number',
      limit: PAGE,
      cursor,
    });
    ids.push(...page.rows.flatMap(({ publicId }) => (publicId === actor.publicId ? [] : [publicId])));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && ids.length <= CHANGED_AT_ONCE_MAX);
  return ids;
}

type Planned = Omit<PlannedChange, 'accountId'> & Readonly<{ accountId: bigint | null }>;

async function planOne(db: Db, actor: Actor, id: string, change: ManyChange): Promise<Planned> {
  const known: { accountId: bigint | null; number: string | null; displayName: string | null } = {
    accountId: null,
    number: null,
    displayName: null,
  };
  try {
    const node = await findAccount(db, id, actor.scopePath);
    known.accountId = node.id;
    known.number = node.number;
    const profile = await loadAccount(db, node.id);
    known.displayName = profile === null ? node.number : displayName(profile);
    refuseClosed(node);
    const { row, references } = await decideChange(db, actor, node, change);
    const names = { before: row.rateGroupName, after: await rateGroupName(db, references.rateGroupId) };
    const changes = differencesOfChange(valuesBefore(row, change), change, names);
    return {
      ...known,
      outcome: changes.length > 0 ? 'changes' : 'same',
      changes,
      reasons: [],
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ...known, outcome: 'refused', changes: [], reasons: refusalsOf(error) };
  }
}
