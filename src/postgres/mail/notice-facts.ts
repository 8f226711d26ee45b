/** What notices say about documents, and what belongs to a renewal. */
import type { DocumentKind, LineKind } from '../../domain/billing/document.ts';
import type { Db } from '../pool.ts';

export type NoticedDocument = Readonly<{
  id: bigint;
  publicId: string;
  kind: DocumentKind;
  number: string;
  currency: string;
  totalMicros: bigint;
  /** [from, to); null for those of no period. */
  periodFrom: Date | null;
  periodTo: Date | null;
  dueAt: Date | null;
  /** Of whose clocks its days are. */
  timezone: string;
  /** What was to be paid when it was issued; null where it does not say. */
  openMicros: bigint | null;
  /** Of a credit note: the number of the invoice. */
  corrects: string | null;
  /** Of its first lines. */
  lines: readonly Readonly<{ kind: LineKind; text: string }>[];
  /** It is the receipt of subscriptions that were renewed: each of them is told with it. */
  isOfRenewal: boolean;
}>;

/** By public id. */
export async function noticedDocuments(
  db: Db,
  publicIds: readonly string[],
): Promise<ReadonlyMap<string, NoticedDocument>> {
  if (publicIds.length === 0) return new Map();
  const { rows } = await db.query<NoticedDocument>(
    `select d.id, d.public_id as "publicId", d.kind, d.number, d.currency, d.total_micros as "totalMicros",
       d.period_from as "periodFrom", d.period_to as "periodTo", d.due_at as "dueAt",
       coalesce(d.content->>'issuerTimezone', d.content->>'timezone') as timezone,
       (d.content#>>'{due,openMicros}')::bigint as "openMicros", d.content#>>'{corrects,number}' as corrects,
       array(select jsonb_build_object('kind', line->>'kind', 'text', line->>'text')
         from jsonb_array_elements(d.content->'lines') with ordinality as l (line, place) order by place limit 4) as lines,
       d.kind = 'receipt' and d.content#>>'{lines,0,kind}' = 'product' and exists (
         select 1 from document_items i
         join product_charges c on c.transfer_id = i.item_id and c.level = 0 and c.part = 'fee'
         join subscriptions s on s.id = c.subscription_id
         join events e on e.account_id = d.account_id and e.type = 'subscription.renewed'
           and e.data->>'subscriptionId' = s.public_id::text and nullif(e.data->>'periodTo', '')::timestamptz = c.period_to
         where i.wallet_id = d.wallet_id and i.document_id = d.id
           and i.item_id between d.first_item_id and d.last_item_id) as "isOfRenewal"
     from documents d where d.public_id = any($1::uuid[])`,
    [publicIds],
  );
  return new Map(rows.map((row) => [row.publicId, row]));
}

/** The interval that was charged anew. */
export type Renewal = Readonly<{ subscriptionId: string; periodTo: Date }>;

/** The receipts of renewals, in their order, by public id; null for those that wait for an invoice. */
export async function receiptsOfRenewals(
  db: Db,
  renewals: readonly Renewal[],
): Promise<readonly (string | null)[]> {
  if (renewals.length === 0) return [];
  const { rows } = await db.query<{ receipt: string | null }>(
    `select (
       select d.public_id from subscriptions s
       join product_charges c on c.subscription_id = s.id and c.level = 0 and c.part = 'fee' and c.period_to = r.period_to
       join wallets w on w.account_id = c.account_id
       join document_items i on i.wallet_id = w.id and i.item_id = c.transfer_id
       join documents d on d.id = i.document_id and d.kind = 'receipt'
       where s.public_id = r.subscription_id limit 1) as receipt
     from unnest($1::uuid[], $2::timestamptz[]) with ordinality as r (subscription_id, period_to, place) order by place`,
    [renewals.map(({ subscriptionId }) => subscriptionId), renewals.map(({ periodTo }) => periodTo)],
  );
  return rows.map(({ receipt }) => receipt);
}

/** The public id of the newest document of a kind; null for none, and where the kind is none of a document. */
export async function newestDocument(db: Db, accountPublicId: string, kind: string): Promise<string | null> {
  const { rows } = await db.query<{ publicId: string }>(
    `select d.public_id as "publicId" from documents d join accounts a on a.id = d.account_id
     where a.public_id = $1 and d.kind = $2 order by d.id desc limit 1`,
    [accountPublicId, kind],
  );
  return rows[0]?.publicId ?? null;
}

/** That of an account, else of whoever sells, else the euro. */
export async function sampleCurrency(db: Db, accountPublicId: string, ownerId: bigint): Promise<string> {
  const { rows } = await db.query<{ currency: string }>(
    `select w.currency from wallets w join accounts a on a.id = w.account_id
     where a.public_id = $1 or a.id = $2 order by a.public_id = $1 desc limit 1`,
    [accountPublicId, ownerId],
  );
  return rows[0]?.currency ?? 'EUR';
}
