/** Templates for new accounts, and drafts of the form. */
import { createTemplate, removeTemplate, replaceTemplate } from '../../operations/accounts/save-template.ts';
import { dropDraft, keepDraft, readDrafts } from '../../operations/accounts/keep-draft.ts';
import type { DraftRow } from '../../postgres/accounts/drafts.ts';
import { findTemplate, listTemplates, type TemplateRow } from '../../postgres/accounts/templates.ts';
import {
  draft,
  draftList,
  saveDraft,
  saveTemplate,
  template,
  templateList,
  templateQuery,
} from '../../schemas/accounts/templates.ts';
import { answers } from '../../schemas/answers.ts';
import { idempotencyHeader, idParams, okAnswer } from '../../schemas/common.ts';
import { actorOf, API, idempotencyKeyOf, type App, type HttpDeps } from '../app.ts';

const tags = ['Accounts'];
const config = { permission: ['accounts:create', 'staff:edit'] } as const;
const edits = { permission: 'templates:edit' } as const;
const url = `${API}/account-templates`;

/** Registers the routes under /account-templates and /account-drafts. */
export function addTemplateRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config,
      schema: {
        tags,
        summary: 'List your templates for new accounts',
        querystring: templateQuery,
        response: answers({ 200: templateList }),
      },
    },
    async (request) => {
      const rows = await listTemplates(deps.reads, actorOf(request).ownerId, request.query.kind ?? null);
      return { items: rows.map(templateBody) };
    },
  );
  app.post(
    url,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Create a template for new accounts of a kind',
        headers: idempotencyHeader,
        body: saveTemplate,
        response: answers({ 201: template }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      const id = await createTemplate(deps, actor, request.body, idempotencyKeyOf(request));
      return reply.code(201).send(templateBody(await findTemplate(deps.reads, actor.ownerId, id)));
    },
  );
  app.put(
    `${url}/:id`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Replace a template: its name, its values, whether the form begins with it',
        params: idParams,
        body: saveTemplate,
        response: answers({ 200: template }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await replaceTemplate(deps, actor, request.params.id, request.body);
      return templateBody(await findTemplate(deps.reads, actor.ownerId, request.params.id));
    },
  );
  app.delete(
    `${url}/:id`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Delete a template; accounts that were made by it stay',
        params: idParams,
        response: answers({ 200: okAnswer }),
      },
    },
    async (request) => {
      await removeTemplate(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
  addDraftRoutes(app, deps);
}

function addDraftRoutes(app: App, deps: HttpDeps): void {
  app.get(
    `${API}/account-drafts`,
    {
      config,
      schema: {
        tags,
        summary: 'List your drafts of new accounts, the newest first',
        response: answers({ 200: draftList }),
      },
    },
    async (request) => ({ items: (await readDrafts(deps, actorOf(request))).map(draftBody) }),
  );
  app.put(
    `${API}/account-drafts/:id`,
    {
      config,
      schema: {
        tags,
        summary:
          'Keep a draft under a UUID of yours: for 30 days, the ten newest of yours, without any secret',
        params: idParams,
        body: saveDraft,
        response: answers({ 200: draft }),
      },
    },
    async (request) => draftBody(await keepDraft(deps, actorOf(request), request.params.id, request.body)),
  );
  app.delete(
    `${API}/account-drafts/:id`,
    {
      config,
      schema: { tags, summary: 'Discard a draft', params: idParams, response: answers({ 200: okAnswer }) },
    },
    async (request) => {
      await dropDraft(deps, actorOf(request), request.params.id);
      return { ok: true as const };
    },
  );
}

type Groups = Record<string, Record<string, unknown>>;

function templateBody({ publicId, kind, name, isDefault, values, changedAt }: TemplateRow) {
  return {
    id: publicId,
    kind,
    name,
    isDefault,
    values: values as Groups,
    changedAt: changedAt.toISOString(),
  };
}

function draftBody({ publicId, kind, form, changedAt }: DraftRow) {
  return { id: publicId, kind, form: JSON.parse(form) as Groups, changedAt: changedAt.toISOString() };
}
