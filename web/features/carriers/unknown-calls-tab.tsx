/** Calls and registrations that belonged to nobody: from where, what was wrong, whose device it may be, and what to do. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UNKNOWN_CALL_KINDS } from '../../../src/domain/charging/unknown-call-kinds.ts';
import { actorQuery } from '../../api/actor.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Chips } from '../../ui/filters.tsx';
import { timeText, zoneText } from '../../ui/format.ts';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { TypeAhead } from '../../ui/type-ahead.tsx';
import { AddAddressDialog } from './add-address-dialog.tsx';
import { PERIODS } from './search.ts';
import { ANY_SOURCE, unknownCallsQuery, type UnknownCalls } from './unknown-calls-api.ts';
import { useCarriersSearch } from './use-carriers-search.ts';

export function UnknownCallsTab() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const { search, change, clear } = useCarriersSearch();
  const { q, kind, since = 'day', cursor } = search;
  const list = useQuery(unknownCallsQuery({ q, kind, since, cursor }));
  const [adding, setAdding] = useState<string | null>(null);
  const columns = useColumns(zone, setAdding);
  return (
    <>
      <p className="tb-list-help">{t('unknownCalls.help')}</p>
      <PagedList
        words="unknownCalls"
        list={list}
        columns={columns}
        rowKey={({ source, kind: what }) => `${source} ${what}`}
        search={{ q, cursor }}
        onSearch={change}
        // Another time may hold some.
        isFiltered={kind !== undefined || search.since !== undefined}
        onClear={clear}
        filters={
          <>
            <TypeAhead
              aria-label={t('unknownCalls.kind')}
              placeholder={t('unknownCalls.anyKind')}
              size="xs"
              w={220}
              data={UNKNOWN_CALL_KINDS.map((value) => ({
                value,
                label: t(`unknownCalls.kinds.${value}`),
              }))}
              clearable
              clearButtonProps={{ 'aria-label': t('common.clear', { what: t('unknownCalls.kind') }) }}
              value={kind ?? null}
              onChange={(value) => change({ kind: UNKNOWN_CALL_KINDS.find((each) => each === value) })}
            />
            <Chips
              label={t('unknownCalls.since')}
              values={PERIODS}
              chosen={since}
              text={(value) => t(`unknownCalls.period.${value}`)}
              onChange={(value) => change({ since: value === 'day' ? undefined : value })}
            />
          </>
        }
      />
      {list.data !== undefined && list.data.items.length > 0 && (
        <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
      )}
      {adding !== null && <AddAddressDialog address={adding} onClose={() => setAdding(null)} />}
    </>
  );
}

function useColumns(zone: string, onAdd: (address: string) => void): readonly Column<UnknownCalls>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const count = new Intl.NumberFormat(language);
  const time = (at: string) => <time dateTime={at}>{timeText(at, zone, language)}</time>;
  return [
    {
      id: 'source',
      header: t('unknownCalls.source'),
      isHead: true,
      cell: ({ source }) =>
        source === ANY_SOURCE ? (
          t('unknownCalls.elsewhere')
        ) : (
          <div className="tb-cell-text">
            <bdi className="tb-mono" dir="ltr">
              {source}
            </bdi>
          </div>
        ),
    },
    {
      id: 'kind',
      header: t('unknownCalls.kind'),
      cell: (row) => <What row={row} onAdd={onAdd} />,
    },
    {
      id: 'attempts',
      header: t('unknownCalls.attempts'),
      isNumeric: true,
      cell: ({ attempts }) => count.format(attempts),
    },
    {
      id: 'when',
      header: t('unknownCalls.when'),
      cell: ({ firstAt, lastAt }) => (
        <>
          {time(lastAt)}
          {firstAt !== lastAt && <div className="tb-none">{time(firstAt)}</div>}
        </>
      ),
    },
    { id: 'sample', header: t('unknownCalls.sample'), cell: (row) => <Sample row={row} /> },
  ];
}

/** What the phone wrote: anybody can write anything there. */
function Sample({ row: { sample, device } }: Readonly<{ row: UnknownCalls }>) {
  const { t } = useTranslation();
  const { username, realm, dialled, userAgent } = sample;
  const named = realm === null || realm === '' ? username : `${username}@${realm}`;
  return (
    <div className="tb-cell-text">
      {username !== null && username !== '' && (
        <div>
          {t('unknownCalls.username')}: <bdi className="tb-mono">{named}</bdi>
        </div>
      )}
      {dialled !== null && dialled !== '' && (
        <div>
          {t('unknownCalls.dialled')}: <bdi className="tb-mono">{dialled}</bdi>
        </div>
      )}
      {userAgent !== null && userAgent !== '' && (
        <div className="tb-none">
          <bdi>{userAgent}</bdi>
        </div>
      )}
      {device !== null && (
        <Link to="/accounts/$id" params={{ id: device.account.id }} search={{ tab: 'devices' }}>
          {t('unknownCalls.whose', { name: device.account.displayName })}
        </Link>
      )}
    </div>
  );
}

function What({
  row: { source, kind },
  onAdd,
}: Readonly<{ row: UnknownCalls; onAdd: (address: string) => void }>) {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <div className="tb-cell-text">
      <strong>{t(`unknownCalls.kinds.${kind}`)}</strong>
      <div className="tb-none">{t(`unknownCalls.cause.${kind}`)}</div>
      <details>
        <summary>{t('unknownCalls.what')}</summary>
        {t(`unknownCalls.remedy.${kind}`)}
      </details>
      {kind === 'foreign_address' && source !== ANY_SOURCE && may('devices:edit') && (
        <Button variant="default" size="compact-xs" mt={4} onClick={() => onAdd(source)}>
          {t('unknownCalls.addAddress')}
        </Button>
      )}
      {kind === 'unknown_did' && may('dids:edit') && (
        <Link to="/numbers" search={{ tab: 'dids' }}>
          {t('unknownCalls.toNumbers')}
        </Link>
      )}
    </div>
  );
}
