import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { timeText, zoneText } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { ReleasePause } from '../../ui/release-pause.tsx';
import { pinFailuresQuery, pinPausesQuery, type PinFailure, type PinPause } from './cards-api.ts';
import { AccountCell, NumberCell } from './cells.tsx';
import { useNumbersSearch } from './use-numbers-search.ts';

/** Wrong card numbers and PINs, and for whom none are taken at the moment. */
export function PinsTab() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const { search, change, clear } = useNumbersSearch();
  const list = useQuery(pinFailuresQuery({ cursor: search.cursor }));
  const columns = useMemo(
    (): readonly Column<PinFailure>[] => [
      {
        id: 'at',
        header: t('dids.pins.at'),
        isHead: true,
        cell: ({ failedAt }) => timeText(failedAt, zone, language),
      },
      {
        id: 'caller',
        header: t('dids.cards.caller'),
        cell: ({ callerNumber }) => <NumberCell number={callerNumber} />,
      },
      {
        id: 'access',
        header: t('dids.cards.accessNumber'),
        cell: ({ accessNumber }) => <NumberCell number={accessNumber} />,
      },
      {
        id: 'card',
        header: t('dids.pins.card'),
        cell: ({ callingCardNumber }) => <span className="tb-mono">{callingCardNumber}</span>,
      },
      {
        id: 'account',
        header: t('dids.cards.account'),
        cell: ({ account }) => <AccountCell account={account} none={t('dids.pins.noCard')} />,
      },
      {
        id: 'source',
        header: t('dids.pins.source'),
        cell: ({ source }) => <span className="tb-mono">{source}</span>,
      },
    ],
    [t, zone, language],
  );
  return (
    <>
      <p className="tb-list-help">
        {t('dids.pins.help')} {t('common.timesIn', { zone: zoneText(zone, language) })}
      </p>
      <Pauses zone={zone} />
      <PagedList
        words="dids.pins"
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        search={search}
        hasSearch={false}
        onSearch={change}
        onClear={clear}
      />
    </>
  );
}

/** Nothing where nobody is paused. */
function Pauses({ zone }: Readonly<{ zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const pauses = useQuery(pinPausesQuery);
  const [releasing, setReleasing] = useState<PinPause | null>(null);
  const columns = useMemo(
    (): readonly Column<PinPause>[] => [
      {
        id: 'who',
        header: t('dids.pins.who'),
        isHead: true,
        cell: ({ kind, callerNumber, callingCardNumber }) =>
          kind === 'card' ? (
            <span className="tb-mono">{callingCardNumber}</span>
          ) : (
            <NumberCell number={callerNumber} />
          ),
      },
      { id: 'kind', header: t('dids.pins.kind'), cell: ({ kind }) => t(`dids.pins.kinds.${kind}`) },
      {
        id: 'until',
        header: t('dids.pins.until'),
        cell: ({ pausedUntil }) => timeText(pausedUntil, zone, language),
      },
      {
        id: 'actions',
        header: t('record.actions'),
        isActions: true,
        cell: (row) => (
          <Button variant="default" size="compact-sm" onClick={() => setReleasing(row)}>
            {t('cards.release')}
          </Button>
        ),
      },
    ],
    [t, zone, language],
  );
  if (pauses.isError) return <ProblemAlert error={pauses.error} onRetry={() => void pauses.refetch()} />;
  const items = pauses.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t('dids.pins.paused')}>
      <DataTable
        label={t('dids.pins.paused')}
        columns={columns}
        rows={items}
        rowKey={({ id }) => id}
        mayAct={may('access_numbers:edit')}
      />
      {releasing !== null && <ReleasePause id={releasing.id} onClose={() => setReleasing(null)} />}
    </Panel>
  );
}
