/** Changes how many an account has, and the prices that are its own. */
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { patch } from '../../../api/client.ts';
import type { Subscription } from '../../../ui/products/api.ts';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import type { RecordField } from '../../../ui/record/record.ts';
import { toast } from '../../../ui/toast.ts';
import { refreshAfter } from './api.ts';

export function ChangeDialog({
  subscription,
  zone,
  onClose,
}: Readonly<{ subscription: Subscription; zone: string; onClose: () => void }>) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { id, product, inProductCurrency, did, packageName, mayPrice, hasOwnPrices, quantity } = subscription;
  // Own prices are in the currency of the product, which may be another than the account's.
  const own = hasOwnPrices ? inProductCurrency : null;
  const unit = inProductCurrency?.currency ?? '';
  const fields = useMemo(() => {
    // What has a number or free minutes is one thing.
    const isSingle = did !== null || packageName !== null;
    const all: readonly (RecordField | false)[] = [
      !isSingle && { name: 'quantity', input: 'whole', isRequired: true },
      mayPrice && { name: 'fee', input: 'decimal', empty: 'null', unit },
      mayPrice && !isSingle && { name: 'setup', input: 'decimal', empty: 'null', unit },
    ];
    return all.filter((field) => field !== false);
  }, [did, packageName, mayPrice, unit]);
  return (
    <FormDialog
      title={t('subscriptions.change.title', { what: product.name })}
      submit={t('record.save')}
      words="subscriptions.field"
      fields={fields}
      record={{ quantity, setup: own?.setup ?? '', fee: own?.fee ?? '' }}
      zone={zone}
      schema={async () =>
        (await import('../../../../src/schemas/products/subscriptions.ts')).changeSubscription
      }
      isChange
      save={(body) => patch<Subscription>(`/subscriptions/${id}`, body)}
      onSaved={async () => {
        toast(t('record.saved'));
        onClose();
        await refreshAfter(queryClient);
      }}
      onClose={onClose}
      below={() => <p className="tb-field-help">{t('subscriptions.change.help')}</p>}
    />
  );
}
