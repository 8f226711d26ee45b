/** The list of accounts as a file. */
import { Readable } from 'node:stream';
import { exportAccounts } from '../../operations/accounts/export-accounts.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { exportQuery } from '../../schemas/accounts/export.ts';
import { answers } from '../../schemas/answers.ts';
import { sheetText } from '../../schemas/jobs/job.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jsonl: 'application/x-ndjson; charset=utf-8',
} as const;

/** Registers GET /accounts/export. */
export function addExportRoute(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/export`,
    {
      config: { permission: 'accounts:read' },
      schema: {
        tags: ['Accounts'],
        summary: 'The list as a file (CSV, XLSX or JSON lines): same filters and order, all pages',
        querystring: exportQuery,
        produces: Object.values(TYPES).map((type) => type.replace(/;.*/, '')),
        response: answers({ 200: sheetText }),
      },
    },
    async (request, reply) => {
      const { parentId, format, timezone, columns, ownAccount, ...filter } = request.query;
      const { scopePath, accountId } = actorOf(request);
      const parentPath =
        parentId === undefined ? undefined : (await findAccount(deps.reads, parentId, scopePath)).path;
      const pieces = exportAccounts(
        deps.reads,
        { ...filter, scopePath, parentPath },
        { format, timezone, columns, leftOutId: ownAccount === 'left_out' ? accountId : null },
      );
      // A failure of the first page is a problem with its reason; later ones can only break the file off.
      const first = await pieces.next();
      void reply
        .type(TYPES[format])
        .header('content-disposition', `attachment; filename="accounts.${format}"`)
        .header('cache-control', 'no-store');
      // A stream is sent as it is, whatever the schema says that its text is.
      return reply.send(Readable.from(fromFirst(first, pieces), { objectMode: false }) as unknown as string);
    },
  );
}

async function* fromFirst(
  first: IteratorResult<string | Uint8Array>,
  rest: AsyncGenerator<string | Uint8Array>,
): AsyncGenerator<Uint8Array> {
  if (first.done === true) return;
  yield Buffer.from(first.value);
  for await (const piece of rest) yield Buffer.from(piece);
}
