/** Calls of everybody below the reader, found by any number, by id, and by what became of them. */
import { Button, Chip, Menu, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DIRECTIONS } from '../../../../src/domain/charging/direction.ts';
import { actorQuery } from '../../../api/actor.ts';
import { download } from '../../../api/client.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, Pager } from '../../../ui/data-table.tsx';
import { Chips, SearchBox } from '../../../ui/filters.tsx';
import { zoneText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { EmptyState } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { fieldText, problemText } from '../../../ui/problem-text.ts';
import { saveFile } from '../../../ui/save-file.ts';
import { defined } from '../../../ui/search-params.ts';
import { toast } from '../../../ui/toast.ts';
import { useCallColumns } from '../detail/call-columns.tsx';
import { amountsOfCalls, callsQuery, filterQuery, type FoundCall } from './api.ts';
import { DayBounds } from '../../../ui/day-bounds.tsx';
import { FilterChips } from './filter-chips.tsx';
import { OUTCOMES, type CallsSearch } from './search.ts';
import { SumOfCalls } from './sum-of-calls.tsx';

const CallDrawer = lazy(async () => ({
  default: (await import('../detail/call-drawer.tsx')).CallDrawer,
}));
const NO_ROWS: readonly FoundCall[] = [];

type Change = { [K in keyof CallsSearch]?: CallsSearch[K] | undefined };

export function CallsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const search = useSearch({ from: '/signed-in/calls' });
  const navigate = useNavigate({ from: '/calls' });
  const calls = useQuery(callsQuery(search, zone));
  const { call, cursor, q, show, ...filters } = search;
  const change = (next: Change) =>
    void navigate({
      search: (now) => defined({ ...now, cursor: undefined, call: undefined, ...next }) as CallsSearch,
      replace: next.q !== undefined && q !== undefined,
    });
  const open = useCallback(
    (sessionId: string | undefined, replace = false) =>
      void navigate({
        search: (now) => defined({ ...now, call: sessionId }) as CallsSearch,
        replace,
        resetScroll: false,
      }),
    [navigate],
  );
  const items = calls.isError ? NO_ROWS : (calls.data?.items ?? NO_ROWS);
  const amounts = useMemo(() => (show === undefined ? [] : amountsOfCalls(items)), [show, items]);
  const allColumns = useCallColumns<FoundCall>(
    { timezone: zone, language, who: '', sought: q, amounts },
    open,
  );
  // All of them would not fit a page: an opened call has the others.
  const columns = allColumns.filter(({ id }) => amounts.length === 0 || (id !== 'from' && id !== 'billed'));
  const mistakes = calls.error instanceof ApiProblem ? calls.error.errors : [];
  const wrongText = mistakes.find(({ field }) => field === 'q');
  const { cursor: _cursor, call: _call, show: _show, ...shown } = search;
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('traffic.calls.title')}</h1>
        <span className="tb-head-actions">
          <Button
            variant="default"
            renderRoot={(props) => <Link {...props} to="/calls/report" search={filters} />}
          >
            {t('traffic.report.title')}
          </Button>
          <ExportMenu search={shown} zone={zone} />
        </span>
      </div>
      <p className="tb-list-help">{t('traffic.calls.help')}</p>
      <div className="tb-filters" data-labelled>
        <SearchBox
          label={t('traffic.calls.search')}
          hint={t('traffic.calls.searchHint')}
          asked={q ?? ''}
          error={wrongText === undefined ? undefined : fieldText(wrongText.message)}
          onAsk={(typed) => change({ q: typed })}
        />
        <DayBounds bounds={search} onChange={change} />
        <TextInput
          size="xs"
          inputMode="numeric"
          label={t('traffic.prefix')}
          defaultValue={search.prefix ?? ''}
          key={search.prefix ?? ''}
          onBlur={(event) => change({ prefix: event.currentTarget.value.replace(/\D/g, '') })}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
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
        <FilterChips filters={filters} zone={zone} onChange={change} />
        <Chip
          size="xs"
          checked={show === 'money'}
          onChange={(isChecked) => change({ show: isChecked ? 'money' : undefined })}
        >
          {t('traffic.calls.money')}
        </Chip>
        <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
      </div>
      {calls.isError && mistakes.length === 0 && (
        <ProblemAlert error={calls.error} onRetry={() => void calls.refetch()} />
      )}
      {mistakes
        .filter((mistake) => mistake !== wrongText)
        .map(({ field, message }) => (
          <p key={field} className="tb-notice" data-tone="bad" role="alert">
            {fieldText(message)}
          </p>
        ))}
      {calls.isError ? null : calls.isSuccess && items.length === 0 ? (
        <Nothing isFiltered={Object.keys(shown).length > 0} leadsOn={calls.data.nextCursor !== null} />
      ) : (
        <>
          {show === 'money' && q === undefined && <SumOfCalls filters={filters} zone={zone} />}
          <DataTable
            label={t('traffic.calls.title')}
            columns={columns}
            rows={items}
            rowKey={(row) => row.sessionId}
            isLoading={calls.isPending}
            onOpen={(row) => open(row.sessionId)}
            openKey={call}
          />
        </>
      )}
      <Pager
        hasFirst={cursor !== undefined}
        next={calls.data?.nextCursor ?? null}
        onFirst={() => change({})}
        onNext={(next) => change({ cursor: next })}
      />
      {call !== undefined && (
        <Suspense>
          <CallDrawer
            sessionId={call}
            keys={items.map(({ sessionId }) => sessionId)}
            onTurn={(sessionId) => open(sessionId, true)}
            accountId=""
            timezone={zone}
            onClose={() => open(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}

/** `leadsOn`: so much was looked at, and the next page looks at the calls before. */
function Nothing({ isFiltered, leadsOn }: Readonly<{ isFiltered: boolean; leadsOn: boolean }>) {
  const { t } = useTranslation();
  if (leadsOn)
    return <EmptyState title={t('usage.calls.noneYet')}>{t('usage.calls.noneYetText')}</EmptyState>;
  if (isFiltered)
    return <EmptyState title={t('usage.calls.noneFound')}>{t('usage.calls.noneFoundText')}</EmptyState>;
  return <EmptyState title={t('calls.empty')}>{t('calls.emptyText')}</EmptyState>;
}

function ExportMenu({ search, zone }: Readonly<{ search: CallsSearch; zone: string }>) {
  const { t } = useTranslation();
  const exporting = useMutation({
    mutationFn: async (format: 'csv' | 'xlsx') => {
      const { q, show: _show, ...filters } = search;
      const file = await download('/calls/export', {
        query: { ...filterQuery(filters, zone), q, format, timezone: zone },
      });
      saveFile(file, `calls-${new Date().toISOString().slice(0, 10)}.${format}`);
    },
    onSuccess: () => toast(t('usage.calls.export.done')),
    onError: (error) => toast(problemText(error, t)),
  });
  return (
    <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" loading={exporting.isPending} rightSection={<Icon name="down" size={14} />}>
          {t('usage.calls.export.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => exporting.mutate('xlsx')}>{t('usage.calls.export.xlsx')}</Menu.Item>
        <Menu.Item onClick={() => exporting.mutate('csv')}>{t('usage.calls.export.csv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
