/** Makes SIP devices with credentials that nobody can guess. */
import { randomBytes, randomUUID } from 'node:crypto';
import { drawSecret, drawSipUsername } from '../../domain/accounts/generated.ts';
import { sipDomainAbove } from '../../postgres/accounts/brands.ts';
import { insertCredential, insertDevice } from '../../postgres/accounts/sip-devices.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { digestHa1 } from '../secrets.ts';

export type NewCredential = Readonly<{ username: string; realm: string; password: string }>;

/** Inserts a device with its first credential. The password is returned this once and kept nowhere. */
export async function makeDevice(
  tx: Tx,
  context: Context,
  {
    accountId,
    label,
    extension,
    now,
  }: Readonly<{ accountId: bigint; label: string; extension: string | null; now: Date }>,
): Promise<{ publicId: string; credential: NewCredential }> {
  const publicId = randomUUID();
  const deviceId = await insertDevice(tx, { publicId, accountId, label, extension, createdAt: now });
  const realm = await sipDomainFor(tx, context, accountId);
  return { publicId, credential: await makeCredential(tx, { deviceId, accountId, realm }) };
}

/** The domain of new devices of an account: that of the nearest reseller that has one, else the operator's. */
export async function sipDomainFor(tx: Tx, context: Context, accountId: bigint): Promise<string> {
  return (await sipDomainAbove(tx, accountId)) ?? context.sipDomain;
}

/** Inserts one more credential for a device: a new user name, because phones keep using the old one. */
export async function makeCredential(
  tx: Tx,
  { realm, ...device }: Readonly<{ deviceId: bigint; accountId: bigint; realm: string }>,
): Promise<NewCredential> {
  const credential = {
    username: drawSipUsername(randomBytes),
    realm,
    password: drawSecret(randomBytes),
  };
  await insertCredential(tx, {
    ...device,
    username: credential.username,
    realm: credential.realm,
    ha1: digestHa1(credential),
  });
  return credential;
}
