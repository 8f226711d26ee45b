import { Problem } from '../../domain/problem.ts';
import { liveInvite, type InviteKind, type InviteRow } from '../../postgres/accounts/invites.ts';
import type { Db } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { hashToken } from '../secrets.ts';
import { readSettings } from './draw-number.ts';
import type { InviteLimiter } from './invite-limiter.ts';

export type InviteToken = Readonly<{ token: string; address: string }>;
export type PasswordLink = InviteToken & Readonly<{ kind: InviteKind }>;

const NOT_VALID = { invite: 'invite_not_valid', reset: 'password_reset_not_valid' } as const;

/** Throws `invite_not_valid` or `password_reset_not_valid`, alike for unknown, used, replaced and expired links. */
export function refuseLink(kind: InviteKind): never {
  throw new Problem(NOT_VALID[kind]);
}

/** What a link is for: an invitation, or a reset of a password. Throws as `refuseLink` does, and `too_many_attempts`. */
export async function readInvite(
  context: Pick<Context, 'now'>,
  reads: Db,
  limiter: InviteLimiter,
  { kind, token, address }: PasswordLink,
): Promise<InviteRow & { passwordLengthMin: number }> {
  const attempt = limiter.take(address);
  const invite = await liveInvite(reads, kind, { tokenHash: hashToken(token), now: context.now() });
  if (invite === null) refuseLink(kind);
  attempt.succeeded();
  const settings = await readSettings(reads, invite.operatorId);
  return { ...invite, passwordLengthMin: settings['passwords.length_min'] };
}
