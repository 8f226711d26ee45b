/** Taxes of the operator or of a reseller, to be chosen at accounts. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { CURRENCIES } from '../../../src/domain/money.ts';
import type { tax } from '../../../src/schemas/accounts/taxes.ts';
import { actorQuery } from '../../api/actor.ts';
import { get, patch, post, remove } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { currencyOptions } from '../../ui/places.ts';
import { EditableList, type ListOf } from '../../ui/record/editable-list.tsx';
import type { RecordValues } from '../../ui/record/record.ts';
import { taxText } from '../../ui/tax-text.ts';
import { SETTINGS_TIMELINE } from './api.ts';

type Row = z.output<typeof tax>;

const rules = () => import('../../../src/schemas/accounts/taxes.ts');
const STATUSES = ['active', 'inactive'] as const;
const KINDS = ['percentage', 'fixed'] as const;
const isFixed = ({ kind }: RecordValues) => kind === 'fixed';
const isPercentage = (values: RecordValues) => !isFixed(values);
const query = queryOptions({
  queryKey: ['settings', 'taxes'] as readonly unknown[],
  queryFn: ({ signal }) => get<{ items: Row[] }>('/taxes', { signal }),
});

export function TaxesPanel() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const mayEdit = useMay()('taxes:edit');
  const columns = useMemo((): readonly Column<Row>[] => {
    const number = new Intl.NumberFormat(language);
    return [
      {
        id: 'name',
        header: t('taxes.field.name.label'),
        isHead: true,
        cell: ({ name }) => <bdi>{name}</bdi>,
      },
      {
        id: 'rate',
        header: t('taxes.rate'),
        cell: (row) => <bdi>{taxText(row, language)}</bdi>,
      },
      {
        id: 'way',
        header: t('taxes.way'),
        cell: ({ isInclusive, isCompound }) =>
          [
            t(isInclusive ? 'taxes.inPrices' : 'taxes.added'),
            ...(isCompound ? [t('taxes.compound')] : []),
          ].join(' · '),
      },
      {
        id: 'jurisdiction',
        header: t('taxes.field.jurisdiction.label'),
        cell: ({ jurisdiction }) => <bdi>{jurisdiction || '–'}</bdi>,
      },
      {
        id: 'status',
        header: t('taxes.field.status.label'),
        cell: ({ status }) => t(`record.status.${status}`),
      },
      {
        id: 'accounts',
        header: t('taxes.field.accounts.label'),
        cell: ({ accounts }) => number.format(accounts),
      },
    ];
  }, [t, language]);
  const list = useMemo(
    (): ListOf<Row> => ({
      words: 'taxes',
      query,
      columns,
      fields: [
        { name: 'name', input: 'text', isRequired: true },
        {
          name: 'kind',
          input: 'choice',
          isRequired: true,
          options: KINDS.map((value) => ({ value, label: t(`taxes.kind.${value}`) })),
        },
        {
          name: 'percent',
          input: 'decimal',
          isRequired: true,
          isMono: true,
          unit: '%',
          isShown: isPercentage,
        },
        { name: 'amount', input: 'decimal', isRequired: true, isMono: true, isShown: isFixed },
        {
          name: 'currency',
          input: 'choice',
          isRequired: true,
          options: currencyOptions(CURRENCIES, language),
          isShown: isFixed,
        },
        { name: 'isInclusive', input: 'check' },
        { name: 'isCompound', input: 'check', isShown: isPercentage },
        { name: 'jurisdiction', input: 'text' },
        {
          name: 'status',
          input: 'choice',
          isRequired: true,
          options: STATUSES.map((value) => ({ value, label: t(`record.status.${value}`) })),
        },
      ],
      proposed: { kind: 'percentage', status: 'active' },
      schemaOfNew: async () => (await rules()).createTax,
      schemaOfChange: async () => (await rules()).changeTax,
      nameOf: ({ name }) => name,
      add: (body, idempotencyKey) => post('/taxes', body, { idempotencyKey }),
      change: ({ id }, body) => patch(`/taxes/${id}`, body),
      remove: ({ id }) => remove(`/taxes/${id}`),
      // The form of an account offers them.
      touches: [SETTINGS_TIMELINE.queryKey, ['accounts', 'defaults']],
    }),
    [columns, t, language],
  );
  return <EditableList list={list} mayEdit={mayEdit} zone={actor?.timezone ?? 'UTC'} />;
}
