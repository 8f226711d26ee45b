/** Makes SIP devices with credentials that nobody can guess. */
import { randomBytes, randomUUID } from 'node:crypto';
import { drawSecret, drawSipUsername } from '../../domain/accounts/generated.ts';
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
  return { publicId, credential: await makeCredential(tx, context, { deviceId, accountId }) };
}

/** Inserts one more credential for a device: a new user name, because phones keep using the old one. */
export async function makeCredential(
  tx: Tx,
  context: Context,
  device: Readonly<{ deviceId: bigint; accountId: bigint }>,
): Promise<NewCredential> {
  const credential = {
    username: drawSipUsername(randomBytes),
    realm: context.sipDomain,
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
