import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { timeText } from '../../ui/format.ts';
import { EventFrom, EventWhat, useWho } from '../../ui/timeline/timeline.tsx';
import type { FoundEvent } from './api.ts';

const NO_NAMES: ReadonlyMap<string, string> = new Map();

export function useAuditColumns(timezone: string): readonly Column<FoundEvent>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: me } = useQuery(actorQuery);
  const who = useWho();
  return useMemo(() => {
    const words = { t, language, timezone, currency: null, names: NO_NAMES };
    return [
      {
        id: 'what',
        header: t('timeline.what'),
        isHead: true,
        cell: (row) => <EventWhat event={row} words={words} />,
      },
      {
        id: 'about',
        header: t('audit.about'),
        cell: ({ about }) => (about === null ? t('audit.taken') : <Named account={about} />),
      },
      {
        id: 'who',
        header: t('timeline.who'),
        cell: (row) =>
          row.actor === null || row.as !== null || row.actor.id === me?.id ? (
            <bdi>{who(row)}</bdi>
          ) : (
            <Named account={row.actor} />
          ),
      },
      { id: 'from', header: t('timeline.from'), cell: (row) => <EventFrom event={row} /> },
      {
        id: 'at',
        header: t('timeline.at'),
        cell: (row) => <time dateTime={row.happenedAt}>{timeText(row.happenedAt, timezone, language)}</time>,
      },
    ];
  }, [t, language, timezone, me, who]);
}

function Named({ account: { id, displayName, number } }: { account: NonNullable<FoundEvent['about']> }) {
  return (
    <>
      <Link to="/accounts/$id" params={{ id }} search={{ tab: 'timeline' }}>
        <bdi>{displayName}</bdi>
      </Link>
      {displayName !== number && (
        <>
          {' '}
          <small className="tb-mono">{number}</small>
        </>
      )}
    </>
  );
}
