import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { loadTexts } from '../../../app/i18n.ts';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { DataTable, Pager } from '../../../ui/data-table.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { EmptyState } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RowCount } from '../../../ui/row-count.tsx';
import { defined } from '../../../ui/search-params.ts';
import { accountsQuery, type AccountSummary } from '../api.ts';
import { shownColumns, USUAL_SORT, type ListSearch } from '../search.ts';
import { useAccountColumns } from './account-columns.tsx';
import { AccountFilters } from './account-filters.tsx';
import { MoreMenu } from './more-menu.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useSelection } from './use-selection.ts';
import { ViewsMenu } from './views-menu.tsx';
import { Allowed } from '../../../ui/allowed.tsx';

const AccountDrawer = lazy(async () => {
  const [{ AccountDrawer: component }] = await Promise.all([
    import('./account-drawer.tsx'),
    loadTexts('usage'),
  ]);
  return { default: component };
});

/** Every account of one's own tree. The address holds search, filters, order and page. */
export function AccountsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/accounts' });
  const navigate = useNavigate({ from: '/accounts' });
  const list = useQuery(accountsQuery(search));
  // Back closes what was opened here; what the address itself opened is closed without leaving the list.
  const wasOpened = useRef(false);
  const router = useRouter();
  const show = useCallback(
    (id: string | undefined, isReplaced = false) =>
      void navigate({
        search: (now) => cleaned({ ...now, open: id }),
        replace: isReplaced,
        resetScroll: false,
      }),
    [navigate],
  );
  const open = useCallback(
    ({ id }: AccountSummary) => {
      wasOpened.current = true;
      show(id);
    },
    [show],
  );
  const close = () => {
    if (wasOpened.current) router.history.back();
    else show(undefined, true);
    wasOpened.current = false;
  };
  const columns = useAccountColumns(shownColumns(search), open);
  // Another search begins at its first page. Back undoes a click; typing on is one step, however long.
  const change = (next: { [K in keyof ListSearch]?: ListSearch[K] | undefined }) =>
    void navigate({
      search: (now) => cleaned({ ...now, cursor: undefined, open: undefined, ...next }),
      replace: next.q !== undefined && search.q !== undefined,
    });
  const turn = (cursor: string | undefined) =>
    void navigate({ search: (now) => cleaned({ ...now, cursor, open: undefined }) });
  const { data: actor } = useQuery(actorQuery);
  // One's own account is no account of one's tree: a fresh list is empty and says what to do.
  const items = useMemo(
    () => list.data?.items.filter(({ id }) => id !== actor?.id) ?? NO_ROWS,
    [list.data, actor],
  );
  const isFiltered = Boolean(search.q ?? search.kind ?? search.status);
  const may = useMay();
  const selection = useSelection(search);
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('accounts.title')}</h1>
        <div className="tb-filters-end">
          {may('accounts:create') && (
            <Button
              component={Link}
              to="/accounts/new?kind=customer"
              leftSection={<Icon name="add" size={16} />}
            >
              {t('shell.createCustomer')}
            </Button>
          )}
          <ViewsMenu search={search} />
          <MoreMenu search={search} />
        </div>
      </div>
      <AccountFilters search={search} onChange={change} />
      {selection.selected.size > 0 && (
        <SelectionBar search={search} selected={selection.selected} onClear={selection.clear} />
      )}
      {list.isError && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      <RowCount
        words="accounts"
        list={list}
        shown={items.length}
        cursor={search.cursor}
        ask={{
          area: 'accounts',
          path: '/accounts',
          query: { q: search.q, kind: search.kind, status: search.status, ownAccount: 'left_out' },
        }}
      />
      {list.isSuccess && items.length === 0 ? (
        <NothingFound
          isFiltered={isFiltered}
          onClear={() => change({ q: undefined, kind: undefined, status: undefined })}
        />
      ) : (
        <DataTable
          label={t('accounts.title')}
          columns={columns}
          rows={items}
          rowKey={(row) => row.id}
          isLoading={list.isPending}
          {...(may('accounts:change_many') && {
            selection: {
              selected: selection.selected,
              onSelect: selection.select,
              allLabel: t('accounts.selectPage'),
              labelOf: ({ displayName }: AccountSummary) => t('accounts.select', { name: displayName }),
            },
          })}
          onOpen={open}
          openKey={search.open}
          sort={search.sort ?? USUAL_SORT}
          onSort={(sort) => change({ sort: sort as ListSearch['sort'] & string })}
        />
      )}
      <Pager
        hasFirst={search.cursor !== undefined}
        next={list.data?.nextCursor ?? null}
        onFirst={() => turn(undefined)}
        onNext={turn}
      />
      {search.open !== undefined && (
        <Suspense>
          <AccountDrawer
            id={search.open}
            keys={items.map(({ id }) => id)}
            onTurn={(id) => show(id, true)}
            onClose={close}
          />
        </Suspense>
      )}
    </>
  );
}

const NO_ROWS: readonly AccountSummary[] = [];

function NothingFound({ isFiltered, onClear }: { isFiltered: boolean; onClear: () => void }) {
  const { t } = useTranslation();
  if (isFiltered) {
    return (
      <EmptyState
        title={t('accounts.noneFound')}
        action={
          <Button variant="default" onClick={onClear}>
            {t('accounts.clearFilters')}
          </Button>
        }
      >
        {t('accounts.noneFoundText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('accounts.empty')}
      action={
        <Allowed to="accounts:create">
          <Button component={Link} to="/accounts/new?kind=customer">
            {t('accounts.createFirst')}
          </Button>
        </Allowed>
      }
    >
      {t('accounts.emptyText')}
    </EmptyState>
  );
}

/** An address that asks for nothing would open one's own default view, so that the order is always named. */
function cleaned(search: { [K in keyof ListSearch]?: ListSearch[K] | undefined }): ListSearch {
  const asked = defined(search);
  return Object.keys(asked).length === 0 ? { sort: USUAL_SORT } : asked;
}
