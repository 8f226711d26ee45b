/** Jobs: how far they are, stopping and undoing them, and the credentials of what they made. */
import type { z } from 'zod';
import { takeCredentials, type RowCredentials } from '../../operations/accounts/take-credentials.ts';
import { cancelJob } from '../../operations/jobs/cancel-job.ts';
import { previewUndo, startUndo } from '../../operations/jobs/undo-job.ts';
import { csvOf } from '../../operations/sheets/write-csv.ts';
import { findJob, listJobs, type JobRow } from '../../postgres/jobs/jobs.ts';
import { undoPreview } from '../../schemas/accounts/many-accounts.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, pageQueryObject } from '../../schemas/common.ts';
import { job, jobPage, sheetText, startedJob } from '../../schemas/jobs/job.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Jobs'];
const config = { permission: 'jobs:read' } as const;
/** Which of them it takes, the job says. */
const cancels = {
  permission: ['accounts:import', 'accounts:change_many', 'rates:import', 'documents:issue', 'coupons:edit'],
} as const;
const changes = { permission: ['accounts:import', 'accounts:change_many'] } as const;

/** Registers the routes under /jobs. Everybody sees the jobs of accounts at or below its own. */
export function addJobRoutes(app: App, deps: HttpDeps): void {
  const read = async (request: Parameters<typeof actorOf>[0], id: string) =>
    jobBody(await findJob(deps.reads, id, actorOf(request).scopePath));

  app.get(
    `${API}/jobs`,
    {
      config,
      schema: {
        tags,
        summary: 'List jobs, newest first',
        querystring: pageQueryObject,
        response: answers({ 200: jobPage }),
      },
    },
    async (request) => {
      const { scopePath } = actorOf(request);
      const { rows, nextCursor } = await listJobs(deps.reads, { ...request.query, scopePath });
      return { items: rows.map(jobBody), nextCursor };
    },
  );

  app.get(
    `${API}/jobs/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Read a job and its progress',
        params: idParams,
        response: answers({ 200: job }),
      },
    },
    async (request) => read(request, request.params.id),
  );

  app.post(
    `${API}/jobs/:id/cancel`,
    {
      config: cancels,
      schema: {
        tags,
        summary: 'Stop a job; what it made stays complete, and can be undone',
        params: idParams,
        response: answers({ 200: job }),
      },
    },
    async (request) => {
      await cancelJob(deps, actorOf(request), request.params.id);
      return read(request, request.params.id);
    },
  );

  app.post(
    `${API}/jobs/:id/credentials`,
    {
      config: { permission: 'accounts:import' },
      schema: {
        tags,
        summary:
          'Download the credentials of the new accounts as CSV: once, within 24 hours, by whoever started the job',
        params: idParams,
        produces: ['text/csv'],
        response: answers({ 200: sheetText }),
      },
    },
    async (request, reply) => {
      const rows = await takeCredentials(deps, actorOf(request), request.params.id);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="credentials.csv"')
        .header('cache-control', 'no-store')
        .send(csvOf(CREDENTIAL_TITLES, rows.map(credentialCells)));
    },
  );

  app.get(
    `${API}/jobs/:id/undo`,
    {
      config: changes,
      schema: {
        tags,
        summary: 'What undoing a job would remove, and what it could only close',
        params: idParams,
        response: answers({ 200: undoPreview }),
      },
    },
    async (request) => {
      const preview = await previewUndo(deps, actorOf(request), request.params.id);
      return {
        ...preview,
        until: preview.until.toISOString(),
        toCloseAccounts: preview.toCloseAccounts.map((entry) => ({ ...entry })),
        keptAccounts: preview.keptAccounts.map((entry) => ({
          ...entry,
          reasons: entry.reasons.map((reason) => ({ ...reason })),
        })),
      };
    },
  );

  app.post(
    `${API}/jobs/:id/undo`,
    {
      config: changes,
      schema: {
        tags,
        summary: 'Take back the accounts that a job made, within 24 hours: a job of its own',
        params: idParams,
        headers: idempotencyHeader,
        response: answers({ 202: startedJob }),
      },
    },
    async (request, reply) => {
      const started = await startUndo(deps, actorOf(request), request.params.id, idempotencyKeyOf(request));
      return reply.code(202).send({ jobId: started.jobId });
    },
  );
}

const CREDENTIAL_TITLES = [
  'Row',
  'Account number',
  'E-mail',
  'Password',
  'PIN',
  'SIP user name',
  'SIP domain',
  'SIP password',
];

function credentialCells(row: RowCredentials): string[] {
  const { number, email, password, pin, sipUsername, sipDomain, sipPassword } = row;
  return [String(row.row), number, email, password, pin, sipUsername, sipDomain, sipPassword];
}

function jobBody(row: JobRow): z.input<typeof job> {
  return {
    id: row.publicId,
    kind: row.kind,
    status: row.status,
    isCancelRequested: row.isCancelRequested,
    phase: row.phase,
    done: row.done,
    total: row.total,
    startedBy: { id: row.accountPublicId, displayName: row.accountName },
    fileName: row.fileName,
    undoes: row.undoesPublicId,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    hasCredentials: row.hasCredentials,
    error: row.error,
    result: row.result as z.input<typeof job>['result'],
  };
}
