/** The one table of the panel: rows that open, columns that sort, pages by cursor. */
import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Checkbox, Skeleton } from '@mantine/core';
import { placesOf } from './format.ts';
import { Icon } from './icons.tsx';

export type Column<Row extends object> = Readonly<{
  id: string;
  header: string;
  /** `places`: digits after the point that the longest amount of the column has. */
  cell: (row: Row, places: number) => ReactNode;
  /** Amounts of a column stand with their points below each other. */
  amountOf?: (row: Row) => string | null;
  /** Figures stand at the end of their column. */
  isNumeric?: boolean;
  /** Left out at 360 px, where the row is a card: what the card's head already says. */
  isHead?: boolean;
  /** Buttons: no heading that could be seen. */
  isActions?: boolean;
  /** The sort that a click asks for, ascending first. */
  sorts?: readonly [ascending: string, descending: string];
}>;

/** Rows that are chosen for something, by their keys; also of pages that are not shown. */
type Selection<Row> = Readonly<{
  selected: ReadonlySet<string>;
  onSelect: (keys: readonly string[], isOn: boolean) => void;
  allLabel: string;
  labelOf: (row: Row) => string;
  /** Left out: every row can be chosen. */
  mayChoose?: (row: Row) => boolean;
}>;

type Props<Row extends object> = Readonly<{
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  isLoading?: boolean;
  sort?: string;
  onSort?: (sort: string) => void;
  selection?: Selection<Row>;
  /** False leaves out the buttons of the rows. */
  mayAct?: boolean;
  /** A click on a row beside its links and controls. It is a short way only: a button in the row does the same. */
  onOpen?: (row: Row) => void;
  /** The key of the row that is open. */
  openKey?: string | undefined;
}>;

export function DataTable<Row extends object>(props: Props<Row>) {
  const {
    label,
    rows,
    rowKey,
    isLoading = false,
    sort,
    onSort,
    selection,
    mayAct = true,
    onOpen,
    openKey,
  } = props;
  const columns = mayAct ? props.columns : props.columns.filter(({ isActions }) => isActions !== true);
  const places = columns.map(({ amountOf }) => (amountOf === undefined ? 0 : placesOf(rows.map(amountOf))));
  const mayChoose = selection?.mayChoose ?? (() => true);
  const keys = rows.filter(mayChoose).map(rowKey);
  const chosen = keys.filter((key) => selection?.selected.has(key) === true).length;
  return (
    <div className="tb-table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="tb-table" aria-label={label} aria-busy={isLoading}>
        <thead>
          <tr>
            {selection !== undefined && (
              <th scope="col">
                <Checkbox
                  size="xs"
                  aria-label={selection.allLabel}
                  disabled={rows.length > 0 && keys.length === 0}
                  checked={chosen > 0 && chosen === keys.length}
                  indeterminate={chosen > 0 && chosen < keys.length}
                  onChange={(event) => selection.onSelect(keys, event.currentTarget.checked)}
                />
              </th>
            )}
            {columns.map(({ id, header, isNumeric, isActions, sorts }) => (
              <th
                key={id}
                scope="col"
                data-numeric={isNumeric || undefined}
                aria-sort={sorts === undefined ? undefined : sortState(sorts, sort)}
              >
                {sorts === undefined || onSort === undefined ? (
                  <span className={isActions === true ? 'tb-visually-hidden' : undefined}>{header}</span>
                ) : (
                  <button
                    type="button"
                    className="tb-sort"
                    onClick={() => onSort(sort === sorts[0] ? sorts[1] : sorts[0])}
                  >
                    {header}
                    <span aria-hidden="true">{arrow(sorts, sort)}</span>
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {isLoading && rows.length === 0
            ? [0, 1, 2, 3, 4].map((index) => (
                <tr key={index}>
                  <td colSpan={columns.length + (selection === undefined ? 0 : 1)}>
                    <Skeleton height={14} />
                  </td>
                </tr>
              ))
            : rows.map((row) => (
                <tr
                  key={rowKey(row)}
                  data-opens={onOpen !== undefined || undefined}
                  data-open={rowKey(row) === openKey || undefined}
                  onClick={onOpen === undefined ? undefined : (event) => isOnRow(event) && onOpen(row)}
                >
                  {selection !== undefined && (
                    <td data-select data-label="">
                      <Checkbox
                        size="xs"
                        aria-label={selection.labelOf(row)}
                        disabled={!mayChoose(row)}
                        checked={selection.selected.has(rowKey(row))}
                        onChange={(event) => selection.onSelect([rowKey(row)], event.currentTarget.checked)}
                      />
                    </td>
                  )}
                  {columns.map(({ id, header, cell, isNumeric, isHead, isActions }, index) => {
                    const content = cell(row, places[index] ?? 0);
                    return (
                      <td
                        key={id}
                        data-numeric={isNumeric || undefined}
                        data-head={isHead || undefined}
                        data-actions={isActions || undefined}
                        data-empty={content === '–' || undefined}
                        data-label={isActions === true ? '' : header}
                      >
                        <div>{content}</div>
                      </td>
                    );
                  })}
                </tr>
              ))}
        </tbody>
      </table>
    </div>
  );
}

/** "Previous" goes back to the first page: cursors only lead on. */
export function Pager({
  hasFirst,
  next,
  onFirst,
  onNext,
}: {
  hasFirst: boolean;
  next: string | null;
  onFirst: () => void;
  onNext: (cursor: string) => void;
}) {
  const { t } = useTranslation();
  if (!hasFirst && next === null) return null;
  return (
    <nav className="tb-pager" aria-label={t('common.pages')}>
      <Button variant="default" size="xs" disabled={!hasFirst} onClick={onFirst}>
        {t('common.firstPage')}
      </Button>
      <Button
        variant="default"
        size="xs"
        disabled={next === null}
        onClick={() => next !== null && onNext(next)}
        rightSection={<Icon name="next" size={14} />}
      >
        {t('common.nextPage')}
      </Button>
    </nav>
  );
}

/** Neither what has an effect of its own, nor the end of marking a text to copy it. */
function isOnRow({ target, currentTarget }: MouseEvent<HTMLElement>): boolean {
  const isOwn = target instanceof Element && currentTarget.contains(target);
  const isControl = isOwn && target.closest('a, button, input, label, [data-select]') !== null;
  return isOwn && !isControl && window.getSelection()?.isCollapsed !== false;
}

function sortState(sorts: readonly [string, string], sort: string | undefined) {
  if (sort === sorts[0]) return 'ascending';
  return sort === sorts[1] ? 'descending' : 'none';
}

function arrow(sorts: readonly [string, string], sort: string | undefined): string {
  if (sort === sorts[0]) return ' ↑';
  return sort === sorts[1] ? ' ↓' : '';
}
