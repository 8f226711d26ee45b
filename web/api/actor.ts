/** Who is signed in. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { actorAnswer, actorBody } from '../../src/schemas/accounts/sign-in.ts';
import { get, post } from './client.ts';
import { ApiProblem } from './problem.ts';
import { asSeen } from './see-as.ts';
import { forgetSessionEnd } from './session.ts';

export type Actor = z.output<typeof actorBody>;
type ActorAnswer = z.output<typeof actorAnswer>;

/** The signed-in account, or null when nobody is. */
export const actorQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async (): Promise<Actor | null> => {
    try {
      return asSeen((await get<ActorAnswer>('/me', { renewsSession: false })).actor);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export async function signIn(
  credentials: Readonly<{ identifier: string; password: string; code?: string }>,
): Promise<Actor> {
  const { actor } = await post<ActorAnswer>('/sign-in', credentials, { renewsSession: false });
  forgetSessionEnd();
  return actor;
}

export function signOut(): Promise<unknown> {
  return post('/sign-out', {}, { renewsSession: false });
}

export function changePassword(change: { currentPassword: string; newPassword: string }): Promise<unknown> {
  return post('/me/password', change);
}
