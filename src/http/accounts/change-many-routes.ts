/** One change of many accounts: what it would do, and the job that does it. */
import type { z } from 'zod';
import { startChangeMany } from '../../operations/accounts/change-many.ts';
import { previewMany } from '../../operations/accounts/preview-many.ts';
import { known } from '../../domain/assert.ts';
import { changeManyBody, manyPreview, previewManyBody } from '../../schemas/accounts/many-changes.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader } from '../../schemas/common.ts';
import { startedJob } from '../../schemas/jobs/job.ts';
import { endingCallsBody } from '../charging/live-routes.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Accounts'];
const config = { permission: 'accounts:change_many' } as const;

/** Registers the routes under /accounts/change-many. */
export function addChangeManyRoutes(app: App, deps: HttpDeps): void {
  app.post(
    `${API}/accounts/change-many/preview`,
    {
      config,
      schema: {
        tags,
        summary: 'What a change of many accounts would do to each, and why it cannot; changes nothing',
        body: previewManyBody,
        response: answers({ 200: manyPreview }),
      },
    },
    async (request) => {
      const { accountIds, filter, change } = request.body;
      const chosen =
        accountIds === undefined ? { filter: known(filter, 'accounts or a filter') } : { accountIds };
      const { items, isLimited, onSuspension } = await previewMany(
        deps.reads,
        actorOf(request),
        { ...chosen, now: deps.now() },
        change,
      );
      return {
        items: items as z.input<typeof manyPreview>['items'],
        isLimited,
        onSuspension: onSuspension === null ? null : endingCallsBody(onSuspension),
      };
    },
  );

  app.post(
    `${API}/accounts/change-many`,
    {
      config,
      schema: {
        tags,
        summary: 'Change many accounts: starts a job, which checks each account again',
        headers: idempotencyHeader,
        body: changeManyBody,
        response: answers({ 202: startedJob }),
      },
    },
    async (request, reply) => {
      const key = idempotencyKeyOf(request);
      const { jobId } = await startChangeMany(deps, actorOf(request), request.body, key);
      return reply.code(202).send({ jobId });
    },
  );
}
