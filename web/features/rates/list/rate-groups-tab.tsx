import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { Chips } from '../../../ui/filters.tsx';
import { PagedList } from '../../../ui/record/paged-list.tsx';
import { defined } from '../../../ui/search-params.ts';
import { Tag } from '../../../ui/tag.tsx';
import { rateGroupsQuery, type RateGroup } from '../api.ts';
import { GroupDialog } from '../group-dialog.tsx';
import { percentText } from '../../../ui/format.ts';
import { incrementsText } from '../rate-text.ts';
import { DIRECTIONS, STATUSES, type RatesSearch } from '../search.ts';

type Prices = NonNullable<RateGroup['prices']>;

/** Every price list one may see; a row opens its rates. */
export function RateGroupsTab({ isStaff }: { isStaff: boolean }) {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/rates' });
  const navigate = useNavigate({ from: '/rates' });
  const { new: isNew, tab: _tab, ...filter } = search;
  const list = useQuery(rateGroupsQuery(filter));
  const columns = useGroupColumns(isStaff);
  const change = (next: { [K in keyof RatesSearch]?: RatesSearch[K] | undefined }) =>
    void navigate({
      search: (now) => defined({ ...now, cursor: undefined, ...next }) as RatesSearch,
      replace: next.q !== undefined && search.q !== undefined,
    });
  return (
    <>
      <PagedList
        words="rates.groups"
        needs="rates:edit"
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        search={search}
        onSearch={change}
        isFiltered={search.direction !== undefined || search.status !== undefined}
        onClear={() => void navigate({ search: {} })}
        action={<Button onClick={() => change({ new: '1' })}>{t('rates.groups.add')}</Button>}
        filters={
          <>
            {isStaff && (
              <Chips
                label={t('rates.field.direction.label')}
                values={DIRECTIONS}
                chosen={search.direction}
                text={(direction) => t(`rates.direction.${direction}`)}
                onChange={(direction) => change({ direction })}
              />
            )}
            <Chips
              label={t('accounts.column.status')}
              values={STATUSES}
              chosen={search.status}
              text={(status) => t(`record.status.${status}`)}
              onChange={(status) => change({ status })}
            />
          </>
        }
      />
      {isNew !== undefined && (
        <GroupDialog
          group={null}
          onSaved={(group) => void navigate({ to: '/rates/$id', params: { id: group.id }, search: {} })}
          onClose={() => change({ new: undefined })}
        />
      )}
    </>
  );
}

function useGroupColumns(isStaff: boolean): readonly Column<RateGroup>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(() => {
    const count = new Intl.NumberFormat(language);
    const countText = ({ count: counted, isMore }: Prices) =>
      isMore ? t('rates.atLeast', { rates: count.format(counted) }) : count.format(counted);
    const columns: readonly (Column<RateGroup> | false)[] = [
      {
        id: 'name',
        header: t('rates.field.name.label'),
        isHead: true,
        cell: (row) => (
          <Link to="/rates/$id" params={{ id: row.id }} search={{}} className="tb-row-link">
            <bdi>{row.name}</bdi>
          </Link>
        ),
      },
      isStaff && {
        id: 'direction',
        header: t('rates.field.direction.label'),
        cell: (row) => t(`rates.direction.${row.direction}`),
      },
      { id: 'currency', header: t('rates.field.currency.label'), cell: (row) => row.currency },
      {
        id: 'markUp',
        header: t('rates.field.markUpPercent.label'),
        isNumeric: true,
        cell: (row) => percentText(row.markUpPercent, language),
      },
      {
        id: 'increments',
        header: t('rates.increments'),
        isNumeric: true,
        cell: (row) => (row.basis === 'purchase' ? t('rates.price.isPassedOn') : incrementsText(row)),
      },
      {
        id: 'rates',
        header: t('rates.count'),
        isNumeric: true,
        cell: (row) => (row.prices === null ? count.format(row.rates) : countText(row.prices)),
      },
      {
        id: 'accounts',
        header: t('rates.accounts'),
        isNumeric: true,
        cell: (row) => count.format(row.accounts),
      },
      {
        id: 'status',
        header: t('accounts.column.status'),
        cell: (row) => <GroupStatus status={row.status} />,
      },
    ];
    return columns.filter((column) => column !== false);
  }, [t, language, isStaff]);
}

function GroupStatus({ status }: { status: RateGroup['status'] }) {
  const { t } = useTranslation();
  return <Tag tone={status === 'active' ? 'good' : 'mute'}>{t(`record.status.${status}`)}</Tag>;
}
