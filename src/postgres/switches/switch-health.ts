/** How switches do, as their event sockets tell. */
import type { KeptHealth } from '../../domain/routing/switch-health.ts';
import type { Tx } from '../pool.ts';

export type NotedTrouble = NonNullable<KeptHealth['trouble']>;

/** Another server that heard the switch of late knows better. A beat comes each 20 s. */
const HEARD_OF_LATE_SECONDS = 45;

/** Who writes: a run of a server. */
type By = Readonly<{ serverId: string }>;

/** It is connected, from now on unless it was. */
export async function noteConnected(
  tx: Tx,
  { switchId, at, serverId }: By & Readonly<{ switchId: bigint; at: Date }>,
): Promise<void> {
  await tx.query(
    `insert into switch_health as h (switch_id, is_connected, since, heard_at, heard_by)
     select id, true, $2, $2, $3 from switches where id = $1
     on conflict (switch_id) do update set heard_at = excluded.heard_at, heard_by = excluded.heard_by, trouble = null,
       is_connected = true, since = case when h.is_connected then h.since else excluded.since end`,
    [switchId, at, serverId],
  );
}

export type SwitchBeat = Readonly<{
  switchId: bigint;
  at: Date;
  coreId: string;
  version: string | null;
  startedAt: Date;
  sessions: number;
  sessionsMax: number;
  idleCpuPercent: number;
  clockAheadMs: number;
}>;

export async function noteBeat(tx: Tx, beat: SwitchBeat & By): Promise<void> {
  await noteConnected(tx, beat);
  await tx.query(
    `update switch_health set core_id = $2, version = $3, started_at = $4, sessions = $5, sessions_max = $6,
       idle_cpu_percent = $7, clock_ahead_ms = $8 where switch_id = $1`,
    [
      beat.switchId,
      beat.coreId,
      beat.version,
      beat.startedAt,
      beat.sessions,
      beat.sessionsMax,
      beat.idleCpuPercent,
      beat.clockAheadMs,
    ],
  );
}

/** It is not connected, since `at`. What was noted already is not written again. */
export async function noteTrouble(
  tx: Tx,
  {
    switchId,
    trouble,
    at,
    now,
    serverId,
  }: By & Readonly<{ switchId: bigint; trouble: NotedTrouble; at: Date; now: Date }>,
): Promise<void> {
  await tx.query(
    `insert into switch_health as h (switch_id, is_connected, since, trouble) select id, false, $2, $3 from switches where id = $1
     on conflict (switch_id) do update set trouble = excluded.trouble, is_connected = false,
       since = case when h.is_connected then excluded.since else h.since end
     where h.trouble is distinct from excluded.trouble
       and (not h.is_connected or h.heard_by = $4 or h.heard_at < $5::timestamptz - make_interval(secs => $6))`,
    [switchId, at, trouble, serverId, now, HEARD_OF_LATE_SECONDS],
  );
}
