/** What is owed of invoices, by account and by how long it has been due; each number opens its invoices. */
import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isStaff } from '../../../../src/domain/accounts/actor.ts';
import { AGES, dueWithin, type Age } from '../../../../src/domain/billing/ageing.ts';
import { actorQuery } from '../../../api/actor.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { figureText, isZero, placesOf, timeText, zoneText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { EmptyState, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { saveFile } from '../../../ui/save-file.ts';
import { defined } from '../../../ui/search-params.ts';
import { csvBlob } from '../../../ui/write-csv.ts';
import { ageingQuery, resellersQuery, type Ageing } from './api.ts';
import type { DocumentsSearch } from './search.ts';
import { TaxTotalsPanel } from './tax-totals-panel.tsx';

type Total = Ageing['totals'][number];
type Row = Ageing['items'][number];

export function AgeingPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const search = useSearch({ from: '/signed-in/ageing' });
  const navigate = useNavigate({ from: '/ageing' });
  const ageing = useQuery(ageingQuery(search));
  const zone = actor?.timezone ?? 'UTC';
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('billing.ageing.title')}</h1>
        {ageing.data !== undefined && ageing.data.items.length > 0 && (
          <span className="tb-head-actions">
            <Button
              variant="default"
              leftSection={<Icon name="down" size={14} />}
              onClick={() => exportCsv(ageing.data, (key) => t(key))}
            >
              {t('billing.ageing.export')}
            </Button>
          </span>
        )}
      </div>
      <p className="tb-list-help">{t('billing.ageing.help')}</p>
      {actor && isStaff(actor) && (
        <Book value={search.issuer} onChange={(issuer) => void navigate({ search: defined({ issuer }) })} />
      )}
      {ageing.isError && <ProblemAlert error={ageing.error} onRetry={() => void ageing.refetch()} />}
      {ageing.isPending && <Loading height={220} />}
      {ageing.data !== undefined &&
        (ageing.data.totals.length === 0 ? (
          <EmptyState title={t('billing.ageing.none')}>{t('billing.ageing.noneText')}</EmptyState>
        ) : (
          <>
            <p className="tb-field-help">
              {t('billing.ageing.asOf', {
                at: `${timeText(ageing.data.asOf, zone, language)} ${zoneText(zone, language)}`,
              })}
            </p>
            <Tables ageing={ageing.data} issuer={search.issuer} />
          </>
        ))}
      {actor && search.issuer === undefined && <TaxTotalsPanel zone={zone} />}
    </>
  );
}

/** Whose book it is. */
function Book({
  value,
  onChange,
}: Readonly<{ value: string | undefined; onChange: (issuer: string | undefined) => void }>) {
  const { t } = useTranslation();
  const resellers = useQuery(resellersQuery);
  const options = resellers.data?.items ?? [];
  if (options.length === 0) return null;
  return (
    <div className="tb-filters" data-labelled>
      <Select
        size="xs"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('common.clear', { what: t('billing.ageing.book') }) }}
        label={t('billing.ageing.book')}
        placeholder={t('billing.ageing.ownBook')}
        value={value ?? null}
        data={options.map(({ id, displayName, number }) => ({
          value: id,
          label: `${displayName} · ${number}`,
        }))}
        onChange={(issuer) => onChange(issuer ?? undefined)}
      />
    </div>
  );
}

function Tables({ ageing, issuer }: Readonly<{ ageing: Ageing; issuer: string | undefined }>) {
  const { t } = useTranslation();
  const { totals, items, asOf } = ageing;
  const isOwn = issuer === undefined;
  return (
    <>
      <Panel title={t('billing.ageing.totals')}>
        <AgeTable<Total>
          label={t('billing.ageing.totals')}
          rows={totals}
          rowKey={({ currency }) => currency}
          asOf={asOf}
          search={({ currency }) => (isOwn ? { currency, issuer: 'own' } : null)}
          head={{
            id: 'currency',
            header: t('billing.currency'),
            isHead: true,
            cell: ({ currency, accounts }) => (
              <>
                {currency}
                <small className="tb-reason">{t('billing.ageing.accounts', { count: accounts })}</small>
              </>
            ),
          }}
        />
      </Panel>
      <AgeTable<Row>
        label={t('billing.ageing.byAccount')}
        rows={items}
        rowKey={({ accountId, accountNumber, currency }) => `${accountId ?? accountNumber} ${currency}`}
        asOf={asOf}
        search={({ accountId, currency }) =>
          accountId === null ? null : defined({ account: accountId, currency })
        }
        head={{
          id: 'account',
          header: t('billing.account'),
          isHead: true,
          cell: ({ accountId, accountName, accountNumber }) => (
            <>
              {accountId === null ? (
                <bdi>{accountName}</bdi>
              ) : (
                <Link to="/accounts/$id" params={{ id: accountId }} search={{ tab: 'documents' }}>
                  <bdi>{accountName}</bdi>
                </Link>
              )}
              <small className="tb-reason tb-mono">{accountNumber}</small>
            </>
          ),
        }}
      />
    </>
  );
}

type Aged = Readonly<{ currency: string; ages: Record<Age, string>; owed: string }>;

function AgeTable<Of extends Aged>({
  label,
  rows,
  rowKey,
  head,
  asOf,
  search,
}: Readonly<{
  label: string;
  rows: readonly Of[];
  rowKey: (row: Of) => string;
  head: Column<Of>;
  asOf: string;
  /** The list of its invoices; null where the reader sees none. */
  search: (row: Of) => DocumentsSearch | null;
}>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const places = placesOf(rows.flatMap(({ ages, owed }) => [owed, ...AGES.map((age) => ages[age])]));
  const column = (id: string, header: string, of: (row: Of) => string, narrowed: DocumentsSearch) => ({
    id,
    header,
    isNumeric: true,
    cell: (row: Of) => {
      const text = figureText(of(row), row.currency, language, places);
      const list = search(row);
      if (isZero(of(row)) || list === null) return <span className="tb-none">{text}</span>;
      return (
        <Link className="tb-number-link" to="/documents" search={{ ...list, ...narrowed }}>
          {text}
        </Link>
      );
    },
  });
  const columns: readonly Column<Of>[] = [
    head,
    ...AGES.map((age) =>
      column(age, t(`billing.ageing.ages.${age}`), ({ ages }) => ages[age], withinOf(age, asOf)),
    ),
    column('owed', t('billing.ageing.owed'), ({ owed }) => owed, { state: 'open' }),
  ];
  return <DataTable label={label} rows={rows} rowKey={rowKey} columns={columns} />;
}

function withinOf(age: Age, asOf: string): DocumentsSearch {
  const { from, to } = dueWithin(age, new Date(asOf));
  return {
    state: 'open',
    ...(from !== null && { dueAfter: from.toISOString() }),
    ...(to !== null && { dueUntil: to.toISOString() }),
  };
}

function exportCsv({ items, asOf }: Ageing, t: (key: string) => string): void {
  const titles = [
    t('billing.ageing.number'),
    t('billing.account'),
    t('billing.currency'),
    ...AGES.map((age) => t(`billing.ageing.ages.${age}`)),
    t('billing.ageing.owed'),
  ];
  const rows = items.map(({ accountNumber, accountName, currency, ages, owed }) => [
    accountNumber,
    accountName,
    currency,
    ...AGES.map((age) => ages[age]),
    owed,
  ]);
  saveFile(csvBlob(titles, rows), `ageing-${asOf.slice(0, 10)}.csv`);
}
