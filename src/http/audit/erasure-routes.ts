/** Erasing what is personal of a closed account: what it would do, and doing it. For whoever may close it. */
import { fieldProblem } from '../../domain/problem.ts';
import { checkMayChange } from '../../operations/accounts/may-change.ts';
import { eraseAccount, previewErasure } from '../../operations/audit/erase-account.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { account } from '../../schemas/accounts/account.ts';
import { answers } from '../../schemas/answers.ts';
import { eraseAccount as eraseSchema, erasurePreview } from '../../schemas/audit/erasure.ts';
import { idParams } from '../../schemas/common.ts';
import { readAccount } from '../accounts/account-body.ts';
import { findingsBody } from '../accounts/life-routes.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Accounts'];

export function addErasureRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/accounts/:id/erasure`,
    {
      config: { permission: 'accounts:close' },
      schema: {
        tags,
        summary: 'Preview erasing what is personal of a closed account',
        params: idParams,
        response: answers({ 200: erasurePreview }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      checkMayChange(actor, await findAccount(deps.reads, request.params.id, actor.scopePath));
      const { obstacles, facts } = await previewErasure(deps.reads, actor, request.params.id, deps.now());
      const { erasedAt: _erasedAt, ...counts } = facts;
      return { ...findingsBody({ obstacles, notes: [] }), counts };
    },
  );

  app.post(
    `${API}/accounts/:id/erasure`,
    {
      config: { permission: 'accounts:close' },
      schema: {
        tags,
        summary:
          'Erase what is personal of a closed account, for good; its money and calls stay in the books',
        params: idParams,
        body: eraseSchema,
        response: answers({ 200: account }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      const { number, reason = '' } = request.body;
      const node = await findAccount(deps.reads, request.params.id, actor.scopePath);
      checkMayChange(actor, node);
      if (number !== node.number)
        throw fieldProblem('number', 'not_repeated', 'Type the number of this account, digit by digit.');
      await eraseAccount(deps, actor, node.publicId, reason);
      return readAccount(deps.reads, node.id, actor.scopePath);
    },
  );
}
