import { Problem } from '../../domain/problem.ts';
import { liveInvite, type InviteRow } from '../../postgres/accounts/invites.ts';
import type { Db } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../secrets.ts';
import { readSettings } from './draw-number.ts';
import type { InviteLimiter } from './invite-limiter.ts';

export type InviteToken = Readonly<{ token: string; address: string }>;

/** The invitation of a link. Throws `invite_not_valid` alike for unknown, used, replaced and expired ones. */
export async function readInvite(
  context: Pick<Context, 'now'>,
  reads: Db,
  limiter: InviteLimiter,
  { token, address }: InviteToken,
): Promise<InviteRow & { passwordLengthMin: number }> {
  const attempt = limiter.take(address);
  const invite = await liveInvite(reads, hashToken(token), context.now());
  if (invite === null) throw new Problem('invite_not_valid');
  attempt.succeeded();
  const settings = await readSettings(reads, invite.operatorId);
  return { ...invite, passwordLengthMin: settings['passwords.length_min'] };
}
