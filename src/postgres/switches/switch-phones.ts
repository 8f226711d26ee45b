/** What a switch tells of phones and of gateways that it registers at, where it does not reach the database itself. */
import type { Tx } from '../pool.ts';

export type RegisteredPhone = Readonly<{
  switchId: bigint;
  deviceId: string;
  at: Date;
  address: string;
  port: number;
  transport: string;
  contact: string;
  userAgent: string;
  /** The end of the device's contact that lives longest. */
  until: Date;
}>;

/** Notes it unless something newer of that device is known; nothing for a device that there is not. */
export async function noteRegistration(tx: Tx, phone: RegisteredPhone): Promise<void> {
  await tx.query(
    `select switch.note_registration($1, id, $3, $4, $5, $6, $7, $8, $9) from sip_devices where public_id = $2`,
    [
      phone.switchId,
      phone.deviceId,
      phone.at.getTime() / 1000,
      phone.address,
      phone.port,
      phone.transport,
      hex(phone.contact, 255),
      hex(phone.userAgent, 128),
      Math.floor(phone.until.getTime() / 1000),
    ],
  );
}

export type UnregisteredPhone = Readonly<{
  switchId: bigint;
  deviceId: string;
  at: Date;
  /** The end of its other contact that lives longest; null = there is none. */
  until: Date | null;
}>;

export async function noteUnregistration(tx: Tx, phone: UnregisteredPhone): Promise<void> {
  await tx.query('select switch.note_unregistration($1, id, $3, $4) from sip_devices where public_id = $2', [
    phone.switchId,
    phone.deviceId,
    phone.at.getTime() / 1000,
    phone.until === null ? 0 : Math.floor(phone.until.getTime() / 1000),
  ]);
}

export type GatewaySeen = Readonly<{ switchId: bigint; gatewayId: string; isRegistered: boolean; at: Date }>;

export async function noteGatewayRegistration(tx: Tx, seen: GatewaySeen): Promise<void> {
  await tx.query('select switch.note_gateway_registration($1, $2, $3, $4)', [
    seen.switchId,
    `gw-${seen.gatewayId}`,
    seen.isRegistered,
    seen.at.getTime() / 1000,
  ]);
}

const hex = (text: string, bytesMax: number) => Buffer.from(text).subarray(0, bytesMax).toString('hex');
