/** Imports of sheets as versions of their price list, and taking one back. */
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import { known } from '../../domain/assert.ts';
import type { SheetChangeCounts } from '../../domain/rating/sheet-changes.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';
import { noteAtTheEnd, tellChanged } from './sheet-rates.ts';

export type RateImportRow = Readonly<{
  id: bigint;
  publicId: string;
  number: number;
  fileName: string;
  importedAt: Date;
  /** Null where the reader may not see who it was. */
  importedBy: string | null;
  validFrom: Date;
  lastValidFrom: Date;
  isComplete: boolean;
  rowsRead: number;
  rowsImported: number;
  rowsRejected: number;
  rowsSkipped: number;
  changes: SheetChangeCounts;
  undoneAt: Date | null;
  undoneBy: string | null;
  keptPrefixes: number | null;
  /** What it changed is kept. */
  isUndoable: boolean;
  /** And it is the newest that is not undone. */
  canUndo: boolean;
}>;

/** $1 = the price list, $2 = what the reader may see of accounts. */
const SELECT = `select i.id, i.public_id as "publicId", i.number, i.file_name as "fileName", i.imported_at as "importedAt",
    by_whom.name as "importedBy", i.valid_from as "validFrom", i.last_valid_from as "lastValidFrom", i.is_complete as "isComplete",
    i.rows_read as "rowsRead", i.rows_imported as "rowsImported", i.rows_rejected as "rowsRejected", i.rows_skipped as "rowsSkipped",
    i.changes, i.undone_at as "undoneAt", undone_by_whom.name as "undoneBy", i.kept_prefixes as "keptPrefixes",
    i.is_undoable as "isUndoable", i.undone_at is null and i.is_undoable and i.number = (select max(number) from rate_imports newer
      where newer.rate_group_id = i.rate_group_id and newer.undone_at is null) as "canUndo"
  from rate_imports i
  left join lateral (select ${DISPLAY_NAME} as name from accounts a left join account_profiles p on p.account_id = a.id
    where a.id = i.imported_by and starts_with(a.path, $2)) by_whom on true
  left join lateral (select ${DISPLAY_NAME} as name from accounts a left join account_profiles p on p.account_id = a.id
    where a.id = i.undone_by and starts_with(a.path, $2)) undone_by_whom on true
  where i.rate_group_id = $1`;

type Of = Readonly<{ rateGroupId: bigint; scopePath: string }>;

/** One page, the newest first. */
export async function listRateImports(
  db: Db,
  { rateGroupId, scopePath, cursor, limit }: Of & Readonly<{ cursor?: string | undefined; limit: number }>,
) {
  const place = readCursor(cursor, { order: 'rate-imports', parts: ['n'] });
  const { rows } = await db.query<RateImportRow>(
    `${SELECT} and ($3::bigint is null or i.id < $3) order by i.id desc limit $4`,
    [rateGroupId, scopePath, place?.[0] ?? null, limit + 1],
  );
  return cutPage(rows, limit, (row) => writeCursor('rate-imports', [row.id]));
}

/** Throws `not_found`. */
export async function findRateImport(
  db: Db,
  { rateGroupId, scopePath }: Of,
  publicId: string,
): Promise<RateImportRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<RateImportRow>(`${SELECT} and i.public_id = $3`, [
    rateGroupId,
    scopePath,
    publicId,
  ]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

export type NewRateImport = Pick<
  RateImportRow,
  | 'fileName'
  | 'importedAt'
  | 'validFrom'
  | 'lastValidFrom'
  | 'isComplete'
  | 'rowsRead'
  | 'rowsImported'
  | 'rowsRejected'
  | 'rowsSkipped'
  | 'changes'
> &
  Readonly<{ importedById: bigint }>;

/** The next version of a locked price list. */
export async function insertRateImport(
  tx: Tx,
  rateGroupId: bigint,
  made: NewRateImport,
): Promise<Readonly<{ id: bigint; publicId: string; number: number }>> {
  const { rows } = await tx.query<{ id: bigint; publicId: string; number: number }>(
    `insert into rate_imports (rate_group_id, number, file_name, imported_by, imported_at, valid_from, last_valid_from, is_complete,
       rows_read, rows_imported, rows_rejected, rows_skipped, changes)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
     from rate_imports where rate_group_id = $1 returning id, public_id as "publicId", number`,
    [
      rateGroupId,
      made.fileName,
      made.importedById,
      made.importedAt,
      made.validFrom,
      made.lastValidFrom,
      made.isComplete,
      made.rowsRead,
      made.rowsImported,
      made.rowsRejected,
      made.rowsSkipped,
      JSON.stringify(made.changes),
    ],
  );
  return known(rows[0], 'a new version');
}

const COPIED = `destination, connection_cost_micros, cost_per_minute_nanos, grace_seconds, initial_increment_seconds,
  increment_seconds, forced_trunk_id, strip_digits, add_prefix`;

/** Rates that one statement changes, so that an undoing of a million says how far it is and can be stopped. */
const PIECE_RATES = 50_000;
/** $2 and $3 = the piece; said of both sides, because the planner does not conclude it. */
const IN_PIECE = 'r.id = u.rate_id and r.id >= $2 and r.id < $3 and u.rate_id >= $2 and u.rate_id < $3';
/** In this order: a rate ends before the one before it begins again. $1 = the moment. */
const UNDO_STEPS = [
  `delete from rates r using undone u where ${IN_PIECE} and u.what = 'made' and r.valid_from >= $1`,
  `update rates r set valid_to = $1, revision = r.revision + 1 from undone u
   where ${IN_PIECE} and u.what in ('made', 'overwritten') and r.valid_from < $1 and (r.valid_to is null or r.valid_to > $1)`,
  `update rates r set valid_to = u.valid_to_before, revision = r.revision - 1 from undone u
   where ${IN_PIECE} and u.what = 'ended' and r.valid_to >= $1`,
  `update rates r set (${COPIED}, valid_to, revision) = (select ${COPIED}, valid_to, r.revision - 1
     from jsonb_populate_record(null::rates, u.before)) from undone u
   where ${IN_PIECE} and u.what = 'overwritten' and r.valid_from >= $1`,
  `insert into rates (rate_group_id, prefix, ${COPIED}, valid_from, valid_to)
   select rate_group_id, prefix, ${COPIED}, greatest(valid_from, $1), valid_to from former
   where rate_id >= $2 and rate_id < $3`,
] as const;

/**
 * Brings a locked price list back to what it was before an import, from a moment on. What is not in force yet is undone as if it
 * had never been; what was in force ends now, and what it had ended begins again: so what was valid when stays true. Prefixes
 * that were changed by others since are left as they are; returns how many. `onPart` is told of each part that is done, of how many.
 */
export async function undoRateImport(
  tx: Tx,
  { id, rateGroupId, undoneById }: Readonly<{ id: bigint; rateGroupId: bigint; undoneById: bigint }>,
  { at, onPart }: Readonly<{ at: Date; onPart: (part: number, parts: number) => Promise<void> }>,
): Promise<number> {
  await noteAtTheEnd(tx);
  const keptPrefixes = await findUndone(tx, { id, rateGroupId, at });
  const pieces = await piecesOf(tx);
  const parts = pieces.length * UNDO_STEPS.length + 1;
  let part = 0;
  for (const step of UNDO_STEPS)
    for (const [from, to] of pieces) {
      await onPart((part += 1), parts);
      await tx.query(step, [at, from, to]);
    }
  await onPart(parts, parts);
  // Undoing an import before this one finds what it made where it stands now.
  await tx.query(
    `update rate_import_rates i set rate_id = r.id, revision = 0
     from former f join rates r on r.rate_group_id = $1 and r.prefix = f.prefix and r.valid_from = greatest(f.valid_from, $3)
       and r.account_id is null and r.band_id is null and r.origin_prefix is null
     where i.rate_id = f.rate_id and i.import_id in (select id from rate_imports where rate_group_id = $1 and is_undoable and id <> $2)`,
    [rateGroupId, id, at],
  );
  await tx.query('update rate_imports set undone_at = $2, undone_by = $3, kept_prefixes = $4 where id = $1', [
    id,
    at,
    undoneById,
    keptPrefixes,
  ]);
  await forgetRates(tx, [id]);
  // Last, because everybody who changes an account waits from here on.
  await tellChanged(tx, rateGroupId, 'select distinct prefix from undone');
  return keptPrefixes;
}

/**
 * Keeps for the transaction what the import did to each rate (`undone`), and what begins again (`former`), but for prefixes that others
 * changed since; returns how many those are.
 */
async function findUndone(
  tx: Tx,
  { id, rateGroupId, at }: Readonly<{ id: bigint; rateGroupId: bigint; at: Date }>,
): Promise<number> {
  await tx.query(
    `create temp table undone on commit drop as
     select i.rate_id, i.prefix, i.what, i.valid_to as valid_to_before, i.before, r.valid_from, r.valid_to,
       coalesce(r.revision = i.revision, i.what = 'removed') as is_as_left
     from rate_import_rates i left join rates r on r.id = i.rate_id where i.import_id = $1`,
    [id],
  );
  await tx.query('create index on undone (prefix); create index on undone (rate_id); analyze undone');
  // Another rate of the prefix now stands where the former one would.
  const { rows } = await tx.query<{ kept: bigint }>(
    `with kept as (
       select distinct prefix from undone u where not is_as_left or exists (
         select 1 from rates other
         where other.rate_group_id = $1 and other.prefix = u.prefix and other.account_id is null and other.band_id is null
           and other.origin_prefix is null and u.what <> 'made'
           and other.id not in (select mine.rate_id from undone mine where mine.prefix = u.prefix)
           and other.valid_from < coalesce(case u.what when 'ended' then u.valid_to_before
               else (u.before ->> 'valid_to')::timestamptz end, 'infinity')
           and coalesce(other.valid_to, 'infinity') > greatest($2, coalesce((u.before ->> 'valid_from')::timestamptz, u.valid_to)))),
     forgotten as (delete from undone u using kept where u.prefix = kept.prefix)
     select count(*) as kept from kept`,
    [rateGroupId, at],
  );
  await tx.query(
    `create temp table former on commit drop as
     select * from (
       select u.rate_id, r.rate_group_id, r.prefix, ${COPIED}, u.valid_to as valid_from, u.valid_to_before as valid_to
       from undone u join rates r on r.id = u.rate_id where u.what = 'ended' and u.valid_to < $1
       union all
       select u.rate_id, was.rate_group_id, was.prefix, ${COPIED}, was.valid_from, was.valid_to
       from undone u, jsonb_populate_record(null::rates, u.before) was
       where u.what = 'removed' or u.what = 'overwritten' and u.valid_from < $1) each
     where valid_to is null or valid_to > $1`,
    [at],
  );
  await tx.query('create index on former (rate_id); analyze former');
  return Number(known(rows[0], 'a count').kept);
}

/** By the ids of rates: from one to before another; the last has no end but the largest id. */
async function piecesOf(tx: Tx): Promise<readonly (readonly [from: bigint, to: bigint])[]> {
  const { rows } = await tx.query<{ from: bigint; to: bigint }>(
    `select rate_id as from, lead(rate_id, 1, 9223372036854775807) over (order by rate_id) as to
     from (select rate_id, row_number() over (order by rate_id) as place from undone) placed
     where place % $1 = 1 order by rate_id`,
    [PIECE_RATES],
  );
  return rows.map(({ from, to }) => [from, to] as const);
}

/** Forgets what imports did to each rate: they can no longer be undone. */
async function forgetRates(tx: Tx, ids: readonly bigint[]): Promise<void> {
  await tx.query('update rate_imports set is_undoable = false where id = any($1)', [ids]);
  await tx.query('delete from rate_import_rates where import_id = any($1)', [ids]);
}

/** What imports before a moment did to each rate is forgotten. */
export async function forgetOldImports(tx: Tx, before: Date): Promise<void> {
  const { rows } = await tx.query<{ id: bigint }>(
    'select id from rate_imports where is_undoable and imported_at < $1 and last_valid_from < $1',
    [before],
  );
  if (rows.length > 0)
    await forgetRates(
      tx,
      rows.map(({ id }) => id),
    );
}
