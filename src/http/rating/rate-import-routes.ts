/** The import of a carrier's sheet of rates: looked at, checked by a dry run, and then imported. */
import { RATE_FIELDS } from '../../domain/rating/sheet-columns.ts';
import { importRates, type ImportResult } from '../../operations/rating/import-rates.ts';
import { startRateImport } from '../../operations/rating/start-rate-import.ts';
import { lookAtRateSheet } from '../../operations/rating/look-at-rate-sheet.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams } from '../../schemas/common.ts';
import { startedJob } from '../../schemas/jobs/job.ts';
import { importAnswer, importQuery, lookQuery, rateSheet } from '../../schemas/rating/rates.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';
import { effectBody } from './comparison-routes.ts';
import { rejectedBody, SHEET_TYPES, sheetOf, withSheets } from '../sheet-body.ts';

const tags = ['Rates'];
const config = { permission: 'rates:import' } as const;
/** A million rows of a carrier's sheet are about 60 MB. */
const SHEET_BYTES_MAX = 64 * 1024 * 1024;

/** Registers the routes under /rate-groups/{id}/rates/import. They take the file as the body; no others have its parsers. */
export function addRateImportRoutes(parent: App, deps: HttpDeps): void {
  withSheets(parent, SHEET_BYTES_MAX, (app) => {
    app.post(
      `${API}/rate-groups/:id/rates/import/look`,
      {
        config,
        bodyLimit: SHEET_BYTES_MAX,
        schema: {
          tags,
          summary: "Look at a carrier's sheet: how it is read and what its columns may mean; keeps nothing",
          consumes: SHEET_TYPES,
          params: idParams,
          querystring: lookQuery,
          response: answers({ 200: rateSheet }),
        },
      },
      async (request) => {
        const file = { bytes: sheetOf(request.body), encoding: request.query.encoding ?? null };
        const sheet = await lookAtRateSheet(deps, actorOf(request), request.params.id, file);
        return {
          ...sheet,
          columns: sheet.columns.map((column) => ({ ...column })),
          preview: sheet.preview.map(({ row, cells }) => ({ row, cells: [...cells] })),
          fields: sheet.fields.map((field) => ({ field, title: RATE_FIELDS[field].title })),
        };
      },
    );

    app.post(
      `${API}/rate-groups/:id/rates/import`,
      {
        config,
        bodyLimit: SHEET_BYTES_MAX,
        schema: {
          tags,
          summary:
            "Import a carrier's sheet (CSV or XLSX): Code, Destination, Connection Cost, Grace Time, Cost/Min, Initial Increment, Increment",
          consumes: SHEET_TYPES,
          params: idParams,
          querystring: importQuery,
          headers: idempotencyHeader,
          response: answers({ 200: importAnswer, 202: startedJob }),
        },
      },
      async (request, reply) => {
        const { encoding = null, mapping, validFrom, dateOrder = null, timezone, dryRun } = request.query;
        const { inBackground, fileName = '', isComplete } = request.query;
        const input = {
          bytes: sheetOf(request.body),
          encoding,
          mapping: mapping === undefined ? null : mapping.split(',').map((field) => field.trim()),
          validFrom: validFrom === undefined ? null : new Date(validFrom),
          dateOrder,
          timezone,
          isComplete: isComplete === 'true',
          fileName,
          isDryRun: dryRun === 'true',
          key: idempotencyKeyOf(request),
        };
        const actor = actorOf(request);
        if (inBackground === 'true') {
          const { jobId } = await startRateImport(deps, actor, request.params.id, input);
          return reply.code(202).send({ jobId });
        }
        const result = await importRates(deps, actor, request.params.id, input);
        return importBody(result);
      },
    );
  });
}

function importBody({ rejected, changes, warnings, effect, ...result }: ImportResult) {
  return {
    ...result,
    rejected: rejectedBody(rejected),
    warnings: { ...warnings, first: warnings.first.map((warning) => ({ ...warning })) },
    changes: { ...changes, first: changes.first.map((change) => ({ ...change })) },
    effect: effectBody(effect),
  };
}
