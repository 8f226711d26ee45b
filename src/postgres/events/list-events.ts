/** Events of a part of the tree, as its reader may know them: not from before an account came into it. */
import { pathBehind, idsOfPath } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import type { EventType } from '../../domain/events/catalogue.ts';
import type { EventRow } from '../../domain/events/told.ts';
import { cutPage, readCursor, writeCursor, type CursorShape } from '../page-cursor.ts';
import type { Db } from '../pool.ts';
import { inFrontOfWall } from '../wall.ts';

const PLACE: CursorShape = { order: 'events', parts: ['n'] };

type Wanted = Readonly<{
  /** Whose part of the tree the reader sees. */
  scopePath: string;
  /** At or below this account. */
  path: string;
  types?: readonly EventType[] | undefined;
  limit: number;
}>;

type Row = EventRow & Readonly<{ place: bigint }>;

/** The newest first. */
export async function listEvents(
  db: Db,
  wanted: Wanted & Readonly<{ cursor?: string | undefined }>,
): Promise<Readonly<{ rows: readonly EventRow[]; nextCursor: string | null }>> {
  const before = readCursor(wanted.cursor, PLACE)?.[0] ?? null;
  const rows = await select(db, wanted, { condition: 'e.place < $7', order: 'desc', place: before });
  return cutPage(rows, wanted.limit, ({ place }) => writeCursor(PLACE.order, [place]));
}

/**
 * Those behind a place, the oldest first, and the place to go on from. Places are given in the order of commits, so that nothing comes
 * later in front of one that was read.
 */
export async function followEvents(
  db: Db,
  wanted: Wanted & Readonly<{ after: string | undefined }>,
): Promise<Readonly<{ rows: readonly EventRow[]; next: string }>> {
  const after = readCursor(wanted.after, PLACE)?.[0] ?? (await inFrontOfWall(() => lastPlace(db)));
  const found = await select(db, wanted, { condition: 'e.place > $7', order: 'asc', place: after });
  const rows = found.slice(0, wanted.limit);
  return { rows, next: writeCursor(PLACE.order, [rows.at(-1)?.place ?? after]) };
}

/** Of all events: behind the wall it would be looked for through everybody's. */
async function lastPlace(db: Db): Promise<bigint> {
  const { rows } = await db.query<{ place: bigint }>(
    'select coalesce(max(place), 0) as place from events where place is not null',
  );
  return known(rows[0], 'a place').place;
}

async function select(
  db: Db,
  { scopePath, path, types, limit }: Wanted,
  { condition, order, place }: Readonly<{ condition: string; order: 'asc' | 'desc'; place: unknown }>,
): Promise<readonly Row[]> {
  const { rows } = await db.query<Row>(
    `select e.place, e.public_id as "publicId", e.type, e.happened_at as "happenedAt", a.public_id as "accountPublicId",
       a.number as "accountNumber", e.data
     from events e join accounts a on a.id = e.account_id
     where e.place is not null and ($7::bigint is null or ${condition}) and a.path >= $1 and a.path < $2
       and ($3::text[] is null or e.type = any($3))
       and not exists (select 1 from account_moves m where m.moved_at > e.happened_at and strpos(m.old_path, $5) = 0
         and m.account_id = any(string_to_array(trim(both '/' from substr(a.path, $6)), '/')::bigint[]))
     order by e.place ${order} limit $4`,
    [
      path,
      pathBehind(path),
      types ?? null,
      limit + 1,
      `/${idsOfPath(scopePath).at(-1)}/`,
      scopePath.length + 1,
      place,
    ],
  );
  return rows;
}
