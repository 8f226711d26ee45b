/** Exports the list of events as it is shown: same filters, same order, all of its pages, the same wall. */
import type { Value } from '../../domain/audit/differences.ts';
import type { OpenChange } from '../../domain/audit/personal-values.ts';
import { searchEvents, type EventFilter, type FoundEventRow } from '../../postgres/audit/search-events.ts';
import type { Db } from '../../postgres/pool.ts';
import type { Cell } from '../sheets/cell.ts';
import { clockOf } from '../sheets/clock.ts';
import { writeCsv } from '../sheets/write-csv.ts';
import { writeXlsx } from '../sheets/write-xlsx.ts';
import { counted, type OnRows } from './record-export.ts';
import { visibleEvent, type VisibleEvent } from './visible-event.ts';

/** Events read at once: no more than these are in memory. */
const PAGE = 500;

type Options = Readonly<{ format: 'csv' | 'xlsx'; timezone: string }>;

export function exportEvents(
  db: Db,
  filter: Omit<EventFilter, 'cursor' | 'limit'>,
  { format, timezone }: Options,
  onRows: OnRows,
): AsyncGenerator<string | Uint8Array> {
  const titles = COLUMNS.map(([title]) => (title === 'When' ? `${title} (${timezone})` : title));
  const pages = counted(readPages(db, filter, clockOf(timezone)), onRows);
  return format === 'csv' ? writeCsv(titles, pages) : writeXlsx(titles, pages);
}

type Reader = (event: VisibleEvent, row: FoundEventRow, clock: (time: Date) => string) => Cell;

const COLUMNS: readonly (readonly [title: string, read: Reader])[] = [
  ['When', ({ happenedAt }, _row, clock) => clock(happenedAt)],
  ['Action', ({ action }) => action],
  ['Account number', (_event, { about }) => about?.number ?? null],
  ['Account', (_event, { about }) => about?.displayName ?? null],
  ['Changes', ({ changes }) => changes.map(changeText).join('\n')],
  ['Reason', ({ reason }) => reason],
  ['By number', ({ by }) => by],
  ['By', ({ by }, { actor }) => (by === null ? null : (actor?.displayName ?? null))],
  ['As number', ({ as }) => as],
  ['Via', ({ via }) => via],
  ['Address', ({ address }) => address],
];

async function* readPages(
  db: Db,
  filter: Omit<EventFilter, 'cursor' | 'limit'>,
  clock: (time: Date) => string,
): AsyncGenerator<Cell[][]> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof searchEvents>> = await searchEvents(db, {
      ...filter,
      cursor,
      limit: PAGE,
    });
    yield page.rows.map((row) => {
      const event = visibleEvent(row, filter.scopePath);
      return COLUMNS.map(([, read]) => read(event, row, clock));
    });
    cursor = page.nextCursor;
  }
}

function changeText({ field, before, after, isErased }: OpenChange): string {
  return isErased === true ? `${field}: erased` : `${field}: ${valueText(before)} → ${valueText(after)}`;
}

function valueText(value: Value): string {
  if (value === null || value === '') return '–';
  return Array.isArray(value) ? value.map(valueText).join(', ') : String(value as string | number | boolean);
}
