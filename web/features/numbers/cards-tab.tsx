import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { timeText, zoneText } from '../../ui/format.ts';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { cardCallsQuery, type CardCall } from './cards-api.ts';
import { AccountCell, NumberCell } from './cells.tsx';
import { useNumbersSearch } from './use-numbers-search.ts';

/** Calls to access numbers: whose card it was, and what became of them. */
export function CardsTab() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const { search, change, clear } = useNumbersSearch();
  const list = useQuery(cardCallsQuery({ cursor: search.cursor }));
  const columns = useMemo(
    (): readonly Column<CardCall>[] => [
      {
        id: 'started',
        header: t('dids.cards.started'),
        isHead: true,
        cell: ({ startedAt }) => timeText(startedAt, zone, language),
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
        id: 'account',
        header: t('dids.cards.account'),
        cell: ({ account }) => <AccountCell account={account} none={t('dids.cards.unknown')} />,
      },
      { id: 'calls', header: t('dids.cards.calls'), isNumeric: true, cell: ({ calls }) => calls },
      {
        id: 'ended',
        header: t('dids.cards.ended'),
        cell: ({ endedAt }) =>
          endedAt === null ? t('dids.cards.goesOn') : timeText(endedAt, zone, language),
      },
    ],
    [t, zone, language],
  );
  return (
    <>
      <p className="tb-list-help">
        {t('dids.cards.help')} {t('common.timesIn', { zone: zoneText(zone, language) })}
      </p>
      <PagedList
        words="dids.cards"
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
