/** Reads of calls to access numbers, wrong PINs and pauses. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { cardCallPage, pinFailurePage, pinPausePage } from '../../../src/schemas/cards/cards.ts';
import { get } from '../../api/client.ts';

type CardCallPage = z.output<typeof cardCallPage>;
export type CardCall = CardCallPage['items'][number];
type PinFailurePage = z.output<typeof pinFailurePage>;
export type PinFailure = PinFailurePage['items'][number];
type PinPausePage = z.output<typeof pinPausePage>;
export type PinPause = PinPausePage['items'][number];

const PAGE_LIMIT = 50;
/** Pauses last a quarter of an hour: more at once than this are a storm, and its newest ones are enough. */
const PAUSES_MAX = 20;
/** Somebody may look while calls are made. */
const REFRESH_MS = 15_000;

type Filter = Readonly<{ cursor?: string | undefined }>;

export const cardCallsQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['cards', 'calls', filter],
    queryFn: ({ signal }) =>
      get<CardCallPage>('/card-calls', { query: { ...filter, limit: PAGE_LIMIT }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });

export const pinFailuresQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['cards', 'failures', filter],
    queryFn: ({ signal }) =>
      get<PinFailurePage>('/pin-failures', { query: { ...filter, limit: PAGE_LIMIT }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });

export const pinPausesQuery = queryOptions({
  queryKey: ['cards', 'pauses'],
  queryFn: ({ signal }) =>
    get<PinPausePage>('/pin-pauses', { query: { paused: 'true', limit: PAUSES_MAX }, signal }),
  refetchInterval: REFRESH_MS,
});
