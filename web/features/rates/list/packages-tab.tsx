/** Packages of the operator or of a reseller: free minutes, to be given to accounts. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { PERIODS } from '../../../../src/domain/packages/period.ts';
import type { PackageBody } from '../../../../src/schemas/packages/packages.ts';
import { actorQuery } from '../../../api/actor.ts';
import { get, patch, post, remove } from '../../../api/client.ts';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { minutesText, prefixesText } from '../../../ui/minutes.ts';
import { EditableList, type ListOf } from '../../../ui/record/editable-list.tsx';
import type { RecordBody, RecordField, Schema } from '../../../ui/record/record.ts';

const rules = () => import('../../../../src/schemas/packages/packages.ts');
const query = queryOptions({
  queryKey: ['packages'] as readonly unknown[],
  queryFn: ({ signal }) => get<{ items: PackageBody[] }>('/packages', { signal }),
});

export function PackagesTab() {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  const mayEdit = useMay()('rates:edit');
  const columns = useColumns();
  const list = useMemo((): ListOf<PackageBody> => {
    const fields: readonly RecordField[] = [
      { name: 'name', input: 'text', isRequired: true },
      { name: 'includedMinutes', input: 'decimal', isRequired: true },
      {
        name: 'period',
        input: 'choice',
        isRequired: true,
        options: PERIODS.map((value) => ({ value, label: t(`period.${value}`) })),
      },
      {
        name: 'prefixes',
        input: 'words',
        isMono: true,
        isWide: true,
        inputMode: 'tel',
        none: t('packages.everyNumber'),
      },
      { name: 'priority', input: 'whole', isRequired: true, inputMode: 'numeric' },
      {
        name: 'status',
        input: 'choice',
        isRequired: true,
        options: ['active', 'inactive'].map((value) => ({ value, label: t(`record.status.${value}`) })),
      },
    ];
    return {
      words: 'packages',
      query,
      columns,
      fields,
      fieldsOfChange: fields.map((field) => (field.name === 'period' ? { ...field, isFixed: true } : field)),
      proposed: { status: 'active', period: 'month', priority: 0 },
      recordOf: (row) => ({ ...row, includedMinutes: row.includedSeconds / 60 }),
      schemaOfNew: async () => inMinutes((await rules()).createPackage),
      schemaOfChange: async () => inMinutes((await rules()).changePackage),
      nameOf: ({ name }) => name,
      add: (body, idempotencyKey) => post('/packages', sentOf(body), { idempotencyKey }),
      change: ({ id }, body) => patch(`/packages/${id}`, sentOf(body)),
      remove: ({ id }) => remove(`/packages/${id}`),
      // The pages of accounts offer them.
      touches: [['accounts', 'one']],
    };
  }, [columns, t]);
  return <EditableList list={list} mayEdit={mayEdit} zone={actor?.timezone ?? 'UTC'} />;
}

/** People count in minutes, the API in seconds. */
function sentOf({ includedMinutes, ...rest }: RecordBody): RecordBody {
  if (includedMinutes === undefined) return rest;
  return { ...rest, includedSeconds: Math.round(Number(includedMinutes) * 60) };
}

/** The rules of the request, with what they say of the seconds told at the minutes. */
function inMinutes(schema: Schema): Schema {
  return {
    safeParse: (body) => {
      const { error } = schema.safeParse(sentOf(body as RecordBody));
      if (error === undefined) return {};
      const issues = error.issues.map((issue) =>
        issue.path[0] === 'includedSeconds' ? { ...issue, path: ['includedMinutes'] } : issue,
      );
      return { error: { issues } };
    },
  };
}

function useColumns(): readonly Column<PackageBody>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('packages.field.name.label'),
        isHead: true,
        cell: ({ name }) => <bdi>{name}</bdi>,
      },
      {
        id: 'minutes',
        header: t('packages.field.includedMinutes.label'),
        cell: ({ includedSeconds, period }) =>
          t('packages.perPeriod', {
            minutes: minutesText(includedSeconds, language, t),
            period: t(`period.${period}`),
          }),
      },
      {
        id: 'prefixes',
        header: t('packages.field.prefixes.label'),
        cell: ({ prefixes }) => <bdi className="tb-cut">{prefixesText(prefixes, language, t)}</bdi>,
      },
      {
        id: 'priority',
        header: t('packages.field.priority.label'),
        isNumeric: true,
        cell: ({ priority }) => priority,
      },
      {
        id: 'status',
        header: t('packages.field.status.label'),
        cell: ({ status }) => t(`record.status.${status}`),
      },
      {
        id: 'accounts',
        header: t('packages.field.accounts.label'),
        isNumeric: true,
        cell: ({ accounts }) => new Intl.NumberFormat(language).format(accounts),
      },
    ],
    [t, language],
  );
}
