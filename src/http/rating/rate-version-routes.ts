/** The versions of a price list: each import with who made it, its figures, and a way back. */
import type { z } from 'zod';
import { rateGroupScope } from '../../operations/rating/rate-group-scope.ts';
import { startImportUndo } from '../../operations/rating/start-import-undo.ts';
import { undoRateImport } from '../../operations/rating/undo-rate-import.ts';
import { findRateGroup } from '../../postgres/rating/rate-groups.ts';
import { findRateImport, listRateImports, type RateImportRow } from '../../postgres/rating/rate-imports.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams } from '../../schemas/common.ts';
import { startedJob } from '../../schemas/jobs/job.ts';
import {
  rateImport,
  rateImportPage,
  rateImportParams,
  rateImportQuery,
  undoQuery,
} from '../../schemas/rating/rates.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Rates'];

/** Registers the routes under /rate-groups/{id}/imports. */
export function addRateVersionRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/rate-groups/:id/imports`,
    {
      config: { permission: 'rates:read' },
      schema: {
        tags,
        summary: 'List the imports of a rate group, each a version of it, newest first',
        params: idParams,
        querystring: rateImportQuery,
        response: answers({ 200: rateImportPage }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { id } = await findRateGroup(deps.reads, request.params.id, rateGroupScope(actor));
      const filter = { ...request.query, rateGroupId: id, scopePath: actor.scopePath };
      const { rows, nextCursor } = await listRateImports(deps.reads, filter);
      return { items: rows.map((row) => versionBody(row, deps.now())), nextCursor };
    },
  );

  app.post(
    `${API}/rate-groups/:id/imports/:importId/undo`,
    {
      config: { permission: 'rates:import' },
      schema: {
        tags,
        summary:
          'Undo an import, or cancel one that starts later: the rate group is again what it was before',
        params: rateImportParams,
        querystring: undoQuery,
        headers: idempotencyHeader,
        response: answers({ 200: rateImport, 202: startedJob }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const { id, importId } = request.params;
      const input = { groupId: id, importId };
      if (request.query.inBackground === 'true') {
        const key = idempotencyKeyOf(request);
        const { jobId } = await startImportUndo(deps, actor, { ...input, key });
        return reply.code(202).send({ jobId });
      }
      await undoRateImport(deps, actor, input);
      const group = await findRateGroup(deps.reads, id, rateGroupScope(actor));
      const { scopePath } = actor;
      return versionBody(
        await findRateImport(deps.reads, { rateGroupId: group.id, scopePath }, importId),
        deps.now(),
      );
    },
  );
}

function versionBody(row: RateImportRow, now: Date): z.output<typeof rateImport> {
  const { publicId: id, number, fileName, isComplete, changes, importedBy, undoneBy } = row;
  return {
    id,
    number,
    status: statusOf(row, now),
    fileName,
    importedAt: row.importedAt.toISOString(),
    importedBy,
    validFrom: row.validFrom.toISOString(),
    lastValidFrom: row.lastValidFrom.toISOString(),
    isComplete,
    read: row.rowsRead,
    imported: row.rowsImported,
    rejectedRows: row.rowsRejected,
    skipped: row.rowsSkipped,
    changes,
    undoneAt: row.undoneAt?.toISOString() ?? null,
    undoneBy,
    keptPrefixes: row.keptPrefixes,
    canUndo: row.canUndo,
  };
}

function statusOf({ validFrom, undoneAt }: RateImportRow, now: Date): z.output<typeof rateImport>['status'] {
  if (undoneAt !== null) return undoneAt < validFrom ? 'cancelled' : 'undone';
  return validFrom > now ? 'scheduled' : 'applied';
}
