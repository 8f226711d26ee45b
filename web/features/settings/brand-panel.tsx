import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { contrastRatio } from '../../../src/domain/accounts/brand.ts';
import type { Brand } from '../../api/brand.ts';
import { get, put } from '../../api/client.ts';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { useRecordForm, type RecordForm } from '../../ui/record/use-record-form.ts';
import { toast } from '../../ui/toast.ts';
import { SETTINGS_TIMELINE } from './api.ts';
import { Logo } from './logo.tsx';
import { SettingsForm } from './settings-form.tsx';
import { Allowed } from '../../ui/allowed.tsx';

const ownBrandQuery = queryOptions({
  queryKey: ['settings', 'brand'],
  queryFn: ({ signal }) => get<Brand>('/settings/brand', { signal }),
});

const FIELDS: readonly RecordField[] = [
  { name: 'productName', input: 'text' },
  { name: 'buttonColour', input: 'text', isMono: true, empty: 'null' },
  { name: 'barColour', input: 'text', isMono: true, empty: 'null' },
];

/** Name, colours and logo of the panel for everybody below. */
export function BrandPanel() {
  const { t } = useTranslation();
  const brand = useQuery(ownBrandQuery);
  const keep = useKeep();
  return (
    <Panel title={t('brand.title')}>
      <p className="tb-list-help">{t('brand.help')}</p>
      {brand.isError && <ProblemAlert error={brand.error} onRetry={() => void brand.refetch()} />}
      {brand.isPending && <Loading height={180} />}
      {brand.data !== undefined && (
        <>
          <Allowed to="settings:edit">
            <Logo url={brand.data.logoUrl} path="/settings/brand/logo" onSaved={keep} />
          </Allowed>
          {/* What was saved is where the next change begins. */}
          <BrandForm key={JSON.stringify(brand.data)} brand={brand.data} />
        </>
      )}
    </Panel>
  );
}

/** What was saved is shown at once: in the form, and on the page around it. */
function useKeep() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return async (saved: Brand) => {
    queryClient.setQueryData(ownBrandQuery.queryKey, saved);
    toast(t('record.saved'));
    await queryClient.invalidateQueries({ queryKey: ['brand'] });
    await queryClient.invalidateQueries(SETTINGS_TIMELINE);
  };
}

function BrandForm({ brand }: { brand: Brand }) {
  const { t } = useTranslation();
  const { productName, buttonColour, barColour } = brand;
  const form = useRecordForm({
    fields: FIELDS,
    words: 'brand.field',
    record: { productName, buttonColour, barColour },
    zone: 'UTC',
    schema: async () => (await import('../../../src/schemas/accounts/brand.ts')).brandInput,
    save: (body) => put<Brand>('/settings/brand', body),
    onSaved: useKeep(),
  });
  return (
    <SettingsForm
      title={t('brand.title')}
      form={form}
      below={({ name }) => <Colour form={form} name={name} />}
    />
  );
}

const WORDS_ON: Readonly<Record<string, string>> = { buttonColour: '#ffffff', barColour: '#b5c3bb' };

/** A picker, and the colour with its words on it. */
function Colour({ form, name }: { form: RecordForm; name: string }) {
  const { t } = useTranslation();
  const words = WORDS_ON[name];
  const typed = form.values[name];
  if (words === undefined || typeof typed !== 'string') return null;
  const isColour = /^#[0-9a-f]{6}$/i.test(typed);
  return (
    <div className="tb-colour">
      <input
        type="color"
        aria-label={t('brand.pick', { what: t(`brand.field.${name}.label`) })}
        value={isColour ? typed.toLowerCase() : '#14664f'}
        onChange={(event) => form.set(name, event.currentTarget.value)}
      />
      {isColour && (
        <span className="tb-colour-sample" style={{ background: typed, color: words }} aria-hidden="true">
          {t('brand.sample')}
        </span>
      )}
      {isColour && (
        <span className="tb-field-help">
          {t('brand.contrast', { ratio: (Math.floor(contrastRatio(typed, words) * 100) / 100).toFixed(2) })}
        </span>
      )}
    </div>
  );
}
