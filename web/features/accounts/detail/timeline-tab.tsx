/** Who did what to the account, when, from where, and why: newest first. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { TIMELINE_SUBJECTS } from '../../../../src/domain/audit/subjects.ts';
import type { timelinePage } from '../../../../src/schemas/audit/timeline.ts';
import { actorQuery } from '../../../api/actor.ts';
import { get } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { Arrow } from '../../../ui/arrow.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { Chips } from '../../../ui/filters.tsx';
import { timeText, zoneText } from '../../../ui/format.ts';
import { PagedList } from '../../../ui/record/paged-list.tsx';
import { defaultsQuery, type Account } from '../api.ts';
import type { DetailSearch } from '../search.ts';
import { changeLabel, changeText, type ChangeWords } from './timeline-text.ts';

type TimelinePage = z.output<typeof timelinePage>;
type TimelineEvent = TimelinePage['items'][number];

const PAGE_LIMIT = 25;

const timelineQuery = (
  accountId: string,
  query: { about?: string | undefined; cursor?: string | undefined },
) =>
  queryOptions({
    queryKey: ['accounts', 'one', accountId, 'timeline', query],
    queryFn: ({ signal }) =>
      get<TimelinePage>(`/accounts/${encodeURIComponent(accountId)}/timeline`, {
        query: { ...query, limit: PAGE_LIMIT },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export function TimelineTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { about, cursor } = useSearch({ from: '/signed-in/accounts/$id' });
  const navigate = useNavigate({ from: '/accounts/$id' });
  const list = useQuery(timelineQuery(account.id, { about, cursor }));
  const words = useChangeWords(account);
  const columns = useColumns(account, words);
  const show = (change: Pick<DetailSearch, 'about' | 'cursor'>) =>
    void navigate({ search: { tab: 'timeline', ...change } });
  return (
    <>
      <PagedList
        words="timeline"
        list={list}
        columns={columns}
        rowKey={(row) => row.id}
        search={{ cursor }}
        hasSearch={false}
        onSearch={({ cursor: next }) =>
          show({ ...(about === undefined ? {} : { about }), ...(next === undefined ? {} : { cursor: next }) })
        }
        filters={
          <Chips
            label={t('timeline.about')}
            values={TIMELINE_SUBJECTS}
            chosen={about}
            text={(subject) => t(`timeline.subject.${subject}`)}
            onChange={(subject) => show(subject === undefined ? {} : { about: subject })}
          />
        }
        isFiltered={about !== undefined}
        onClear={() => show({})}
      />
      <p className="tb-field-help">
        {t('common.timesIn', { zone: zoneText(account.profile.timezone, language) })}
      </p>
    </>
  );
}

/** Languages, currency, and names of what is kept by id; whoever may not choose them sees the id. */
function useChangeWords(account: Account): ChangeWords {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const mayChoose = actor?.permissions.includes('accounts:write') ?? false;
  const { data: names } = useQuery({ ...defaultsQuery('customer', null), enabled: mayChoose });
  return useMemo(
    () => ({
      t,
      language,
      timezone: account.profile.timezone,
      currency: account.wallet?.currency ?? null,
      names: new Map(
        [...(names?.rateGroups ?? []), ...(names?.localizations ?? []), ...(names?.taxes ?? [])].map(
          ({ id, name }) => [id, name],
        ),
      ),
    }),
    [t, language, account, names],
  );
}

function useColumns(account: Account, words: ChangeWords): readonly Column<TimelineEvent>[] {
  const { t, language } = words;
  const { data: actor } = useQuery(actorQuery);
  const { timezone } = account.profile;
  return useMemo(() => {
    const who = ({ by, via }: TimelineEvent) => {
      if (by === null) return t(via === 'system' ? 'timeline.system' : 'timeline.above');
      return by === actor?.number ? t('timeline.you', { number: by }) : by;
    };
    return [
      {
        id: 'what',
        header: t('timeline.what'),
        isHead: true,
        cell: (row) => (
          <>
            <strong>
              {t(`timeline.action.${row.action.replace('.', '_')}`, { defaultValue: row.action })}
            </strong>
            <Changes changes={row.changes} words={words} />
            {row.reason !== '' && (
              <small className="tb-reason">
                {t('timeline.reason')} <bdi>{row.reason}</bdi>
              </small>
            )}
          </>
        ),
      },
      { id: 'who', header: t('timeline.who'), cell: (row) => <bdi>{who(row)}</bdi> },
      {
        id: 'from',
        header: t('timeline.from'),
        cell: (row) => (
          <>
            {t(`timeline.via.${row.via}`)}
            {row.address !== '' && (
              <>
                {' · '}
                <span className="tb-mono">{row.address}</span>
              </>
            )}
          </>
        ),
      },
      {
        id: 'at',
        header: t('timeline.at'),
        cell: (row) => <time dateTime={row.happenedAt}>{timeText(row.happenedAt, timezone, language)}</time>,
      },
    ];
  }, [t, language, timezone, words, actor]);
}

function Changes({ changes, words }: { changes: TimelineEvent['changes']; words: ChangeWords }) {
  if (changes.length === 0) return null;
  return (
    <ul className="tb-changes">
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <span>{changeLabel(field, words.t)}</span> <bdi>{changeText(field, before, words)}</bdi> <Arrow />{' '}
          <bdi>{changeText(field, after, words)}</bdi>
        </li>
      ))}
    </ul>
  );
}
