/** Trunks and their gateways. */
import { isUuid } from '../../domain/ids.ts';
import { Problem } from '../../domain/problem.ts';
import type { GatewayHealth } from '../../domain/routing/gateway-health.ts';
import { likeOf } from '../accounts/list-accounts.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db, Tx } from '../pool.ts';

export type TrunkRow = Readonly<{
  id: bigint;
  publicId: string;
  providerId: bigint;
  providerPublicId: string;
  providerName: string;
  name: string;
  status: 'active' | 'inactive';
  priority: number;
  terminationRateGroupId: bigint;
  terminationRateGroupPublicId: string;
  currency: string;
  capacity: number | null;
  /** That count on it now; null without a limit. */
  liveCalls: number | null;
  cpsMax: number | null;
  codecs: string[];
  stripPrefix: string;
  addPrefix: string;
  inboundNetworks: string[];
  emergencyCountries: string[];
  localizationId: bigint | null;
  localizationPublicId: string | null;
  localizationName: string | null;
  /** Active ones, and those of them that are left out for now. */
  gateways: number;
  unhealthyGateways: number;
  createdAt: Date;
}>;

const TRUNK = `select t.id, t.public_id as "publicId", t.provider_id as "providerId", a.public_id as "providerPublicId",
    p.company as "providerName", t.name, t.status, t.priority, t.termination_rate_group_id as "terminationRateGroupId",
    g.public_id as "terminationRateGroupPublicId", g.currency, t.capacity,
    case when t.capacity is not null or t.cps_max is not null then c.live_calls end as "liveCalls", t.cps_max as "cpsMax", t.codecs,
    t.strip_prefix as "stripPrefix", t.add_prefix as "addPrefix", t.localization_id as "localizationId",
    l.public_id as "localizationPublicId", l.name as "localizationName",
    t.emergency_countries as "emergencyCountries", t.inbound_networks::text[] as "inboundNetworks", t.created_at as "createdAt",
    coalesce(w.active, 0) as gateways, coalesce(w.unhealthy, 0) as "unhealthyGateways"
  from trunks t join accounts a on a.id = t.provider_id join account_profiles p on p.account_id = a.id
  join rate_groups g on g.id = t.termination_rate_group_id
  left join localization_sets l on l.id = t.localization_id left join trunk_calls c on c.trunk_id = t.id
  left join (select trunk_id, count(*)::int as active, count(h.unhealthy_since)::int as unhealthy
    from gateways left join gateway_health h on h.gateway_id = gateways.id where status = 'active' group by trunk_id) w
    on w.trunk_id = t.id`;

/** Finds a trunk, or throws `not_found`. */
export async function findTrunk(db: Db, publicId: string): Promise<TrunkRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<TrunkRow>(`${TRUNK} where t.public_id = $1`, [publicId]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** One page, oldest first. */
export async function listTrunks(
  db: Db,
  filter: Readonly<{
    providerId?: string | undefined;
    q?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  }>,
) {
  const place = readCursor(filter.cursor, { order: 'trunks', parts: ['n'] });
  const { rows } = await db.query<TrunkRow>(
    `${TRUNK} where ($1::uuid is null or a.public_id = $1) and ($2::text is null or lower(t.name) like $2)
       and ($3::bigint is null or t.id > $3) order by t.id limit $4`,
    [filter.providerId ?? null, likeOf(filter.q), place?.[0] ?? null, filter.limit + 1],
  );
  return cutPage(rows, filter.limit, (row) => writeCursor('trunks', [row.id]));
}

export type TrunkValues = Pick<
  TrunkRow,
  | 'name'
  | 'status'
  | 'priority'
  | 'terminationRateGroupId'
  | 'capacity'
  | 'cpsMax'
  | 'codecs'
  | 'stripPrefix'
  | 'addPrefix'
  | 'inboundNetworks'
  | 'emergencyCountries'
  | 'localizationId'
>;

/** Inserts a trunk. */
export async function insertTrunk(
  tx: Tx,
  trunk: TrunkValues & Readonly<{ publicId: string; providerId: bigint; createdAt: Date }>,
): Promise<void> {
  await tx.query(
    `insert into trunks (public_id, provider_id, name, status, priority, termination_rate_group_id, capacity, cps_max, codecs,
       strip_prefix, add_prefix, localization_id, created_at, emergency_countries, inbound_networks)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      trunk.publicId,
      trunk.providerId,
      trunk.name,
      trunk.status,
      trunk.priority,
      trunk.terminationRateGroupId,
      trunk.capacity,
      trunk.cpsMax,
      trunk.codecs,
      trunk.stripPrefix,
      trunk.addPrefix,
      trunk.localizationId,
      trunk.createdAt,
      trunk.emergencyCountries,
      trunk.inboundNetworks,
    ],
  );
}

/** Writes what may change of a trunk. */
export async function updateTrunk(tx: Tx, id: bigint, trunk: TrunkValues): Promise<void> {
  await tx.query(
    `update trunks set name = $2, status = $3, priority = $4, termination_rate_group_id = $5, capacity = $6, cps_max = $7,
       codecs = $8, strip_prefix = $9, add_prefix = $10, emergency_countries = $11, localization_id = $12,
       inbound_networks = $13 where id = $1`,
    [
      id,
      trunk.name,
      trunk.status,
      trunk.priority,
      trunk.terminationRateGroupId,
      trunk.capacity,
      trunk.cpsMax,
      trunk.codecs,
      trunk.stripPrefix,
      trunk.addPrefix,
      trunk.emergencyCountries,
      trunk.localizationId,
      trunk.inboundNetworks,
    ],
  );
}

/** What the switch said last; null where it has said nothing. */
export type GatewayRegistration = Readonly<{
  isRegistered: boolean | null;
  registrationSince: Date | null;
  registrationSeenAt: Date | null;
}>;

export type GatewayRow = Readonly<{
  id: bigint;
  publicId: string;
  trunkId: bigint;
  trunkPublicId: string;
  trunkName: string;
  name: string;
  host: string;
  port: number;
  transport: 'udp' | 'tcp' | 'tls';
  position: number;
  status: 'active' | 'inactive';
  inactiveReason: string;
  username: string;
  sealedPassword: Buffer | null;
  /** The switch registers there. */
  registers: boolean;
}> &
  GatewayRegistration &
  GatewayHealth;

const GATEWAY = `select w.id, w.public_id as "publicId", w.trunk_id as "trunkId", t.public_id as "trunkPublicId", w.name, w.host, w.port,
    w.transport, w.position, w.status, w.inactive_reason as "inactiveReason", w.username, w.sealed_password as "sealedPassword",
    t.name as "trunkName", coalesce(h.failures, 0) as failures, h.failed_at as "failedAt", h.sip_status as "sipStatus",
    h.recovered_at as "recoveredAt", h.unhealthy_since as "unhealthySince", h.retry_at as "retryAt", coalesce(h.rests, 0) as rests,
    w.registers, r.is_registered as "isRegistered", r.since as "registrationSince", r.seen_at as "registrationSeenAt"
  from gateways w join trunks t on t.id = w.trunk_id left join gateway_health h on h.gateway_id = w.id
  left join gateway_registrations r on r.gateway_id = w.id`;

/** Finds a gateway, or throws `not_found`. */
export async function findGateway(db: Db, publicId: string): Promise<GatewayRow> {
  if (!isUuid(publicId)) throw new Problem('not_found');
  const { rows } = await db.query<GatewayRow>(`${GATEWAY} where w.public_id = $1`, [publicId]);
  if (rows[0] === undefined) throw new Problem('not_found');
  return rows[0];
}

/** One page, oldest first. */
export async function listGateways(
  db: Db,
  filter: Readonly<{
    trunkId?: string | undefined;
    health?: 'healthy' | 'unhealthy' | undefined;
    cursor?: string | undefined;
    limit: number;
  }>,
) {
  const place = readCursor(filter.cursor, { order: 'gateways', parts: ['n'] });
  const isUnhealthy = filter.health === undefined ? null : filter.health === 'unhealthy';
  const { rows } = await db.query<GatewayRow>(
    `${GATEWAY} where ($1::uuid is null or t.public_id = $1) and ($2::bigint is null or w.id > $2)
       and ($4::boolean is null or (h.unhealthy_since is not null and w.status = 'active') = $4) order by w.id limit $3`,
    [filter.trunkId ?? null, place?.[0] ?? null, filter.limit + 1, isUnhealthy],
  );
  return cutPage(rows, filter.limit, (row) => writeCursor('gateways', [row.id]));
}

export type GatewayValues = Omit<
  GatewayRow,
  | 'id'
  | 'publicId'
  | 'trunkId'
  | 'trunkPublicId'
  | 'trunkName'
  | keyof GatewayHealth
  | keyof GatewayRegistration
>;

/** Inserts a gateway. */
export async function insertGateway(
  tx: Tx,
  gateway: GatewayValues & Readonly<{ publicId: string; trunkId: bigint }>,
): Promise<void> {
  await tx.query(
    `insert into gateways (public_id, trunk_id, name, host, port, transport, position, status, username, sealed_password, registers)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      gateway.publicId,
      gateway.trunkId,
      gateway.name,
      gateway.host,
      gateway.port,
      gateway.transport,
      gateway.position,
      gateway.status,
      gateway.username,
      gateway.sealedPassword,
      gateway.registers,
    ],
  );
}

/** Writes what may change of a gateway. */
export async function updateGateway(tx: Tx, id: bigint, gateway: GatewayValues): Promise<void> {
  await tx.query(
    `update gateways set name = $2, host = $3, port = $4, transport = $5, position = $6, status = $7, username = $8,
       sealed_password = $9, inactive_reason = $10, registers = $11 where id = $1`,
    [
      id,
      gateway.name,
      gateway.host,
      gateway.port,
      gateway.transport,
      gateway.position,
      gateway.status,
      gateway.username,
      gateway.sealedPassword,
      gateway.inactiveReason,
      gateway.registers,
    ],
  );
}

/** Ids of all gateways of a trunk; throws `not_found`. */
export async function gatewaysOfTrunk(db: Db, publicId: string): Promise<readonly bigint[]> {
  const { id } = await findTrunk(db, publicId);
  const { rows } = await db.query<{ id: bigint }>('select id from gateways where trunk_id = $1', [id]);
  return rows.map((row) => row.id);
}
