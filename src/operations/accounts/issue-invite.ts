/** Makes the single-use link by which an account chooses its password, and the mail that brings it. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { endInvite, insertInvite } from '../../postgres/accounts/invites.ts';
import type { Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { writeInvite } from '../mail/write-mail.ts';
import { drawToken, hashToken } from '../secrets.ts';

const VALID_MS = 24 * 3600 * 1000;

export type IssuedInvite = Readonly<{ mailId: string; expiresAt: Date }>;

/** Ends the invitation before and issues a new one. The account's row is locked, or new. */
export async function issueInvite(
  tx: Tx,
  context: Context,
  actor: Actor,
  { accountId, email, now }: Readonly<{ accountId: bigint; email: string; now: Date }>,
): Promise<IssuedInvite> {
  const token = drawToken();
  const expiresAt = new Date(now.getTime() + VALID_MS);
  await endInvite(tx, accountId, 'invite');
  const link = { path: `/invite#${token}`, until: expiresAt, scopePath: actor.scopePath };
  const mail = await writeInvite(tx, context, 'invite', { accountId, now, email, link });
  await insertInvite(tx, {
    accountId,
    kind: 'invite',
    tokenHash: hashToken(token),
    mailId: mail.id,
    createdAt: now,
    expiresAt,
  });
  await recordAudit(tx, actor, { accountId, action: 'invite.sent', happenedAt: now });
  return { mailId: mail.publicId, expiresAt };
}
