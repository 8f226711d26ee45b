/** Webhooks of the operator or a reseller: who is told what happens, and whether it arrives. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../api/actor.ts';
import { useLanguage } from '../../app/use-language.ts';
import { Allowed } from '../../ui/allowed.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { zoneText } from '../../ui/format.ts';
import { EmptyState } from '../../ui/panel.tsx';
import { ProblemAlert } from '../../ui/problem-alert.tsx';
import { webhooksQuery, type Webhook, type WebhookMade } from './api.ts';
import { Health } from './health.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { WebhookForm } from './webhook-form.tsx';

export function WebhooksPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { data: actor } = useQuery(actorQuery);
  const zone = actor?.timezone ?? 'UTC';
  const webhooks = useQuery(webhooksQuery);
  const [isAdding, setAdding] = useState(false);
  const [made, setMade] = useState<WebhookMade | null>(null);
  const columns = useColumns(zone);
  const items = webhooks.data?.items ?? [];
  const add = (
    <Allowed to="webhooks:edit">
      <Button onClick={() => setAdding(true)}>{t('webhooks.add')}</Button>
    </Allowed>
  );
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('webhooks.title')}</h1>
        {items.length > 0 && add}
      </div>
      <p className="tb-list-help">
        {t('webhooks.help')} <a href="/api/v1/docs">{t('webhooks.docs')}</a>
      </p>
      {webhooks.isError && <ProblemAlert error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      {webhooks.isSuccess && items.length === 0 ? (
        <EmptyState title={t('webhooks.empty')} action={add}>
          {t('webhooks.emptyText')}
        </EmptyState>
      ) : (
        <>
          <DataTable
            label={t('webhooks.title')}
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
            isLoading={webhooks.isPending}
          />
          <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
        </>
      )}
      {isAdding && (
        <WebhookForm
          webhook={null}
          onSaved={async (saved) => {
            setAdding(false);
            setMade(saved as WebhookMade);
            await queryClient.invalidateQueries(webhooksQuery);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {made !== null && made.secret !== null && (
        <SecretDialog secret={made.secret} until={null} zone={zone} onClose={() => setMade(null)} />
      )}
    </>
  );
}

function useColumns(zone: string): readonly Column<Webhook>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'url',
        header: t('webhooks.field.url.label'),
        isHead: true,
        cell: ({ id, url, description }) => (
          <>
            <Link to="/webhooks/$id" params={{ id }} search={{}} className="tb-row-link">
              <bdi>{url}</bdi>
            </Link>
            {description !== '' && (
              <small className="tb-reason">
                <bdi>{description}</bdi>
              </small>
            )}
          </>
        ),
      },
      {
        id: 'types',
        header: t('webhooks.field.types.label'),
        cell: ({ types }) =>
          types === null ? t('webhooks.wants.all') : t('webhooks.types', { count: types.length }),
      },
      {
        id: 'health',
        header: t('webhooks.health'),
        cell: (webhook) => <Health webhook={webhook} zone={zone} />,
      },
      { id: 'queued', header: t('webhooks.queued'), isNumeric: true, cell: ({ queued }) => queued },
      { id: 'failed', header: t('webhooks.failedCount'), isNumeric: true, cell: ({ failed }) => failed },
    ],
    [t, zone],
  );
}
