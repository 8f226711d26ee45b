import { Button } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { contrastRatio, LOGO_BYTES_MAX } from '../../../src/domain/accounts/brand.ts';
import type { Brand } from '../../api/brand.ts';
import { get, put, remove, replaceFile } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { DropZone } from '../../ui/drop-zone.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { useRecordForm, type RecordForm } from '../../ui/record/use-record-form.ts';
import { toast } from '../../ui/toast.ts';
import { SETTINGS_TIMELINE } from './api.ts';
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
  return (
    <Panel title={t('brand.title')}>
      <p className="tb-list-help">{t('brand.help')}</p>
      {brand.isError && <ProblemAlert error={brand.error} onRetry={() => void brand.refetch()} />}
      {brand.isPending && <Loading height={180} />}
      {brand.data !== undefined && (
        <>
          <Allowed to="settings:edit">
            <Logo url={brand.data.logoUrl} />
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

/** Which text says what is wrong with the file; null when something else failed. */
function fileMistakeOf(error: unknown): string | null {
  if (!(error instanceof ApiProblem)) return null;
  if (error.code === 'body_too_large') return 'brand.tooLarge';
  return error.code === 'unsupported_media_type' ? 'brand.noPicture' : null;
}

function Logo({ url }: { url: string | null }) {
  const { t } = useTranslation();
  const keep = useKeep();
  const saving = useMutation({
    mutationFn: async (file: File) => {
      // Refused here already: a server that is sent too much hangs up without a word.
      if (file.size > LOGO_BYTES_MAX) throw new ApiProblem(413, { code: 'body_too_large' });
      return replaceFile<Brand>('/settings/brand/logo', file, { contentType: 'application/octet-stream' });
    },
    onSuccess: keep,
  });
  const removing = useMutation({
    mutationFn: () => remove('/settings/brand/logo') as Promise<Brand>,
    onSuccess: keep,
  });
  const failed = saving.error ?? removing.error;
  const mistake = failed === null ? null : fileMistakeOf(failed);
  return (
    <div className="tb-logo">
      {mistake !== null && (
        <p className="tb-notice" data-tone="bad" role="alert">
          {t(mistake)}
        </p>
      )}
      {failed !== null && mistake === null && <ProblemAlert error={failed} />}
      {url !== null && (
        <p className="tb-logo-now">
          <img src={url} alt={t('brand.logo')} />
          <Button variant="default" size="xs" loading={removing.isPending} onClick={() => removing.mutate()}>
            {t('brand.removeLogo')}
          </Button>
        </p>
      )}
      <DropZone
        label={t('brand.logo')}
        title={t(url === null ? 'brand.addLogo' : 'brand.replaceLogo')}
        fileName={null}
        status={t(saving.isPending ? 'brand.sending' : 'brand.logoHelp')}
        accept="image/png,image/jpeg,image/webp"
        onFile={(file) => saving.mutate(file)}
      />
    </div>
  );
}
