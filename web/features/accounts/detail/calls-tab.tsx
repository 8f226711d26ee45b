import { Button, Chip, Menu, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { DIRECTIONS } from '../../../../src/domain/charging/direction.ts';
import { download } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, Pager } from '../../../ui/data-table.tsx';
import { dateText, dayAfter, startOfDay, zoneText } from '../../../ui/format.ts';
import { Chips, SearchBox } from '../../../ui/filters.tsx';
import { problemText } from '../../../ui/problem-text.ts';
import { saveFile } from '../../../ui/save-file.ts';
import { defined } from '../../../ui/search-params.ts';
import { toast } from '../../../ui/toast.ts';
import { Icon } from '../../../ui/icons.tsx';
import { EmptyState } from '../../../ui/panel.tsx';
import { RowCount } from '../../../ui/row-count.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { Account } from '../api.ts';
import type { DetailSearch } from '../search.ts';
import { useCallColumns } from './call-columns.tsx';
import { callsQuery, type CallSummary } from './calls-api.ts';
import { ReplayButton } from './replay-button.tsx';

const CallDrawer = lazy(async () => ({ default: (await import('./call-drawer.tsx')).CallDrawer }));

const OUTCOMES = ['answered', 'unanswered', 'refused'] as const;
const NO_ROWS: readonly CallSummary[] = [];

/** Every call, refused ones too; a row opens the reasons. */
export function CallsTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { timezone } = account.profile;
  const { outcome, direction, from, to, ratePrefix, q, own, cursor, call } = useSearch({
    from: '/signed-in/accounts/$id',
  });
  const navigate = useNavigate({ from: '/accounts/$id' });
  const narrowing = defined({ from, to, ratePrefix, q });
  const chips = defined({ outcome, direction, own });
  const filter = defined({ ...chips, ...narrowing, cursor });
  const asked = defined({
    outcome,
    direction,
    ownOnly: own === undefined ? undefined : ('true' as const),
    ratePrefix,
    q,
    from: from === undefined ? undefined : startOfDay(from, timezone),
    to: to === undefined ? undefined : startOfDay(dayAfter(to), timezone),
  });
  const calls = useQuery(callsQuery(account.id, defined({ ...asked, cursor })));
  const set = (change: { [name in keyof DetailSearch]?: DetailSearch[name] | undefined }) =>
    void navigate({ search: { tab: 'calls', ...defined({ ...chips, ...narrowing, ...change }) } });
  const narrow = (change: { [name in keyof typeof narrowing]?: string | undefined }) =>
    void navigate({
      search: { tab: 'calls', ...defined({ ...chips, ...narrowing, ...change }) },
      replace: true,
    });
  const open = (sessionId: string, replace = false) =>
    void navigate({ search: { tab: 'calls', ...filter, call: sessionId }, replace, resetScroll: false });
  // Of a reseller the calls of everybody below it are listed, too.
  const hasOthers = account.kind === 'reseller';
  const who = hasOthers && own === undefined ? account.id : null;
  const columns = useCallColumns({ timezone, language, who, sought: q }, open);
  const items = calls.data?.items ?? NO_ROWS;
  return (
    <>
      <div className="tb-filters" data-labelled>
        <SearchBox
          label={t('usage.calls.search')}
          hint={t('usage.calls.searchHint')}
          asked={q ?? ''}
          onAsk={(typed) => narrow({ q: typed === '' ? undefined : typed })}
        />
        <TextInput
          type="date"
          size="xs"
          label={t('statement.from')}
          value={from ?? ''}
          onChange={(event) => narrow({ from: event.currentTarget.value || undefined })}
        />
        <TextInput
          type="date"
          size="xs"
          label={t('statement.to')}
          value={to ?? ''}
          onChange={(event) => narrow({ to: event.currentTarget.value || undefined })}
        />
        <ReplayButton account={account} size="xs" />
        <ExportCalls accountId={account.id} query={{ ...asked, timezone }} />
      </div>
      <div className="tb-filters">
        <Chips
          label={t('calls.outcome')}
          values={OUTCOMES}
          chosen={OUTCOMES.find((value) => value === outcome)}
          text={(value) => t(`calls.outcomes.${value}`)}
          onChange={(value) => set({ outcome: value })}
        />
        <Chips
          label={t('usage.calls.direction')}
          values={DIRECTIONS}
          chosen={direction}
          text={(value) => t(`usage.calls.directions.${value}`)}
          onChange={(value) => set({ direction: value })}
        />
        {hasOthers && (
          <Chip
            size="xs"
            checked={own !== undefined}
            onChange={(isChecked) => set({ own: isChecked ? '1' : undefined })}
          >
            {t('usage.calls.ownOnly')}
          </Chip>
        )}
        {Object.keys(narrowing).length > 0 && (
          <Button
            variant="default"
            size="xs"
            rightSection={<Icon name="close" size={14} />}
            aria-label={t('usage.filter.clear')}
            onClick={() => void navigate({ search: { tab: 'calls', ...chips } })}
          >
            {[
              ratePrefix !== undefined && t('usage.filter.ratePrefix', { prefix: `+${ratePrefix}` }),
              from !== undefined && from === to && dateText(from, language),
              from !== to && from !== undefined && t('usage.filter.from', { date: dateText(from, language) }),
              from !== to && to !== undefined && t('usage.filter.to', { date: dateText(to, language) }),
              q,
            ]
              .filter((word) => word !== false && word !== undefined)
              .join(' · ')}
          </Button>
        )}
        <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(timezone, language) })}</p>
      </div>
      {calls.isError && <ProblemAlert error={calls.error} onRetry={() => void calls.refetch()} />}
      <RowCount
        words="calls"
        list={calls}
        shown={items.length}
        cursor={cursor}
        ask={{ area: 'accounts', path: `/accounts/${encodeURIComponent(account.id)}/calls`, query: asked }}
      />
      {calls.isSuccess && items.length === 0 ? (
        <Nothing isNarrowed={Object.keys(asked).length > 0} leadsOn={calls.data.nextCursor !== null} />
      ) : (
        <DataTable
          label={t('account.tab.calls')}
          columns={columns}
          rows={items}
          rowKey={(row) => row.sessionId}
          isLoading={calls.isPending}
          onOpen={(row) => open(row.sessionId)}
          openKey={call}
        />
      )}
      <Pager
        hasFirst={cursor !== undefined}
        next={calls.data?.nextCursor ?? null}
        onFirst={() => set({})}
        onNext={(next) => set({ cursor: next })}
      />
      {call !== undefined && (
        <Suspense>
          <CallDrawer
            sessionId={call}
            keys={items.map(({ sessionId }) => sessionId)}
            onTurn={(sessionId) => open(sessionId, true)}
            accountId={account.id}
            timezone={timezone}
            onClose={() => void navigate({ search: { tab: 'calls', ...filter }, resetScroll: false })}
          />
        </Suspense>
      )}
    </>
  );
}

/** `leadsOn`: only the newest calls were looked at, and the next page looks at those before. */
function Nothing({ isNarrowed, leadsOn }: Readonly<{ isNarrowed: boolean; leadsOn: boolean }>) {
  const { t } = useTranslation();
  if (leadsOn)
    return <EmptyState title={t('usage.calls.noneYet')}>{t('usage.calls.noneYetText')}</EmptyState>;
  if (isNarrowed)
    return <EmptyState title={t('usage.calls.noneFound')}>{t('usage.calls.noneFoundText')}</EmptyState>;
  return <EmptyState title={t('calls.empty')}>{t('calls.emptyText')}</EmptyState>;
}

function ExportCalls({
  accountId,
  query,
}: Readonly<{ accountId: string; query: Readonly<Record<string, string | undefined>> }>) {
  const { t } = useTranslation();
  const exporting = useMutation({
    mutationFn: async (format: 'csv' | 'xlsx') => {
      const path = `/accounts/${encodeURIComponent(accountId)}/calls/export`;
      saveFile(await download(path, { query: { ...query, format } }), `calls-${today()}.${format}`);
    },
    onSuccess: () => toast(t('usage.calls.export.done')),
    onError: (error) => toast(problemText(error, t)),
  });
  return (
    <Menu position="bottom-end" withinPortal withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          loading={exporting.isPending}
          rightSection={<Icon name="down" size={14} />}
        >
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

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
