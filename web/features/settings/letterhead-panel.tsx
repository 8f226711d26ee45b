/** Who issues documents, as it stands at their head and foot. */
import { Button } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { letterhead } from '../../../src/schemas/billing/letterhead.ts';
import { brandQuery } from '../../api/brand.ts';
import { get, put } from '../../api/client.ts';
import { Allowed } from '../../ui/allowed.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { linesOf, type FieldValue, type RecordField } from '../../ui/record/record.ts';
import { useRecordForm } from '../../ui/record/use-record-form.ts';
import { toast } from '../../ui/toast.ts';
import { SETTINGS_TIMELINE } from './api.ts';
import { LetterheadPreview } from './letterhead-preview.tsx';
import { Logo } from './logo.tsx';
import { SettingsForm } from './settings-form.tsx';

type Letterhead = z.output<typeof letterhead>;

const query = queryOptions({
  queryKey: ['settings', 'letterhead'],
  queryFn: ({ signal }) => get<Letterhead>('/letterhead', { signal }),
});

export function LetterheadPanel() {
  const { t } = useTranslation();
  const found = useQuery(query);
  const { data } = found;
  return (
    <Panel title={t('letterhead.title')}>
      <p className="tb-list-help">{t('letterhead.help')}</p>
      {found.isError && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      {found.isPending && <Loading height={260} />}
      {data?.isOwn === false && (
        <>
          <p className="tb-field-note">{t('letterhead.ofAbove')}</p>
          <LetterheadPreview {...data} />
        </>
      )}
      {data?.isOwn === true && (
        // What was saved is where the next change begins.
        <LetterheadForm key={JSON.stringify(data)} saved={data} />
      )}
    </Panel>
  );
}

/** What was saved is shown at once. */
function useKeep() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return async (saved: Letterhead) => {
    queryClient.setQueryData(query.queryKey, saved);
    toast(t('record.saved'));
    await queryClient.invalidateQueries(SETTINGS_TIMELINE);
  };
}

function LetterheadForm({ saved }: { saved: Letterhead }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const brand = useQuery(brandQuery(true));
  const { name, address, taxNumber, footer, logo, logoUrl, hasOwnLogo, isFilledIn, ofProfile } = saved;
  const fields = useMemo(
    (): readonly RecordField[] => [
      { name: 'name', input: 'text', isRequired: true },
      { name: 'taxNumber', input: 'text' },
      { name: 'address', input: 'lines' },
      { name: 'footer', input: 'lines' },
      {
        name: 'logo',
        input: 'choice',
        isRequired: true,
        options: (hasOwnLogo ? (['brand', 'own', 'none'] as const) : (['brand', 'none'] as const)).map(
          (value) => ({
            value,
            label: t(`letterhead.logoFrom.${value}`),
          }),
        ),
      },
    ],
    [t, hasOwnLogo],
  );
  const form = useRecordForm({
    fields,
    words: 'letterhead.field',
    record: { name, address, taxNumber, footer, logo },
    zone: 'UTC',
    schema: async () => (await import('../../../src/schemas/billing/letterhead.ts')).letterheadInput,
    save: (body) => put<Letterhead>('/letterhead', body),
    onSaved: keep,
  });
  const typed = (field: string) => textOf(form.values[field]);
  const urls: Readonly<Record<string, string | null>> = {
    // The server says the one that is used; the brand's may be chosen before it is saved.
    [logo]: logoUrl,
    ...(logo !== 'brand' && { brand: brand.data?.logoUrl ?? null }),
    none: null,
  };
  return (
    <>
      {!isFilledIn && <p className="tb-field-note">{t('letterhead.fromProfile')}</p>}
      <div className="tb-letterhead">
        <div>
          <SettingsForm
            title={t('letterhead.title')}
            form={form}
            actions={
              <Button
                type="button"
                variant="default"
                onClick={() => {
                  form.set('name', ofProfile.name);
                  form.set('address', ofProfile.address.join('\n'));
                  form.set('taxNumber', ofProfile.taxNumber);
                }}
              >
                {t('letterhead.copy')}
              </Button>
            }
          />
          <Allowed to="settings:edit">
            <Logo
              url={logo === 'own' ? logoUrl : null}
              path="/letterhead/logo"
              help={t('letterhead.logoHelp')}
              onSaved={keep}
            />
          </Allowed>
        </div>
        <LetterheadPreview
          name={typed('name')}
          address={linesOf(typed('address'))}
          taxNumber={typed('taxNumber')}
          footer={linesOf(typed('footer'))}
          logoUrl={urls[typed('logo')] ?? null}
        />
      </div>
    </>
  );
}

function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
