/** Keeps, changes and forgets the views of a list that somebody has under a name: for that person alone. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isUuid } from '../../domain/ids.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import {
  clearDefault,
  deleteView,
  insertView,
  updateView,
  viewsOf,
} from '../../postgres/accounts/list-views.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';

/** More do not fit into a menu. */
const VIEWS_MAX = 30;

type View = Readonly<{ name: string; search: object; isDefault?: boolean | undefined }>;
type Change = Readonly<{ [Key in keyof View]?: View[Key] | undefined }>;

/** Throws `invalid_input` at `name` when there are 30 already, and `name_taken`. */
export async function createView(context: Context, actor: Actor, view: View): Promise<string> {
  return withTransaction(context.pool, async (tx) => {
    await lockAccountById(tx, actor.accountId);
    if ((await viewsOf(tx, actor.accountId)).length >= VIEWS_MAX) {
      const message = `You have ${VIEWS_MAX} views, which is as many as there may be. Delete one first.`;
      throw fieldProblem('name', 'too_many', message);
    }
    const { isDefault = false } = view;
    if (isDefault) await clearDefault(tx, actor.accountId);
    return insertView(tx, { ...view, isDefault, accountId: actor.accountId, createdAt: context.now() });
  });
}

/** Throws `not_found` for a view of somebody else, and `name_taken`. */
export async function changeView(context: Context, actor: Actor, id: string, change: Change): Promise<void> {
  if (!isUuid(id)) throw new Problem('not_found');
  await withTransaction(context.pool, async (tx) => {
    // Two requests at once make one default, not two.
    await lockAccountById(tx, actor.accountId);
    if (change.isDefault === true) await clearDefault(tx, actor.accountId);
    if (!(await updateView(tx, actor.accountId, id, change))) throw new Problem('not_found');
  });
}

/** Throws `not_found` for a view of somebody else. */
export async function removeView(context: Context, actor: Actor, id: string): Promise<void> {
  if (!isUuid(id)) throw new Problem('not_found');
  if (!(await withTransaction(context.pool, (tx) => deleteView(tx, actor.accountId, id))))
    throw new Problem('not_found');
}
