/** Events of everybody below a reader, searched and page by page, newest first. */
import { CARRIER_PRICES } from '../../domain/audit/actions.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { countAmong, type CountUpTo } from '../count-up-to.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import { EVENT_COLUMNS, readEvent, type AuditEventRow, type KeptEventRow } from './audit-events.ts';

export type EventFilter = Readonly<{
  /** Whose tree is read. */
  scopePath: string;
  /** Whether events about what carriers ask are among them. */
  seesCarrierPrices: boolean;
  /** In a value, in a reason or an address, or the number of either account. */
  q?: string | undefined;
  action?: string | undefined;
  accountId?: bigint | undefined;
  actorId?: bigint | undefined;
  /** The beginning of an address. */
  address?: string | undefined;
  from?: Date | undefined;
  /** Up to here, and not at it. */
  to?: Date | undefined;
  cursor?: string | undefined;
  limit: number;
}>;

type Named = Readonly<{ publicId: string; number: string; displayName: string }>;

export type FoundEventRow = AuditEventRow &
  Readonly<{
    /** Null: the account was taken back. */
    about: Named | null;
    actor: Named | null;
  }>;

const NAMED = (account: string, profile: string) =>
  `case when ${account}.id is not null then json_build_object('publicId', ${account}.public_id, 'number', ${account}.number,
     'displayName', ${DISPLAY_NAME.replaceAll(/\bp\./g, `${profile}.`).replaceAll(/\ba\./g, `${account}.`)}) end`;

/** Doers above the reader stay unnamed, so nothing of them may be found by either. */
export async function searchEvents(db: Db, filter: EventFilter) {
  const values: unknown[] = [];
  const param = (value: unknown) => `$${values.push(value)}`;
  const conditions = [...wallOf(filter, param), ...ofEvent(filter, param), ...ofWords(filter, param, 'e')];
  const place = readCursor(filter.cursor, { order: 'audit', parts: ['d', 'n'] });
  if (place !== null)
    conditions.push(`(e.happened_at, e.id) < (${param(place[0])}::timestamptz, ${param(place[1])}::bigint)`);
  const hits = filter.q === undefined || (await isCommon(db, filter.q)) ? '' : hitsOf(filter.q, param);
  if (hits !== '') conditions.push('e.id in (select id from hits)');
  const { rows } = await db.query<KeptEventRow & Pick<FoundEventRow, 'about' | 'actor'>>(
    `${hits} select ${EVENT_COLUMNS}, ${NAMED('about', 'about_profile')} as about, ${NAMED('a', 'doer_profile')} as actor
     from audit_events e left join audit_personal_values p on p.event_id = e.id
       left join accounts about on about.id = e.account_id left join account_profiles about_profile on about_profile.account_id = about.id
       left join accounts a on a.id = e.actor_id left join account_profiles doer_profile on doer_profile.account_id = a.id
     where ${conditions.join(' and ')} order by e.happened_at desc, e.id desc limit ${param(filter.limit + 1)}`,
    values,
  );
  const page = cutPage(rows, filter.limit, (row) =>
    writeCursor('audit', [row.happenedAt.toISOString(), row.id]),
  );
  return { ...page, rows: page.rows.map((row): FoundEventRow => readEvent(row)) };
}

/** Counts what the search finds, among the newest. */
export async function countEvents(db: Db, filter: Omit<EventFilter, 'cursor' | 'limit'>): Promise<CountUpTo> {
  const values: unknown[] = [];
  const param: Param = (value) => `$${values.push(value)}`;
  const hits = filter.q === undefined || (await isCommon(db, filter.q)) ? '' : hitsOf(filter.q, param);
  const rows = [...wallOf(filter, param), ...ofEvent(filter, param)];
  if (hits !== '') rows.push('e.id in (select id from hits)');
  const ofRows = values.length;
  const conditions = ofWords(filter, param, 'r');
  return countAmong(
    db,
    {
      sql: `${hits} select e.* from audit_events e left join accounts about on about.id = e.account_id
        where ${rows.join(' and ')} order by e.happened_at desc, e.id desc`,
      values: values.slice(0, ofRows),
    },
    {
      join: `left join audit_personal_values p on p.event_id = r.id left join accounts about on about.id = r.account_id
        left join accounts a on a.id = r.actor_id`,
      sql: conditions,
      values: values.slice(ofRows),
    },
  );
}

type Param = (value: unknown) => string;

/** What the reader may see: its tree, and of an account that came into it what happened since. */
function wallOf({ scopePath }: Asked, param: Param): string[] {
  const reader = idsOfPath(scopePath).at(-1);
  // The operator's people see everything, also of accounts that were taken back.
  if (idsOfPath(scopePath).length === 1) return ['true'];
  const scope = param(scopePath);
  return [
    // A range, so that the planner knows how many accounts there are: '0' is the sign after '/'.
    `about.path >= ${scope} and about.path < ${param(`${scopePath.slice(0, -1)}0`)}`,
    `not exists (select 1 from account_moves m join accounts moved on moved.id = m.account_id
       where starts_with(about.path, moved.path) and starts_with(moved.path, ${scope}) and moved.path <> ${scope} and strpos(m.old_path, ${param(`/${reader}/`)}) = 0
         and m.moved_at > e.happened_at)`,
  ];
}

type Asked = Omit<EventFilter, 'cursor' | 'limit'>;

/** A condition for a value that was given. */
function adder(param: Param) {
  const conditions: string[] = [];
  const add = (value: unknown, condition: (param: string) => string) => {
    if (value !== undefined) conditions.push(condition(param(value)));
  };
  return { conditions, add };
}

/** What the indexes of events know. */
function ofEvent({ accountId, actorId, from, to }: Asked, param: Param): string[] {
  const { conditions, add } = adder(param);
  add(accountId, (id) => `e.account_id = ${id}`);
  add(actorId, (id) => `e.actor_id = ${id}`);
  add(from, (at) => `e.happened_at >= ${at}`);
  add(to, (at) => `e.happened_at < ${at}`);
  return conditions;
}

/** What each event is asked. */
function ofWords(
  { scopePath, seesCarrierPrices, q, action, address }: Asked,
  param: Param,
  row: 'e' | 'r',
): string[] {
  const { conditions, add } = adder(param);
  // Nobody stands above the operator; a doer without an account, such as by an invitation, is its people's to see.
  const isDoerSeen = () =>
    idsOfPath(scopePath).length === 1 ? 'true' : `starts_with(a.path, ${param(scopePath)})`;
  if (!seesCarrierPrices) conditions.push(`not starts_with(${row}.action, '${CARRIER_PRICES}')`);
  add(action, (text) => `${row}.action = ${text}`);
  // Beginning with the quote of JSON.
  add(address === undefined ? undefined : `"${escaped(address)}%`, (text) => {
    return `(p.kept #>> '{address,text}') like ${text} and ${isDoerSeen()}`;
  });
  // What a former owner had is not told either.
  add(q === undefined ? undefined : `%${escaped(q)}%`, (pattern) => {
    const inValues = `(p.value_words ilike ${pattern} or ${row}.plain_words ilike ${pattern})`;
    const seen = isDoerSeen();
    return `((${inValues} and (${row}.action <> 'account.moved' or coalesce(${seen}, false)))
      or (coalesce(${seen}, false) and (p.doer_words ilike ${pattern} or a.number = ${param(q)})) or about.number = ${param(q)})`;
  });
  return conditions;
}

/** Of a text that more events have, the next page is near: they are looked at in their order instead. */
const HITS_MAX = 5000;

async function isCommon(db: Db, q: string): Promise<boolean> {
  const pattern = `%${escaped(q)}%`;
  const { rows } = await db.query<{ hits: bigint }>(
    `select (select count(*) from (select 1 from audit_personal_values where value_words ilike $1 or doer_words ilike $1 limit $2) k)
       + (select count(*) from (select 1 from audit_events where plain_words <> '' and plain_words ilike $1 limit $2) e) as hits`,
    [pattern, HITS_MAX],
  );
  return (rows[0]?.hits ?? 0n) >= HITS_MAX;
}

/** Each index on its own; the conditions look again at what is found. */
function hitsOf(q: string, param: Param): string {
  const pattern = param(`%${escaped(q)}%`);
  const number = param(q);
  return `with hits as materialized (
    select event_id as id from audit_personal_values where value_words ilike ${pattern} or doer_words ilike ${pattern}
    union select id from audit_events where plain_words <> '' and plain_words ilike ${pattern}
    union select e.id from audit_events e join accounts n on n.id = e.account_id where n.number = ${number}
    union select e.id from audit_events e join accounts n on n.id = e.actor_id where n.number = ${number})`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\%_]/g, '\\$&');
}
