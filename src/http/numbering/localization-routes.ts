/** Rule sets of number translation, and the tester. */
import { localize } from '../../domain/numbering/localization.ts';
import { isEmergencyNumber } from '../../domain/numbering/emergency-numbers.ts';
import { toE164 } from '../../domain/numbering/e164.ts';
import {
  createLocalization,
  removeLocalization,
  replaceLocalization,
} from '../../operations/numbering/save-localization.ts';
import {
  findLocalization,
  listLocalizations,
  NO_RULES,
  readRules,
} from '../../postgres/numbering/localizations.ts';
import { answers } from '../../schemas/answers.ts';
import { idParams, okAnswer } from '../../schemas/common.ts';
import {
  localization,
  localizationList,
  saveLocalization,
  triedLocalization,
  tryLocalization,
} from '../../schemas/numbering/localization.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Localization'];
const url = `${API}/localizations`;

/** Each owner (the operator, a reseller) has its own sets. */
export function addLocalizationRoutes(app: App, deps: HttpDeps): void {
  addReads(app, deps);
  app.post(
    url,
    {
      config: { permission: 'localizations:edit' },
      schema: {
        tags,
        summary: 'Create a rule set',
        body: saveLocalization,
        response: answers({ 201: localization }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const id = await createLocalization(deps, actor, request.body);
      return reply.code(201).send(await read(deps, actor.ownerId, id));
    },
  );
  app.put(
    `${url}/:id`,
    {
      config: { permission: 'localizations:edit' },
      schema: {
        tags,
        summary: 'Replace name and rules of a set',
        params: idParams,
        body: saveLocalization,
        response: answers({ 200: localization }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await replaceLocalization(deps, actor, request.params.id, request.body);
      return read(deps, actor.ownerId, request.params.id);
    },
  );
  app.delete(
    `${url}/:id`,
    {
      config: { permission: 'localizations:edit' },
      schema: { tags, summary: 'Delete a rule set', params: idParams, response: answers({ 200: okAnswer }) },
    },
    async (request) => {
      await removeLocalization(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
}

function addReads(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: { permission: 'localizations:read' },
      schema: { tags, summary: 'List rule sets', response: answers({ 200: localizationList }) },
    },
    async (request) => {
      const rows = await listLocalizations(deps.reads, actorOf(request).ownerId);
      return {
        items: rows.map(({ publicId: id, name, accounts, carriers }) => ({ id, name, accounts, carriers })),
      };
    },
  );
  app.get(
    `${url}/:id`,
    {
      config: { permission: 'localizations:read' },
      schema: {
        tags,
        summary: 'Read a rule set',
        params: idParams,
        response: answers({ 200: localization }),
      },
    },
    async (request) => read(deps, actorOf(request).ownerId, request.params.id),
  );
  app.post(
    `${url}/:id/try`,
    {
      config: { permission: 'localizations:read' },
      schema: {
        tags,
        summary: 'Try a number: every step, and what a call would dial',
        params: idParams,
        body: tryLocalization,
        response: answers({ 200: triedLocalization }),
      },
    },
    async (request) => {
      const { list, number: given, country = null } = request.body;
      const { rules } = await read(deps, actorOf(request).ownerId, request.params.id);
      // Known by the digits as they are dialled, before any rule is asked.
      if (list === 'originationDestination' && isEmergencyNumber(given, country))
        return { number: given, steps: [], e164: null, isEmergency: true };
      const { number, steps } = localize(rules[list], given);
      return { number, steps: [...steps], e164: toE164(number, country), isEmergency: false };
    },
  );
}

async function read(deps: HttpDeps, ownerId: bigint, publicId: string) {
  const { id, name, accounts, carriers } = await findLocalization(deps.reads, ownerId, publicId);
  const set = (await readRules(deps.reads, [id])).get(id) ?? NO_RULES;
  const rules = {
    originationDestination: [...set.originationDestination],
    originationInboundCallerId: [...set.originationInboundCallerId],
    originationOutboundCallerId: [...set.originationOutboundCallerId],
    terminationDestination: [...set.terminationDestination],
    terminationOutboundCallerId: [...set.terminationOutboundCallerId],
  };
  return { id: publicId, name, accounts, carriers, rules };
}
