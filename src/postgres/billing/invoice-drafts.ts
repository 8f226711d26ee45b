/** Drafts of invoices. */
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db, Tx } from '../pool.ts';

/** Decimal strings, as somebody typed them. */
export type DraftLine = Readonly<{ text: string; quantity: string; unitPrice: string }>;

export type DraftValues = Readonly<{
  lines: readonly DraftLine[];
  /** null = the account's own. */
  note: string | null;
  /** null = the issuer's. */
  dueDays: number | null;
  /** Also what was charged and is on no invoice yet. */
  includesOpen: boolean;
}>;

export type DraftRow = DraftValues &
  Readonly<{
    id: bigint;
    publicId: string;
    accountId: bigint;
    accountPublicId: string;
    accountNumber: string;
    accountName: string;
    currency: string;
    walletId: bigint;
    issuerId: bigint;
    changedAt: Date;
  }>;

const SELECT = `select d.id, d.public_id as "publicId", d.account_id as "accountId", a.public_id as "accountPublicId",
    a.number as "accountNumber", ${DISPLAY_NAME} as "accountName",
    w.currency, w.id as "walletId", w.issuer_id as "issuerId", d.changed_at as "changedAt", d.lines, d.note, d.due_days as "dueDays",
    d.includes_open as "includesOpen"
  from invoice_drafts d join accounts a on a.id = d.account_id join account_profiles p on p.account_id = a.id
    join wallets w on w.account_id = a.id`;

/** An owner has so few that none is on a second page. */
const DRAFTS_MAX = 200;

/** The newest first, of one account or of all that may be seen. */
export async function listDrafts(
  db: Db,
  { scopePath, accountId }: Readonly<{ scopePath: string; accountId: bigint | null }>,
): Promise<readonly DraftRow[]> {
  const { rows } = await db.query<DraftRow>(
    `${SELECT} where starts_with(a.path, $1) and ($2::bigint is null or a.id = $2) order by d.changed_at desc, d.id desc limit ${DRAFTS_MAX}`,
    [scopePath, accountId],
  );
  return rows;
}

/** Throws `not_found` for anybody else's, too. */
export async function findDraft(db: Db, publicId: string, scopePath: string): Promise<DraftRow> {
  const { rows } = isUuid(publicId)
    ? await db.query<DraftRow>(`${SELECT} where d.public_id = $1 and starts_with(a.path, $2)`, [
        publicId,
        scopePath,
      ])
    : { rows: [] };
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** As `findDraft`, and nobody else changes or issues it until the transaction is over. */
export async function lockDraft(tx: Tx, publicId: string, scopePath: string): Promise<DraftRow> {
  const { id } = await findDraft(tx, publicId, scopePath);
  const { rowCount } = await tx.query('select id from invoice_drafts where id = $1 for update', [id]);
  if (rowCount === 0) throw new Problem('not_found');
  return findDraft(tx, publicId, scopePath);
}

export async function insertDraft(
  tx: Tx,
  {
    accountId,
    createdBy,
    now,
    ...values
  }: DraftValues & Readonly<{ accountId: bigint; createdBy: bigint; now: Date }>,
): Promise<string> {
  const { rows } = await tx.query<{ publicId: string }>(
    `insert into invoice_drafts (account_id, created_by, changed_at, lines, note, due_days, includes_open)
     values ($1, $2, $3, $4, $5, $6, $7) returning public_id as "publicId"`,
    [
      accountId,
      createdBy,
      now,
      JSON.stringify(values.lines),
      values.note,
      values.dueDays,
      values.includesOpen,
    ],
  );
  return rows[0]?.publicId ?? '';
}

export async function updateDraft(tx: Tx, id: bigint, values: DraftValues, now: Date): Promise<void> {
  await tx.query(
    'update invoice_drafts set lines = $2, note = $3, due_days = $4, includes_open = $5, changed_at = $6 where id = $1',
    [id, JSON.stringify(values.lines), values.note, values.dueDays, values.includesOpen, now],
  );
}

export async function deleteDraft(tx: Tx, id: bigint): Promise<void> {
  await tx.query('delete from invoice_drafts where id = $1', [id]);
}
