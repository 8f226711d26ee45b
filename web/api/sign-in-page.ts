/** What the sign-in page of this host name offers. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { signInPage } from '../../src/schemas/accounts/password-reset.ts';
import { get } from './client.ts';

export const signInPageQuery = queryOptions({
  queryKey: ['sign-in-page'],
  queryFn: ({ signal }) => get<z.output<typeof signInPage>>('/sign-in', { signal, renewsSession: false }),
  staleTime: 60_000,
});
