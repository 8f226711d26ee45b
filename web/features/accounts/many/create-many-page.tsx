/** Many customers by one template, such as calling cards: a job makes them. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { useMay } from '../../../api/may.ts';
import type { StartedJob } from '../../../api/jobs.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { AskBeforeLeaving } from '../../../ui/record/ask-before-leaving.tsx';
import { RecordFields } from '../../../ui/record/record-fields.tsx';
import type { RecordField } from '../../../ui/record/record.ts';
import { useRecordForm } from '../../../ui/record/use-record-form.ts';
import { defaultsQuery, type AccountDefaults } from '../api.ts';
import { templatesQuery, type Template } from '../create/api.ts';
import { proposedRun, runFields, templateFields } from './fields.ts';
import { OwnerField } from './owner-field.tsx';
import { byPath, nested } from '../../../ui/record/paths.ts';

export function CreateManyPage() {
  const { t } = useTranslation();
  const [parentId, setParentId] = useState<string | null>(null);
  const defaults = useQuery(defaultsQuery('customer', parentId));
  const templates = useQuery(templatesQuery('customer'));
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/accounts" search={{}}>
          {t('accounts.title')}
        </Link>
      </nav>
      <div className="tb-page-head">
        <h1>{t('many.create.title')}</h1>
      </div>
      {defaults.isError && <ProblemAlert error={defaults.error} onRetry={() => void defaults.refetch()} />}
      {(defaults.isPending || templates.isPending) && <Loading height={420} />}
      {defaults.data !== undefined && !templates.isPending && (
        <Panel title={t('many.create.panel')}>
          <p className="tb-list-help">{t('many.create.text')}</p>
          <CreateManyForm
            templates={templates.data?.items ?? []}
            defaults={defaults.data}
            parentId={parentId}
            onParent={setParentId}
          />
        </Panel>
      )}
    </>
  );
}

type FormProps = Readonly<{
  defaults: AccountDefaults;
  templates: readonly Template[];
  parentId: string | null;
  onParent: (parentId: string | null) => void;
}>;

function CreateManyForm({ defaults, templates, parentId, onParent }: FormProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const may = useMay();
  const words = { t, language };
  const fields: readonly RecordField[] = [
    { name: 'count', input: 'whole', isRequired: true },
    ...(defaults.rules.mayTypeNumber
      ? [
          {
            name: 'firstNumber',
            input: 'text',
            empty: 'null',
            isMono: true,
            inputMode: 'numeric',
            none: t('many.drawn'),
          } as const,
        ]
      : []),
    { name: 'template.profile.firstName', input: 'text', isRequired: true },
    { name: 'template.profile.company', input: 'text' },
    ...templateFields(defaults, templates, words, may('money:credit')),
    ...runFields(words, false),
  ];
  const form = useRecordForm({
    fields,
    words: 'many.field',
    zone: 'UTC',
    record: proposedRun(defaults),
    schema: async () =>
      byPath((await import('../../../../src/schemas/accounts/many-accounts.ts')).createManyBody),
    save: (body, idempotencyKey) => {
      const owner = parentId === null ? {} : { 'template.panelAccess.parentId': parentId };
      return post<StartedJob>('/accounts/create-many', nested({ ...body, ...owner }), { idempotencyKey });
    },
    onSaved: async ({ jobId }) => {
      await queryClient.invalidateQueries({ queryKey: ['jobs'] });
      await navigate({ to: '/jobs/$id', params: { id: jobId } });
    },
  });
  return (
    <form
      className="tb-record"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <AskBeforeLeaving isUnsaved={form.isUnsaved} />
      {form.problem !== null && <ProblemAlert error={form.problem} />}
      <OwnerField parents={defaults.parents} value={parentId} onChange={onParent} />
      <RecordFields form={form} />
      <div className="tb-record-foot">
        <Button variant="default" renderRoot={(props) => <Link {...props} to="/accounts" search={{}} />}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={form.isSaving}>
          {t('many.create.submit')}
        </Button>
      </div>
    </form>
  );
}
