/** The list of accounts as a file. */
import { exportAccounts } from '../../operations/accounts/export-accounts.ts';
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
      const { scopePath, accountId } = actorOf(request);
      const parentPath =
        parentId === undefined ? undefined : (await findAccount(deps.reads, parentId, scopePath)).path;
      const pieces = exportAccounts(
        deps.reads,
        { ...filter, scopePath, parentPath },
        { format, timezone, columns, leftOutId: ownAccount === 'left_out' ? accountId : null },
      );
      return reply.send(await fileStream(reply, format, { name: 'accounts', pieces }));
    },
  );
}
