import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { timeText, zoneText } from '../../../ui/format.ts';
import { EmptyState, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { runsQuery, type Run } from './api.ts';

const NO_ROWS: readonly Run[] = [];

export function RunsPanel({ zone }: Readonly<{ zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const runs = useQuery(runsQuery);
  const columns = useMemo((): readonly Column<Run>[] => {
    const number = new Intl.NumberFormat(language);
    const count = (id: 'issued' | 'skipped' | 'parked'): Column<Run> => ({
      id,
      header: t(`billing.runs.${id}`),
      isNumeric: true,
      cell: ({ [id]: value }) => number.format(value),
    });
    return [
      {
        id: 'startedAt',
        header: t('billing.runs.startedAt'),
        isHead: true,
        cell: ({ startedAt }) => <time dateTime={startedAt}>{timeText(startedAt, zone, language)}</time>,
      },
      {
        id: 'state',
        header: t('billing.stateTitle'),
        cell: ({ finishedAt }) => (
          <Tag tone={finishedAt === null ? 'warn' : 'good'}>
            {t(`billing.runs.${finishedAt === null ? 'running' : 'finished'}`)}
          </Tag>
        ),
      },
      {
        id: 'done',
        header: t('billing.runs.done'),
        cell: ({ done, due, finishedAt }) => {
          const text = t('billing.runs.doneOf', { done: number.format(done), due: number.format(due) });
          if (finishedAt !== null) return text;
          return (
            <div className="tb-job-progress">
              <Progress.Root>
                <Progress.Section
                  value={due === 0 ? 0 : Math.round((done / due) * 100)}
                  color="ledger"
                  aria-label={t('billing.runs.done')}
                  aria-valuetext={text}
                />
              </Progress.Root>
              <small>{text}</small>
            </div>
          );
        },
      },
      count('issued'),
      count('skipped'),
      count('parked'),
      {
        id: 'finishedAt',
        header: t('billing.runs.finishedAt'),
        cell: ({ finishedAt }) =>
          finishedAt === null ? (
            <span className="tb-none">–</span>
          ) : (
            <time dateTime={finishedAt}>{timeText(finishedAt, zone, language)}</time>
          ),
      },
    ];
  }, [t, zone, language]);
  return (
    <Panel title={t('billing.runs.list')}>
      {runs.isError && <ProblemAlert error={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.data?.items.length === 0 ? (
        <EmptyState title={t('billing.runs.none')}>{t('billing.runs.noneText')}</EmptyState>
      ) : (
        <DataTable
          label={t('billing.runs.list')}
          columns={columns}
          rows={runs.data?.items ?? NO_ROWS}
          rowKey={({ id }) => id}
          isLoading={runs.isPending}
        />
      )}
      <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
    </Panel>
  );
}
