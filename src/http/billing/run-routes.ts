/** Runs of billing, and documents that wait for somebody. */
import { formatMoney } from '../../domain/money.ts';
import { startDryRun } from '../../operations/billing/dry-run.ts';
import { releaseDocument } from '../../operations/billing/release-document.ts';
import { listParked, listRuns, type ParkedInfo } from '../../postgres/billing/runs.ts';
import { answers } from '../../schemas/answers.ts';
import { parkedList, runList, startDryRun as startDryRunSchema } from '../../schemas/billing/issuing.ts';
import { idempotencyHeader, idParams, okAnswer } from '../../schemas/common.ts';
import { startedJob } from '../../schemas/jobs/job.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Documents'];
const issues = { permission: 'documents:issue' } as const;
/** More than a screen of either says nothing new. */
const LISTED_MAX = 200;

/** Registers the routes of /billing. */
export function addRunRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/billing/runs`,
    {
      config: { permission: 'billing_runs:read' },
      schema: {
        tags,
        summary: 'List runs of billing, the newest first',
        response: answers({ 200: runList }),
      },
    },
    async () => ({
      items: (await listRuns(deps.reads, LISTED_MAX)).map(
        ({ publicId, startedAt, finishedAt, ...counts }) => ({
          id: publicId,
          startedAt: startedAt.toISOString(),
          finishedAt: finishedAt?.toISOString() ?? null,
          ...counts,
        }),
      ),
    }),
  );
  app.post(
    `${API}/billing/dry-runs`,
    {
      config: issues,
      schema: {
        tags,
        summary: 'Compose what would be issued in your book until a day, and take it back: a job',
        headers: idempotencyHeader,
        body: startDryRunSchema,
        response: answers({ 202: startedJob }),
      },
    },
    async (request, reply) => {
      const asked = { at: new Date(request.body.at), key: idempotencyKeyOf(request) };
      const { jobId } = await startDryRun(deps, actorOf(request), asked);
      return reply.code(202).send({ jobId });
    },
  );
  app.get(
    `${API}/billing/parked`,
    {
      config: issues,
      schema: {
        tags,
        summary: 'List documents that look wrong and wait for somebody, the oldest first',
        response: answers({ 200: parkedList }),
      },
    },
    async (request) => ({
      items: (await listParked(deps.reads, actorOf(request).scopePath, LISTED_MAX)).map(parkedBody),
    }),
  );
  app.post(
    `${API}/billing/parked/:id/release`,
    {
      config: issues,
      schema: {
        tags,
        summary: 'Let the waiting document of an account be issued as it is',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await releaseDocument(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
}

function parkedBody(row: ParkedInfo) {
  return {
    account: { id: row.accountPublicId, number: row.accountNumber, displayName: row.accountName },
    currency: row.currency,
    periodFrom: row.periodFrom.toISOString(),
    periodTo: row.periodTo.toISOString(),
    total: formatMoney(row.totalMicros),
    usual: row.usualMicros === null ? null : formatMoney(row.usualMicros),
    reason: row.reason,
    parkedAt: row.parkedAt.toISOString(),
    releasedAt: row.releasedAt?.toISOString() ?? null,
  };
}
