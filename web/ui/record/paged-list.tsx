/** A list with search, filters and pages, and what to do while it is empty. */
import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, Pager, type Column } from '../data-table.tsx';
import { SearchBox } from '../filters.tsx';
import { EmptyState } from '../panel.tsx';
import { ProblemAlert } from '../problem-alert.tsx';
import { RowCount, type Counted } from '../row-count.tsx';
import { useMay, type Permission } from '../../api/may.ts';

type Search = Readonly<{ q?: string | undefined; cursor?: string | undefined }>;

type Props<Row extends object> = Readonly<{
  /** Where its texts stand: title, search, searchHint, empty, emptyText. */
  words: string;
  list: UseQueryResult<{ items: Row[]; nextCursor: string | null }>;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  search: Search;
  /** Changes the address; another search begins at its first page. */
  onSearch: (change: Search) => void;
  hasSearch?: boolean;
  filters?: ReactNode;
  /** Whether filters other than the search are set. */
  isFiltered?: boolean;
  onClear?: () => void;
  /** A click on a row beside its links and controls. */
  onOpen?: (row: Row) => void;
  openKey?: string | undefined;
  sort?: string;
  onSort?: (sort: string) => void;
  /** Asks how many there are; its texts stand with the others. */
  askCount?: Counted;
  /** Beside the search. */
  action?: ReactNode;
  /** Whoever may not do this sees the rows without `action`, `emptyAction` and the buttons of the rows. */
  needs?: Permission;
  /** What to do first, where the list is empty for a reason. */
  emptyText?: string;
  emptyAction?: ReactNode;
}>;

export function PagedList<Row extends object>(props: Props<Row>) {
  const { words, list, columns, rowKey, search, onSearch, hasSearch = true, filters, needs } = props;
  const may = useMay();
  const mayAct = needs === undefined || may(needs);
  const action = mayAct ? props.action : undefined;
  const { t } = useTranslation();
  const items = list.data?.items ?? [];
  const isSearched = props.isFiltered === true || search.q !== undefined;
  const isEmpty = list.isSuccess && items.length === 0;
  // An empty list says itself what to do.
  const isFirstTime = isEmpty && !isSearched && search.cursor === undefined;
  return (
    <>
      {!isFirstTime && (
        <div className="tb-filters">
          {hasSearch && (
            <SearchBox
              label={t(`${words}.search`)}
              hint={t(`${words}.searchHint`)}
              asked={search.q ?? ''}
              onAsk={(q) => onSearch({ q, cursor: undefined })}
            />
          )}
          {filters}
          {action !== undefined && <div className="tb-filters-end">{action}</div>}
        </div>
      )}
      {list.isError && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {props.askCount !== undefined && !isFirstTime && (
        <RowCount
          words={words}
          list={list}
          shown={items.length}
          cursor={search.cursor}
          ask={props.askCount}
        />
      )}
      {isEmpty ? (
        isSearched ? (
          <EmptyState
            title={t('record.noneFound')}
            action={
              props.onClear !== undefined && (
                <Button variant="default" onClick={props.onClear}>
                  {t('accounts.clearFilters')}
                </Button>
              )
            }
          />
        ) : (
          <EmptyState title={t(`${words}.empty`)} action={mayAct ? (props.emptyAction ?? action) : undefined}>
            {props.emptyText ?? t(`${words}.emptyText`)}
          </EmptyState>
        )
      ) : (
        <DataTable
          label={t(`${words}.title`)}
          columns={columns}
          rows={items}
          rowKey={rowKey}
          isLoading={list.isPending}
          mayAct={mayAct}
          openKey={props.openKey}
          {...(props.onOpen !== undefined && { onOpen: props.onOpen })}
          {...(props.sort !== undefined && { sort: props.sort })}
          {...(props.onSort !== undefined && { onSort: props.onSort })}
        />
      )}
      <Pager
        hasFirst={search.cursor !== undefined}
        next={list.data?.nextCursor ?? null}
        onFirst={() => onSearch({ cursor: undefined })}
        onNext={(cursor) => onSearch({ cursor })}
      />
    </>
  );
}
