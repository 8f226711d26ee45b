/** A list of documents with its filters, sums, pages, and one of them open at the side. */
import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DOCUMENT_KINDS, INVOICE_STATES, RECEIPT_KINDS } from '../../../../src/domain/billing/document.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, Pager } from '../../../ui/data-table.tsx';
import { Chips, SearchBox } from '../../../ui/filters.tsx';
import { timeText, zoneText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { EmptyState } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { RowCount } from '../../../ui/row-count.tsx';
import { DayBounds } from '../../../ui/day-bounds.tsx';
import { nameQuery } from '../calls/api.ts';
import { askedOf, documentsQuery, type DocumentRow } from './api.ts';
import { CsvButton } from './csv-button.tsx';
import { useDocumentColumns } from './document-columns.tsx';
import { TotalsOfDocuments } from './document-totals.tsx';
import type { DocumentsSearch, Issuer } from './search.ts';
import { ZipButton } from './zip-button.tsx';

const DocumentDrawer = lazy(async () => ({
  default: (await import('./document-drawer.tsx')).DocumentDrawer,
}));
const NO_ROWS: readonly DocumentRow[] = [];

export type DocumentsChange = { [K in keyof DocumentsSearch]?: DocumentsSearch[K] | undefined };
type Props = Readonly<{
  label: string;
  search: DocumentsSearch;
  /** Whose documents alone they are. */
  accountId?: string;
  /** Between which the reader may choose. */
  issuers?: readonly Issuer[];
  zone: string;
  /** Another list begins at its first page. */
  onChange: (change: DocumentsChange) => void;
  onOpen: (id: string | undefined, isReplaced?: boolean) => void;
  /** While there is nothing and nothing is asked for. */
  empty: ReactNode;
}>;

export function DocumentList({ label, search, accountId, issuers, zone, onChange, onOpen, empty }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { cursor, doc, ...filters } = search;
  const asked = askedOf({ ...filters, ...(accountId !== undefined && { account: accountId }) }, zone);
  const list = useQuery(documentsQuery(asked, cursor));
  const columns = useDocumentColumns({ hasAccount: accountId === undefined }, onOpen);
  const items = list.data?.items ?? NO_ROWS;
  const isFiltered = Object.keys(filters).length > 0;
  const isFirstTime = list.isSuccess && items.length === 0 && !isFiltered && cursor === undefined;
  return (
    <>
      {(!isFirstTime || issuers !== undefined) && (
        <>
          <div className="tb-filters" data-labelled>
            <SearchBox
              label={t('billing.search')}
              hint={t(accountId === undefined ? 'billing.searchHint' : 'billing.searchHintOne')}
              asked={search.q ?? ''}
              onAsk={(q) => onChange({ q: q === '' ? undefined : q })}
            />
            <Select
              size="xs"
              label={t('billing.kind')}
              placeholder={t('billing.allKinds')}
              clearable
              clearButtonProps={{ 'aria-label': t('common.clear', { what: t('billing.kind') }) }}
              value={search.receiptOf ?? search.kind ?? null}
              data={DOCUMENT_KINDS.flatMap((value) => [
                { value, label: t(`billing.kinds.${value}`) },
                ...(value === 'receipt'
                  ? RECEIPT_KINDS.map((of) => ({ value: of, label: t(`billing.receiptsOf.${of}`) }))
                  : []),
              ])}
              onChange={(chosen) =>
                onChange({
                  kind: DOCUMENT_KINDS.find((each) => each === chosen),
                  receiptOf: RECEIPT_KINDS.find((each) => each === chosen),
                })
              }
            />
            {issuers !== undefined && (
              <Select
                size="xs"
                label={t('billing.whose')}
                allowDeselect={false}
                value={search.issuer ?? (search.account === undefined ? 'own' : 'all')}
                data={issuers.map((value) => ({ value, label: t(`billing.issuers.${value}`) }))}
                onChange={(chosen) => onChange({ issuer: issuers.find((each) => each === chosen) })}
              />
            )}
            <DayBounds
              bounds={search}
              onChange={(bounds) =>
                onChange(
                  Object.fromEntries(
                    Object.entries(bounds).map(([name, value]) => [name, value === '' ? undefined : value]),
                  ),
                )
              }
            />
            {items.length > 0 && <CsvButton asked={asked} />}
            {items.length > 0 && <ZipButton asked={asked} />}
          </div>
          <div className="tb-filters">
            <Chips
              label={t('billing.stateTitle')}
              values={INVOICE_STATES}
              chosen={search.state}
              text={(value) => t(`billing.stateFilters.${value}`)}
              onChange={(state) => onChange({ state })}
            />
            {accountId === undefined && <Narrowed search={search} zone={zone} onChange={onChange} />}
            <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
          </div>
        </>
      )}
      {list.isError && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      <RowCount
        words="billing"
        list={list}
        shown={items.length}
        cursor={cursor}
        ask={{ area: 'documents', path: '/documents', query: asked }}
      />
      {list.isError ? null : isFirstTime ? (
        empty
      ) : list.isSuccess && items.length === 0 ? (
        <EmptyState
          title={t('billing.noneFound')}
          action={
            <Button
              variant="default"
              onClick={() =>
                onChange(Object.fromEntries(Object.keys(filters).map((name) => [name, undefined])))
              }
            >
              {t('billing.clearFilters')}
            </Button>
          }
        >
          {t('billing.noneFoundText')}
        </EmptyState>
      ) : (
        <>
          <DataTable
            label={label}
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            isLoading={list.isPending}
            onOpen={({ id }) => onOpen(id)}
            openKey={doc}
          />
          <TotalsOfDocuments asked={asked} />
        </>
      )}
      <Pager
        hasFirst={cursor !== undefined}
        next={list.data?.nextCursor ?? null}
        onFirst={() => onChange({})}
        onNext={(next) => onChange({ cursor: next })}
      />
      {doc !== undefined && (
        <Suspense>
          <DocumentDrawer
            id={doc}
            keys={items.map(({ id }) => id)}
            onTurn={(id) => onOpen(id, true)}
            onClose={() => onOpen(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}

/** What narrows the list and has no field of its own; each is taken away by a click. */
function Narrowed({
  search: { account, currency, dueAfter, dueUntil },
  zone,
  onChange,
}: Readonly<{ search: DocumentsSearch; zone: string; onChange: (change: DocumentsChange) => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const named = useQuery({ ...nameQuery(account), enabled: account !== undefined });
  const moment = (at: string) => timeText(at, zone, language);
  const chips: readonly (readonly [keyof DocumentsSearch, string | undefined])[] = [
    ['account', account && (named.data ?? account)],
    ['currency', currency],
    ['dueAfter', dueAfter && t('billing.dueAfter', { at: moment(dueAfter) })],
    ['dueUntil', dueUntil && t('billing.dueUntil', { at: moment(dueUntil) })],
  ];
  return chips.map(([field, text]) =>
    text === undefined ? null : (
      <Button
        key={field}
        variant="default"
        size="xs"
        rightSection={<Icon name="close" size={14} />}
        aria-label={t('billing.without', { filter: text })}
        onClick={() => onChange({ [field]: undefined })}
      >
        {text}
      </Button>
    ),
  );
}
