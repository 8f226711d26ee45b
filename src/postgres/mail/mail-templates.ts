/** Texts of mails of the operator and of resellers. */
import type { Language } from '../../domain/languages.ts';
import type { WrittenTemplate } from '../../domain/mail/check-template.ts';
import type { MailKind } from '../../domain/mail/mail.ts';
import type { Db, Tx } from '../pool.ts';

export type MailTemplateRow = WrittenTemplate &
  Readonly<{ ownerId: bigint; kind: MailKind; language: Language; changedAt: Date }>;

/** Whose it is, and of what. */
export type MailTemplateKey = Readonly<{ ownerId: bigint; kind: MailKind; language: Language }>;

const COLUMNS = `t.owner_id as "ownerId", t.kind, t.language, t.subject, t.body, t.changed_at as "changedAt"`;

/** Those of the accounts of a path, the lowest first. */
export async function mailTemplatesAlong(
  db: Db,
  ids: readonly bigint[],
  of: Readonly<{ kind: MailKind; language: Language }> | null = null,
): Promise<MailTemplateRow[]> {
  const { rows } = await db.query<MailTemplateRow>(
    `select ${COLUMNS} from mail_templates t join accounts a on a.id = t.owner_id
     where t.owner_id = any($1::bigint[]) and ($2::text is null or (t.kind = $2 and t.language = $3))
     order by a.depth desc`,
    [ids, of?.kind ?? null, of?.language ?? null],
  );
  return rows;
}

/** Null: there is none. */
export async function mailTemplateOf(db: Db, key: MailTemplateKey): Promise<MailTemplateRow | null> {
  const { rows } = await db.query<MailTemplateRow>(
    `select ${COLUMNS} from mail_templates t where t.owner_id = $1 and t.kind = $2 and t.language = $3`,
    [key.ownerId, key.kind, key.language],
  );
  return rows[0] ?? null;
}

export async function saveMailTemplate(tx: Tx, row: MailTemplateRow): Promise<void> {
  await tx.query(
    `insert into mail_templates (owner_id, kind, language, subject, body, changed_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (owner_id, kind, language) do update set subject = excluded.subject, body = excluded.body,
       changed_at = excluded.changed_at`,
    [row.ownerId, row.kind, row.language, row.subject, row.body, row.changedAt],
  );
}

export async function removeMailTemplate(
  tx: Tx,
  { ownerId, kind, language }: MailTemplateKey,
): Promise<void> {
  await tx.query('delete from mail_templates where owner_id = $1 and kind = $2 and language = $3', [
    ownerId,
    kind,
    language,
  ]);
}
