/** By whom cards are charged: its keys, what resellers pay for it, and how much may be paid at once. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { CURRENCIES } from '../../../src/domain/money.ts';
import type { testedGateway } from '../../../src/schemas/payments/card-payments.ts';
import { post, put } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { gatewayQuery, type PaymentGateway } from '../../api/payment-gateway.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useLanguage } from '../../app/use-language.ts';
import { CopyButton } from '../../ui/copy.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Fact, Facts, Panel } from '../../ui/panel.tsx';
import { currencyOptions } from '../../ui/places.ts';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import type { RecordField } from '../../ui/record/record.ts';
import { useRecordForm } from '../../ui/record/use-record-form.ts';
import { Tag } from '../../ui/tag.tsx';
import { toast } from '../../ui/toast.ts';
import { SETTINGS_TIMELINE } from './api.ts';
import { SettingsForm } from './settings-form.tsx';

const URL = '/payment-gateways/stripe';
const STATUSES = ['active', 'inactive'] as const;
const STEPS = ['key', 'webhook', 'save', 'test', 'permission'] as const;

export function PaymentGatewayPanel() {
  const { t } = useTranslation();
  const gateway = useQuery(gatewayQuery);
  // What was typed as a key goes with the save, also where nothing else of the answer differs.
  const [saves, setSaves] = useState(0);
  const { data } = gateway;
  const state = data?.isSetUp === true ? data.status : 'off';
  return (
    <div id="payment-gateway">
      <Panel
        title={t('cardStaff.gateway.title')}
        aside={
          data !== undefined && (
            <Tag tone={state === 'active' ? 'good' : state === 'off' ? 'warn' : 'mute'}>
              {t(`cardStaff.gateway.state.${state}`)}
            </Tag>
          )
        }
      >
        <p className="tb-list-help">{t('cardStaff.gateway.help')}</p>
        {gateway.isError && <ProblemAlert error={gateway.error} onRetry={() => void gateway.refetch()} />}
        {gateway.isPending && <Loading height={320} />}
        {data !== undefined && (
          <>
            {!data.isSetUp && <Steps />}
            <Webhook gateway={data} />
            {/* What was saved is where the next change begins. */}
            <GatewayForm
              key={`${saves} ${JSON.stringify(data)}`}
              gateway={data}
              onSaved={() => setSaves((before) => before + 1)}
            />
          </>
        )}
      </Panel>
    </div>
  );
}

function Steps() {
  const { t } = useTranslation();
  return (
    <section aria-label={t('cardStaff.gateway.steps.title')}>
      <h3>{t('cardStaff.gateway.steps.title')}</h3>
      <ol className="tb-numbered">
        {STEPS.map((step) => (
          <li key={step}>{t(`cardStaff.gateway.steps.${step}`)}</li>
        ))}
      </ol>
    </section>
  );
}

function Webhook({ gateway: { webhookUrl, webhookEvents } }: Readonly<{ gateway: PaymentGateway }>) {
  const { t } = useTranslation();
  return (
    <>
      <Facts>
        <Fact name={t('cardStaff.gateway.webhookUrl')}>
          <span className="tb-mono">{webhookUrl}</span>{' '}
          <CopyButton value={webhookUrl} what={t('cardStaff.gateway.webhookUrl')} />
        </Fact>
      </Facts>
      <details className="tb-webhook-events">
        <summary>{t('cardStaff.gateway.webhookEvents', { count: webhookEvents.length })}</summary>
        <ul className="tb-plain-list">
          {webhookEvents.map((event) => (
            <li key={event} className="tb-mono">
              {event}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function GatewayForm({ gateway, onSaved }: Readonly<{ gateway: PaymentGateway; onSaved: () => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const queryClient = useQueryClient();
  const testing = useMutation({
    mutationFn: () => post<z.output<typeof testedGateway>>(`${URL}/test`, undefined),
  });
  const { hasSecretKey, hasWebhookSecret } = gateway;
  const fields = useMemo((): readonly RecordField[] => {
    const secret = (name: string, isKept: boolean): RecordField => ({
      name,
      input: 'secret',
      empty: 'omitted',
      none: t(isKept ? 'cardStaff.gateway.kept' : 'cardStaff.gateway.notSet'),
    });
    return [
      {
        name: 'status',
        input: 'choice',
        options: STATUSES.map((value) => ({ value, label: t(`cardStaff.gateway.status.${value}`) })),
      },
      { name: 'currency', input: 'choice', options: currencyOptions(CURRENCIES, language) },
      secret('secretKey', hasSecretKey),
      secret('webhookSecret', hasWebhookSecret),
      { name: 'feePercent', input: 'decimal', isRequired: true, unit: '%' },
      { name: 'fee', input: 'decimal', isRequired: true },
      { name: 'amountMin', input: 'decimal', isRequired: true },
      { name: 'amountMax', input: 'decimal', isRequired: true },
    ];
  }, [t, language, hasSecretKey, hasWebhookSecret]);
  const form = useRecordForm({
    fields,
    words: 'cardStaff.gateway.field',
    record: gateway,
    zone: 'UTC',
    schema: async () => (await import('../../../src/schemas/payments/card-payments.ts')).savePaymentGateway,
    save: (body) => put<PaymentGateway>(URL, body),
    onSaved: async (saved) => {
      queryClient.setQueryData(gatewayQuery.queryKey, saved);
      onSaved();
      toast(t('record.saved'));
      await queryClient.invalidateQueries(SETTINGS_TIMELINE);
    },
  });
  return (
    <>
      <SettingsForm
        title={t('cardStaff.gateway.title')}
        form={form}
        needs={['payment_gateways:edit']}
        actions={
          hasSecretKey &&
          hasWebhookSecret &&
          !form.isDirty && (
            <Button variant="default" loading={testing.isPending} onClick={() => testing.mutate()}>
              {t('cardStaff.gateway.test')}
            </Button>
          )
        }
      />
      {may('payment_gateways:edit') && !form.isDirty && (
        <>
          {testing.isError && <Refused error={testing.error} />}
          {testing.data !== undefined && (
            <div className="tb-notice" role="status">
              <Icon name="check" />
              <div>
                <p>
                  <strong>{t('cardStaff.gateway.tested', { name: testing.data.name })}</strong>{' '}
                  {t(testing.data.isLive ? 'cardStaff.gateway.live' : 'cardStaff.gateway.notLive')}
                </p>
              </div>
            </div>
          )}
        </>
      )}
    </>
  );
}

/** In the gateway's own words, which say more than our sentence for all of them. */
function Refused({ error }: Readonly<{ error: Error }>) {
  if (!(error instanceof ApiProblem) || error.code !== 'payment_gateway_refused')
    return <ProblemAlert error={error} />;
  return (
    <div className="tb-notice" data-tone="bad" role="alert">
      <Icon name="warning" />
      <div>
        <p>
          <bdi>{error.message}</bdi>
        </p>
      </div>
    </div>
  );
}
