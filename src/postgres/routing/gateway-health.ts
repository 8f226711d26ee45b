/** What became of calls at gateways: a row for each at which one has failed. */
import { known } from '../../domain/assert.ts';
import { SILENT_STATUS, type GatewayHealth } from '../../domain/routing/gateway-health.ts';
import type { Db, Tx } from '../pool.ts';

type HealthRow = GatewayHealth & Readonly<{ gatewayId: bigint }>;

const COLUMNS = `gateway_id as "gatewayId", failures, failed_at as "failedAt", sip_status as "sipStatus",
  recovered_at as "recoveredAt", unhealthy_since as "unhealthySince", retry_at as "retryAt", rests`;

/** Those of the gateways at which calls have failed in a row, up to now. */
export async function failingGateways(db: Db, gatewayIds: readonly bigint[]): Promise<ReadonlySet<bigint>> {
  const { rows } = await db.query<{ id: bigint }>(
    'select gateway_id as id from gateway_health where gateway_id = any($1::bigint[]) and failures > 0',
    [gatewayIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Makes the rows of these gateways where they lack one, and locks them in the order of their ids. One that is gone has none. */
export async function lockHealth(tx: Tx, gatewayIds: readonly bigint[]): Promise<HealthRow[]> {
  await tx.query(
    `insert into gateway_health (gateway_id, failures, rests)
     select id, 0, 0 from gateways where id = any($1::bigint[]) order by id on conflict do nothing`,
    [gatewayIds],
  );
  const { rows } = await tx.query<HealthRow>(
    `select ${COLUMNS} from gateway_health where gateway_id = any($1::bigint[]) order by gateway_id for update`,
    [gatewayIds],
  );
  return rows;
}

export async function writeHealth(tx: Tx, gatewayId: bigint, health: GatewayHealth): Promise<void> {
  await tx.query(
    `update gateway_health set failures = $2, failed_at = $3, sip_status = $4, recovered_at = $5, unhealthy_since = $6,
       retry_at = $7, rests = $8 where gateway_id = $1`,
    [
      gatewayId,
      health.failures,
      health.failedAt,
      health.sipStatus,
      health.recoveredAt,
      health.unhealthySince,
      health.retryAt,
      health.rests,
    ],
  );
}

/** Of an event about a gateway, by the gateway's id: its account is the operator. */
export type GatewayNames = Readonly<{
  operatorId: bigint;
  gateway: Readonly<{ id: string; name: string }>;
  trunk: Readonly<{ id: string; name: string }>;
}>;

export async function namesOfGateway(tx: Tx, gatewayId: bigint): Promise<GatewayNames> {
  const { rows } = await tx.query<GatewayNames>(
    `select o.id as "operatorId", json_build_object('id', g.public_id, 'name', g.name) as gateway,
       json_build_object('id', t.public_id, 'name', t.name) as trunk
     from gateways g join trunks t on t.id = g.trunk_id join accounts o on o.kind = 'operator' where g.id = $1`,
    [gatewayId],
  );
  return known(rows[0], 'a gateway with a health');
}

/** As if no call had ever failed there. */
export async function forgetHealth(tx: Tx, gatewayId: bigint): Promise<void> {
  await tx.query('delete from gateway_health where gateway_id = $1', [gatewayId]);
}

/** Those in service that calls go past, the longest first. */
export async function unhealthyGateways(db: Db, limit: number) {
  const { rows } = await db.query<{ trunk: string; gateway: string; since: Date; isSilent: boolean }>(
    `select t.name as trunk, g.name as gateway, h.unhealthy_since as since, coalesce(h.sip_status = $2, false) as "isSilent"
     from gateway_health h join gateways g on g.id = h.gateway_id join trunks t on t.id = g.trunk_id
     where h.unhealthy_since is not null and g.status = 'active' and t.status = 'active' order by h.unhealthy_since limit $1`,
    [limit, SILENT_STATUS],
  );
  return rows;
}
