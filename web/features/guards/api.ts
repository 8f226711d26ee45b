/** What guards that watch saw and did. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { guardEventPage } from '../../../src/schemas/charging/guard-events.ts';
import { get } from '../../api/client.ts';
import type { GuardsSearch } from './search.ts';

type GuardEventPage = z.output<typeof guardEventPage>;
export type GuardEvent = GuardEventPage['items'][number];

const PAGE_LIMIT = 25;
/** Somebody may look while calls are made. */
const REFRESH_MS = 15_000;

export const guardEventsQuery = ({ account: accountId, ...search }: GuardsSearch) =>
  queryOptions({
    queryKey: ['guard-events', accountId, search],
    queryFn: ({ signal }) =>
      get<GuardEventPage>('/guard-events', { query: { ...search, accountId, limit: PAGE_LIMIT }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
