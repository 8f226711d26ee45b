/** Two price lists side by side: what customers pay by each, prefix by prefix, and what that means for last month's calls. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { formatMoney, formatRate } from '../../domain/money.ts';
import type { ListChangeCounts, ListDifference } from '../../domain/rating/list-differences.ts';
import type { Db } from '../../postgres/pool.ts';
import { compareLists, pageOfDifferences, type ListLevel } from '../../postgres/rating/prices-of-list.ts';
import { findRateGroup, type RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import { withSnapshot } from '../../postgres/snapshot.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { counted, type OnRows } from '../audit/record-export.ts';
import { replayTraffic, type Effect } from '../charging/replay-traffic.ts';
import type { Context } from '../context.ts';
import type { Cell } from '../sheets/cell.ts';
import { writeCsv } from '../sheets/write-csv.ts';
import { writeXlsx } from '../sheets/write-xlsx.ts';
import { levelsOfList } from './levels-of-list.ts';
import { rateGroupScope } from './rate-group-scope.ts';

export type Comparison = Readonly<{
  group: RateGroupRow;
  other: RateGroupRow;
  counts: ListChangeCounts;
  first: readonly ListDifference[];
  effect: Effect | null;
}>;

/** `at` and `otherAt`: by the rates that are valid then. */
export type ComparedLists = Readonly<{ id: string; otherId: string; at: Date; otherAt: Date }>;

const LISTED_EACH = 20;
/** As many rows of a list are put in order in the memory that a statement has; calls are charged between. */
const PIECE_ROWS = 20_000;
/** The panel waits for 30 s. */
const PATIENCE_MS = 25_000;
/** Rows of a list that are looked at for one piece of a file. */
const PAGE = 5000;

/**
 * Throws `not_found` for a list that the actor may not see, and `invalid_input` at `with` for one of another direction or currency.
 */
export async function compareRateGroups(
  context: Context,
  db: Db,
  actor: Actor,
  asked: ComparedLists,
): Promise<Comparison> {
  const { group, other, sides } = await sidesOf(db, actor, asked);
  const until = context.now().getTime() + PATIENCE_MS;
  const isLate = () => context.now().getTime() > until;
  const compared = await inFrontOfWall(() =>
    withSnapshot(context.pool, (db) =>
      compareLists(db, sides, { each: LISTED_EACH, size: PIECE_ROWS, isLate }),
    ),
  );
  if (compared === null)
    throw new Problem('unavailable', {
      detail: 'The comparison took longer than 25 s. Ask again later, or for the file.',
    });
  const effect = await replayTraffic(context, actor, group, {
    group: other,
    at: asked.otherAt,
    field: 'with',
  });
  return { group, other, ...compared, effect };
}

const COLUMNS: readonly (readonly [title: string, read: (row: ListDifference) => Cell])[] = [
  ['Change', ({ change }) => change],
  ['Code', ({ prefix }) => prefix],
  ['Destination', ({ destination }) => destination],
  ['Cost/Min before', ({ costBeforeNanos }) => decimal(costBeforeNanos, formatRate)],
  ['Cost/Min', ({ costPerMinuteNanos }) => decimal(costPerMinuteNanos, formatRate)],
  ['Connection Cost before', ({ connectionBeforeMicros }) => decimal(connectionBeforeMicros, formatMoney)],
  ['Connection Cost', ({ connectionCostMicros }) => decimal(connectionCostMicros, formatMoney)],
  ['Increments before', ({ incrementsBefore }) => incrementsBefore],
  ['Increments', ({ increments }) => increments],
];

/** Every difference, as a file in pieces. Throws as `compareRateGroups`. */
export async function exportComparison(
  db: Db,
  actor: Actor,
  asked: ComparedLists,
  { format, onRows }: Readonly<{ format: 'csv' | 'xlsx'; onRows: OnRows }>,
): Promise<AsyncGenerator<string | Uint8Array>> {
  const { sides } = await sidesOf(db, actor, asked);
  const titles = COLUMNS.map(([title]) => title);
  const pages = counted(readPages(db, sides), onRows);
  return format === 'csv' ? writeCsv(titles, pages) : writeXlsx(titles, pages);
}

type Sides = Parameters<typeof compareLists>[1];

async function* readPages(db: Db, sides: Sides): AsyncGenerator<Cell[][]> {
  for (let after: string | null = ''; after !== null; ) {
    const piece: Readonly<{ after: string; size: number }> = { after, size: PAGE };
    const { rows, next } = await inFrontOfWall(() => pageOfDifferences(db, sides, piece));
    yield rows.map((row) => COLUMNS.map(([, read]) => read(row)));
    after = next;
  }
}

async function sidesOf(db: Db, actor: Actor, { id, otherId, at, otherAt }: ComparedLists) {
  const scope = rateGroupScope(actor);
  const group = await findRateGroup(db, id, scope);
  const other = await findRateGroup(db, otherId, scope);
  if (group.direction !== other.direction)
    throw fieldProblem('with', 'not_applicable', 'Choose a rate group of the same direction.');
  const [levels, otherLevels] = await inFrontOfWall(() =>
    Promise.all([levelsOfList(db, group), levelsOfList(db, other)]),
  );
  const currencies = new Set([...levels, ...otherLevels].map(({ currency }: ListLevel) => currency));
  if (currencies.size > 1) {
    const message = `Choose a rate group in the same currency: these prices are in ${[...currencies].join(', ')}.`;
    throw fieldProblem('with', 'other_currency', message);
  }
  const sides: Sides = [
    { levels, at },
    { levels: otherLevels, at: otherAt },
  ];
  return { group, other, sides };
}

function decimal(value: bigint | null, format: (value: bigint) => string): Cell {
  return value === null ? null : { number: format(value) };
}
