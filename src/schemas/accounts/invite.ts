/** Invitations: the link by which an account chooses its password. */
import { z } from 'zod';
import { instant } from '../common.ts';
import { password } from './account-groups.ts';

/** Anything is let in, because what is no token of ours is simply not valid. */
export const inviteParams = z.object({ token: z.string().max(100) });

export const invite = z
  .object({
    number: z.string().describe('The account number, by which one signs in afterwards'),
    email: z.string().nullable(),
    expiresAt: instant,
    passwordLengthMin: z.int().describe('The shortest password that may be chosen'),
  })
  .meta({ id: 'Invite' });

export const acceptInvite = z.strictObject({ password });

export const sentInvite = z
  .object({
    mailId: z.string().describe('Its mail, under GET /accounts/{id}/mails/{mailId}'),
    expiresAt: instant,
  })
  .meta({ id: 'SentInvite' });
