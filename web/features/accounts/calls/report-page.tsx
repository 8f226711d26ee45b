/** Calls of everybody below the reader, added up. */
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isStaff } from '../../../../src/domain/accounts/actor.ts';
import { DIRECTIONS } from '../../../../src/domain/charging/direction.ts';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { Chips } from '../../../ui/filters.tsx';
import { zoneText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { EmptyState, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { defined } from '../../../ui/search-params.ts';
import { totalsQuery } from './api.ts';
import { DayBounds } from '../../../ui/day-bounds.tsx';
import { FilterChips } from './filter-chips.tsx';
import { daysBack } from './periods.ts';
import { GROUPINGS, OUTCOMES, type Grouping, type ReportSearch } from './search.ts';
import { TotalsChart } from './totals-chart.tsx';
import { TotalsTable } from './totals-table.tsx';

const DAYS = 7;

export function ReportPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const search = useSearch({ from: '/signed-in/calls/report' });
  const navigate = useNavigate({ from: '/calls/report' });
  const { by = 'day', ...given } = search;
  const filters = { ...daysBack(DAYS, zone), ...given };
  const totals = useQuery(totalsQuery(filters, { by, zone }));
  const change = (next: { [K in keyof ReportSearch]?: ReportSearch[K] | undefined }) =>
    void navigate({ search: (now) => defined({ ...now, ...next }) as ReportSearch });
  const groupings = GROUPINGS.filter(
    (each) =>
      (each !== 'trunk' || may('carriers:read')) &&
      (each !== 'reason' || (actor !== undefined && actor !== null && isStaff(actor))),
  );
  const groups = totals.data?.groups ?? [];
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('traffic.report.title')}</h1>
      </div>
      <p className="tb-list-help">{t('traffic.report.help')}</p>
      <div className="tb-filters" data-labelled>
        <DayBounds bounds={filters} onChange={change} />
        <SegmentedControl
          size="xs"
          aria-label={t('traffic.report.by')}
          value={by}
          onChange={(value) => change({ by: value as Grouping })}
          data={groupings.map((value) => ({ value, label: t(`traffic.by.${value}`) }))}
        />
      </div>
      <div className="tb-filters">
        <Chips
          label={t('calls.outcome')}
          values={OUTCOMES}
          chosen={search.outcome}
          text={(value) => t(`calls.outcomes.${value}`)}
          onChange={(outcome) => change({ outcome })}
        />
        <Chips
          label={t('usage.calls.direction')}
          values={DIRECTIONS}
          chosen={search.direction}
          text={(value) => t(`usage.calls.directions.${value}`)}
          onChange={(direction) => change({ direction })}
        />
        <FilterChips filters={given} zone={zone} onChange={change} />
        <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
      </div>
      {totals.isPending && <Loading height={240} />}
      {totals.isError && <ProblemAlert error={totals.error} onRetry={() => void totals.refetch()} />}
      {totals.isSuccess && groups.length === 0 && (
        <EmptyState title={t('usage.calls.noneFound')}>{t('traffic.report.emptyText')}</EmptyState>
      )}
      {groups.length > 0 && (
        <>
          <Panel>
            <TotalsChart groups={groups} by={by} filters={filters} zone={zone} />
          </Panel>
          <TotalsTable
            label={t('traffic.report.title')}
            groups={by === 'day' || by === 'hour' ? groups.toReversed() : groups}
            by={by}
            filters={filters}
            zone={zone}
          />
          {totals.data?.isMore === true && <p className="tb-field-help">{t('traffic.report.more')}</p>}
        </>
      )}
    </>
  );
}
