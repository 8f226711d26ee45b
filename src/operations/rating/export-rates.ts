/** Exports what a price list asks, in the columns of carriers: an import into a list takes it back. */
import { formatMoney, formatRate } from '../../domain/money.ts';
import { RATE_FIELDS, type RateField } from '../../domain/rating/sheet-columns.ts';
import type { Db } from '../../postgres/pool.ts';
import { pageOfPrices, type ListedPrice } from '../../postgres/rating/prices-of-list.ts';
import type { RateGroupRow } from '../../postgres/rating/rate-groups.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import { counted, type OnRows } from '../audit/record-export.ts';
import type { Cell } from '../sheets/cell.ts';
import { writeCsv } from '../sheets/write-csv.ts';
import { writeXlsx } from '../sheets/write-xlsx.ts';
import { levelsOfList } from './levels-of-list.ts';

/** Rates read at once: no more than these are in memory. */
const PAGE = 5000;

const number = (text: string): Cell => ({ number: text });

const COLUMNS: readonly (readonly [title: string, read: (price: ListedPrice) => Cell])[] = [
  [titleOf('code'), ({ prefix }) => prefix],
  [titleOf('destination'), ({ destination }) => destination],
  [titleOf('connectionCost'), (price) => number(formatMoney(price.connectionCostMicros))],
  [titleOf('graceTime'), ({ graceSeconds }) => number(String(graceSeconds))],
  [titleOf('costPerMinute'), (price) => number(formatRate(price.costPerMinuteNanos))],
  [titleOf('initialIncrement'), (price) => number(String(price.initialIncrementSeconds))],
  [titleOf('increment'), ({ incrementSeconds }) => number(String(incrementSeconds))],
  ['Currency', ({ currency }) => currency],
];

/** What carriers ask changes numbers, too. */
const OF_CARRIERS: typeof COLUMNS = [
  [titleOf('stripDigits'), ({ stripDigits }) => number(String(stripDigits))],
  [titleOf('addPrefix'), ({ addPrefix }) => addPrefix],
];

/**
 * The file in pieces: the rates for everybody that are valid at `at`. The rates of a list as they stand, without its mark-up, or what
 * customers pay with it (`withMarkUp`), to a billionth a minute. Of a list that passes prices on it is always what its customers pay.
 */
export function exportRates(
  db: Db,
  group: RateGroupRow,
  {
    at,
    withMarkUp,
    format,
    onRows,
  }: Readonly<{ at: Date; withMarkUp: boolean; format: 'csv' | 'xlsx'; onRows: OnRows }>,
): AsyncGenerator<string | Uint8Array> {
  const columns = group.direction === 'termination' ? [...COLUMNS, ...OF_CARRIERS] : COLUMNS;
  const titles = columns.map(([title]) => title);
  const listed = withMarkUp || group.basis === 'purchase' ? group : { ...group, markUpPpm: 0n };
  const pages = counted(readPages(db, listed, { at, columns }), onRows);
  return format === 'csv' ? writeCsv(titles, pages) : writeXlsx(titles, pages);
}

/** Prices that are passed on belong to those above. */
async function* readPages(
  db: Db,
  group: RateGroupRow,
  { at, columns }: Readonly<{ at: Date; columns: typeof COLUMNS }>,
): AsyncGenerator<Cell[][]> {
  const levels = await inFrontOfWall(() => levelsOfList(db, group));
  for (let after: string | null = ''; after !== null; ) {
    const piece: Readonly<{ at: Date; after: string; size: number }> = { at, after, size: PAGE };
    const { rows, next } = await inFrontOfWall(() => pageOfPrices(db, levels, piece));
    yield rows.map((price) => columns.map(([, read]) => read(price)));
    after = next;
  }
}

function titleOf(field: RateField): string {
  return RATE_FIELDS[field].title;
}
