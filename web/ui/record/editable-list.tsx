/** A list that is edited row by row: add, change, remove, each saying what it does. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient, type UseQueryOptions } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../data-table.tsx';
import { EmptyState, Panel } from '../panel.tsx';
import { ProblemAlert } from '../problem-alert.tsx';
import { toast } from '../toast.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { FormDialog } from './form-dialog.tsx';
import type { RecordBody, RecordField, Schema } from './record.ts';

export type ListOf<Row extends object> = Readonly<{
  /** Where its texts stand: title, help, add, edit, remove, removeText, empty, emptyText, and `field`. */
  words: string;
  query: UseQueryOptions<{ items: Row[] }, Error, { items: Row[] }, readonly unknown[]>;
  columns: readonly Column<Row>[];
  fields: readonly RecordField[];
  /** Fields of a row that exists, where they differ. */
  fieldsOfChange?: readonly RecordField[];
  schemaOfNew: () => Promise<Schema>;
  schemaOfChange: () => Promise<Schema>;
  proposed?: RecordBody;
  /** A row as its inputs show it, where that differs from how it is kept. */
  recordOf?: (row: Row) => RecordBody;
  nameOf: (row: Row) => string;
  add: (body: RecordBody, idempotencyKey: string) => Promise<unknown>;
  change: (row: Row, body: RecordBody) => Promise<unknown>;
  /** Left out where nothing is ever removed. */
  remove?: (row: Row) => Promise<unknown>;
  /** What the list is about, where it is not the text of `words`. */
  help?: string;
  /** Left out: whoever may edit changes and removes all of them. */
  mayChange?: (row: Row) => boolean;
  /** Further buttons of a row, before those that change and remove it. */
  actions?: (row: Row) => ReactNode;
  /** What else is read anew after each change. */
  touches?: readonly (readonly unknown[])[];
}>;

type Props<Row extends Readonly<{ id: string }>> = Readonly<{
  list: ListOf<Row>;
  mayEdit: boolean;
  zone: string;
}>;

const NO_ROWS: readonly never[] = [];

export function EditableList<Row extends Readonly<{ id: string }>>({ list, mayEdit, zone }: Props<Row>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const rows = useQuery(list.query);
  const [edited, setEdited] = useState<Row | 'new' | null>(null);
  const [removed, setRemoved] = useState<Row | null>(null);
  const { words, columns, nameOf, remove, actions, mayChange } = list;
  const done = async (message: string) => {
    setEdited(null);
    setRemoved(null);
    toast(message);
    const touched = [list.query.queryKey, ...(list.touches ?? [])];
    await Promise.all(touched.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  };
  const allColumns = useMemo(
    () =>
      mayEdit
        ? [
            ...columns,
            actionsColumn<Row>(t, {
              nameOf,
              actions,
              mayChange,
              onEdit: setEdited,
              onRemove: remove === undefined ? null : setRemoved,
            }),
          ]
        : columns,
    [columns, mayEdit, nameOf, remove, actions, mayChange, t],
  );
  const add = (
    <Button variant="default" size="xs" onClick={() => setEdited('new')}>
      {t(`${words}.add`)}
    </Button>
  );
  const items = rows.data?.items ?? NO_ROWS;
  return (
    <Panel title={t(`${words}.title`)} aside={mayEdit && items.length > 0 ? add : undefined}>
      <p className="tb-list-help">{t(list.help ?? `${words}.help`)}</p>
      {rows.isError && <ProblemAlert error={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.isSuccess && items.length === 0 ? (
        <EmptyState title={t(`${words}.empty`)} action={mayEdit ? add : undefined}>
          {mayEdit ? t(`${words}.emptyText`) : undefined}
        </EmptyState>
      ) : (
        <DataTable
          label={t(`${words}.title`)}
          columns={allColumns}
          rows={items}
          rowKey={(row) => row.id}
          isLoading={rows.isPending}
        />
      )}
      {edited !== null && (
        <RowDialog
          list={list}
          row={edited === 'new' ? null : edited}
          zone={zone}
          onDone={() => void done(t('record.saved'))}
          onClose={() => setEdited(null)}
        />
      )}
      {removed !== null && remove !== undefined && (
        <ConfirmDialog
          title={t(`${words}.remove`)}
          text={t(`${words}.removeText`, { what: nameOf(removed) })}
          submit={t('record.remove')}
          act={() => remove(removed)}
          onDone={() => done(t('record.removed', { what: nameOf(removed) }))}
          onClose={() => setRemoved(null)}
        />
      )}
    </Panel>
  );
}

function RowDialog<Row extends Readonly<{ id: string }>>({
  list,
  row,
  zone,
  onDone,
  onClose,
}: Readonly<{ list: ListOf<Row>; row: Row | null; zone: string; onDone: () => void; onClose: () => void }>) {
  const { t } = useTranslation();
  const { words } = list;
  return (
    <FormDialog
      title={t(row === null ? `${words}.add` : `${words}.edit`)}
      submit={t(row === null ? `${words}.add` : 'record.save')}
      fields={row === null ? list.fields : (list.fieldsOfChange ?? list.fields)}
      words={`${words}.field`}
      record={row === null ? (list.proposed ?? {}) : (list.recordOf?.(row) ?? row)}
      zone={zone}
      schema={row === null ? list.schemaOfNew : list.schemaOfChange}
      isChange={row !== null}
      save={(body, key) => (row === null ? list.add(body, key) : list.change(row, body))}
      onSaved={onDone}
      onClose={onClose}
    />
  );
}

function actionsColumn<Row extends object>(
  t: TFunction,
  {
    nameOf,
    actions,
    mayChange = () => true,
    onEdit,
    onRemove,
  }: Readonly<{
    nameOf: (row: Row) => string;
    actions: ListOf<Row>['actions'];
    mayChange: ListOf<Row>['mayChange'];
    onEdit: (row: Row) => void;
    onRemove: ((row: Row) => void) | null;
  }>,
): Column<Row> {
  return {
    id: 'actions',
    header: t('record.actions'),
    isActions: true,
    cell: (row) => (
      <span className="tb-row-actions">
        {actions?.(row)}
        {mayChange(row) && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t('record.editWhat', { what: nameOf(row) })}
            onClick={() => onEdit(row)}
          >
            {t('record.edit')}
          </Button>
        )}
        {onRemove !== null && mayChange(row) && (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={t('record.removeWhat', { what: nameOf(row) })}
            onClick={() => onRemove(row)}
          >
            {t('record.remove')}
          </Button>
        )}
      </span>
    ),
  };
}
