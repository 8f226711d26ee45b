/** What a switch may know that is told by HTTP instead of reading the schema `switch` itself. */
import type { Db, Tx } from '../pool.ts';

export type SwitchCredential = Readonly<{ ha1: string; devicePublicId: string }>;

/** A user name in a domain, as it is valid now; the newest secret of that name. Null for none. */
export async function readCredential(
  db: Db,
  { username, realm }: Readonly<{ username: string; realm: string }>,
): Promise<SwitchCredential | null> {
  const { rows } = await db.query<SwitchCredential>(
    `select s.ha1, d.public_id as "devicePublicId" from switch.subscriber s join sip_devices d on d.id = s.device_id::bigint
     where s.username = $1 and s.domain = $2`,
    [username, realm],
  );
  return rows[0] ?? null;
}

/** SIP domains of resellers' own. */
export async function readSipDomains(db: Db): Promise<readonly string[]> {
  const { rows } = await db.query<{ domain: string }>(
    'select domain from switch.sip_domains order by domain',
  );
  return rows.map(({ domain }) => domain);
}

export type NamedGatewayRow = Readonly<{
  publicId: string;
  host: string;
  port: number;
  transport: 'udp' | 'tcp' | 'tls';
  username: string;
  sealedPassword: Buffer;
  /** This switch is the one that registers there. */
  registers: boolean;
}>;

/** Active gateways that ask who calls, or that send calls only to who registers. */
export async function readNamedGateways(db: Db, switchId: bigint): Promise<readonly NamedGatewayRow[]> {
  const { rows } = await db.query<NamedGatewayRow>(
    `select w.public_id as "publicId", w.host, w.port, w.transport, w.username, w.sealed_password as "sealedPassword",
       w.registers and switch.registers($1) as registers
     from gateways w join trunks t on t.id = w.trunk_id join accounts p on p.id = t.provider_id
     where w.username <> '' and w.sealed_password is not null and w.status = 'active' and t.status = 'active' and p.status = 'active'
     order by w.id`,
    [switchId],
  );
  return rows;
}

export type RefusedPhone = Readonly<{
  switchId: bigint;
  at: Date;
  source: string;
  username: string;
  realm: string;
  userAgent: string;
  reason: string;
}>;

/** Notes that a phone was refused, as a switch does that reaches the database. */
export async function noteRefusal(tx: Tx, phone: RefusedPhone): Promise<void> {
  await tx.query('select switch.note_refusal($1, $2, $3, $4, $5, $6, $7)', [
    phone.switchId,
    phone.at.getTime() / 1000,
    phone.source,
    hex(phone.username, 64),
    hex(phone.realm, 64),
    hex(phone.userAgent, 128),
    phone.reason,
  ]);
}

/** Adds refusals that were only counted; `source` 0.0.0.0 = of all further ones. */
export async function countRefusals(
  tx: Tx,
  row: Readonly<{ switchId: bigint; source: string; minute: number; further: number; reason: string }>,
): Promise<void> {
  await tx.query('select switch.count_refusals($1, $2, $3, $4, $5)', [
    row.switchId,
    row.source,
    row.minute,
    row.further,
    row.reason,
  ]);
}

const hex = (text: string, bytesMax: number) => Buffer.from(text).subarray(0, bytesMax).toString('hex');
