/** Sends everything again that failed, or everything of a time. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../api/client.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../ui/record/record.ts';

type Props = Readonly<{
  url: string;
  zone: string;
  onSent: (count: number) => unknown;
  onClose: () => void;
}>;

export function AgainDialog({ url, zone, onSent, onClose }: Props) {
  const { t } = useTranslation();
  const fields = useMemo(
    (): readonly RecordField[] => [
      { name: 'from', input: 'instant', empty: 'omitted' },
      { name: 'to', input: 'instant', empty: 'omitted' },
      { name: 'hasDelivered', input: 'check', isWide: true },
    ],
    [],
  );
  return (
    <FormDialog
      title={t('webhooks.again')}
      submit={t('webhooks.again')}
      words="webhooks.field"
      zone={zone}
      fields={fields}
      record={{ hasDelivered: false }}
      schema={async () => (await import('../../../src/schemas/events/webhooks.ts')).sendManyAgain}
      save={(body) => post<{ queued: number }>(`${url}/send-again`, body)}
      onSaved={({ queued }) => onSent(queued)}
      onClose={onClose}
    />
  );
}
