/** Passkeys: public keys, and challenges that were used. */
import type { Db, Tx } from '../pool.ts';

export type PasskeyRow = Readonly<{
  id: bigint;
  publicId: string;
  accountId: bigint;
  credentialId: Buffer;
  publicKey: Buffer;
  signCount: bigint;
  transports: readonly string[];
  host: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}>;

const ROW = `select id, public_id as "publicId", account_id as "accountId", credential_id as "credentialId",
    public_key as "publicKey", sign_count as "signCount", transports, host, name, created_at as "createdAt",
    last_used_at as "lastUsedAt"
  from passkeys`;

/** The passkeys of an account, oldest first. */
export async function passkeysOf(db: Db, accountId: bigint): Promise<PasskeyRow[]> {
  return (await db.query<PasskeyRow>(`${ROW} where account_id = $1 order by id`, [accountId])).rows;
}

/** The passkey of a credential, so that two signatures at the same moment wait for each other; null = unknown here. */
export async function lockPasskey(tx: Tx, credentialId: Buffer): Promise<PasskeyRow | null> {
  const { rows } = await tx.query<PasskeyRow>(`${ROW} where credential_id = $1 for update`, [credentialId]);
  return rows[0] ?? null;
}

/** Keeps a passkey and returns it; null when the credential is known already. */
export async function insertPasskey(
  tx: Tx,
  key: Omit<PasskeyRow, 'id' | 'publicId' | 'lastUsedAt'>,
): Promise<PasskeyRow | null> {
  const { rows } = await tx.query<{ id: bigint; publicId: string }>(
    `insert into passkeys (account_id, credential_id, public_key, sign_count, transports, host, name, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (credential_id) do nothing
     returning id, public_id as "publicId"`,
    [
      key.accountId,
      key.credentialId,
      key.publicKey,
      key.signCount,
      key.transports,
      key.host,
      key.name,
      key.createdAt,
    ],
  );
  return rows[0] === undefined ? null : { ...key, ...rows[0], lastUsedAt: null };
}

/** Notes a signature. */
export async function usePasskey(
  tx: Tx,
  { id, signCount, now }: Readonly<{ id: bigint; signCount: bigint; now: Date }>,
): Promise<void> {
  await tx.query('update passkeys set sign_count = $2, last_used_at = $3 where id = $1', [
    id,
    signCount,
    now,
  ]);
}

/** Gives a passkey of this account another name and returns the one before; null when it has no such passkey. */
export async function renamePasskey(
  tx: Tx,
  key: Readonly<{ accountId: bigint; publicId: string; name: string }>,
): Promise<string | null> {
  const { rows } = await tx.query<{ before: string }>(
    `update passkeys new set name = $3 from passkeys old
     where new.id = old.id and new.account_id = $1 and new.public_id = $2 returning old.name as before`,
    [key.accountId, key.publicId, key.name],
  );
  return rows[0]?.before ?? null;
}

/** Removes a passkey of this account and returns its name; null when it has no such passkey. */
export async function deletePasskey(tx: Tx, accountId: bigint, publicId: string): Promise<string | null> {
  const { rows } = await tx.query<{ name: string }>(
    'delete from passkeys where account_id = $1 and public_id = $2 returning name',
    [accountId, publicId],
  );
  return rows[0]?.name ?? null;
}

/** Removes all passkeys of an account; false when it had none. */
export async function deletePasskeys(tx: Tx, accountId: bigint): Promise<boolean> {
  const { rowCount } = await tx.query('delete from passkeys where account_id = $1', [accountId]);
  return (rowCount ?? 0) > 0;
}

/** Uses a challenge up; false when it was used before. Those that have expired are thrown away. */
export async function useChallenge(
  tx: Tx,
  { hash, expiresAt, now }: Readonly<{ hash: Buffer; expiresAt: Date; now: Date }>,
): Promise<boolean> {
  await tx.query('delete from used_challenges where expires_at <= $1', [now]);
  const { rowCount } = await tx.query(
    'insert into used_challenges (challenge_hash, expires_at) values ($1, $2) on conflict do nothing',
    [hash, expiresAt],
  );
  return rowCount === 1;
}
