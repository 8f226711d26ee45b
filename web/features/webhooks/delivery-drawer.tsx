/** A delivery: what is sent, and what was answered each time. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { post } from '../../api/client.ts';
import { useWrite } from '../../api/use-write.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Allowed } from '../../ui/allowed.tsx';
import { timeText } from '../../ui/format.ts';
import { Loading } from '../../ui/loading.tsx';
import { Fact, Facts } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { RowDrawer } from '../../ui/row-drawer.tsx';
import { toast } from '../../ui/toast.ts';
import { deliveryQuery, type DeliveryDetail } from './api.ts';
import { eventText } from './event-words.ts';
import { StateTag } from './health.tsx';

type Props = Readonly<{
  webhookId: string;
  openKey: string;
  keys: readonly string[];
  zone: string;
  onTurn: (key: string) => void;
  onChanged: () => Promise<unknown>;
  onClose: () => void;
}>;

export function DeliveryDrawer({ webhookId, openKey, keys, zone, onTurn, onChanged, onClose }: Props) {
  const { t } = useTranslation();
  const delivery = useQuery(deliveryQuery(webhookId, openKey));
  const { data } = delivery;
  return (
    <RowDrawer
      title={data === undefined ? t('webhooks.delivery') : eventText(data.type, t)}
      keys={keys}
      openKey={openKey}
      onTurn={onTurn}
      onClose={onClose}
    >
      {delivery.isError && <ProblemAlert error={delivery.error} onRetry={() => void delivery.refetch()} />}
      {delivery.isPending && <Loading height={220} />}
      {data !== undefined && (
        <Details delivery={data} webhookId={webhookId} zone={zone} onChanged={onChanged} />
      )}
    </RowDrawer>
  );
}

function Details({
  delivery,
  webhookId,
  zone,
  onChanged,
}: Readonly<{
  delivery: DeliveryDetail;
  webhookId: string;
  zone: string;
  onChanged: () => Promise<unknown>;
}>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const time = (at: string) => <time dateTime={at}>{timeText(at, zone, language)}</time>;
  const again = useWrite({
    mutationFn: () => post(`/webhooks/${webhookId}/deliveries/${delivery.id}/send-again`, undefined),
    onSuccess: async () => {
      toast(t('webhooks.sentAgain', { count: 1 }));
      await onChanged();
    },
  });
  const { state, type, happenedAt, nextAttemptAt, body, log, eventId } = delivery;
  return (
    <>
      {again.isError && <ProblemAlert error={again.error} />}
      <Facts>
        <Fact name={t('webhooks.stateLabel')}>
          <StateTag state={state} />
        </Fact>
        <Fact name={t('webhooks.event.label')}>
          <bdi className="tb-mono">{type}</bdi>
        </Fact>
        <Fact name={t('webhooks.happened')}>{time(happenedAt)}</Fact>
        {nextAttemptAt !== null && <Fact name={t('webhooks.next')}>{time(nextAttemptAt)}</Fact>}
        <Fact name="webhook-id">
          <bdi className="tb-mono">{eventId}</bdi>
        </Fact>
      </Facts>
      <Allowed to="webhooks:edit">
        <p className="tb-delivery-again">
          <Button variant="default" size="xs" loading={again.isPending} onClick={() => again.mutate()}>
            {t('webhooks.againOne')}
          </Button>
        </p>
      </Allowed>
      <h3 className="tb-delivery-head">{t('webhooks.sent')}</h3>
      {body === null ? (
        <p className="tb-field-help">{t('webhooks.bodyGone')}</p>
      ) : (
        <pre className="tb-example" dir="ltr" tabIndex={0} aria-label={t('webhooks.sent')}>
          {JSON.stringify(body, null, 2)}
        </pre>
      )}
      <h3 className="tb-delivery-head">{t('webhooks.attempts')}</h3>
      {log.length === 0 && <p className="tb-field-help">{t('webhooks.noAttempts')}</p>}
      <ol className="tb-attempts">
        {log.map(({ beganAt, durationMs, status, error, answer }) => (
          <li key={beganAt}>
            <strong>{status ?? (error === '' ? t('webhooks.underWay') : t('webhooks.noAnswer'))}</strong>{' '}
            {time(beganAt)}
            {durationMs !== null && ` · ${t('webhooks.took', { ms: durationMs })}`}
            {error !== '' && <p className="tb-reason">{error}</p>}
            {answer !== '' && (
              <pre className="tb-example" dir="auto" tabIndex={0} aria-label={t('webhooks.answer')}>
                {answer}
              </pre>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
