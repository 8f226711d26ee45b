/** Pays what waits for money, at once. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText } from '../../../ui/format.ts';
import type { Subscription } from '../../../ui/products/api.ts';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { toast } from '../../../ui/toast.ts';
import { newIdempotencyKey } from '../form/form-values.ts';
import { refreshAfter } from './api.ts';

export function PayDialog({
  subscription,
  onClose,
}: Readonly<{ subscription: Subscription; onClose: () => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const { product, renewal, currency } = subscription;
  const what = product.name;
  return (
    <ConfirmDialog
      title={t('subscriptions.act.payWhat', { what })}
      text={
        renewal === null
          ? t('subscriptions.payTextUnpriced', { what })
          : t('subscriptions.payText', { what, amount: moneyText(renewal, currency, language) })
      }
      submit={t('subscriptions.act.pay')}
      act={() => post(`/subscriptions/${subscription.id}/pay`, {}, { idempotencyKey })}
      onDone={async () => {
        toast(t('subscriptions.paid', { what }));
        onClose();
        await refreshAfter(queryClient);
      }}
      onClose={onClose}
    />
  );
}
