/** Every call that goes on in one's part of the tree. */
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { useMay } from '../../api/may.ts';
import { SearchBox } from '../../ui/filters.tsx';
import { LiveCalls } from '../../ui/live/live-calls.tsx';
import { useLiveCalls } from '../../ui/live/use-live-calls.ts';
import { LookupSelect } from '../../ui/record/lookup-select.tsx';
import { defined } from '../../ui/search-params.ts';
import { lookForAccounts, lookForTrunks, namedAccountQuery, namedTrunkQuery } from './api.ts';
import type { LiveSearch } from './search.ts';

type Change = { [Name in keyof LiveSearch]?: LiveSearch[Name] | undefined };

export function LivePage() {
  const { t } = useTranslation();
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const search = useSearch({ from: '/signed-in/live' });
  const navigate = useNavigate({ from: '/live' });
  const [isPaused, setPaused] = useState(false);
  const { account, trunk, q, sort } = search;
  const change = (next: Change) =>
    void navigate({ search: defined({ ...search, ...next }), replace: true, resetScroll: false });
  const live = useLiveCalls(
    defined({ accountId: account, trunkId: trunk, q: isNumber(q) ? q : undefined }),
    isPaused,
  );
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('shell.live')}</h1>
      </div>
      <LiveCalls
        live={live}
        timezone={actor?.timezone ?? 'UTC'}
        isPaused={isPaused}
        onPause={setPaused}
        sort={sort}
        onSort={(next) => change({ sort: next })}
        find={isNumber(q) ? '' : (q ?? '')}
        isFiltered={[account, trunk, q].some((value) => value !== undefined)}
      >
        <SearchBox
          label={t('live.search')}
          hint={t('live.searchHint')}
          asked={q ?? ''}
          onAsk={(typed) => change({ q: typed === '' ? undefined : typed })}
        />
        <AccountFilter value={account} onChange={(id) => change({ account: id })} />
        {may('carriers:read') && <TrunkFilter value={trunk} onChange={(id) => change({ trunk: id })} />}
      </LiveCalls>
    </>
  );
}

/** The server finds numbers among all calls; anything else is looked for among those that came. */
function isNumber(q: string | undefined): boolean {
  return q !== undefined && /^[\d\s()+./-]*\d[\d\s()+./-]*$/.test(q);
}

type FilterProps = Readonly<{ value: string | undefined; onChange: (id: string | undefined) => void }>;

function AccountFilter({ value, onChange }: FilterProps) {
  const { t } = useTranslation();
  const named = useQuery(namedAccountQuery(value));
  const label = t('live.account');
  // The input is made anew when the name is there, or was taken away from outside.
  if (value !== undefined && named.isPending) return <TextInput label={label} size="xs" w={220} disabled />;
  return (
    <LookupSelect
      key={value ?? ''}
      label={label}
      size="xs"
      w={220}
      placeholder={t('live.anyAccount')}
      lookup={{ key: ['accounts', 'live-choices'], find: lookForAccounts, chosen: named.data ?? null }}
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear', { what: label }) }}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}

function TrunkFilter({ value, onChange }: FilterProps) {
  const { t } = useTranslation();
  const named = useQuery(namedTrunkQuery(value));
  const label = t('live.trunk');
  if (value !== undefined && named.isPending) return <TextInput label={label} size="xs" w={180} disabled />;
  return (
    <LookupSelect
      key={value ?? ''}
      label={label}
      size="xs"
      w={180}
      placeholder={t('live.anyTrunk')}
      lookup={{ key: ['trunks', 'live-choices'], find: lookForTrunks, chosen: named.data ?? null }}
      clearable
      clearButtonProps={{ 'aria-label': t('common.clear', { what: label }) }}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}
