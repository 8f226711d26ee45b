/** Calls of an account, refused ones too, and why each went as it did. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { call, callPage, callSummary } from '../../../../src/schemas/charging/call-list.ts';
import type { liveCallsOfAccount } from '../../../../src/schemas/charging/live-calls.ts';
import type { UsageBody } from '../../../../src/schemas/charging/usage.ts';
import type { ReplayBody } from '../../../../src/schemas/charging/replay.ts';
import type { SimulatedCallBody } from '../../../../src/schemas/charging/simulated-call.ts';
import type { rateGroupPage } from '../../../../src/schemas/rating/rates.ts';
import { get } from '../../../api/client.ts';
import type { Option } from '../../../ui/record/record.ts';

export type CallSummary = z.output<typeof callSummary>;
type LiveCalls = z.output<typeof liveCallsOfAccount>;
export type Usage = UsageBody;
export type Call = z.output<typeof call>;

const PAGE_LIMIT = 25;
/** What goes on is out of date soon. */
const LIVE_POLL_MS = 4_000;

export type CallFilter = Readonly<{
  outcome?: string;
  direction?: string;
  /** Instants; `to` is exclusive. */
  from?: string;
  to?: string;
  ratePrefix?: string;
  /** How a number of the call begins. */
  q?: string;
  /** Of a reseller: without those of everybody below it. */
  ownOnly?: 'true';
  cursor?: string;
}>;

export const callsQuery = (id: string, filter: CallFilter) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'calls', filter],
    queryFn: ({ signal }) =>
      get<z.output<typeof callPage>>(`/accounts/${encodeURIComponent(id)}/calls`, {
        query: { ...filter, limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export const callQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['calls', sessionId],
    queryFn: ({ signal }) => get<Call>(`/calls/${encodeURIComponent(sessionId)}`, { signal }),
    // Until it is over.
    refetchInterval: ({ state: { data } }) => data !== undefined && data.state !== null && LIVE_POLL_MS,
  });

export const usageQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'usage'],
    queryFn: ({ signal }) => get<Usage>(`/accounts/${encodeURIComponent(id)}/usage`, { signal }),
  });

export const liveCallsQuery = (id: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'live-calls'],
    queryFn: ({ signal }) => get<LiveCalls>(`/accounts/${encodeURIComponent(id)}/live-calls`, { signal }),
    refetchInterval: LIVE_POLL_MS,
  });

/** `seconds` as typed: the server says what is wrong with it. */
export type SimulatedQuestion = Readonly<{
  to: string;
  callerNumber?: string;
  seconds?: string;
  at?: string;
}>;

export const simulatedCallQuery = (id: string, question: SimulatedQuestion) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'simulated-call', question],
    queryFn: ({ signal }) =>
      get<SimulatedCallBody>(`/accounts/${encodeURIComponent(id)}/simulated-call`, {
        query: question,
        signal,
      }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

export const replayedCallsQuery = (id: string, rateGroupId: string) =>
  queryOptions({
    queryKey: ['accounts', 'one', id, 'replayed-calls', rateGroupId],
    queryFn: ({ signal }) =>
      get<ReplayBody>(`/accounts/${encodeURIComponent(id)}/calls/replay`, { query: { rateGroupId }, signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

/** So many are offered at once; typing finds the others. */
const CHOICES_MAX = 20;

/** Rate groups that customers pay, inactive ones too: they may be meant for later. */
export async function lookForRateGroups(q: string, signal: AbortSignal): Promise<readonly Option[]> {
  const { items } = await get<z.output<typeof rateGroupPage>>('/rate-groups', {
    query: { q: q === '' ? undefined : q, direction: 'origination', limit: CHOICES_MAX },
    signal,
  });
  return items.map(({ id, name, currency }) => ({ value: id, label: `${name} · ${currency}` }));
}
