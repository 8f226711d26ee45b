/** Forms of new accounts that somebody has begun to fill in, each seen by who types in it only. */
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db, Tx } from '../pool.ts';

export type DraftRow = Readonly<{
  publicId: string;
  kind: 'customer' | 'reseller' | 'admin' | 'sub_admin';
  /** JSON. */
  form: string;
  changedAt: Date;
}>;

/** The account's drafts that were changed after `since`, the newest first. */
export async function listDrafts(db: Db, accountId: bigint, since: Date): Promise<readonly DraftRow[]> {
  const { rows } = await db.query<DraftRow>(
    `select public_id as "publicId", kind, form, changed_at as "changedAt" from account_drafts
     where account_id = $1 and changed_at > $2 order by changed_at desc, public_id`,
    [accountId, since],
  );
  return rows;
}

/** Writes a draft; of the account's drafts the newest `draftsMax` stay. Throws `not_found` for what is no id. */
export async function storeDraft(
  tx: Tx,
  accountId: bigint,
  { publicId, kind, form, changedAt }: DraftRow,
  draftsMax: number,
): Promise<void> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  await tx.query(
    `insert into account_drafts (account_id, public_id, kind, form, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (account_id, public_id) do update set kind = excluded.kind, form = excluded.form, changed_at = excluded.changed_at`,
    [accountId, publicId, kind, form, changedAt],
  );
  // The same form typed again in another tab is the same draft.
  await tx.query(
    `delete from account_drafts same using account_drafts kept where kept.account_id = $1 and kept.public_id = $2
       and same.account_id = $1 and same.public_id <> $2 and same.kind = kept.kind and same.form = kept.form`,
    [accountId, publicId],
  );
  await tx.query(
    `delete from account_drafts where account_id = $1 and public_id in
       (select public_id from account_drafts where account_id = $1 order by changed_at desc, public_id offset $2)`,
    [accountId, draftsMax],
  );
}

export async function deleteDraft(tx: Tx, accountId: bigint, publicId: string): Promise<void> {
  if (!isUuid(publicId)) return;
  await tx.query('delete from account_drafts where account_id = $1 and public_id = $2', [
    accountId,
    publicId,
  ]);
}

export async function deleteDraftsBefore(tx: Tx, before: Date): Promise<void> {
  await tx.query('delete from account_drafts where changed_at <= $1', [before]);
}
