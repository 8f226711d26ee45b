/** Who changed settings, templates, brand and mail server. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SETTINGS_SUBJECTS } from '../../../src/domain/audit/subjects.ts';
import { actorQuery } from '../../api/actor.ts';
import { useMay } from '../../api/may.ts';
import { get } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Panel } from '../../ui/panel.tsx';
import { Timeline, type TimelinePage } from '../../ui/timeline/timeline.tsx';
import { rateGroupChoicesQuery, SETTINGS_TIMELINE } from './api.ts';

const PAGE_LIMIT = 10;

const timelineQuery = (query: { about?: string | undefined; cursor?: string | undefined }) =>
  queryOptions({
    queryKey: [...SETTINGS_TIMELINE.queryKey, query],
    queryFn: ({ signal }) =>
      get<TimelinePage>('/settings/timeline', { query: { ...query, limit: PAGE_LIMIT }, signal }),
    placeholderData: keepPreviousData,
  });

export function SettingsTimeline() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { about, cursor } = useSearch({ from: '/signed-in/settings' });
  const navigate = useNavigate({ from: '/settings' });
  const { data: actor } = useQuery(actorQuery);
  const { data: groups } = useQuery(rateGroupChoicesQuery);
  const list = useQuery(timelineQuery({ about, cursor }));
  const words = useMemo(
    () => ({
      t,
      language,
      timezone: actor?.timezone ?? 'UTC',
      currency: null,
      names: new Map(groups?.items.map(({ id, name }) => [id, name])),
    }),
    [t, language, actor, groups],
  );
  // The mail server is the operator's.
  const isStaff = useMay()('mail_server:read');
  return (
    <Panel title={t('timeline.title')}>
      <Timeline
        list={list}
        words={words}
        subjects={SETTINGS_SUBJECTS.filter((subject) => isStaff || subject !== 'mail')}
        shown={{ about, cursor }}
        onShow={(search) => void navigate({ search, resetScroll: false })}
        emptyText={t('timeline.emptySettings')}
      />
    </Panel>
  );
}
