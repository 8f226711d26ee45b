/** Who did what, when, from where, and why: newest first. */
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { timelinePage } from '../../../src/schemas/audit/timeline.ts';
import { actorQuery } from '../../api/actor.ts';
import { Arrow } from '../arrow.tsx';
import type { Column } from '../data-table.tsx';
import { Chips } from '../filters.tsx';
import { timeText, zoneText } from '../format.ts';
import { PagedList } from '../record/paged-list.tsx';
import { changeLabel, changeText, type ChangeWords } from './change-text.ts';

export type TimelinePage = z.output<typeof timelinePage>;
type TimelineEvent = TimelinePage['items'][number];

type Shown<Subject> = { about?: Subject; cursor?: string };

type Props<Subject extends string> = Readonly<{
  list: UseQueryResult<TimelinePage>;
  words: ChangeWords;
  subjects: readonly Subject[];
  shown: Readonly<{ about?: Subject | undefined; cursor?: string | undefined }>;
  /** Changes the address. */
  onShow: (shown: Shown<Subject>) => void;
  emptyText?: string;
}>;

export function Timeline<Subject extends string>(props: Props<Subject>) {
  const { list, words, subjects, shown, onShow, emptyText } = props;
  const { t } = useTranslation();
  const { about, cursor } = shown;
  const columns = useColumns(words);
  const asked: Shown<Subject> = about === undefined ? {} : { about };
  return (
    <>
      <PagedList
        words="timeline"
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        search={{ cursor }}
        hasSearch={false}
        onSearch={({ cursor: next }) => onShow(next === undefined ? asked : { ...asked, cursor: next })}
        filters={
          <Chips
            label={t('timeline.about')}
            values={subjects}
            chosen={about}
            text={(subject) => t(`timeline.subject.${subject}`)}
            onChange={(subject) => onShow(subject === undefined ? {} : { about: subject })}
          />
        }
        isFiltered={about !== undefined}
        onClear={() => onShow({})}
        {...(emptyText !== undefined && { emptyText })}
      />
      <p className="tb-field-help">
        {t('common.timesIn', { zone: zoneText(words.timezone, words.language) })}
      </p>
    </>
  );
}

function useColumns(words: ChangeWords): readonly Column<TimelineEvent>[] {
  const { t, language, timezone } = words;
  const who = useWho();
  return useMemo(
    () => [
      {
        id: 'what',
        header: t('timeline.what'),
        isHead: true,
        cell: (row) => <EventWhat event={row} words={words} />,
      },
      { id: 'who', header: t('timeline.who'), cell: (row) => <bdi>{who(row)}</bdi> },
      { id: 'from', header: t('timeline.from'), cell: (row) => <EventFrom event={row} /> },
      {
        id: 'at',
        header: t('timeline.at'),
        cell: (row) => <time dateTime={row.happenedAt}>{timeText(row.happenedAt, timezone, language)}</time>,
      },
    ],
    [t, language, timezone, words, who],
  );
}

/** Who did it, in words: a number, oneself, the system, or somebody above. */
export function useWho(): (event: Pick<TimelineEvent, 'by' | 'as' | 'via'>) => string {
  const { t } = useTranslation();
  const { data: actor } = useQuery(actorQuery);
  return useCallback(
    ({ by, as, via }) => {
      if (by === null) return t(via === 'system' ? 'timeline.system' : 'timeline.above');
      const name = by === actor?.number ? t('timeline.you', { number: by }) : by;
      return as === null ? name : t('timeline.as', { who: name, as });
    },
    [t, actor],
  );
}

/** What was done, from what to what, and why. */
export function EventWhat({ event, words }: Readonly<{ event: TimelineEvent; words: ChangeWords }>) {
  const { t } = words;
  return (
    <>
      <strong>
        {t(`timeline.action.${event.action.replace('.', '_')}`, { defaultValue: event.action })}
      </strong>
      <Changes changes={event.changes} words={words} />
      {event.reason !== '' && (
        <small className="tb-reason">
          {t('timeline.reason')} <bdi>{event.reason}</bdi>
        </small>
      )}
    </>
  );
}

/** By panel or API, and the address. */
export function EventFrom({ event: { via, address } }: { event: Pick<TimelineEvent, 'via' | 'address'> }) {
  const { t } = useTranslation();
  return (
    <>
      {t(`timeline.via.${via}`)}
      {address !== '' && (
        <>
          {' · '}
          <span className="tb-mono">{address}</span>
        </>
      )}
    </>
  );
}

function Changes({ changes, words }: { changes: TimelineEvent['changes']; words: ChangeWords }) {
  const told = changes
    .map(({ field, before, after, isErased = false }) => ({
      field,
      isErased,
      isSame: JSON.stringify(before) === JSON.stringify(after),
      before: changeText(field, before, words),
      after: changeText(field, after, words),
    }))
    // From nothing to an empty text is nothing to tell.
    .filter(({ isErased, isSame, before, after }) => isErased || isSame || before !== after);
  if (told.length === 0) return null;
  return (
    <ul className="tb-changes">
      {told.map(({ field, isErased, isSame, before, after }) => (
        <li key={field}>
          <span>{changeLabel(field, words.t)}</span>{' '}
          {isErased ? (
            <em>{words.t('timeline.erased')}</em>
          ) : (
            <>
              {/* What only says which of several it is, stayed. */}
              {!isSame && (
                <>
                  <bdi>{before}</bdi> <Arrow />{' '}
                </>
              )}
              <bdi>{after}</bdi>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
