/** Subject and text of a mail with the variables that they may have, and how it looks with values. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DIRECTION } from '../../../../src/domain/languages.ts';
import { useMay } from '../../../api/may.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { post, put, remove } from '../../../api/client.ts';
import { useWrite } from '../../../api/use-write.ts';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { fieldText } from '../../../ui/problem-text.ts';
import { AskBeforeLeaving } from '../../../ui/record/ask-before-leaving.tsx';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { toast } from '../../../ui/toast.ts';
import { SETTINGS_TIMELINE } from '../api.ts';
import {
  mailTemplateQuery,
  mailTemplatesQuery,
  mailTemplateUrl,
  type Draft,
  type MailTemplate,
  type MailTemplateKind,
} from './api.ts';
import { TemplatePreview } from './template-preview.tsx';
import { Variables } from './variables.tsx';

type Field = 'subject' | 'body';
type Props = Readonly<{ of: MailTemplateKind; saved: MailTemplate; isShown: boolean }>;

/** Whoever types sees what becomes of it a moment later. */
const PREVIEW_AFTER_MS = 400;

export function TemplateEditor({ of, saved, isShown }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const { kind, language } = saved;
  const [text, setText] = useState({ subject: saved.subject, body: saved.body });
  const [mistakes, setMistakes] = useState<Readonly<Partial<Record<Field, string>>>>({});
  const [isAsked, setAsked] = useState(false);
  const [accountId, setAccountId] = useState('');
  const subjectInput = useRef<HTMLInputElement>(null);
  const bodyInput = useRef<HTMLTextAreaElement>(null);
  const inputOf = (field: Field) => (field === 'subject' ? subjectInput.current : bodyInput.current);
  const last = useRef<Field>('body');
  const id = useId();
  const keep = useKeep();
  const draft: Draft = { kind, language, ...text, ...(accountId !== '' && { accountId }) };
  const [shown] = useDebouncedValue(draft, PREVIEW_AFTER_MS);
  const failed = (error: unknown) => {
    const found = mistakesOf(error);
    setMistakes(found);
    const first = (['subject', 'body'] as const).find((field) => field in found);
    if (first !== undefined) inputOf(first)?.focus();
  };
  const saving = useWrite({
    mutationFn: () => put<MailTemplate>(mailTemplateUrl(kind, language), text),
    onSuccess: keep,
    onError: failed,
  });
  const testing = useWrite({
    mutationFn: () => post<{ to: string }>('/mail-templates/test', draft),
    onSuccess: ({ to }) => toast(t('mailTemplates.tested', { to })),
    onError: failed,
  });
  const change = (field: Field, value: string) => {
    setText((now) => ({ ...now, [field]: value }));
    setMistakes(({ [field]: _before, ...others }) => others);
  };
  const insert = (name: string) => {
    const field = last.current === 'subject' && of.subjectVariables.includes(name) ? 'subject' : 'body';
    const input = inputOf(field);
    const [from, to] = [
      input?.selectionStart ?? text[field].length,
      input?.selectionEnd ?? text[field].length,
    ];
    change(field, `${text[field].slice(0, from)}{{${name}}}${text[field].slice(to)}`);
    const end = from + name.length + 4;
    // After the text is there.
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(end, end);
    });
  };
  const isDirty = text.subject !== saved.subject || text.body !== saved.body;
  const problem = [saving.error, testing.error].find(
    (error) => error !== null && Object.keys(mistakesOf(error)).length === 0,
  );
  const common = (field: Field) => ({
    id: `${id}-${field}`,
    label: t(`mailTemplates.field.${field}`),
    description: t(`mailTemplates.fieldHelp.${field}`),
    inputWrapperOrder: ['label' as const, 'input' as const, 'error' as const, 'description' as const],
    withAsterisk: true,
    dir: DIRECTION[language],
    value: text[field],
    error: mistakes[field] === undefined ? null : fieldText(mistakes[field]),
    onFocus: () => {
      last.current = field;
    },
  });
  return (
    <div className="tb-mail-template">
      <Panel title={t('mailTemplates.words')}>
        <form
          className="tb-record"
          aria-label={t('mailTemplates.words')}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            saving.mutate();
          }}
        >
          {problem !== undefined && <ProblemAlert error={problem} />}
          {!may('mail_templates:edit') && <p className="tb-field-note">{t('record.readOnly')}</p>}
          <fieldset className="tb-bare" disabled={!may('mail_templates:edit')}>
            <TextInput
              {...common('subject')}
              ref={subjectInput}
              onChange={(event) => change('subject', event.currentTarget.value)}
            />
            <Textarea
              {...common('body')}
              ref={bodyInput}
              mt="md"
              autosize
              minRows={10}
              maxRows={24}
              onChange={(event) => change('body', event.currentTarget.value)}
            />
            <Variables of={of} onInsert={insert} />
          </fieldset>
          {may('mail_templates:edit') && (
            <div className="tb-record-foot">
              {isDirty && <p role="status">{t('record.leaving')}</p>}
              {saved.source === 'own' && (
                <Button type="button" variant="default" onClick={() => setAsked(true)}>
                  {t(`mailTemplates.back.${saved.without.source}`)}
                </Button>
              )}
              <Button
                type="button"
                variant="default"
                loading={testing.isPending}
                onClick={() => testing.mutate()}
              >
                {t('mailTemplates.test')}
              </Button>
              <Button type="submit" loading={saving.isPending} variant={isDirty ? 'filled' : 'default'}>
                {t('record.save')}
              </Button>
            </div>
          )}
        </form>
      </Panel>
      {isShown && <TemplatePreview draft={shown} accountId={accountId} onAccount={setAccountId} />}
      <AskBeforeLeaving isUnsaved={() => isDirty} isKeptOnPage />
      {isAsked && (
        <ConfirmDialog
          title={t(`mailTemplates.back.${saved.without.source}`)}
          text={t(`mailTemplates.backText.${saved.without.source}`)}
          submit={t(`mailTemplates.back.${saved.without.source}`)}
          act={() => remove(mailTemplateUrl(kind, language)) as Promise<MailTemplate>}
          onDone={keep}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  );
}

/** What was saved is shown at once, here and in the list. */
function useKeep() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return async (saved: MailTemplate) => {
    toast(t('record.saved'));
    queryClient.setQueryData(mailTemplateQuery(saved.kind, saved.language).queryKey, saved);
    await queryClient.invalidateQueries({ queryKey: mailTemplatesQuery.queryKey });
    await queryClient.invalidateQueries(SETTINGS_TIMELINE);
  };
}

function mistakesOf(error: unknown): Readonly<Partial<Record<Field, string>>> {
  if (!(error instanceof ApiProblem)) return {};
  const of = (field: Field) => error.errors.find((each) => each.field === field)?.message;
  const [subject, body] = [of('subject'), of('body')];
  return { ...(subject !== undefined && { subject }), ...(body !== undefined && { body }) };
}
