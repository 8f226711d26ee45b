/** Single-use links by which an account chooses its password: invitations, and resets. Only hashes of their tokens are kept. */
import { endLinks } from '../mail/mails.ts';
import type { Db, Tx } from '../pool.ts';

/** invite: somebody who may change the account sent it. reset: whoever forgot its password asked for it. */
export type InviteKind = 'invite' | 'reset';

export type NewInvite = Readonly<{
  accountId: bigint;
  kind: InviteKind;
  tokenHash: Buffer;
  mailId: bigint;
  createdAt: Date;
  expiresAt: Date;
}>;

/** Inserts the one link of this kind of an account; the one before was ended. */
export async function insertInvite(tx: Tx, invite: NewInvite): Promise<void> {
  await tx.query(
    `insert into account_invites (account_id, kind, token_hash, mail_id, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [invite.accountId, invite.kind, invite.tokenHash, invite.mailId, invite.createdAt, invite.expiresAt],
  );
}

export type InviteRow = Readonly<{
  accountId: bigint;
  number: string;
  email: string | null;
  hasPassword: boolean;
  operatorId: bigint;
  expiresAt: Date;
}>;

/** The link of this token, while it is valid and its account may sign in; else null. */
export async function liveInvite(
  db: Db,
  kind: InviteKind,
  { tokenHash, now }: Readonly<{ tokenHash: Buffer; now: Date }>,
): Promise<InviteRow | null> {
  const { rows } = await db.query<InviteRow>(
    `select a.id as "accountId", a.number, s.email, s.password_hash is not null as "hasPassword", i.expires_at as "expiresAt",
       o.id as "operatorId"
     from account_invites i join accounts a on a.id = i.account_id join account_sign_ins s on s.account_id = a.id
     join accounts o on o.kind = 'operator'
     where i.token_hash = $1 and i.expires_at > $2 and i.kind = $3 and a.status <> 'closed'`,
    [tokenHash, now, kind],
  );
  return rows[0] ?? null;
}

/** Uses a link up; false when another request was faster. */
export function useInvite(tx: Tx, tokenHash: Buffer, now: Date): Promise<boolean> {
  return end(tx, 'token_hash = $1 and expires_at > $2', [tokenHash, now]);
}

/** Ends the link of this kind of an account, when it has one, and takes it out of its mail. */
export async function endInvite(tx: Tx, accountId: bigint, kind: InviteKind): Promise<void> {
  await end(tx, 'account_id = $1 and kind = $2', [accountId, kind]);
}

/** Ends every link by which the account could choose a password. */
export async function endInvites(tx: Tx, accountId: bigint): Promise<void> {
  await end(tx, 'account_id = $1', [accountId]);
}

async function end(tx: Tx, which: string, values: readonly unknown[]): Promise<boolean> {
  const { rows } = await tx.query<{ mailId: bigint }>(
    `delete from account_invites where ${which} returning mail_id as "mailId"`,
    [...values],
  );
  await endLinks(
    tx,
    rows.map(({ mailId }) => mailId),
  );
  return rows.length > 0;
}
