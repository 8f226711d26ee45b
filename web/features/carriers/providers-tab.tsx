import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COUNTRIES, TIMEZONES } from '../../../src/domain/accounts/places.ts';
import { patch, post } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { countryOptions } from '../../ui/places.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import { PagedList } from '../../ui/record/paged-list.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';
import { useLocalizationField } from './localization-field.ts';
import { providersQuery, type Provider } from './api.ts';
import { useCarriersSearch } from './use-carriers-search.ts';

const STATUSES = ['active', 'suspended', 'closed'] as const;
const TONES: Readonly<Record<Provider['status'], Tone>> = {
  active: 'good',
  suspended: 'warn',
  closed: 'mute',
};

/** The companies that calls are bought from. */
export function ProvidersTab() {
  const { t } = useTranslation();
  const { search, change, clear } = useCarriersSearch();
  const [edited, setEdited] = useState<Provider | null>(null);
  const list = useQuery(providersQuery({ q: search.q, cursor: search.cursor }));
  const columns = useProviderColumns(setEdited);
  const close = () => {
    setEdited(null);
    if (search.new !== undefined) change({ new: undefined });
  };
  return (
    <>
      <p className="tb-list-help">{t('carriers.providers.help')}</p>
      <PagedList
        words="carriers.providers"
        needs="carriers:edit"
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        search={search}
        onSearch={change}
        onClear={clear}
        action={<Button onClick={() => change({ new: '1' })}>{t('carriers.providers.add')}</Button>}
      />
      {(search.new !== undefined || edited !== null) && <ProviderDialog provider={edited} onClose={close} />}
    </>
  );
}

function ProviderDialog({ provider, onClose }: Readonly<{ provider: Provider | null; onClose: () => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const localization = useLocalizationField();
  const fields = useMemo((): readonly RecordField[] => {
    const all: readonly (RecordField | false)[] = [
      { name: 'name', input: 'text', isRequired: true },
      { name: 'contactName', input: 'text' },
      { name: 'email', input: 'text', inputMode: 'email', empty: 'null' },
      { name: 'reference', input: 'text' },
      {
        name: 'country',
        input: 'choice',
        empty: 'omitted',
        none: t('carriers.providers.asSettings'),
        options: countryOptions(COUNTRIES, language),
      },
      {
        name: 'timezone',
        input: 'choice',
        empty: 'omitted',
        none: t('carriers.providers.asSettings'),
        options: TIMEZONES.map((value) => ({ value, label: value })),
      },
      localization,
      provider !== null && {
        name: 'status',
        input: 'choice',
        options: STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
      },
    ];
    return all.filter((field) => field !== false);
  }, [provider, t, language, localization]);
  return (
    <FormDialog
      title={t(provider === null ? 'carriers.providers.add' : 'carriers.providers.edit')}
      submit={t(provider === null ? 'carriers.providers.add' : 'record.save')}
      words="carriers.providers.field"
      zone="UTC"
      record={provider ?? {}}
      fields={fields}
      schema={async () => {
        const rules = await import('../../../src/schemas/routing/routes.ts');
        return provider === null ? rules.createProvider : rules.changeProvider;
      }}
      isChange={provider !== null}
      save={(body, idempotencyKey) =>
        provider === null
          ? post('/providers', body, { idempotencyKey })
          : patch(`/providers/${provider.id}`, body)
      }
      onSaved={async () => {
        toast(t('record.saved'));
        onClose();
        await queryClient.invalidateQueries({ queryKey: ['providers'] });
      }}
      onClose={onClose}
    />
  );
}

function useProviderColumns(onEdit: (provider: Provider) => void): readonly Column<Provider>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(() => {
    const countries = new Intl.DisplayNames(language, { type: 'region' });
    return [
      {
        id: 'name',
        header: t('carriers.providers.field.name.label'),
        isHead: true,
        cell: (row) => <bdi>{row.name}</bdi>,
      },
      {
        id: 'number',
        header: t('accounts.column.number'),
        cell: (row) => <span className="tb-mono">{row.number}</span>,
      },
      {
        id: 'contact',
        header: t('carriers.providers.field.contactName.label'),
        cell: (row) => <bdi>{row.contactName === '' ? '–' : row.contactName}</bdi>,
      },
      {
        id: 'email',
        header: t('carriers.providers.field.email.label'),
        cell: (row) => row.email ?? '–',
      },
      {
        id: 'country',
        header: t('carriers.providers.field.country.label'),
        cell: (row) => countries.of(row.country) ?? row.country,
      },
      {
        id: 'status',
        header: t('accounts.column.status'),
        cell: (row) => <Tag tone={TONES[row.status]}>{t(`status.${row.status}`)}</Tag>,
      },
      {
        id: 'actions',
        header: t('record.actions'),
        isActions: true,
        cell: (row) => (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t('record.editWhat', { what: row.name })}
            onClick={() => onEdit(row)}
          >
            {t('record.edit')}
          </Button>
        ),
      },
    ];
  }, [t, language, onEdit]);
}
