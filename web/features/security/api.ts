import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  begunSecondFactor,
  recoveryCodes,
  secondFactor,
  sessionList,
} from '../../../src/schemas/accounts/security.ts';
import { get, post } from '../../api/client.ts';

type SessionList = z.output<typeof sessionList>;
export type SignInSession = SessionList['items'][number];
export type BegunSecondFactor = z.output<typeof begunSecondFactor>;
type RecoveryCodes = z.output<typeof recoveryCodes>;

export const sessionsQuery = queryOptions({
  queryKey: ['me', 'sessions'],
  queryFn: ({ signal }) => get<SessionList>('/me/sessions', { signal }),
});

export const secondFactorQuery = queryOptions({
  queryKey: ['me', 'second-factor'],
  queryFn: ({ signal }) => get<z.output<typeof secondFactor>>('/me/second-factor', { signal }),
});

export function beginSecondFactor(password: string): Promise<BegunSecondFactor> {
  return post('/me/second-factor', { password });
}

/** Asks for what answers recovery codes. */
export async function recoveryCodesFrom(path: 'confirm' | 'recovery-codes', body: object): Promise<string[]> {
  return (await post<RecoveryCodes>(`/me/second-factor/${path}`, body)).recoveryCodes;
}
