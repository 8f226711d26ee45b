/** Accounts with overdue invoices: for how long, how much, and what comes next; those that are chosen are left alone for a time. */
import { Button, Select } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isStaff } from '../../../../src/domain/accounts/actor.ts';
import { actorQuery } from '../../../api/actor.ts';
import { post } from '../../../api/client.ts';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, Pager } from '../../../ui/data-table.tsx';
import { Chips, SearchBox } from '../../../ui/filters.tsx';
import { moneyText, zoneText } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../../ui/record/record.ts';
import { defined } from '../../../ui/search-params.ts';
import { toast } from '../../../ui/toast.ts';
import { resellersQuery } from '../billing/api.ts';
import { overdueQuery, overdueTotalsQuery, type OverdueAccount } from './api.ts';
import { useOverdueColumns } from './overdue-columns.tsx';
import { OVERDUE_STATES, type OverdueSearch } from './search.ts';

const NOTHING: ReadonlySet<string> = new Set();

export function OverduePage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const search = useSearch({ from: '/signed-in/overdue' });
  const navigate = useNavigate({ from: '/overdue' });
  const list = useQuery(overdueQuery(search));
  const columns = useOverdueColumns(zone);
  const [selected, setSelected] = useState(NOTHING);
  const items = list.data?.items ?? [];
  const change = (next: { [K in keyof OverdueSearch]?: OverdueSearch[K] | undefined }) => {
    setSelected(NOTHING);
    void navigate({ search: (now) => defined({ ...now, cursor: undefined, ...next }) as OverdueSearch });
  };
  const isFiltered = search.q !== undefined || search.state !== undefined;
  const mayEdit = may('dunning:edit') && search.issuer === undefined;
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('dunning.overdue.title')}</h1>
        {may('settings:read') && (
          <span className="tb-head-actions">
            <Button variant="default" renderRoot={(props) => <Link {...props} to="/settings" />}>
              {t('dunning.title')}
            </Button>
          </span>
        )}
      </div>
      <p className="tb-list-help">{t('dunning.overdue.help')}</p>
      <Totals search={search} />
      <div className="tb-filters">
        <SearchBox
          label={t('dunning.overdue.search')}
          hint={t('dunning.overdue.searchHint')}
          asked={search.q ?? ''}
          onAsk={(q) => change({ q: q === '' ? undefined : q })}
        />
        {actor && isStaff(actor) && <Book value={search.issuer} onChange={(issuer) => change({ issuer })} />}
        <Chips
          label={t('dunning.overdue.states')}
          values={OVERDUE_STATES}
          chosen={search.state}
          text={(value) => t(`dunning.overdue.state.${value}`)}
          onChange={(state) => change({ state })}
        />
        <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
      </div>
      {list.isError && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {selected.size > 0 && <Chosen selected={selected} zone={zone} onClear={() => setSelected(NOTHING)} />}
      {list.isSuccess && items.length === 0 ? (
        <EmptyState
          title={t(isFiltered ? 'dunning.overdue.noneFound' : 'dunning.overdue.none')}
          action={
            isFiltered && (
              <Button variant="default" onClick={() => change({ q: undefined, state: undefined })}>
                {t('dunning.overdue.clear')}
              </Button>
            )
          }
        >
          {t(isFiltered ? 'dunning.overdue.noneFoundText' : 'dunning.overdue.noneText')}
        </EmptyState>
      ) : (
        !list.isError && (
          <DataTable<OverdueAccount>
            label={t('dunning.overdue.title')}
            columns={columns}
            rows={items}
            rowKey={({ accountId }) => accountId}
            isLoading={list.isPending}
            {...(mayEdit && {
              selection: {
                selected,
                onSelect: (keys, isOn) => {
                  const next = new Set(selected);
                  for (const key of keys)
                    if (isOn) next.add(key);
                    else next.delete(key);
                  setSelected(next);
                },
                allLabel: t('dunning.overdue.selectAll'),
                labelOf: ({ accountName }) => t('dunning.overdue.select', { name: accountName }),
              },
            })}
          />
        )
      )}
      <Pager
        hasFirst={search.cursor !== undefined}
        next={list.data?.nextCursor ?? null}
        onFirst={() => change({})}
        onNext={(cursor) => change({ cursor })}
      />
    </>
  );
}

function Totals({ search }: Readonly<{ search: OverdueSearch }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery(overdueTotalsQuery(search));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <ul className="tb-overdue-totals" aria-label={t('dunning.overdue.totals')}>
      {data.items.map(({ currency, accounts, suspended, overdue }) => (
        <li key={currency}>
          <strong>{moneyText(overdue, currency, language)}</strong>{' '}
          <span>
            {t('dunning.overdue.accounts', { count: accounts })}
            {suspended > 0 && ` · ${t('dunning.overdue.suspended', { count: suspended })}`}
          </span>
        </li>
      ))}
    </ul>
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
    <Select
      size="xs"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear', { what: t('billing.ageing.book') }) }}
      aria-label={t('billing.ageing.book')}
      placeholder={t('billing.ageing.ownBook')}
      value={value ?? null}
      data={options.map(({ id, displayName, number }) => ({
        value: id,
        label: `${displayName} · ${number}`,
      }))}
      onChange={(issuer) => onChange(issuer ?? undefined)}
    />
  );
}

const FIELDS: readonly RecordField[] = [
  { name: 'until', input: 'instant', isRequired: true },
  { name: 'reason', input: 'text', isRequired: true, isWide: true },
];

function Chosen({
  selected,
  zone,
  onClear,
}: Readonly<{ selected: ReadonlySet<string>; zone: string; onClear: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="tb-selection" role="region" aria-label={t('dunning.overdue.selection')}>
      <p role="status">{t('dunning.overdue.accounts', { count: selected.size })}</p>
      <Button size="xs" onClick={() => setOpen(true)}>
        {t('dunning.exempt')}
      </Button>
      <Button size="xs" variant="default" onClick={onClear}>
        {t('dunning.overdue.clearSelection')}
      </Button>
      {isOpen && (
        <FormDialog
          title={t('dunning.exemptWhat', { count: selected.size })}
          submit={t('dunning.exempt')}
          fields={FIELDS}
          words="dunning.field"
          record={{ until: null, reason: '' }}
          zone={zone}
          schema={async () =>
            (await import('../../../../src/schemas/dunning/dunning.ts')).exemptInput.omit({
              accountIds: true,
            })
          }
          save={(body) => post('/dunning/exemptions', { ...body, accountIds: [...selected] })}
          onSaved={async () => {
            toast(t('dunning.exempted', { count: selected.size }));
            setOpen(false);
            onClear();
            await queryClient.invalidateQueries({ queryKey: ['dunning'] });
          }}
          onClose={() => setOpen(false)}
          below={() => <p className="tb-field-help">{t('dunning.exemptHelp')}</p>}
        />
      )}
    </div>
  );
}
