/** What a switch needs to answer a carrier that asks who calls: never the password, and good in one realm only. */
import { createHash } from 'node:crypto';
import { Problem } from '../../domain/problem.ts';
import { GATEWAY_PASSWORD } from '../../domain/routing/sealed-purposes.ts';
import type { Db } from '../../postgres/pool.ts';
import { findGateway } from '../../postgres/routing/trunks.ts';
import { openSecret } from '../secrets.ts';

export type GatewayDigest = Readonly<{ username: string; ha1: string }>;

/**
 * HA1 of the gateway in the realm that it named (RFC 2617 §3.2.2.2): MD5 in hexadecimal, which is what carriers ask for.
 * Throws `not_found` for no such gateway, and for one without user name and password.
 */
export async function digestOfGateway(
  { reads, masterKey }: Readonly<{ reads: Db; masterKey: Uint8Array }>,
  { gatewayId, realm }: Readonly<{ gatewayId: string; realm: string }>,
): Promise<GatewayDigest> {
  const { username, sealedPassword } = await findGateway(reads, gatewayId);
  if (username === '' || sealedPassword === null) throw new Problem('not_found');
  const password = openSecret(masterKey, GATEWAY_PASSWORD, sealedPassword);
  const ha1 = createHash('md5').update(`${username}:${realm}:${password}`).digest('hex');
  return { username, ha1 };
}
