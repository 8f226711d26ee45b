/** What guards that watch saw and did, with the evidence; a block is released here. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Pager } from '../../ui/data-table.tsx';
import { zoneText } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { EmptyState } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { defined } from '../../ui/search-params.ts';
import { guardEventsQuery, type GuardEvent } from './api.ts';
import { GuardEventPanel } from './guard-event-panel.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import type { GuardsSearch } from './search.ts';

export function GuardEventsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const search = useSearch({ from: '/signed-in/guard-events' });
  const navigate = useNavigate({ from: '/guard-events' });
  const list = useQuery(guardEventsQuery(search));
  const [releasing, setReleasing] = useState<GuardEvent | null>(null);
  const change = (next: { [K in keyof GuardsSearch]?: GuardsSearch[K] | undefined }) =>
    void navigate({ search: (now) => defined({ ...now, cursor: undefined, ...next }) as GuardsSearch });
  const items = list.data?.items ?? [];
  const isBlocking = search.blocking !== undefined;
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('guardEvents.title')}</h1>
      </div>
      <p className="tb-list-help">{t('guardEvents.help')}</p>
      <div className="tb-filters">
        <Button
          variant={isBlocking ? 'filled' : 'default'}
          size="xs"
          aria-pressed={isBlocking}
          onClick={() => change({ blocking: isBlocking ? undefined : 'true' })}
        >
          {t('guardEvents.onlyBlocking')}
        </Button>
        {search.account !== undefined && (
          <Button variant="default" size="xs" onClick={() => change({ account: undefined })}>
            {t('guardEvents.ofAll')}
          </Button>
        )}
        <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
      </div>
      {list.isError && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading height={220} />}
      {list.isSuccess && items.length === 0 && (
        <EmptyState title={t(isBlocking ? 'guardEvents.noneBlocking' : 'guardEvents.empty')}>
          {t('guardEvents.emptyText')}
        </EmptyState>
      )}
      {items.map((event) => (
        <GuardEventPanel key={event.id} event={event} zone={zone} onRelease={() => setReleasing(event)} />
      ))}
      <Pager
        hasFirst={search.cursor !== undefined}
        next={list.data?.nextCursor ?? null}
        onFirst={() => change({})}
        onNext={(cursor) => change({ cursor })}
      />
      {releasing !== null && <ReleaseDialog account={releasing.account} onClose={() => setReleasing(null)} />}
    </>
  );
}
