/** Who did what to the account. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { TIMELINE_SUBJECTS } from '../../../../src/domain/audit/subjects.ts';
import { useMay } from '../../../api/may.ts';
import { get } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import type { ChangeWords } from '../../../ui/timeline/change-text.ts';
import { Timeline, type TimelinePage } from '../../../ui/timeline/timeline.tsx';
import { defaultsQuery, type Account } from '../api.ts';

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
  const { about, cursor } = useSearch({ from: '/signed-in/accounts/$id' });
  const navigate = useNavigate({ from: '/accounts/$id' });
  const list = useQuery(timelineQuery(account.id, { about, cursor }));
  const words = useChangeWords(account);
  return (
    <Timeline
      list={list}
      words={words}
      subjects={TIMELINE_SUBJECTS}
      shown={{ about, cursor }}
      onShow={(shown) => void navigate({ search: { tab: 'timeline', ...shown } })}
    />
  );
}

/** Languages, currency, and names of what is kept by id; whoever may not choose them sees the id. */
function useChangeWords(account: Account): ChangeWords {
  const { t } = useTranslation();
  const language = useLanguage();
  const mayChoose = useMay()(['accounts:create', 'accounts:edit']);
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
