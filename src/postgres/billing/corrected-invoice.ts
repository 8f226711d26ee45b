/** An invoice with what takes it back, for whoever corrects it. */
import { readContent, type DocumentContent } from '../../domain/billing/document.ts';
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { Db } from '../pool.ts';

export type CorrectedRow = Readonly<{
  id: bigint;
  kind: string;
  number: string;
  issuerId: bigint;
  accountId: bigint;
  walletId: bigint;
  currency: string;
  issuedAt: Date;
  content: DocumentContent;
  creditNotes: readonly DocumentContent[];
}>;

/** Throws `not_found`, also for a document of an account that may not be seen. */
export async function findCorrected(db: Db, publicId: string, scopePath: string): Promise<CorrectedRow> {
  const { rows } = isUuid(publicId)
    ? await db.query<
        Omit<CorrectedRow, 'content' | 'creditNotes'> & { content: unknown; creditNotes: unknown[] }
      >(
        `select d.id, d.kind, d.number, d.issuer_id as "issuerId", d.account_id as "accountId", d.wallet_id as "walletId", d.currency,
           d.issued_at as "issuedAt", d.content,
           coalesce((select jsonb_agg(c.content order by c.id) from documents c where c.corrects_id = d.id), '[]') as "creditNotes"
         from documents d join accounts a on a.id = d.account_id where d.public_id = $1 and starts_with(a.path, $2)`,
        [publicId, scopePath],
      )
    : { rows: [] };
  const [row] = rows;
  if (row === undefined) throw new Problem('not_found');
  return { ...row, content: readContent(row.content), creditNotes: row.creditNotes.map(readContent) };
}
