/** The operator's payment gateway: one of each kind. Its secrets are sealed. */
import type { Db, Tx } from '../pool.ts';

export type GatewayRow = Readonly<{
  id: bigint;
  kind: 'stripe';
  status: 'active' | 'inactive';
  sealedSecretKey: Buffer | null;
  sealedWebhookSecret: Buffer | null;
  /** Of the three amounts. */
  currency: string;
  feePpm: number;
  feeMicros: bigint;
  amountMinMicros: bigint;
  amountMaxMicros: bigint;
}>;

const COLUMNS = `id, kind, status, sealed_secret_key as "sealedSecretKey", sealed_webhook_secret as "sealedWebhookSecret",
  currency, fee_ppm as "feePpm", fee_micros as "feeMicros", amount_min_micros as "amountMinMicros",
  amount_max_micros as "amountMaxMicros"`;

/** Null before it was set up. */
export async function gatewayOfKind(db: Db, kind: GatewayRow['kind']): Promise<GatewayRow | null> {
  const { rows } = await db.query<GatewayRow>(`select ${COLUMNS} from payment_gateways where kind = $1`, [
    kind,
  ]);
  return rows[0] ?? null;
}

export async function saveGateway(tx: Tx, gateway: Omit<GatewayRow, 'id'>, changedAt: Date): Promise<void> {
  await tx.query(
    `insert into payment_gateways (kind, status, sealed_secret_key, sealed_webhook_secret, currency, fee_ppm, fee_micros,
       amount_min_micros, amount_max_micros, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (kind) do update set status = $2, sealed_secret_key = $3, sealed_webhook_secret = $4, currency = $5,
       fee_ppm = $6, fee_micros = $7, amount_min_micros = $8, amount_max_micros = $9, changed_at = $10`,
    [
      gateway.kind,
      gateway.status,
      gateway.sealedSecretKey,
      gateway.sealedWebhookSecret,
      gateway.currency,
      gateway.feePpm,
      gateway.feeMicros,
      gateway.amountMinMicros,
      gateway.amountMaxMicros,
      changedAt,
    ],
  );
}

export type StoredNotice = Readonly<{
  gatewayId: bigint;
  eventRef: string;
  type: string;
  subject: 'payment' | 'refund' | 'dispute';
  objectRef: string;
}>;

/** Keeps what was told; false when it was told before and followed. */
export async function keepNotice(db: Db, notice: StoredNotice, receivedAt: Date): Promise<boolean> {
  await db.query(
    `insert into gateway_events (gateway_id, event_ref, type, subject, object_ref, received_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (gateway_id, event_ref) do nothing`,
    [notice.gatewayId, notice.eventRef, notice.type, notice.subject, notice.objectRef, receivedAt],
  );
  const { rows } = await db.query<{ isNew: boolean }>(
    `select processed_at is null as "isNew" from gateway_events where gateway_id = $1 and event_ref = $2`,
    [notice.gatewayId, notice.eventRef],
  );
  return rows[0]?.isNew === true;
}

export async function markFollowed(db: Db, { gatewayId, eventRef }: StoredNotice, now: Date): Promise<void> {
  await db.query(
    'update gateway_events set processed_at = $3 where gateway_id = $1 and event_ref = $2 and processed_at is null',
    [gatewayId, eventRef, now],
  );
}

/** Told, and not followed yet: the oldest first. */
export async function waitingNotices(db: Db, before: Date, limit: number): Promise<readonly StoredNotice[]> {
  const { rows } = await db.query<StoredNotice>(
    `select gateway_id as "gatewayId", event_ref as "eventRef", type, subject, object_ref as "objectRef"
     from gateway_events where processed_at is null and received_at < $1 order by received_at limit $2`,
    [before, limit],
  );
  return rows;
}
