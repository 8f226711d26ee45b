/** What the columns of a sheet mean, what the server says to its rows, and the import. */
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { missingField } from '../../../../src/domain/rating/sheet-columns.ts';
import { instantOf } from '../../../../src/domain/zoned-time.ts';
import { actorQuery } from '../../../api/actor.ts';
import { upload } from '../../../api/client.ts';
import { useKeyOfContent } from '../../../api/idempotency-key.ts';
import { useMay } from '../../../api/may.ts';
import type { StartedJob } from '../../../api/jobs.ts';
import { useWrite } from '../../../api/use-write.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { FileProblem } from '../../../ui/file-problem.tsx';
import { zoneText } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { LeftOut, leftOutOf, mappedTwice, Mapping, type SheetMapping } from '../../../ui/sheet-mapping.tsx';
import { RATES_AT_ONCE, type RateGroup, type RateImportAnswer, type RateSheet } from '../api.ts';
import { ImportReport } from './import-report.tsx';

type Field = RateSheet['fields'][number]['field'];
type Query = Readonly<Record<string, string | undefined>>;
type Props = Readonly<{
  group: RateGroup;
  file: File;
  look: RateSheet;
  onImported: (result: RateImportAnswer) => void;
}>;

const ORDERS = ['day_first', 'month_first'] as const;

export function ImportSheet({ group, file, look, onImported }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const zone = useQuery(actorQuery).data?.timezone ?? 'UTC';
  const [mapping, setMapping] = useState<SheetMapping<Field>>(() => look.columns.map(({ field }) => field));
  const [dateOrder, setDateOrder] = useState('');
  const [validFrom, setValidFrom] = useState('');
  const [isComplete, setComplete] = useState(false);
  const label = useCallback((field: Field) => t(`sheet.rateField.${field}`), [t]);
  const hasDates = mapping.includes('validFrom');
  /** What the check depends on. */
  const meaning: Query = {
    encoding: look.format === 'csv' ? look.encoding : undefined,
    mapping: mapping.map((field) => field ?? '').join(','),
    dateOrder: hasDates && dateOrder !== '' ? dateOrder : undefined,
    timezone: zone,
    validFrom: validFrom === '' ? undefined : instantOf(validFrom, zone),
    isComplete: isComplete ? 'true' : undefined,
  };
  const keyOf = useKeyOfContent();
  const send = <Answer,>(query: Query) =>
    upload<Answer>(`/rate-groups/${group.id}/rates/import`, file, {
      contentType: 'application/octet-stream',
      query,
      idempotencyKey: keyOf(query),
    });
  const checking = useMutation({
    mutationFn: (query: Query) => send<RateImportAnswer>({ ...query, dryRun: 'true' }),
  });
  const importing = useWrite({
    mutationFn: (query: Query) => send<RateImportAnswer | StartedJob>(query),
    onSuccess: async (result) => {
      if ('jobId' in result) {
        await queryClient.invalidateQueries({ queryKey: ['jobs'] });
        await navigate({ to: '/jobs/$id', params: { id: result.jobId } });
        return;
      }
      await queryClient.invalidateQueries({ queryKey: ['rate-groups'] });
      onImported(result);
    },
  });
  const may = useMay();
  const missing = missingField(mapping);
  const isClear = missing === null && mappedTwice(mapping).size === 0;
  const checked = JSON.stringify(checking.variables) === JSON.stringify(meaning) ? checking.data : undefined;
  const isLong = (checked?.read ?? 0) > RATES_AT_ONCE && may('jobs:read');
  const { mutate: check } = checking;
  useEffect(() => {
    // A sheet whose columns are all understood is checked at once; changes wait for the button.
    if (isClear) check(meaning);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each sheet
  }, []);
  return (
    <>
      <Panel title={t('sheet.meaning')}>
        <div className="tb-record">
          <p className="tb-list-help">
            {t(look.isRemembered ? 'rates.import.remembered' : 'rates.import.guessed')}
          </p>
          <Mapping sheet={look} label={label} mapping={mapping} onChange={setMapping} />
          {missing !== null && (
            <p className="tb-field-error" role="status">
              {t('rates.import.missing', { field: label(missing) })}
            </p>
          )}
          <div className="tb-fields">
            <TextInput
              type="datetime-local"
              label={t('rates.rate.field.validFrom.label')}
              description={`${t(hasDates ? 'rates.import.validFromOthersHelp' : 'rates.import.validFromHelp')} ${t('common.timesIn', { zone: zoneText(zone, language) })}.`}
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              value={validFrom}
              onChange={(event) => setValidFrom(event.currentTarget.value)}
            />
            {hasDates && (
              <NativeSelect
                label={t('rates.import.dateOrder.label')}
                description={t('rates.import.dateOrder.help', { zone: zoneText(zone, language) })}
                inputWrapperOrder={['label', 'input', 'error', 'description']}
                data={[
                  { value: '', label: t('rates.import.dateOrder.refuse') },
                  ...ORDERS.map((value) => ({ value, label: t(`rates.import.dateOrder.${value}`) })),
                ]}
                value={dateOrder}
                onChange={(event) => setDateOrder(event.currentTarget.value)}
              />
            )}
          </div>
          <Checkbox
            label={t('rates.import.isComplete.label')}
            description={t('rates.import.isComplete.help')}
            checked={isComplete}
            onChange={(event) => setComplete(event.currentTarget.checked)}
          />
          {checking.isError && <FileProblem error={checking.error} />}
          {checked === undefined && (
            <div className="tb-record-foot">
              <Button loading={checking.isPending} disabled={!isClear} onClick={() => check(meaning)}>
                {t('rates.import.check')}
              </Button>
            </div>
          )}
        </div>
      </Panel>
      {checked !== undefined && (
        <Panel title={t('rates.import.preview')}>
          <div className="tb-record">
            <LeftOut
              names={leftOutOf(look.columns, mapping, (number) => t('sheet.columnNumber', { number }))}
            />
            <ImportReport result={checked} group={group} />
            {importing.isError && <FileProblem error={importing.error} />}
            {checked.imported > 0 && (
              <div className="tb-record-foot">
                <Button
                  loading={importing.isPending}
                  onClick={() =>
                    importing.mutate({
                      ...meaning,
                      fileName: file.name,
                      ...(isLong && { inBackground: 'true' }),
                    })
                  }
                >
                  {t('rates.import.submit', {
                    count: checked.rates,
                    rates: new Intl.NumberFormat(language).format(checked.rates),
                  })}
                </Button>
              </div>
            )}
          </div>
        </Panel>
      )}
    </>
  );
}
