import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { UnhealthyGateways } from '../../ui/gateways/unhealthy-gateways.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { boughtGroupsQuery, emergencyQuery, providerChoicesQuery, trunksQuery, type Trunk } from './api.ts';
import { Countries } from './countries.tsx';
import { TrunkState } from './trunk-state.tsx';
import { TrunkDialog } from './trunk-dialog.tsx';
import { useCarriersSearch } from './use-carriers-search.ts';

/** Ways to carriers. An empty list says what is still missing before there can be one. */
export function TrunksTab() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { search, change, clear } = useCarriersSearch();
  const list = useQuery(trunksQuery({ q: search.q, cursor: search.cursor }));
  const first = useWhatComesFirst();
  const columns = useTrunkColumns();
  const { data: actor } = useQuery(actorQuery);
  return (
    <>
      <p className="tb-list-help">{t('carriers.trunks.help')}</p>
      <NoEmergencyCalls />
      <UnhealthyGateways zone={actor?.timezone ?? 'UTC'} />
      <PagedList
        words="carriers.trunks"
        needs="carriers:edit"
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        search={search}
        onSearch={change}
        onClear={clear}
        action={<Button onClick={() => change({ new: '1' })}>{t('carriers.trunks.add')}</Button>}
        {...first}
      />
      {search.new !== undefined && (
        <TrunkDialog
          trunk={null}
          onSaved={({ id }) => void navigate({ to: '/carriers/trunks/$id', params: { id } })}
          onClose={() => change({ new: undefined })}
        />
      )}
    </>
  );
}

/** Whoever sells calls has to connect calls for help: said until every customer's country has a trunk for them. */
function NoEmergencyCalls() {
  const { t } = useTranslation();
  const { data } = useQuery(emergencyQuery);
  if (data === undefined || data.countriesWithoutHelp.length === 0) return null;
  return (
    <div className="tb-notice" data-tone="bad" role="alert">
      <div>
        <strong>{t('carriers.trunks.noEmergency')}</strong>
        <p>
          <Countries codes={data.countriesWithoutHelp} />
        </p>
        <p>{t('carriers.trunks.noEmergencyText')}</p>
      </div>
    </div>
  );
}

/** A trunk needs a provider and a price list of what it asks. */
function useWhatComesFirst() {
  const { t } = useTranslation();
  const { change } = useCarriersSearch();
  const providers = useQuery(providerChoicesQuery);
  const groups = useQuery(boughtGroupsQuery);
  if (providers.data?.items.length === 0) {
    return {
      emptyText: t('carriers.trunks.needsProvider'),
      emptyAction: (
        <Button onClick={() => change({ tab: 'providers', new: '1' })}>{t('carriers.providers.add')}</Button>
      ),
    };
  }
  if (groups.data?.items.length === 0) {
    return {
      emptyText: t('carriers.trunks.needsRates'),
      emptyAction: (
        <Button renderRoot={(props) => <Link {...props} to="/rates" search={{ new: '1' }} />}>
          {t('carriers.trunks.makeRates')}
        </Button>
      ),
    };
  }
  return {};
}

function useTrunkColumns(): readonly Column<Trunk>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('carriers.trunks.field.name.label'),
        isHead: true,
        cell: (row) => (
          <Link to="/carriers/trunks/$id" params={{ id: row.id }} className="tb-row-link">
            <bdi>{row.name}</bdi>
          </Link>
        ),
      },
      {
        id: 'provider',
        header: t('carriers.trunks.field.providerId.label'),
        cell: (row) => <bdi>{row.providerName}</bdi>,
      },
      { id: 'currency', header: t('carriers.currency'), cell: (row) => row.currency },
      {
        id: 'priority',
        header: t('carriers.trunks.field.priority.label'),
        isNumeric: true,
        cell: (row) => row.priority,
      },
      {
        id: 'capacity',
        header: t('carriers.trunks.field.capacity.label'),
        isNumeric: true,
        cell: (row) => row.capacity ?? t('form.unlimited'),
      },
      {
        id: 'cps',
        header: t('carriers.trunks.field.cpsMax.label'),
        isNumeric: true,
        cell: (row) => row.cpsMax ?? t('form.unlimited'),
      },
      {
        id: 'status',
        header: t('accounts.column.status'),
        cell: (row) => <TrunkState trunk={row} />,
      },
    ],
    [t],
  );
}
