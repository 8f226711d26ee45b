/** Exports the calls of an account as the list shows them: same filters, same order, all of its pages. */
import type pg from 'pg';
import { audienceOf, type Actor } from '../../domain/accounts/actor.ts';
import { reasonText } from '../../domain/charging/reasons.ts';
import { formatDecimal, formatMoney } from '../../domain/money.ts';
import type { MoneyOfRow, MoneyView } from '../../postgres/charging/call-money.ts';
import type { CallRow } from '../../postgres/charging/list-calls.ts';
import type { Db } from '../../postgres/pool.ts';
import { counted, type OnRows } from '../audit/record-export.ts';
import type { Cell } from '../sheets/cell.ts';
import { clockOf } from '../sheets/clock.ts';
import { writeCsv } from '../sheets/write-csv.ts';
import { writeXlsx } from '../sheets/write-xlsx.ts';
import { readCalls, type CallsAsked } from './explain-call.ts';
import { moneyViewOf } from './money-view.ts';
import { searchCalls, type CallsWanted } from './search-calls.ts';

/** Calls read at once: no more than these are in memory. */
const PAGE = 500;

type Clock = (time: Date) => string;
type Reader = (row: CallRow, clock: Clock, actor: Pick<Actor, 'kind'>) => Cell;

/** `isTime`: the title names the zone. `isFor`: whose money shows it; left out: everybody's. */
type Titled = Readonly<{
  title: string;
  isTime?: true;
  isFor?: readonly MoneyView['type'][];
  read: Reader;
}>;

/** An amount and its currency, for those who have it: a customer's is its charge. */
function amountColumns(
  title: string,
  name: 'revenue' | 'cost' | 'commission' | 'margin',
  isFor: Titled['isFor'] = ['top', 'seller'],
): Titled[] {
  const read = (row: MoneyOfRow): Cell => {
    const [micros, currency] = [row[`${name}Micros`], row[`${name}Currency`]];
    return micros === null || currency === null ? null : { number: formatMoney(micros) };
  };
  const currencyOf = (row: MoneyOfRow) => (read(row) === null ? null : row[`${name}Currency`]);
  return [
    { title, isFor, read },
    { title: `Currency of ${name}`, isFor, read: currencyOf },
  ];
}

const COLUMNS: readonly Titled[] = [
  { title: 'Started', isTime: true, read: ({ startedAt }, clock) => clock(startedAt) },
  { title: 'Answered', isTime: true, read: ({ answeredAt }, clock) => answeredAt && clock(answeredAt) },
  { title: 'Ended', isTime: true, read: ({ endedAt }, clock) => clock(endedAt) },
  { title: 'From', read: ({ callerNumber }) => callerNumber && `+${callerNumber}` },
  { title: 'Sent by the phone', read: ({ givenNumber }) => givenNumber },
  { title: 'Dialled', read: ({ dialledNumber }) => dialledNumber },
  { title: 'To', read: ({ destinationNumber }) => destinationNumber && `+${destinationNumber}` },
  { title: 'Direction', read: ({ direction }) => direction },
  { title: 'Outcome', read: ({ outcome }) => outcome },
  { title: 'Reason', read: ({ reason }) => reason },
  {
    title: 'Reason in words',
    read: ({ reason }, _clock, { kind }) => reason && reasonText(reason, audienceOf(kind)),
  },
  {
    title: 'More like it',
    read: ({ moreLikeIt }) => (moreLikeIt === null ? null : { number: String(moreLikeIt) }),
  },
  { title: 'Talk seconds', read: ({ talkMs }) => ({ number: formatDecimal(talkMs, 3) }) },
  { title: 'Billed seconds', read: ({ billedSeconds }) => ({ number: String(billedSeconds) }) },
  { title: 'Free seconds', read: ({ freeSeconds }) => ({ number: String(freeSeconds) }) },
  { title: 'Charge', read: ({ chargeMicros }) => ({ number: formatMoney(chargeMicros) }) },
  { title: 'Currency', read: ({ currency }) => currency },
  ...amountColumns('Revenue', 'revenue'),
  ...amountColumns('Cost', 'cost'),
  ...amountColumns('Commission', 'commission', ['top', 'seller', 'agent']),
  ...amountColumns('Margin', 'margin'),
  {
    title: 'SIP status',
    read: ({ sipStatus }) => (sipStatus === null ? null : { number: String(sipStatus) }),
  },
  { title: 'Account', read: ({ accountNumber }) => accountNumber },
  { title: 'Account name', read: ({ accountName }) => accountName },
  { title: 'Call', read: ({ sessionId }) => sessionId },
];

type Options = Readonly<{ format: 'csv' | 'xlsx'; timezone: string; onRows: OnRows }>;
type Page = Readonly<{ rows: readonly CallRow[]; nextCursor: string | null }>;
type Cursor = Readonly<{ cursor?: string | undefined; limit: number }>;

/** The file in pieces, read as they are taken. */
export function exportCalls(
  db: Db,
  actor: Actor,
  filter: Omit<CallsAsked, 'cursor' | 'limit'>,
  options: Options,
): AsyncGenerator<string | Uint8Array> {
  return fileOf(
    () => moneyViewOf(db, actor),
    (cursor) => readCalls(db, { ...filter, ...cursor }, actor),
    actor,
    options,
  );
}

/** The same of calls that were searched for. */
export function exportFoundCalls(
  deps: Readonly<{ reads: pg.Pool; now: () => Date }>,
  actor: Actor,
  wanted: CallsWanted,
  options: Options,
): AsyncGenerator<string | Uint8Array> {
  return fileOf(
    () => moneyViewOf(deps.reads, actor),
    (cursor) => searchCalls(deps, actor, wanted, cursor),
    actor,
    options,
  );
}

async function* fileOf(
  viewOf: () => Promise<MoneyView>,
  readPage: (cursor: Cursor) => Promise<Page>,
  actor: Actor,
  { format, timezone, onRows }: Options,
): AsyncGenerator<string | Uint8Array> {
  const { type } = await viewOf();
  const columns = COLUMNS.filter(({ isFor }) => isFor?.includes(type) !== false);
  const clock = clockOf(timezone);
  const titles = columns.map(({ title, isTime }) => (isTime === true ? `${title} (${timezone})` : title));
  const pages = counted(
    readPages(readPage, (row) => columns.map(({ read }) => read(row, clock, actor))),
    onRows,
  );
  yield* format === 'csv' ? writeCsv(titles, pages) : writeXlsx(titles, pages);
}

async function* readPages(
  readPage: (cursor: Cursor) => Promise<Page>,
  cellsOf: (row: CallRow) => Cell[],
): AsyncGenerator<Cell[][]> {
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Page = await readPage({ cursor, limit: PAGE });
    yield page.rows.map(cellsOf);
    cursor = page.nextCursor;
  }
}
