/** The sessions of an account, for whoever looks at them and ends them. */
import type { Db, Tx } from '../pool.ts';

export type KeptSession = Readonly<{
  publicId: string;
  tokenHash: Buffer;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  address: string;
  userAgent: string;
}>;

/** Every session that is kept, the last seen first; some of them may be over. */
export async function sessionsOf(db: Db, accountId: bigint): Promise<KeptSession[]> {
  const { rows } = await db.query<KeptSession>(
    `select public_id as "publicId", token_hash as "tokenHash", created_at as "createdAt",
       last_seen_at as "lastSeenAt", expires_at as "expiresAt", address, user_agent as "userAgent"
     from sign_in_sessions where account_id = $1 and impersonator_id is null order by last_seen_at desc, public_id`,
    [accountId],
  );
  return rows;
}

/** Ends one session of this account; false when it has no such session. */
export async function deleteSessionOf(tx: Tx, accountId: bigint, publicId: string): Promise<boolean> {
  const { rowCount } = await tx.query(
    'delete from sign_in_sessions where account_id = $1 and public_id = $2',
    [accountId, publicId],
  );
  return rowCount === 1;
}

/** Begins a session as somebody below; the one that it was begun from takes it along when it ends. */
export async function insertBorrowedSession(
  tx: Tx,
  session: Readonly<{
    tokenHash: Buffer;
    accountId: bigint;
    impersonatorId: bigint;
    parentTokenHash: Buffer;
    mayChange: boolean;
    createdAt: Date;
    expiresAt: Date;
    address: string;
    userAgent: string;
  }>,
): Promise<void> {
  await tx.query('delete from sign_in_sessions where parent_token_hash = $1', [session.parentTokenHash]);
  await tx.query(
    `insert into sign_in_sessions (token_hash, account_id, impersonator_id, parent_token_hash, may_change, created_at,
       last_seen_at, expires_at, address, user_agent) values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9)`,
    [
      session.tokenHash,
      session.accountId,
      session.impersonatorId,
      session.parentTokenHash,
      session.mayChange,
      session.createdAt,
      session.expiresAt,
      session.address,
      session.userAgent,
    ],
  );
}
