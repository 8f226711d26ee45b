/** Many accounts at once: a sheet is sent, checked and imported; or a number of accounts is made by a template. */
import type { RowMistakes } from '../../domain/accounts/many-accounts.ts';
import { SHEET_FIELD_NAMES, SHEET_FIELDS } from '../../domain/accounts/sheet-fields.ts';
import { checkImport } from '../../operations/accounts/check-import.ts';
import { startCreateMany, startImport } from '../../operations/accounts/start-import.ts';
import { uploadSheet } from '../../operations/accounts/upload-sheet.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams } from '../../schemas/common.ts';
import {
  checkedImport,
  createManyBody,
  importOptions,
  readRow,
  uploadedSheet,
  uploadQuery,
} from '../../schemas/accounts/many-accounts.ts';
import { startedJob } from '../../schemas/jobs/job.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';
import { SHEET_TYPES, sheetOf, withSheets } from '../sheet-body.ts';

const tags = ['Accounts'];
const config = { permission: 'accounts:import' } as const;
/** 50,000 rows are about 10 MB of CSV. */
const SHEET_BYTES_MAX = 10 * 1024 * 1024;

/** Registers the routes under /account-imports, and /accounts/create-many. */
export function addManyRoutes(app: App, deps: HttpDeps): void {
  addUploadRoute(app, deps);

  app.post(
    `${API}/account-imports/:id/check`,
    {
      config,
      schema: {
        tags,
        summary: 'Check a sheet with its mapping and template; makes nothing',
        params: idParams,
        body: importOptions,
        response: answers({ 200: checkedImport }),
      },
    },
    async (request) => {
      const result = await checkImport(deps, actorOf(request), readRow, request.params.id, request.body);
      return { ...result, mistakes: result.mistakes.map(mistakesBody) };
    },
  );

  app.post(
    `${API}/account-imports/:id/run`,
    {
      config,
      schema: {
        tags,
        summary: 'Import a sheet: starts a job',
        params: idParams,
        headers: idempotencyHeader,
        body: importOptions,
        response: answers({ 202: startedJob }),
      },
    },
    async (request, reply) => {
      const key = idempotencyKeyOf(request);
      const { jobId } = await startImport(deps, actorOf(request), request.params.id, request.body, key);
      return reply.code(202).send({ jobId });
    },
  );

  app.post(
    `${API}/accounts/create-many`,
    {
      config,
      schema: {
        tags,
        summary: 'Make many customers by a template, such as cards with a PIN: starts a job',
        headers: idempotencyHeader,
        body: createManyBody,
        response: answers({ 202: startedJob }),
      },
    },
    async (request, reply) => {
      const { jobId } = await startCreateMany(
        deps,
        actorOf(request),
        request.body,
        idempotencyKeyOf(request),
      );
      return reply.code(202).send({ jobId });
    },
  );
}

/** Takes the file as it is, as the body; the parsers for it exist nowhere else. */
function addUploadRoute(parent: App, deps: HttpDeps): void {
  withSheets(parent, SHEET_BYTES_MAX, (app) => {
    app.post(
      `${API}/account-imports`,
      {
        config,
        bodyLimit: SHEET_BYTES_MAX,
        schema: {
          tags,
          summary: 'Send a sheet of customers and resellers (CSV or XLSX, at most 10 MB) for an import',
          consumes: SHEET_TYPES,
          querystring: uploadQuery,
          response: answers({ 201: uploadedSheet }),
        },
      },
      async (request, reply) => {
        const bytes = sheetOf(request.body);
        const { fileName: name, encoding = null } = request.query;
        const sheet = await uploadSheet(deps, actorOf(request), { bytes, name, encoding });
        return reply.code(201).send({
          ...sheet,
          columns: sheet.columns.map((column) => ({ ...column })),
          preview: sheet.preview.map(({ row, cells }) => ({ row, cells: [...cells] })),
          fields: SHEET_FIELD_NAMES.map((field) => ({ field, title: SHEET_FIELDS[field].title })),
          expiresAt: sheet.expiresAt.toISOString(),
        });
      },
    );
  });
}

function mistakesBody({ row, errors }: RowMistakes) {
  return { row, errors: errors.map((error) => ({ ...error })) };
}
