/** Adds or changes a webhook. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EVENT_TYPES, EVENTS_OF_OPERATOR, type EventType } from '../../../src/domain/events/catalogue.ts';
import { CONCURRENCY } from '../../../src/domain/webhooks/delivery.ts';
import { patch, post } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { RecordBody, RecordField } from '../../ui/record/record.ts';
import { wordOf } from './event-words.ts';
import type { Webhook, WebhookMade } from './api.ts';

type Props = Readonly<{
  /** Null = a new one. */
  webhook: Webhook | null;
  onSaved: (saved: Webhook | WebhookMade) => unknown;
  onClose: () => void;
}>;

export function WebhookForm({ webhook, onSaved, onClose }: Props) {
  const { t } = useTranslation();
  const may = useMay();
  const isOperators = may('carriers:read');
  const fields = useMemo(
    (): readonly RecordField[] => [
      { name: 'url', input: 'text', isRequired: true, isMono: true, isWide: true, inputMode: 'url' },
      { name: 'description', input: 'text', isWide: true },
      {
        name: 'wants',
        input: 'choice',
        isWide: true,
        options: (['all', 'chosen'] as const).map((value) => ({
          value,
          label: t(`webhooks.wants.${value}`),
        })),
      },
      {
        name: 'types',
        input: 'several',
        isWide: true,
        isShown: ({ wants }) => wants === 'chosen',
        options: EVENT_TYPES.filter((type) => isOperators || !EVENTS_OF_OPERATOR.has(type)).map((type) => ({
          value: type,
          label: wordOf(type, t),
        })),
      },
      { name: 'concurrency', input: 'whole', isWide: true },
    ],
    [t, isOperators],
  );
  const title = t(webhook === null ? 'webhooks.add' : 'webhooks.edit');
  const record: RecordBody =
    webhook === null
      ? { wants: 'all', types: [], concurrency: CONCURRENCY }
      : { ...webhook, wants: webhook.types === null ? 'all' : 'chosen', types: webhook.types ?? [] };
  return (
    <FormDialog
      title={title}
      submit={webhook === null ? t('webhooks.add') : t('record.save')}
      words="webhooks.field"
      zone="UTC"
      fields={fields}
      record={record}
      schema={async () => {
        const { createWebhook } = await import('../../../src/schemas/events/webhooks.ts');
        return { safeParse: (body) => createWebhook.safeParse(sentOf(body as RecordBody)) };
      }}
      save={(body, idempotencyKey) =>
        webhook === null
          ? post<WebhookMade>('/webhooks', sentOf(body), { idempotencyKey })
          : patch<Webhook>(`/webhooks/${webhook.id}`, sentOf(body))
      }
      onSaved={onSaved}
      onClose={onClose}
    />
  );
}

/** Of all events also those that later versions bring. */
function sentOf({ wants, types, ...rest }: RecordBody): RecordBody {
  return { ...rest, types: wants === 'chosen' ? (types as readonly EventType[]) : null };
}
