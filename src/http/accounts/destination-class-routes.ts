/** Kinds of destinations that are closed until opened: the operator's list of prefixes. */
import {
  addDestinationClass,
  changeDestinationClass,
  removeDestinationClass,
} from '../../operations/accounts/save-destination-class.ts';
import {
  listDestinationClasses,
  type DestinationClassRow,
} from '../../postgres/accounts/destination-classes.ts';
import {
  changeDestinationClass as changeSchema,
  createDestinationClass,
  destinationClass,
  destinationClassList,
} from '../../schemas/accounts/guards.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams, okAnswer } from '../../schemas/common.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Settings'];
const url = `${API}/destination-classes`;

/** Everybody who sells may read it; the operator keeps it. */
export function addDestinationClassRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: { permission: 'settings:read' },
      schema: {
        tags,
        summary: 'List the destinations that are closed until opened, by prefix',
        response: answers({ 200: destinationClassList }),
      },
    },
    async () => ({ items: (await listDestinationClasses(deps.reads)).map(bodyOf) }),
  );
  app.post(
    url,
    {
      config: { permission: 'destination_classes:edit' },
      schema: {
        tags,
        summary: 'Add a prefix of destinations that are closed until opened',
        body: createDestinationClass,
        response: answers({ 201: destinationClass }),
      },
    },
    async (request, reply) => {
      const { note = '', ...values } = request.body;
      const id = await addDestinationClass(deps, actorOf(request), { ...values, note });
      return reply.code(201).send({ id, ...values, note });
    },
  );
  app.patch(
    `${url}/:id`,
    {
      config: { permission: 'destination_classes:edit' },
      schema: {
        tags,
        summary: 'Change a prefix of destinations that are closed until opened',
        params: idParams,
        body: changeSchema,
        response: answers({ 200: destinationClass }),
      },
    },
    async (request) =>
      bodyOf(await changeDestinationClass(deps, actorOf(request), request.params.id, request.body)),
  );
  app.delete(
    `${url}/:id`,
    {
      config: { permission: 'destination_classes:edit' },
      schema: {
        tags,
        summary: 'Remove a prefix: its destinations are open again',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await removeDestinationClass(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
}

function bodyOf({ publicId: id, ...rest }: DestinationClassRow) {
  return { id, ...rest };
}
