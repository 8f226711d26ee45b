/** One's own sessions, and what whoever is above sees of a sign-in. */
import { z } from 'zod';
import { instant, publicId } from '../common.ts';

export const signInSession = z
  .object({
    id: publicId,
    createdAt: instant,
    lastSeenAt: instant.describe('To the minute'),
    address: z.string().describe('Where it was signed in from'),
    userAgent: z.string().describe('What the browser called itself'),
    isCurrent: z.boolean().describe('The session that asks'),
  })
  .meta({ id: 'SignInSession' });
export const sessionList = z.object({ items: z.array(signInSession) });

export const signInState = z
  .object({
    sessions: z.int().describe('How many sessions are open'),
    lastSeenAt: instant.nullable().describe('When one of them was last used'),
  })
  .meta({ id: 'SignInState' });
