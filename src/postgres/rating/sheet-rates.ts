/** The rates of a whole sheet beside those of a locked price list: what differs, and writing it, each in a few statements. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { known } from '../../domain/assert.ts';
import type { NumberChange } from '../../domain/rating/number-change.ts';
import type { Rate } from '../../domain/rating/rate.ts';
import type { SheetChange, SheetChangeCounts, SheetRate } from '../../domain/rating/sheet-changes.ts';
import type { Tx } from '../pool.ts';
import type { NewRate } from './rates.ts';

/** Null: the sheet has no such column, and the rate does what the one did that the list has at that moment. */
export type NewSheetRate = Omit<NewRate, keyof NumberChange> &
  Readonly<{ [Part in keyof NumberChange]: NumberChange[Part] | null }>;

/** Rows that are written as text before the rest of the process has its turn. */
const PIECE_ROWS = 1000;
/** With more changed prefixes than these charging reads the whole list again, which is then about as fast. */
const PREFIXES_TOLD_MAX = 50_000;

const EVERYBODYS = 'old.account_id is null and old.band_id is null and old.origin_prefix is null';
const IN_FORCE =
  'old.valid_from <= new.valid_from and (old.valid_to is null or old.valid_to > new.valid_from)';

/** A sheet that names every rate of its list: what it does not name ends at `at`, but for prefixes that it could not import. */
export type Completeness = Readonly<{ at: Date; spared: ReadonlySet<string> }>;

/**
 * Compares the rates of a sheet, by the moments (ms) that they are valid from, with those whose place they take: of the list, for
 * everybody, or of an earlier moment in the sheet. What it finds is kept until the transaction ends: `applySheet` writes it.
 */
export async function compareSheet(
  tx: Tx,
  rateGroupId: bigint,
  rates: ReadonlyMap<number, readonly NewSheetRate[]>,
  complete: Completeness | null = null,
): Promise<SheetChangeCounts> {
  await tx.query(
    `create temp table sheet_rates (valid_from timestamptz not null, prefix text not null, destination text not null,
       connection_cost bigint not null, cost bigint not null, grace int not null, initial int not null, increment int not null,
       said_strip smallint, said_prefix text)
     on commit drop`,
  );
  const copied = (tx as unknown as pg.ClientBase).query(copyFrom('copy sheet_rates from stdin'));
  await pipeline(Readable.from(textOf(rates)), copied);
  await tx.query('analyze sheet_rates');
  // A rate takes the place of the earlier one of the sheet, or of one of the list that begins after that. It stays as it is when the
  // sheet says it again.
  await tx.query(
    `create temp table sheet_changes on commit drop as
     select placed.*, replaced.cost as cost_before, numbers.*,
       case when replaced.cost is null then 'new'
         when is_next and old.valid_to is not distinct from placed.valid_to and old.destination = placed.destination
           and old.connection_cost_micros = connection_cost and old.cost_per_minute_nanos = placed.cost and old.grace_seconds = grace
           and old.initial_increment_seconds = initial and old.increment_seconds = increment and old.strip_digits = strip
           and old.add_prefix = numbers.add_prefix then 'unchanged'
         when placed.cost > replaced.cost then 'raised'
         when placed.cost < replaced.cost then 'lowered'
         else 'changed' end as change
     from (select new.*, least(lead(new.valid_from) over of_prefix, later.valid_from) as valid_to,
         lag(new.valid_from) over of_prefix as earlier_from, lag(new.cost) over of_prefix as earlier_cost,
         lag(later.valid_from) over of_prefix as earlier_to
       from sheet_rates new
       left join (select new.prefix, new.valid_from as before, min(old.valid_from) as valid_from
           from sheet_rates new join rates old using (prefix)
           where old.rate_group_id = $1 and ${EVERYBODYS} and old.valid_from > new.valid_from group by 1, 2) later
         on later.prefix = new.prefix and later.before = new.valid_from
       window of_prefix as (partition by new.prefix order by new.valid_from)) placed
     left join rates old on old.rate_group_id = $1 and old.prefix = placed.prefix and ${EVERYBODYS}
       and ${IN_FORCE.replaceAll('new.', 'placed.')}
     cross join lateral (select old.id is not null and (earlier_from is null or old.valid_from > earlier_from) as is_next) order_of
     cross join lateral (select case when is_next then old.cost_per_minute_nanos
       when earlier_to is null or earlier_to >= placed.valid_from then earlier_cost end as cost) replaced
     cross join lateral (select coalesce(said_strip, old.strip_digits, 0) as strip,
       coalesce(said_prefix, old.add_prefix, '') as add_prefix) numbers`,
    [rateGroupId],
  );
  if (complete !== null)
    await tx.query(
      `insert into sheet_changes (valid_from, prefix, destination, cost_before, change)
       select $2, old.prefix, old.destination, old.cost_per_minute_nanos, 'closed' from rates old
       where old.rate_group_id = $1 and ${EVERYBODYS} and old.valid_from <= $2 and (old.valid_to is null or old.valid_to > $2)
         and old.prefix <> all($3::text[]) and not exists (select 1 from sheet_rates new where new.prefix = old.prefix)`,
      [rateGroupId, complete.at, [...complete.spared]],
    );
  await tx.query('analyze sheet_changes');
  const { rows } = await tx.query<{ change: keyof SheetChangeCounts; count: bigint }>(
    'select change, count(*) from sheet_changes group by change',
  );
  const counts = { new: 0, raised: 0, lowered: 0, changed: 0, closed: 0, unchanged: 0 };
  for (const { change, count } of rows) counts[change] = Number(count);
  return counts;
}

/** The first changes of each kind, by their prefixes, after `compareSheet`. */
export async function firstChanges(tx: Tx, each: number): Promise<SheetChange[]> {
  const { rows } = await tx.query<SheetChange>(
    `select first.* from (values ('new'), ('raised'), ('lowered'), ('changed'), ('closed')) kinds (change), lateral (
       select change, prefix, destination, cost_before as "costBeforeNanos", cost as "costPerMinuteNanos", valid_from as "validFrom"
       from sheet_changes c where c.change = kinds.change order by prefix collate "C", valid_from limit $1) first`,
    [each],
  );
  return rows;
}

/** What it would write for these prefixes, after `compareSheet`. */
export async function changesOfPrefixes(tx: Tx, prefixes: readonly string[]): Promise<SheetRate[]> {
  const { rows } = await tx.query<
    Rate & { destination: string; prefix: string; validFrom: Date; validTo: Date | null; isClosed: boolean }
  >(
    `select prefix, destination, connection_cost as "connectionCostMicros", cost as "costPerMinuteNanos", grace as "graceSeconds",
       initial as "initialIncrementSeconds", increment as "incrementSeconds", valid_from as "validFrom", valid_to as "validTo",
       change = 'closed' as "isClosed"
     from sheet_changes where change <> 'unchanged' and prefix = any($1::text[])`,
    [prefixes],
  );
  return rows.map(({ prefix, validFrom, validTo, isClosed, ...terms }) => ({
    prefix,
    validFromMs: validFrom.getTime(),
    validToMs: validTo?.getTime() ?? null,
    terms: isClosed ? null : terms,
  }));
}

/**
 * Writes what `compareSheet` found: a rate in force ends where a new one begins, each new one ends where a later one of its
 * prefix does, and one that starts at the very same moment is overwritten. What each rate was is kept with the import.
 */
export async function applySheet(tx: Tx, rateGroupId: bigint, importId: bigint): Promise<void> {
  // The version of the catalogue is one row, for which everybody who changes an account waits: it is taken at the end.
  await noteAtTheEnd(tx);
  await tx.query(
    `insert into rate_import_rates (import_id, rate_id, prefix, what, revision, before)
     select $2, old.id, old.prefix, case new.change when 'closed' then 'removed' else 'overwritten' end, old.revision + 1, to_jsonb(old)
     from rates old join sheet_changes new using (prefix, valid_from)
     where new.change <> 'unchanged' and old.rate_group_id = $1 and ${EVERYBODYS}`,
    [rateGroupId, importId],
  );
  await tx.query(
    `delete from rates r using rate_import_rates i where i.import_id = $1 and i.what = 'removed' and r.id = i.rate_id`,
    [importId],
  );
  await tx.query(
    `with done as (
       update rates r set valid_to = ended.at, revision = r.revision + 1
       from (select old.id, old.valid_to as before, min(new.valid_from) as at from rates old join sheet_changes new using (prefix)
         where new.change <> 'unchanged' and old.rate_group_id = $1 and ${EVERYBODYS} and ${IN_FORCE}
           and old.valid_from < new.valid_from group by old.id) ended
       where r.id = ended.id returning r.id, r.prefix, r.revision, ended.before)
     insert into rate_import_rates (import_id, rate_id, prefix, what, revision, valid_to)
     select $2, id, prefix, 'ended', revision, before from done`,
    [rateGroupId, importId],
  );
  await tx.query(
    `with done as (
       insert into rates (rate_group_id, prefix, destination, connection_cost_micros, cost_per_minute_nanos, grace_seconds,
         initial_increment_seconds, increment_seconds, strip_digits, add_prefix, valid_from, valid_to)
       select $1, prefix, destination, connection_cost, cost, grace, initial, increment, strip, add_prefix, valid_from, valid_to
       from sheet_changes where change not in ('unchanged', 'closed') order by prefix, valid_from
       on conflict (rate_group_id, prefix, valid_from, coalesce(account_id, 0), coalesce(band_id, 0), coalesce(origin_prefix, ''))
       do update set destination = excluded.destination, connection_cost_micros = excluded.connection_cost_micros,
         cost_per_minute_nanos = excluded.cost_per_minute_nanos, grace_seconds = excluded.grace_seconds,
         initial_increment_seconds = excluded.initial_increment_seconds, increment_seconds = excluded.increment_seconds,
         strip_digits = excluded.strip_digits, add_prefix = excluded.add_prefix, valid_to = excluded.valid_to, revision = rates.revision + 1
       returning id, prefix, revision)
     insert into rate_import_rates (import_id, rate_id, prefix, what, revision)
     select $2, id, prefix, 'made', revision from done on conflict do nothing`,
    [rateGroupId, importId],
  );
  await tellChanged(tx, rateGroupId, "select distinct prefix from sheet_changes where change <> 'unchanged'");
}

export async function noteAtTheEnd(tx: Tx): Promise<void> {
  await tx.query("select set_config('tollbook.notes_changed_rates', 'at_the_end', true)");
}

/** Tells charging the prefixes of a list that changed, as a statement finds them. */
export async function tellChanged(tx: Tx, rateGroupId: bigint, prefixes: string): Promise<void> {
  const { rows } = await tx.query<{ count: bigint }>(`select count(*) from (${prefixes}) changed`);
  const isWhole = known(rows[0], 'a count').count > PREFIXES_TOLD_MAX;
  await tx.query(`select note_changed_rates_of($1, case when not $2 then array(${prefixes}) end)`, [
    rateGroupId,
    isWhole,
  ]);
}

const NULL = '\\N';

/** Lines as COPY takes them (PostgreSQL's documentation, "Text Format"). */
async function* textOf(rates: ReadonlyMap<number, readonly NewSheetRate[]>): AsyncGenerator<string> {
  for (const [momentMs, listed] of rates) {
    const moment = new Date(momentMs).toISOString();
    for (let start = 0; start < listed.length; start += PIECE_ROWS) {
      let lines = '';
      for (const rate of listed.slice(start, start + PIECE_ROWS))
        lines += `${moment}\t${rate.prefix}\t${escaped(rate.destination)}\t${rate.connectionCostMicros}\t${rate.costPerMinuteNanos}\t${rate.graceSeconds}\t${rate.initialIncrementSeconds}\t${rate.incrementSeconds}\t${rate.stripDigits ?? NULL}\t${rate.addPrefix ?? NULL}\n`;
      yield lines;
      await new Promise((resume) => setImmediate(resume));
    }
  }
}

/** Destinations have no control characters. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\');
}
