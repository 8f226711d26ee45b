/** Rule sets that turn what one side dials into what the other expects. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { localizationsQuery, type LocalizationSummary } from './api.ts';
import { NewSetDialog } from './new-set-dialog.tsx';

export function LocalizationsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isAdding, setAdding] = useState(false);
  const sets = useQuery(localizationsQuery);
  const columns = useColumns();
  const add = useMay()('localizations:edit') && (
    <Button onClick={() => setAdding(true)}>{t('localization.add')}</Button>
  );
  const items = sets.data?.items ?? [];
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('localization.title')}</h1>
        {items.length > 0 && add}
      </div>
      <p className="tb-list-help">{t('localization.help')}</p>
      {sets.isError && <ProblemAlert error={sets.error} onRetry={() => void sets.refetch()} />}
      {sets.isSuccess && items.length === 0 ? (
        <EmptyState title={t('localization.empty')} action={add}>
          {t('localization.emptyText')}
        </EmptyState>
      ) : (
        <DataTable
          label={t('localization.title')}
          columns={columns}
          rows={items}
          rowKey={(row) => row.id}
          isLoading={sets.isPending}
        />
      )}
      {isAdding && (
        <NewSetDialog
          source={null}
          onMade={({ id }) => navigate({ to: '/localizations/$id', params: { id } })}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  );
}

function useColumns(): readonly Column<LocalizationSummary>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  // Resellers have neither.
  const hasCarriers = useMay()('carriers:read');
  return useMemo(() => {
    const count = new Intl.NumberFormat(language);
    const columns: readonly (Column<LocalizationSummary> | false)[] = [
      {
        id: 'name',
        header: t('localization.name.label'),
        isHead: true,
        cell: (row) => (
          <Link to="/localizations/$id" params={{ id: row.id }} className="tb-row-link">
            <bdi>{row.name}</bdi>
          </Link>
        ),
      },
      {
        id: 'accounts',
        header: t('localization.accounts'),
        isNumeric: true,
        cell: (row) => count.format(row.accounts),
      },
      hasCarriers && {
        id: 'carriers',
        header: t('localization.carriers'),
        isNumeric: true,
        cell: (row) => count.format(row.carriers),
      },
    ];
    return columns.filter((column) => column !== false);
  }, [t, language, hasCarriers]);
}
