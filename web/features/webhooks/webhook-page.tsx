/** A webhook with its log: what it was told, what it answered, and sending again. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DELIVERY_STATES } from '../../../src/domain/webhooks/delivery.ts';
import { actorQuery } from '../../api/actor.ts';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { Chips } from '../../ui/filters.tsx';
import { timeText, zoneText } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { PagedList } from '../../ui/record/paged-list.tsx';
import { opensRow } from '../../ui/row-drawer.tsx';
import { defined } from '../../ui/search-params.ts';
import { deliveriesQuery, webhookQuery, type Delivery } from './api.ts';
import { DeliveryDrawer } from './delivery-drawer.tsx';
import { eventText } from './event-words.ts';
import { Health, StateTag } from './health.tsx';
import type { DeliveriesSearch } from './search.ts';
import { WebhookActions } from './webhook-actions.tsx';

export function WebhookPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { id } = useParams({ from: '/signed-in/webhooks/$id' });
  const search = useSearch({ from: '/signed-in/webhooks/$id' });
  const navigate = useNavigate({ from: '/webhooks/$id' });
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const webhook = useQuery(webhookQuery(id));
  const deliveries = useQuery(deliveriesQuery(id, search));
  const change = (next: { [K in keyof DeliveriesSearch]?: DeliveriesSearch[K] | undefined }) =>
    void navigate({ search: (now) => defined({ ...now, ...next }) as DeliveriesSearch });
  const columns = useColumns(zone, (open) => change({ open }));
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['webhooks'] });
  const { data } = webhook;
  return (
    <>
      <nav className="tb-owner-path" aria-label={t('record.path')}>
        <Link to="/webhooks">{t('webhooks.title')}</Link>
      </nav>
      {webhook.isError && <ProblemAlert error={webhook.error} onRetry={() => void webhook.refetch()} />}
      {webhook.isPending && <Loading height={180} />}
      {data !== undefined && (
        <>
          <div className="tb-page-head">
            <h1>
              <bdi>{data.description === '' ? new URL(data.url).host : data.description}</bdi>
            </h1>
          </div>
          <WebhookActions webhook={data} zone={zone} onChanged={refresh} />
          <Panel>
            <Facts>
              <Fact name={t('webhooks.field.url.label')}>
                <bdi className="tb-mono">{data.url}</bdi>
              </Fact>
              <Fact name={t('webhooks.health')}>
                <Health webhook={data} zone={zone} />
              </Fact>
              <Fact name={t('webhooks.queued')}>{data.queued}</Fact>
              <Fact name={t('webhooks.failedCount')}>{data.failed}</Fact>
              <Fact name={t('webhooks.field.types.label')}>
                {data.types === null
                  ? t('webhooks.wants.all')
                  : data.types.map((type) => eventText(type, t)).join(', ')}
              </Fact>
            </Facts>
          </Panel>
        </>
      )}
      <h2>{t('webhooks.log')}</h2>
      <p className="tb-list-help">
        {t('webhooks.logHelp')} {t('common.timesIn', { zone: zoneText(zone, language) })}.
      </p>
      <PagedList
        words="webhooks.deliveries"
        list={deliveries}
        columns={columns}
        rowKey={(row) => row.id}
        search={search}
        onSearch={({ cursor }) => change({ cursor })}
        hasSearch={false}
        isFiltered={search.state !== undefined}
        onClear={() => change({ state: undefined, cursor: undefined })}
        filters={
          <Chips
            label={t('webhooks.stateLabel')}
            values={DELIVERY_STATES}
            chosen={search.state}
            text={(state) => t(`webhooks.state.${state}`)}
            onChange={(state) => change({ state, cursor: undefined })}
          />
        }
      />
      {search.open !== undefined && (
        <DeliveryDrawer
          webhookId={id}
          openKey={search.open}
          keys={(deliveries.data?.items ?? []).map((row) => row.id)}
          zone={zone}
          onTurn={(open) => change({ open })}
          onChanged={refresh}
          onClose={() => change({ open: undefined })}
        />
      )}
    </>
  );
}

function useColumns(zone: string, onOpen: (id: string) => void): readonly Column<Delivery>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    () => [
      {
        id: 'event',
        header: t('webhooks.event.label'),
        isHead: true,
        cell: ({ id, type }) => (
          <button type="button" className="tb-link" {...opensRow(id)} onClick={() => onOpen(id)}>
            {eventText(type, t)}
          </button>
        ),
      },
      {
        id: 'happened',
        header: t('webhooks.happened'),
        cell: ({ happenedAt }) => <time dateTime={happenedAt}>{timeText(happenedAt, zone, language)}</time>,
      },
      { id: 'state', header: t('webhooks.stateLabel'), cell: ({ state }) => <StateTag state={state} /> },
      {
        id: 'answer',
        header: t('webhooks.answer'),
        cell: ({ lastStatus, lastError, attempts }) =>
          lastStatus ?? (lastError === '' ? (attempts === 0 ? '–' : t('webhooks.underWay')) : lastError),
      },
      { id: 'attempts', header: t('webhooks.attempts'), isNumeric: true, cell: ({ attempts }) => attempts },
      {
        id: 'next',
        header: t('webhooks.next'),
        cell: ({ nextAttemptAt }) =>
          nextAttemptAt === null ? (
            '–'
          ) : (
            <time dateTime={nextAttemptAt}>{timeText(nextAttemptAt, zone, language)}</time>
          ),
      },
    ],
    [t, language, zone, onOpen],
  );
}
