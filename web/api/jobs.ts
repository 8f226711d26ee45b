/** Work that the server does in the background. Also the frame around every page looks at it. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { job, jobPage, startedJob } from '../../src/schemas/jobs/job.ts';
import { get } from './client.ts';

export type Job = z.output<typeof job>;
export type JobPage = z.output<typeof jobPage>;
export type JobSummary = JobPage['items'][number];
export type StartedJob = z.output<typeof startedJob>;

const PAGE_LIMIT = 25;
/** How often work that goes on is looked at. */
const POLL_MS = 1_500;
/** A job waits behind those of others; the newest of one's own are among so many. */
const LOOKED_AT = 10;

export function isOpen({ status }: Pick<JobSummary, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

const pollsWhileOpen = (jobs: readonly JobSummary[] | undefined) =>
  jobs?.some(isOpen) === true ? POLL_MS : false;

export const jobsQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: ['jobs', 'list', cursor ?? null],
    queryFn: ({ signal }) => get<JobPage>('/jobs', { query: { cursor, limit: PAGE_LIMIT }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => pollsWhileOpen(state.data?.items),
  });

export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['jobs', 'one', id],
    queryFn: ({ signal }) => get<Job>(`/jobs/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) => pollsWhileOpen(state.data === undefined ? undefined : [state.data]),
  });

/** The newest jobs; asked again only while one of them goes on. */
export const newestJobsQuery = queryOptions({
  queryKey: ['jobs', 'newest'],
  queryFn: ({ signal }) => get<JobPage>('/jobs', { query: { limit: LOOKED_AT }, signal }),
  staleTime: 60_000,
  refetchInterval: ({ state }) => pollsWhileOpen(state.data?.items),
});
