/** Writes issued documents: their numbers, their rows, and what they say of where the wallet's billing stands. */
import type { DocumentContent, DocumentKind } from '../../domain/billing/document.ts';
import { known } from '../../domain/assert.ts';
import { arraysOf, insertStatement, type Column } from '../insert-rows.ts';
import type { Tx } from '../pool.ts';

/** Other issuing at these wallets waits until the transaction is over. Taken before any row, in the order of ids. */
export async function lockBilling(tx: Tx, walletIds: readonly bigint[]): Promise<void> {
  await tx.query(
    `select pg_advisory_xact_lock(hashtextextended('tollbook billing ' || id, 0))
     from (select unnest($1::bigint[]) as id order by 1) ids`,
    [walletIds],
  );
}

/** Takes `count` numbers of a series and returns the first; nobody else takes one until the transaction is over. */
export async function takeSerials(
  tx: Tx,
  series: Readonly<{ ownerId: bigint; kind: DocumentKind; year: number }>,
  count: number,
): Promise<bigint> {
  const { rows } = await tx.query<{ last: bigint }>(
    `insert into document_series as s (owner_id, kind, year, last_number) values ($1, $2, $3, $4)
     on conflict (owner_id, kind, year) do update set last_number = s.last_number + excluded.last_number
     returning last_number as last`,
    [series.ownerId, series.kind, series.year, count],
  );
  return known(rows[0], 'the row of a series').last - BigInt(count) + 1n;
}

/** A number of another kind in somebody's series that matches; null when there is none. */
export async function numberOfOtherKind(
  db: Tx,
  { ownerId, kind, pattern }: Readonly<{ ownerId: bigint; kind: DocumentKind; pattern: string }>,
): Promise<string | null> {
  const { rows } = await db.query<{ number: string }>(
    'select number from documents where series_owner_id = $1 and kind <> $2 and number ~* $3 limit 1',
    [ownerId, kind, pattern],
  );
  return rows[0]?.number ?? null;
}

/** Ids of documents to come: what stands on them is written with them. */
export async function newDocumentIds(tx: Tx, count: number): Promise<readonly bigint[]> {
  const { rows } = await tx.query<{ id: bigint }>(
    "select nextval(pg_get_serial_sequence('documents', 'id')) as id from generate_series(1, $1)",
    [count],
  );
  return rows.map(({ id }) => id);
}

export type DocumentRow = Readonly<{
  id: bigint;
  publicId: string;
  kind: DocumentKind;
  issuerId: bigint;
  /** Whose letterhead it has. */
  seriesOwnerId: bigint;
  accountId: bigint;
  walletId: bigint;
  year: number;
  serial: bigint;
  number: string;
  currency: string;
  periodFrom: Date | null;
  periodTo: Date | null;
  issuedAt: Date;
  dueAt: Date | null;
  netMicros: bigint;
  taxMicros: bigint;
  totalMicros: bigint;
  walletMicros: bigint;
  /** How many calls and transfers stand on it, and the first and the last of them. */
  items: number;
  firstItemId: string | null;
  lastItemId: string | null;
  correctsId: bigint | null;
  runId: bigint | null;
  actorId: bigint | null;
  content: DocumentContent;
}>;

const COLUMNS: readonly Column<DocumentRow>[] = [
  ['id', 'bigint', (row) => row.id],
  ['public_id', 'uuid', (row) => row.publicId],
  ['kind', 'text', (row) => row.kind],
  ['issuer_id', 'bigint', (row) => row.issuerId],
  ['series_owner_id', 'bigint', (row) => row.seriesOwnerId],
  ['account_id', 'bigint', (row) => row.accountId],
  ['wallet_id', 'bigint', (row) => row.walletId],
  ['year', 'int', (row) => row.year],
  ['serial', 'bigint', (row) => row.serial],
  ['number', 'text', (row) => row.number],
  ['currency', 'text', (row) => row.currency],
  ['period_from', 'timestamptz', (row) => row.periodFrom],
  ['period_to', 'timestamptz', (row) => row.periodTo],
  ['issued_at', 'timestamptz', (row) => row.issuedAt],
  ['due_at', 'timestamptz', (row) => row.dueAt],
  ['net_micros', 'bigint', (row) => row.netMicros],
  ['tax_micros', 'bigint', (row) => row.taxMicros],
  ['total_micros', 'bigint', (row) => row.totalMicros],
  ['wallet_micros', 'bigint', (row) => row.walletMicros],
  ['items', 'int', (row) => row.items],
  ['first_item_id', 'uuid', (row) => row.firstItemId],
  ['last_item_id', 'uuid', (row) => row.lastItemId],
  ['corrects_id', 'bigint', (row) => row.correctsId],
  ['run_id', 'bigint', (row) => row.runId],
  ['actor_id', 'bigint', (row) => row.actorId],
  ['content', 'json', (row) => JSON.stringify(row.content)],
];
const INSERT = insertStatement('documents', COLUMNS);

/** Writes documents; what stands on them was stamped in this transaction. */
export async function insertDocuments(tx: Tx, rows: readonly DocumentRow[]): Promise<void> {
  await tx.query({ ...INSERT, values: arraysOf(COLUMNS, rows) });
}

/** Puts single movements on documents. */
export async function stampTransfers(
  tx: Tx,
  stamps: readonly Readonly<{ walletId: bigint; transferId: string; documentId: bigint }>[],
): Promise<void> {
  if (stamps.length === 0) return;
  await tx.query(
    `insert into document_items (wallet_id, item_id, document_id) select * from unnest($1::bigint[], $2::uuid[], $3::bigint[])`,
    [
      stamps.map(({ walletId }) => walletId),
      stamps.map(({ transferId }) => transferId),
      stamps.map(({ documentId }) => documentId),
    ],
  );
}

/** Adds to what the documents of wallets come to, and says what they come to now. The wallets are locked. */
export async function addDocumented(
  tx: Tx,
  changes: ReadonlyMap<bigint, bigint>,
): Promise<ReadonlyMap<bigint, bigint>> {
  const { rows } = await tx.query<{ walletId: bigint; micros: bigint }>(
    `update wallet_billing b set documented_micros = documented_micros + change.micros
     from unnest($1::bigint[], $2::bigint[]) as change (id, micros) where b.wallet_id = change.id
     returning b.wallet_id as "walletId", b.documented_micros as micros`,
    [[...changes.keys()], [...changes.values()]],
  );
  return new Map(rows.map(({ walletId, micros }) => [walletId, micros]));
}
