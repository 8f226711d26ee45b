/** Keeps what is typed into the form of a new account, for whoever types it. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { deleteDraft, listDrafts, storeDraft, type DraftRow } from '../../postgres/accounts/drafts.ts';
import { withTransaction, type Db } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';

/** Enough for whoever is interrupted; with one more the oldest goes. */
const DRAFTS_MAX = 10;
const DRAFTS_KEPT_MS = 30 * 24 * 3600 * 1000;

/** What was last typed at or before this is thrown away. */
export function draftsEnd(now: Date): Date {
  return new Date(now.getTime() - DRAFTS_KEPT_MS);
}

/** The actor's own drafts, the newest first. */
export function readDrafts(
  context: Context & Readonly<{ reads: Db }>,
  actor: Actor,
): Promise<readonly DraftRow[]> {
  return listDrafts(context.reads, actor.accountId, draftsEnd(context.now()));
}

/** Writes the draft of this id anew; it says when. Throws `not_found` for what is no id. */
export async function keepDraft(
  context: Context,
  actor: Actor,
  publicId: string,
  { kind, form }: Readonly<{ kind: DraftRow['kind']; form: object }>,
): Promise<DraftRow> {
  const draft = { publicId, kind, form: JSON.stringify(form), changedAt: context.now() };
  await withTransaction(context.pool, (tx) => storeDraft(tx, actor.accountId, draft, DRAFTS_MAX));
  return draft;
}

/** One that is not there is deleted already. */
export function dropDraft(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, (tx) => deleteDraft(tx, actor.accountId, publicId));
}
