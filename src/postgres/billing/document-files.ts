/** Bytes of documents: those that were kept first, for ever. */
import type { BillingDocument, DocumentKind } from '../../domain/billing/document.ts';
import { readContent } from '../../domain/billing/document.ts';
import type { Db, Tx } from '../pool.ts';

/** A document as it is printed, and by what its calls are found. */
export type DocumentToPrint = BillingDocument & Readonly<{ id: bigint; walletId: bigint }>;

export type DocumentFile = Readonly<{ sha256: string; pdf: Buffer }>;

/** Null: not kept yet. */
export async function keptFile(db: Db, documentId: bigint): Promise<DocumentFile | null> {
  const { rows } = await db.query<DocumentFile>(
    'select sha256, pdf from document_files where document_id = $1',
    [documentId],
  );
  return rows[0] ?? null;
}

/** Keeps the bytes unless others were kept meanwhile. */
export async function keepFile(
  tx: Tx,
  { documentId, pdf, madeAt }: Readonly<{ documentId: bigint; pdf: Uint8Array; madeAt: Date }>,
): Promise<void> {
  const bytes = Buffer.from(pdf);
  await tx.query(
    `insert into document_files (document_id, made_at, sha256, pdf) values ($1, $2, encode(sha256($3::bytea), 'hex'), $3)
     on conflict (document_id) do nothing`,
    [documentId, madeAt, bytes],
  );
}

/** Everything that is printed but its calls; null when there is no such document. */
export async function documentToPrint(db: Db, id: bigint): Promise<DocumentToPrint | null> {
  const { rows } = await db.query<
    Omit<DocumentToPrint, 'content' | 'kind'> & Readonly<{ content: unknown; kind: DocumentKind }>
  >(
    `select d.id, d.wallet_id as "walletId", d.public_id as "publicId", d.kind, d.number, a.public_id as "accountPublicId", d.currency,
       d.period_from as "periodFrom", d.period_to as "periodTo", d.issued_at as "issuedAt", d.due_at as "dueAt",
       d.net_micros as "netMicros", d.tax_micros as "taxMicros", d.total_micros as "totalMicros", d.content
     from documents d join accounts a on a.id = d.account_id where d.id = $1`,
    [id],
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, content: readContent(row.content) };
}

export type StoredLogo = Readonly<{ type: 'image/png' | 'image/jpeg' | 'image/webp'; bytes: Buffer }>;

/** By its hash; null for one that is not kept. */
export async function logoOfDocument(db: Db, hash: string): Promise<StoredLogo | null> {
  const { rows } = await db.query<StoredLogo>(
    'select type, content as bytes from document_logos where hash = $1',
    [hash],
  );
  return rows[0] ?? null;
}

export type AnnexCallRow = Readonly<{
  startedAt: Date;
  callerNumber: string | null;
  dialledNumber: string;
  destinationNumber: string | null;
  talkMs: bigint;
  chargeMicros: bigint;
  /** By what the line of a call is found. */
  direction: string;
  ratePrefix: string | null;
  isLate: boolean;
}>;

/** The first calls of a document in the order of time, as they were first priced at its level. */
export async function annexCalls(
  db: Db,
  { id, walletId }: Readonly<{ id: bigint; walletId: bigint }>,
  limit: number,
): Promise<readonly AnnexCallRow[]> {
  const { rows } = await db.query<AnnexCallRow>(
    `select c.started_at as "startedAt", c.caller_number as "callerNumber", c.dialled_number as "dialledNumber",
       c.destination_number as "destinationNumber", c.talk_ms as "talkMs",
       c.level_charge_micros[array_position(c.level_wallet_ids, $2)] as "chargeMicros", c.direction, c.rate_prefix as "ratePrefix",
       coalesce(c.ended_at < i.period_from, false) as "isLate"
     from (select i.item_id, d.period_from from document_items i join documents d on d.id = i.document_id
       where i.wallet_id = $2 and i.document_id = $1 and i.item_id between d.first_item_id and d.last_item_id
       order by i.item_id) i
     join lateral (select * from cdrs f where f.session_id = i.item_id and f.leg = 0 order by f.revision limit 1) c
       on array_position(c.level_wallet_ids, $2) is not null
     order by i.item_id limit $3`,
    [id, walletId, limit],
  );
  return rows;
}

/**
 * Documents without bytes, the oldest first. `after`: everything up to it has some. Those in `leftOut`
 * could not be written.
 */
export async function documentsWithoutFile(
  db: Db,
  { after, limit, leftOut }: Readonly<{ after: bigint; limit: number; leftOut: readonly bigint[] }>,
): Promise<readonly Readonly<{ id: bigint; issuedAt: Date }>[]> {
  const { rows } = await db.query<{ id: bigint; issuedAt: Date }>(
    `select d.id, d.issued_at as "issuedAt" from documents d
     where d.id > $1 and d.id <> all($3::bigint[])
       and not exists (select 1 from document_files f where f.document_id = d.id)
     order by d.id limit $2`,
    [after, limit, leftOut],
  );
  return rows;
}
