import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { sessionList } from '../../../src/schemas/accounts/security.ts';
import { get } from '../../api/client.ts';

type SessionList = z.output<typeof sessionList>;
export type SignInSession = SessionList['items'][number];

export const sessionsQuery = queryOptions({
  queryKey: ['me', 'sessions'],
  queryFn: ({ signal }) => get<SessionList>('/me/sessions', { signal }),
});
