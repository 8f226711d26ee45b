/** What the columns mean, what all accounts get, what the server says to it, and the start of the job. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { checkedImport } from '../../../../src/schemas/accounts/many-accounts.ts';
import { post } from '../../../api/client.ts';
import { useMay } from '../../../api/may.ts';
import { newIdempotencyKey } from '../../../api/idempotency-key.ts';
import type { StartedJob } from '../../../api/jobs.ts';
import { useWrite } from '../../../api/use-write.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RecordFields } from '../../../ui/record/record-fields.tsx';
import { bodyOf, type RecordBody } from '../../../ui/record/record.ts';
import { useRecordForm } from '../../../ui/record/use-record-form.ts';
import { sheetFieldText } from '../../../ui/sheet-field-text.ts';
import { LeftOut, leftOutOf, mappedTwice, Mapping, type SheetMapping } from '../../../ui/sheet-mapping.tsx';
import type { AccountDefaults } from '../api.ts';
import type { Template } from '../create/api.ts';
import { CheckedRows } from './checked-rows.tsx';
import { proposedRun, runFields, templateFields } from './fields.ts';
import type { UploadedSheet } from './import-page.tsx';
import { OwnerField } from './owner-field.tsx';
import { byPath, nested } from '../../../ui/record/paths.ts';

type Checked = Readonly<{
  request: RecordBody;
  result: z.output<typeof checkedImport>;
  idempotencyKey: string;
}>;
type Props = Readonly<{
  sheet: UploadedSheet;
  defaults: AccountDefaults;
  templates: readonly Template[];
  parentId: string | null;
  onParent: (parentId: string | null) => void;
}>;

type Field = UploadedSheet['fields'][number]['field'];

const ZONE = 'UTC';

export function ImportSheet({ sheet, defaults, templates, parentId, onParent }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [mapping, setMapping] = useState<SheetMapping<Field>>(() => sheet.columns.map(({ field }) => field));
  const [checked, setChecked] = useState<Checked | null>(null);
  const label = useCallback((field: Field) => sheetFieldText(field, t), [t]);
  const may = useMay();
  const words = { t, language };
  const fields = [
    ...templateFields(defaults, templates, words, may('money:credit')),
    ...runFields(words, true),
  ];
  const requestOf = (body: RecordBody): RecordBody => {
    const owner = parentId === null ? {} : { 'template.panelAccess.parentId': parentId };
    return { mapping, ...nested({ ...body, ...owner }) };
  };
  const url = `/account-imports/${sheet.uploadId}`;
  const form = useRecordForm({
    fields,
    words: 'many.field',
    zone: ZONE,
    record: proposedRun(defaults),
    schema: async () =>
      byPath((await import('../../../../src/schemas/accounts/many-accounts.ts')).importOptions, { mapping }),
    save: async (body): Promise<Checked> => {
      const request = requestOf(body);
      const result = await post<Checked['result']>(`${url}/check`, request);
      return { request, result, idempotencyKey: newIdempotencyKey() };
    },
    onSaved: setChecked,
  });
  const starting = useWrite({
    mutationFn: ({ request, idempotencyKey }: Checked) =>
      post<StartedJob>(`${url}/run`, request, { idempotencyKey }),
    onSuccess: async ({ jobId }) => {
      await queryClient.invalidateQueries({ queryKey: ['jobs'] });
      await navigate({ to: '/jobs/$id', params: { id: jobId } });
    },
  });
  const isCurrent =
    checked !== null &&
    JSON.stringify(checked.request) === JSON.stringify(requestOf(bodyOf(fields, form.values, ZONE)));
  const isClear = mappedTwice(mapping).size === 0;
  return (
    <>
      <Panel title={t('sheet.meaning')}>
        <p className="tb-list-help">{t('many.import.meaningText')}</p>
        <Mapping sheet={sheet} label={label} mapping={mapping} onChange={setMapping} />
      </Panel>
      <Panel title={t('many.import.all')}>
        <form
          className="tb-record"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (isClear) form.submit();
          }}
        >
          <p className="tb-list-help">{t('many.import.allText')}</p>
          <OwnerField parents={defaults.parents} value={parentId} onChange={onParent} />
          <RecordFields form={form} />
          {form.problem !== null && <ProblemAlert error={form.problem} />}
          <div className="tb-record-foot">
            <Button
              type="submit"
              variant={isCurrent ? 'default' : 'filled'}
              disabled={!isClear}
              loading={form.isSaving}
            >
              {t('many.import.check')}
            </Button>
          </div>
        </form>
      </Panel>
      {checked !== null && isCurrent && (
        <Panel title={t('many.import.checked')}>
          <LeftOut
            names={leftOutOf(sheet.columns, mapping, (number) => t('sheet.columnNumber', { number }))}
          />
          <CheckedRows
            result={checked.result}
            isAllOrNothing={checked.request.mode === 'all_or_nothing'}
            error={starting.error}
            isStarting={starting.isPending}
            onStart={() => starting.mutate(checked)}
          />
        </Panel>
      )}
    </>
  );
}
