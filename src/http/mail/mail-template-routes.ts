/** Texts of mails of the operator and of resellers. */
import { LANGUAGES } from '../../domain/languages.ts';
import { variablesOfSubject } from '../../domain/mail/check-template.ts';
import { isNotice, topicOf } from '../../domain/mail/mail.ts';
import { REQUIRED, VARIABLES } from '../../domain/mail/variables.ts';
import { known } from '../../domain/assert.ts';
import { previewTemplate } from '../../operations/mail/preview-template.ts';
import { kindsFor, readTemplates, type TemplateInUse } from '../../operations/mail/read-templates.ts';
import { removeTemplate, saveTemplate } from '../../operations/mail/save-template.ts';
import { sendTemplateTest } from '../../operations/mail/send-template-test.ts';
import { answers } from '../../schemas/answers.ts';
import {
  mailPreview,
  mailTemplate,
  mailTemplateInput,
  mailTemplateList,
  mailTemplateParams,
  mailTemplateTest,
  tryMailTemplate,
} from '../../schemas/mail/mail-templates.ts';
import { actorOf, API, type App, type HttpDeps } from '../app.ts';

const tags = ['Mail templates'];
const url = `${API}/mail-templates`;
const one = `${url}/:kind/:language`;
const reads = { permission: 'mail_templates:read' } as const;
const edits = { permission: 'mail_templates:edit' } as const;

export function addMailTemplateRoutes(app: App, deps: HttpDeps): void {
  app.get(
    url,
    {
      config: reads,
      schema: {
        tags,
        summary: 'List the kinds of mail, what each may say, and whose text counts for one’s accounts',
        response: answers({ 200: mailTemplateList }),
      },
    },
    async (request) => {
      const all = await readTemplates(deps.reads, actorOf(request));
      const items = kindsFor(actorOf(request)).map((kind) => ({
        kind,
        topic: topicOf(kind),
        isNotice: isNotice(kind),
        variables: [...VARIABLES[kind]],
        subjectVariables: [...variablesOfSubject(kind)],
        required: [...(REQUIRED[kind] ?? [])],
        texts: LANGUAGES.map((language) => {
          const found = all.find((each) => each.kind === kind && each.language === language);
          return { language, source: known(found, 'a text of each kind').source };
        }),
      }));
      return { items };
    },
  );
  app.get(
    one,
    {
      config: reads,
      schema: {
        tags,
        summary: 'Read the text of a kind of mail in a language',
        params: mailTemplateParams,
        response: answers({ 200: mailTemplate }),
      },
    },
    async (request) => {
      const [found] = await readTemplates(deps.reads, actorOf(request), request.params);
      return bodyOf(known(found, 'a text of the kind'));
    },
  );
  app.put(
    one,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Set one’s own text; mails to one’s accounts have it from now on',
        params: mailTemplateParams,
        body: mailTemplateInput,
        response: answers({ 200: mailTemplate }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await saveTemplate(deps, actor, request.params, request.body);
      const [saved] = await readTemplates(deps.reads, actor, request.params);
      return bodyOf(known(saved, 'a text of the kind'));
    },
  );
  app.delete(
    one,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Take one’s own text away; that of whoever is above, or ours, counts again',
        params: mailTemplateParams,
        response: answers({ 200: mailTemplate }),
      },
    },
    async (request) => {
      const actor = actorOf(request);
      await removeTemplate(deps, actor, request.params);
      const [left] = await readTemplates(deps.reads, actor, request.params);
      return bodyOf(known(left, 'a text of the kind'));
    },
  );
  app.post(
    `${url}/preview`,
    {
      config: reads,
      schema: {
        tags,
        summary: 'Fill a text with made-up values, or with those of an account, and keep nothing',
        body: tryMailTemplate,
        response: answers({ 200: mailPreview }),
      },
    },
    async (request) => previewTemplate(deps, deps.reads, actorOf(request), request.body),
  );
  app.post(
    `${url}/test`,
    {
      config: edits,
      schema: {
        tags,
        summary: 'Send a text to oneself at once, within 15 seconds',
        body: tryMailTemplate,
        response: answers({ 200: mailTemplateTest }),
      },
    },
    async (request) => sendTemplateTest(deps, deps.reads, actorOf(request), request.body),
  );
}

function bodyOf({ kind, language, source, text, changedAt, without }: TemplateInUse) {
  return {
    kind,
    language,
    source,
    ...text,
    changedAt: changedAt?.toISOString() ?? null,
    without: { source: without.source, ...without.text },
  };
}
