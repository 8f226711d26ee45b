/** What the holder of an account asks and changes in its portal. */
import { formatMoney } from '../../domain/money.ts';
import { changeOwnAccount } from '../../operations/accounts/change-own-account.ts';
import { readCalling } from '../../operations/accounts/read-calling.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { account } from '../../schemas/accounts/account.ts';
import { calling, changeOwnAccount as changeSchema } from '../../schemas/accounts/portal.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';
import { readAccount } from './account-body.ts';

/** Registers whether an account can call, and the change of one's own data. */
export function addPortalRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/calling`,
    {
      config: { permission: 'accounts:read' },
      schema: {
        tags: ['Accounts'],
        summary: 'Can the account call now, and if not, why not',
        params: idParams,
        response: answers({ 200: calling }),
      },
    },
    async (request) => {
      const { reason, short } = await readCalling(deps, actorOf(request), request.params.id);
      return {
        mayCall: reason === null,
        reason,
        short: short && {
          number: short.number,
          currency: short.currency,
          available: formatMoney(short.availableMicros),
          firstInterval: formatMoney(short.firstMicros),
        },
      };
    },
  );

  app.patch(
    `${API}/me/account`,
    {
      config: { permission: 'own_account:edit' },
      schema: {
        tags: ['Accounts'],
        summary: 'Change what a customer keeps up to date itself: how it is reached, and its alert threshold',
        body: changeSchema,
        response: answers({ 200: account }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await changeOwnAccount(deps, actor, request.body);
      const { id } = await findAccount(deps.reads, actor.publicId, actor.scopePath);
      return readAccount(deps.reads, id, actor.scopePath);
    },
  );
}
