/** The list of accounts as a file. */
import { exportAccounts } from '../../operations/accounts/export-accounts.ts';
import { recordedExport } from '../../operations/audit/record-export.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { exportQuery } from '../../schemas/accounts/export.ts';
import { answers } from '../../schemas/answers.ts';
import { sheetText } from '../../schemas/jobs/job.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { fileStream, producesOf } from '../send-file.ts';

/** Registers GET /accounts/export. */
export function addExportRoute(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/export`,
    {
      config: { permission: 'accounts:export' },
      schema: {
        tags: ['Accounts'],
        summary: 'The list as a file (CSV, XLSX or JSON lines): same filters and order, all pages',
        querystring: exportQuery,
        produces: producesOf(['csv', 'xlsx', 'jsonl']),
        response: answers({ 200: sheetText }),
      },
    },
    async (request, reply) => {
      const { parentId, format, timezone, columns, ownAccount, ...filter } = request.query;
      const actor = actorOf(request);
      const { scopePath, accountId } = actor;
      const parentPath =
        parentId === undefined ? undefined : (await findAccount(deps.reads, parentId, scopePath)).path;
      const leftOutId = ownAccount === 'left_out' ? accountId : null;
      const pieces = recordedExport(deps, actor, { view: 'accounts', format }, (onRows) =>
        exportAccounts(
          deps.reads,
          { ...filter, now: deps.now(), scopePath, parentPath },
          { format, timezone, columns, leftOutId },
          onRows,
        ),
      );
      return reply.send(await fileStream(reply, format, { name: 'accounts', pieces }));
    },
  );
}
