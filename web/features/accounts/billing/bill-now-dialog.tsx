import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { newIdempotencyKey } from '../../../api/idempotency-key.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { isNegative, moneyText } from '../../../ui/format.ts';
import { ConfirmDialog } from '../../../ui/record/confirm-dialog.tsx';
import { toast } from '../../../ui/toast.ts';
import type { Account } from '../api.ts';
import { accountBillingQuery, type Issued } from './api.ts';

type Props = Readonly<{
  account: Account;
  onDone: (issued: readonly Issued[]) => void;
  onClose: () => void;
}>;

/** Bills what was charged until now; the billing day stays where it is. */
export function BillNowDialog({ account, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const { data: billing } = useQuery(accountBillingQuery(account.id));
  const { accountType } = account.billing;
  const isKnown = billing !== undefined && !isNegative(billing.unbilled);
  const amount = isKnown ? moneyText(billing.unbilled, billing.currency, language) : '';
  return (
    <ConfirmDialog
      title={t('billing.now.of', { name: account.displayName })}
      text={t(isKnown ? `billing.now.text.${accountType}` : 'billing.now.textOfAny', { amount })}
      submit={t('billing.now.title')}
      act={() => post<{ items: Issued[] }>(`/accounts/${account.id}/bill`, undefined, { idempotencyKey })}
      onDone={async ({ items }) => {
        toast(t('billing.now.done', { numbers: items.map(({ number }) => number).join(', ') }));
        await queryClient.invalidateQueries({ queryKey: ['documents'] });
        await queryClient.invalidateQueries({ queryKey: ['accounts'] });
        onDone(items);
      }}
      onClose={onClose}
    />
  );
}
