/** One's own views of the list of accounts. */
import { known } from '../../domain/assert.ts';
import { changeView, createView, removeView } from '../../operations/accounts/save-view.ts';
import { viewsOf } from '../../postgres/accounts/list-views.ts';
import {
  changeView as changeSchema,
  createView as createSchema,
  listView,
  listViews,
  type ViewSearch,
} from '../../schemas/accounts/list-views.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams, okAnswer } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Accounts'];
const config = { permission: 'self' } as const;
const url = `${API}/me/account-views`;

/** Registers the routes under /me/account-views. */
export function addViewRoutes(app: App, deps: HttpDeps): void {
  const read = async (accountId: bigint) =>
    (await viewsOf(deps.reads, accountId)).map(({ publicId, name, search, isDefault }) => ({
      id: publicId,
      name,
      search: search as ViewSearch,
      isDefault,
    }));
  const one = async (accountId: bigint, id: string) =>
    known(
      (await read(accountId)).find((view) => view.id === id.toLowerCase()),
      'a view that was kept',
    );
  app.get(
    url,
    {
      config,
      schema: {
        tags,
        summary: "List one's views of the list of accounts",
        response: answers({ 200: listViews }),
      },
    },
    async (request) => ({ items: await read(actorOf(request).accountId) }),
  );
  app.post(
    url,
    {
      config,
      schema: {
        tags,
        summary: 'Keep a search with its filters, order and columns under a name',
        body: createSchema,
        response: answers({ 201: listView }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const id = await createView(deps, actor, request.body);
      return reply.code(201).send(await one(actor.accountId, id));
    },
  );
  app.patch(
    `${url}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Rename a view, keep another search under its name, or open the list with it',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: listView }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await changeView(deps, actor, request.params.id, request.body);
      return one(actor.accountId, request.params.id);
    },
  );
  app.delete(
    `${url}/:id`,
    {
      config,
      schema: { tags, summary: 'Forget a view', params: idParams, response: answers({ 200: okAnswer }) },
    },
    async (request) => {
      await removeView(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
}
