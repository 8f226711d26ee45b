/** SIP devices and their credentials. HA1 stands in the schema that only the switch role reads. */
import type { Registration } from '../../domain/accounts/registration.ts';
import { known } from '../../domain/assert.ts';
import type { Db, Tx } from '../pool.ts';

export type SipDeviceRow = Readonly<{
  id: bigint;
  publicId: string;
  accountId: bigint;
  label: string;
  status: 'active' | 'inactive';
  /** Its short number inside the domain of whoever is directly above the account. */
  extension: string | null;
  username: string | null;
  domain: string | null;
  /** Until when the user name and password before are valid; a moment that may be over. */
  previousValidUntil: Date | null;
  createdAt: Date;
}> &
  Registration;

// The newest credential is the one the device should use now.
const DEVICE = `select d.id, d.public_id as "publicId", d.account_id as "accountId", d.label, d.status, d.extension,
    c.username, c.realm as domain,
    (select max(valid_until) from switch.sip_credentials where device_id = d.id) as "previousValidUntil", d.created_at as "createdAt",
    r.registered_at as "registeredAt", host(r.source) as source, r.port, r.transport, r.contact, r.user_agent as "userAgent",
    r.expires_at as "expiresAt", r.unregistered_at as "unregisteredAt", r.failed_at as "failedAt",
    r.failure_reason as "failureReason", host(r.failure_source) as "failureSource"
  from sip_devices d
  join accounts a on a.id = d.account_id
  left join device_registrations r on r.device_id = d.id
  left join lateral (select username, realm from switch.sip_credentials where device_id = d.id order by id desc limit 1) c on true`;

/** The devices of one account, oldest first. */
export async function devicesOfAccount(db: Db, accountId: bigint): Promise<SipDeviceRow[]> {
  const { rows } = await db.query<SipDeviceRow>(
    `${DEVICE} where d.account_id = $1 order by d.id limit 1000`,
    [accountId],
  );
  return rows;
}

/** One device inside the part of the tree that the reader may see, or null. */
export async function deviceByPublicId(
  db: Db,
  publicId: string,
  scopePath: string,
): Promise<SipDeviceRow | null> {
  const { rows } = await db.query<SipDeviceRow>(
    `${DEVICE} where d.public_id = $1 and starts_with(a.path, $2)`,
    [publicId, scopePath],
  );
  return rows[0] ?? null;
}

const DOMAIN = 'case when $4::text is null then null else (select parent_id from accounts where id = $2) end';

export type NewDevice = Readonly<{
  publicId: string;
  accountId: bigint;
  label: string;
  extension: string | null;
  createdAt: Date;
}>;

/** Inserts a device without a credential. */
export async function insertDevice(
  tx: Tx,
  { publicId, accountId, label, extension, createdAt }: NewDevice,
): Promise<bigint> {
  const { rows } = await tx.query<{ id: bigint }>(
    `insert into sip_devices (public_id, account_id, label, extension, created_at, domain_id)
     values ($1, $2, $3, $4, $5, ${DOMAIN}) returning id`,
    [publicId, accountId, label, extension, createdAt],
  );
  return known(rows[0], 'a new device').id;
}

/** Ends the credentials a device has: they stay valid until `validUntil`, or their earlier end. */
export async function endCredentials(tx: Tx, deviceId: bigint, validUntil: Date): Promise<void> {
  await tx.query(
    `update switch.sip_credentials set valid_until = $2
     where device_id = $1 and (valid_until is null or valid_until > $2)`,
    [deviceId, validUntil],
  );
}

/** Ends now what is valid for a time only, also by the clock of the database, which the switch goes by; returns how many. */
export async function endOldCredentials(tx: Tx, deviceId: bigint, now: Date): Promise<number> {
  const { rowCount } = await tx.query(
    'update switch.sip_credentials set valid_until = least($2, now()) where device_id = $1 and valid_until > $2',
    [deviceId, now],
  );
  return rowCount ?? 0;
}

/** Writes what may change of a device. */
export async function updateDevice(
  tx: Tx,
  { id, accountId }: Pick<SipDeviceRow, 'id' | 'accountId'>,
  { label, status, extension }: Pick<SipDeviceRow, 'label' | 'status' | 'extension'>,
): Promise<void> {
  await tx.query(
    `update sip_devices set label = $3, status = $5, extension = $4, domain_id = ${DOMAIN} where id = $1`,
    [id, accountId, label, extension, status],
  );
}

/** The number of the account whose device has this extension below `parentId`; null for none besides `exceptId`. */
export async function holderOfExtension(
  db: Db,
  {
    extension,
    parentId,
    exceptId,
  }: Readonly<{ extension: string; parentId: bigint; exceptId: bigint | null }>,
): Promise<string | null> {
  const { rows } = await db.query<{ number: string }>(
    `select a.number from sip_devices d join accounts a on a.id = d.account_id
     where d.extension = $1 and d.domain_id = $2 and d.id is distinct from $3`,
    [extension, parentId, exceptId],
  );
  return rows[0]?.number ?? null;
}

/** Deletes a device with its credentials and what switches told of it; the switch forgets its contacts. */
export async function deleteDevice(tx: Tx, id: bigint): Promise<void> {
  await tx.query(
    `delete from kamailio.location l using switch.sip_credentials c
     where c.device_id = $1 and l.username = c.username and (l.domain is null or l.domain = c.realm)`,
    [id],
  );
  await tx.query('delete from sip_devices where id = $1', [id]);
}

/** Inserts a credential that is valid at once. */
export async function insertCredential(
  tx: Tx,
  credential: Readonly<{ deviceId: bigint; accountId: bigint; username: string; realm: string; ha1: string }>,
): Promise<void> {
  await tx.query(
    'insert into switch.sip_credentials (device_id, account_id, username, realm, ha1) values ($1, $2, $3, $4, $5)',
    [credential.deviceId, credential.accountId, credential.username, credential.realm, credential.ha1],
  );
}

/** How many credentials hold this realm. */
export async function countCredentialsOfRealm(db: Db, realm: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*)::int as count from switch.sip_credentials where realm = $1',
    [realm],
  );
  return rows[0]?.count ?? 0;
}
