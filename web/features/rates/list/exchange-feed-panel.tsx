/** Where exchange rates are fetched, whether that works, and fetching them now. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { useMay } from '../../../api/may.ts';
import { useWrite } from '../../../api/use-write.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { dateText, timeText } from '../../../ui/format.ts';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { exchangeFeedQuery, type ExchangeFeed } from '../api.ts';

export function ExchangeFeedPanel({ zone }: Readonly<{ zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const mayFetch = useMay()('exchange_rates:edit');
  const queryClient = useQueryClient();
  const feed = useQuery(exchangeFeedQuery);
  const fetching = useWrite({
    mutationFn: () => post<ExchangeFeed>('/exchange-feed/fetch', undefined),
    onSuccess: async (answer) => {
      queryClient.setQueryData(exchangeFeedQuery.queryKey, answer);
      await queryClient.invalidateQueries({ queryKey: ['exchange-rates'] });
    },
  });
  if (feed.isError) return <ProblemAlert error={feed.error} onRetry={() => void feed.refetch()} />;
  if (feed.data === undefined) return null;
  const { url, succeededAt, ratesOf, failure } = feed.data;
  const aside = url !== null && mayFetch && (
    <Button size="xs" variant="default" loading={fetching.isPending} onClick={() => fetching.mutate()}>
      {t('rates.exchange.fetchNow')}
    </Button>
  );
  return (
    <Panel title={t('rates.exchange.feed')} aside={aside}>
      {fetching.isError && <ProblemAlert error={fetching.error} />}
      {url === null ? (
        <p className="tb-list-help">
          {t('rates.exchange.noFeed')}{' '}
          <Link to="/settings" search={{}}>
            {t('rates.exchange.toSettings')}
          </Link>
        </p>
      ) : (
        <div className="tb-record">
          <Facts>
            <Fact name={t('rates.exchange.feedUrl')}>
              <bdi className="tb-mono">{url}</bdi>
            </Fact>
            <Fact name={t('rates.exchange.feedState')}>
              {failure === null ? (
                <Tag tone={succeededAt === null ? 'mute' : 'good'}>
                  {t(succeededAt === null ? 'rates.exchange.notYet' : 'rates.exchange.works')}
                </Tag>
              ) : (
                <>
                  <Tag tone="bad">{t('rates.exchange.fails')}</Tag> <bdi>{failure}</bdi>
                </>
              )}
            </Fact>
            <Fact name={t('rates.exchange.lastSuccess')}>
              {succeededAt === null ? t('common.never') : timeText(succeededAt, zone, language)}
            </Fact>
            <Fact name={t('rates.exchange.ratesOf')}>
              {ratesOf === null ? t('common.never') : dateText(ratesOf, language)}
            </Fact>
          </Facts>
        </div>
      )}
    </Panel>
  );
}
