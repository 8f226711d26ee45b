/** Switches: who may ask us, by a key of which only the hash is kept. */
import { isUuid } from '../../domain/ids.ts';
import type { KeptHealth, SwitchKind } from '../../domain/routing/switch-health.ts';
import { Problem } from '../../domain/problem.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type pg from 'pg';
import { withTransaction, type Db, type Tx } from '../pool.ts';
import { inFrontOfWall } from '../wall.ts';

export type SwitchRow = Readonly<{
  id: bigint;
  publicId: string;
  name: string;
  kind: SwitchKind;
  controlUrl: string | null;
  sealedControlKey: Buffer | null;
  status: 'active' | 'inactive';
  createdAt: Date;
  lastSeenAt: Date | null;
  /** Null: nothing was ever told of its event socket. */
  health: KeptHealth | null;
}>;

type StoredRow = Omit<SwitchRow, 'health'> & Readonly<{ [Key in keyof KeptHealth]: KeptHealth[Key] | null }>;

const SELECT = `select id, public_id as "publicId", name, kind, control_url as "controlUrl",
  sealed_control_key as "sealedControlKey", status, created_at as "createdAt",
  (select last_seen_at from switch_sightings where switch_id = switches.id) as "lastSeenAt",
  h.is_connected as "isConnected", h.since, h.trouble, h.heard_at as "heardAt", h.version, h.started_at as "startedAt", h.sessions,
  h.sessions_max as "sessionsMax", h.idle_cpu_percent as "idleCpuPercent", h.clock_ahead_ms as "clockAheadMs"
  from switches left join switch_health h on h.switch_id = switches.id`;

function rowOf({ isConnected, since, ...row }: StoredRow): SwitchRow {
  const {
    trouble,
    heardAt,
    version,
    startedAt,
    sessions,
    sessionsMax,
    idleCpuPercent,
    clockAheadMs,
    ...own
  } = row;
  if (isConnected === null || since === null) return { ...own, health: null };
  const beat = { version, startedAt, sessions, sessionsMax, idleCpuPercent, clockAheadMs };
  return { ...own, health: { isConnected, since, trouble, heardAt, ...beat } };
}

/** Finds a switch, or throws `not_found`. */
export async function findSwitch(db: Db, publicId: string): Promise<SwitchRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<StoredRow>(`${SELECT} where public_id = $1`, [publicId]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rowOf(rows[0]);
}

/** Finds a switch by its name, or null. */
export async function findSwitchByName(db: Db, name: string): Promise<SwitchRow | null> {
  const { rows } = await db.query<StoredRow>(`${SELECT} where name = $1`, [name]);
  return rows[0] === undefined ? null : rowOf(rows[0]);
}

/** Whether there is any active switch. One that was never heard counts: until the first call it has nothing to ask. */
export async function hasActiveSwitch(db: Db): Promise<boolean> {
  const { rows } = await inFrontOfWall(() =>
    db.query<{ isThere: boolean }>(
      `select exists (select from switches where status = 'active') as "isThere"`,
    ),
  );
  return rows[0]?.isThere === true;
}

/** One page, oldest first. */
export async function listSwitches(db: Db, filter: Readonly<{ cursor?: string | undefined; limit: number }>) {
  const place = readCursor(filter.cursor, { order: 'switches', parts: ['n'] });
  const { rows } = await db.query<StoredRow>(
    `${SELECT} where ($1::bigint is null or id > $1) order by id limit $2`,
    [place?.[0] ?? null, filter.limit + 1],
  );
  return cutPage(rows.map(rowOf), filter.limit, (row) => writeCursor('switches', [row.id]));
}

export type SwitchValues = Pick<SwitchRow, 'name' | 'kind' | 'controlUrl' | 'sealedControlKey' | 'status'>;

/** Inserts a switch. */
export async function insertSwitch(
  tx: Tx,
  row: SwitchValues & Readonly<{ publicId: string; keyHash: Buffer; createdAt: Date }>,
): Promise<void> {
  await tx.query(
    `insert into switches (public_id, name, kind, key_hash, control_url, sealed_control_key, status, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.publicId,
      row.name,
      row.kind,
      row.keyHash,
      row.controlUrl,
      row.sealedControlKey,
      row.status,
      row.createdAt,
    ],
  );
}

/** Writes what may change of a switch. */
export async function updateSwitch(tx: Tx, id: bigint, row: SwitchValues): Promise<void> {
  await tx.query(
    'update switches set name = $2, kind = $3, control_url = $4, sealed_control_key = $5, status = $6 where id = $1',
    [id, row.name, row.kind, row.controlUrl, row.sealedControlKey, row.status],
  );
}

/** Gives a switch another key; the one before stops working at once. */
export async function updateSwitchKey(tx: Tx, id: bigint, keyHash: Buffer): Promise<void> {
  await tx.query('update switches set key_hash = $2 where id = $1', [id, keyHash]);
}

/** Notes that switches were heard, and forgets which. */
export async function touchSwitches(pool: pg.Pool, seen: Set<bigint>, now: Date): Promise<void> {
  if (seen.size === 0) return;
  const ids = [...seen];
  seen.clear();
  await withTransaction(pool, (tx) =>
    tx.query(
      `insert into switch_sightings (switch_id, last_seen_at) select id, $2 from switches where id = any($1::bigint[])
       on conflict (switch_id) do update set last_seen_at = excluded.last_seen_at`,
      [ids, now],
    ),
  );
}
