/** Templates for new accounts. Each owner (the operator, a reseller) has its own. */
import { isUuid } from '../../domain/ids.ts';
import { known } from '../../domain/assert.ts';
import type { NewAccountInput, TemplateValues } from '../../domain/accounts/new-account.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db, Tx } from '../pool.ts';

export type TemplateRow = Readonly<{
  id: bigint;
  publicId: string;
  kind: NewAccountInput['kind'];
  name: string;
  isDefault: boolean;
  values: TemplateValues;
  changedAt: Date;
}>;

/** Bounds the list of the form; a template more is refused. */
export const TEMPLATES_MAX = 200;

const SELECT = `select id, public_id as "publicId", kind, name, is_default as "isDefault", form as values,
    changed_at as "changedAt" from account_templates where owner_id = $1`;

/** By kind and name. */
export async function listTemplates(
  db: Db,
  ownerId: bigint,
  kind: string | null,
): Promise<readonly TemplateRow[]> {
  const { rows } = await db.query<TemplateRow>(
    `${SELECT} and ($2::text is null or kind = $2) order by kind, lower(name), id limit ${TEMPLATES_MAX}`,
    [ownerId, kind],
  );
  return rows;
}

/** One of the owner's templates, or `not_found`. */
export async function findTemplate(db: Db, ownerId: bigint, publicId: string): Promise<TemplateRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<TemplateRow>(`${SELECT} and public_id = $2`, [ownerId, publicId]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** The one that the form of this kind begins with; null = none. */
export async function defaultTemplate(
  db: Db,
  ownerId: bigint,
  kind: NewAccountInput['kind'],
): Promise<TemplateRow | null> {
  const { rows } = await db.query<TemplateRow>(`${SELECT} and kind = $2 and is_default`, [ownerId, kind]);
  return rows[0] ?? null;
}

export async function countTemplates(db: Db, ownerId: bigint): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*)::int as count from account_templates where owner_id = $1',
    [ownerId],
  );
  return known(rows[0], 'a count').count;
}

type NewTemplate = Omit<TemplateRow, 'id' | 'publicId'>;

/** Returns the public id. */
export async function insertTemplate(tx: Tx, ownerId: bigint, row: NewTemplate): Promise<string> {
  const { rows } = await tx.query<{ publicId: string }>(
    `insert into account_templates (owner_id, kind, name, is_default, form, changed_at)
     values ($1, $2, $3, $4, $5, $6) returning public_id as "publicId"`,
    [ownerId, row.kind, row.name, row.isDefault, JSON.stringify(row.values), row.changedAt],
  );
  return known(rows[0], 'the template that was inserted').publicId;
}

export async function updateTemplate(tx: Tx, id: bigint, row: Omit<NewTemplate, 'kind'>): Promise<void> {
  await tx.query(
    'update account_templates set name = $2, is_default = $3, form = $4, changed_at = $5 where id = $1',
    [id, row.name, row.isDefault, JSON.stringify(row.values), row.changedAt],
  );
}

/** Makes room for another default of the kind; two that become it at once come one after the other. */
export async function clearDefaultTemplate(tx: Tx, ownerId: bigint, kind: string): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended('default template ' || $1::text, 0))", [
    ownerId,
  ]);
  await tx.query(
    'update account_templates set is_default = false where owner_id = $1 and kind = $2 and is_default',
    [ownerId, kind],
  );
}

export async function deleteTemplate(tx: Tx, id: bigint): Promise<void> {
  await tx.query('delete from account_templates where id = $1', [id]);
}
