/** What the documents of an issuer have of each tax. */
import type { DocumentKind, ReceiptKind, TaxLine } from '../../domain/billing/document.ts';
import type { Db } from '../pool.ts';
import { RECEIPT_OF } from './list-documents.ts';

export type TaxTotalFilter = Readonly<{
  issuerId: bigint;
  from: Date;
  /** Exclusive. */
  to: Date;
  currency?: string | undefined;
}>;

export type TaxTotal = Readonly<{
  name: string;
  jurisdiction: string;
  taxKind: TaxLine['kind'];
  ratePpm: bigint;
  kind: DocumentKind;
  receiptOf: ReceiptKind | null;
  currency: string;
  /** Documents. */
  count: number;
  /** What gives tax back is negative: credit notes, refunds and credits by hand. */
  baseMicros: bigint;
  taxMicros: bigint;
}>;

/** By currency, tax and kind of document, as they are printed: a tax that was renamed or changed stands in two rows. */
export async function totalTaxes(
  db: Db,
  { issuerId, from, to, currency }: TaxTotalFilter,
): Promise<readonly TaxTotal[]> {
  const { rows } = await db.query<TaxTotal>(
    `select t.name, t.jurisdiction, t.kind as "taxKind", t."ratePpm", d.kind, ${RECEIPT_OF} as "receiptOf", d.currency,
       count(distinct d.id)::int as count, sum(sign * t."baseMicros")::bigint as "baseMicros", sum(sign * t."amountMicros")::bigint as "taxMicros"
     from documents d
       cross join lateral jsonb_to_recordset(d.content -> 'taxes')
         as t (name text, jurisdiction text, kind text, "ratePpm" bigint, "baseMicros" bigint, "amountMicros" bigint)
       cross join lateral (select case when d.kind = 'credit_note' or ${RECEIPT_OF} in ('refund', 'credit') then -1 else 1 end) as s (sign)
     where d.issuer_id = $1 and d.issued_at >= $2 and d.issued_at < $3 and ($4::text is null or d.currency = $4)
     group by 1, 2, 3, 4, 5, 6, 7 order by d.currency, t.jurisdiction, t.name, t."ratePpm", d.kind, 6`,
    [issuerId, from, to, currency ?? null],
  );
  return rows;
}
