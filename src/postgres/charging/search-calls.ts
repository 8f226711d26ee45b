/**
 * Finding calls of a part of the tree by anything that is known of them, newest first. The newest records are looked at in
 * their order; what is older is found by the indexes that a day gets when it is over, some days at a time. A search
 * that has looked at enough answers what it has, and where the next one goes on.
 */
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';
import {
  idBounds,
  questionConditions,
  scopeConditions,
  type CallQuestion,
  type CallScope,
  type Param,
} from './call-conditions.ts';
import { firstIdOf, timeOfId } from './call-ids.ts';
import { moneyColumns, type MoneyView } from './call-money.ts';
import { branchesOf } from './calls-of-tree.ts';
import { CALL_COLUMNS, CALL_JOINED, CALL_WHOSE, type CallRow } from './list-calls.ts';

export type CallSearch = CallQuestion &
  Readonly<{ scope: CallScope; cursor?: string | undefined; limit: number; now: Date }>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What is looked at first; each further step is so many times as long. */
const FIRST_STEP_MS = HOUR_MS;
const FIRST_INDEXED_STEP_MS = DAY_MS;
const GROWTH = 3;
/** Of a text of three characters: 1 + 3 + 9 hours; of each more a step less. */
const WALKED_STEPS = 3;
/** An id has no three characters that many have. */
const SELDOM = 36;
/** After this no further step is begun: sooner where there is something to show, for a page without a call helps nobody. */
const SEARCH_MS = 150;
const EMPTY_SEARCH_MS = 1000;

export type FoundIds = Readonly<{ ids: readonly string[]; nextCursor: string | null }>;

/**
 * Ids of one page, newest first; of calls that were corrected since they may not meet the question any more. A page may have
 * fewer than its limit, even none, and lead on.
 */
export async function findCallIds(db: Db, search: CallSearch, clock: () => number): Promise<FoundIds> {
  const { lowest, above } = idBounds(search);
  const place = readCursor(search.cursor, { order: 'calls', parts: ['u'] });
  const begunAt = clock();
  let below = place === null || String(place[0]) > above ? above : String(place[0]);
  const ids: string[] = [];
  for await (const step of stepsOf(db, search, { lowest, below })) {
    const rows = await find(db, search, step);
    ids.push(...rows);
    below = step.lowest;
    const longEnough = ids.length > 0 ? SEARCH_MS : EMPTY_SEARCH_MS;
    if (ids.length > search.limit || clock() - begunAt > longEnough) break;
  }
  const shown = ids.slice(0, search.limit);
  const last = ids.length > search.limit ? shown.at(-1) : below;
  const isEnd = last === undefined || last <= lowest;
  return { ids: shown, nextCursor: isEnd ? null : writeCursor('calls', [last]) };
}

type Bounds = Readonly<{ lowest: string; below: string }>;
type Step = Bounds & Readonly<{ isByIndex: boolean }>;

/** From the newest back, each longer than the one before; again short ones where the days with indexes begin. */
async function* stepsOf(db: Db, search: CallSearch, { lowest, below }: Bounds): AsyncGenerator<Step> {
  const isOfFew = search.scope.accountIds !== null;
  const isByNumber =
    search.number !== undefined || search.attemptId !== undefined || (search.prefix?.length ?? 0) >= TRIGRAM;
  const indexed = isByNumber && !isOfFew ? await endOfIndexedDays(db) : null;
  const newest = search.now.getTime() + DAY_MS;
  let end = Math.min(timeOfId(below).getTime(), newest);
  let from = below;
  const step = (ms: number, isByIndex: boolean, least: string): Step => {
    end -= ms;
    const id = end <= 0 ? lowest : firstIdOf(new Date(end));
    const bounds = { lowest: id < least ? least : id, below: from, isByIndex };
    from = bounds.lowest;
    end = Math.min(end, timeOfId(from).getTime());
    return bounds;
  };
  const least = isOfFew || indexed === null || indexed < lowest ? lowest : indexed;
  // The clock of a switch may be ahead: what is newer than now stands in the first step.
  const ahead = end === newest ? DAY_MS : 0;
  for (let ms = isOfFew ? FIRST_INDEXED_STEP_MS : FIRST_STEP_MS; from > least; ms *= GROWTH)
    yield step(ms + (from === below ? ahead : 0), isOfFew, least);
  // A text that many numbers have fills a page with the first hours of a day; by its index each of a whole day would be read.
  const walked = WALKED_STEPS - ((search.number ?? search.prefix)?.length ?? SELDOM) + TRIGRAM;
  for (let n = 0; n < walked && from > lowest; n++) yield step(FIRST_STEP_MS * GROWTH ** n, false, lowest);
  for (let ms = FIRST_INDEXED_STEP_MS; from > lowest; ms *= GROWTH) yield step(ms, true, lowest);
}

/** A text has an index of three characters at a time. */
const TRIGRAM = 3;

/** By an index all matches of a step are found before they are put in order: never along the whole list. */
async function find(
  db: Db,
  search: CallSearch,
  { lowest, below, isByIndex }: Step,
): Promise<readonly string[]> {
  const values: unknown[] = [lowest, below];
  const param: Param = (value) => `$${values.push(value)}`;
  const isIndexed = isByIndex && search.scope.accountIds === null;
  const conditions = [
    ...scopeConditions(search.scope, param),
    ...questionConditions(search, param, { isIndexed }),
  ];
  const { rows } = await db.query<{ id: string }>(
    `select distinct id from (select c.session_id as id from cdrs c
       where c.session_id >= $1 and c.session_id < $2 and ${conditions.join(' and ')} ${isByIndex ? 'offset 0' : ''}) found
     order by id desc limit ${param(search.limit + 1)}`,
    values,
  );
  return rows.map(({ id }) => id);
}

/** The place behind the newest day that has its indexes; null where none has. */
async function endOfIndexedDays(db: Db): Promise<string | null> {
  const { rows } = await db.query<{ day: string }>(
    `select substr(t.relname, 6, 8) as day from pg_index i join pg_class t on t.oid = i.indrelid join pg_class n on n.oid = i.indexrelid
     where n.relname ~ '^cdrs_\\d{8}_by_attempt$' and i.indisvalid and t.relnamespace = 'public'::regnamespace
     order by 1 desc limit 1`,
  );
  const day = rows[0]?.day;
  if (day === undefined) return null;
  const start = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`);
  return firstIdOf(new Date(start + DAY_MS));
}

/** Those calls by their latest revision, as far as they still meet the question, newest first. */
export async function readFoundCalls(
  db: Db,
  ids: readonly string[],
  { scope, view, ...asked }: CallQuestion & Readonly<{ scope: CallScope; view: MoneyView }>,
): Promise<readonly CallRow[]> {
  const values: unknown[] = [ids];
  const param: Param = (value) => `$${values.push(value)}`;
  const conditions = [...scopeConditions(scope, param), ...questionConditions(asked, param)];
  const { rows } = await db.query<CallRow>(
    `select ${CALL_COLUMNS}, ${CALL_WHOSE}, ${moneyColumns(view, param)} from cdrs c ${CALL_JOINED}
     where c.session_id = any($1::uuid[]) and ${conditions.join(' and ')}
       and c.revision = (select max(later.revision) from cdrs later where later.session_id = c.session_id and later.leg = c.leg)
     order by c.session_id desc`,
    values,
  );
  return rows;
}

/** A scope of so few accounts is searched by their index. */
const FEW_ACCOUNTS = 300;

/** Whose calls a reader sees of an account and everybody below it. */
export async function callScopeOf(
  db: Db,
  { path, scopePath }: Readonly<{ path: string; scopePath: string }>,
): Promise<CallScope> {
  const bounds = [path, `${path.slice(0, -1)}0`];
  const { rows } = await db.query<{ id: bigint }>(
    `select id from accounts where path >= $1 and path < $2 limit ${FEW_ACCOUNTS + 1}`,
    bounds,
  );
  const { rows: moved } = await db.query<{ path: string; since: Date }>(
    `select a.path, max(m.moved_at) as since from account_moves m join accounts a on a.id = m.account_id
     where ((a.path >= $1 and a.path < $2) or starts_with($1, a.path)) and starts_with(a.path, $3) and a.path <> $3
       and strpos(m.old_path, $4) = 0 group by 1`,
    [...bounds, scopePath, `/${idsOfPath(scopePath).at(-1)}/`],
  );
  if (rows.length <= FEW_ACCOUNTS)
    return { path, accountIds: rows.map(({ id }) => id), branchIds: null, moved };
  return { path, accountIds: null, branchIds: await branchesOf(db, path), moved };
}
