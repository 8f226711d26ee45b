/** Redeems a coupon for an account. */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { post } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText } from '../../../ui/format.ts';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import { toast } from '../../../ui/toast.ts';
import type { Account, PostedTransfer } from '../api.ts';

export function RedeemDialog({ account, onClose }: { account: Pick<Account, 'id'>; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  return (
    <FormDialog
      title={t('redeem.title')}
      submit={t('redeem.submit')}
      words="redeem.field"
      zone="UTC"
      record={{}}
      fields={[{ name: 'code', input: 'text', isRequired: true, isMono: true, isWide: true }]}
      schema={async () => (await import('../../../../src/schemas/coupons/coupons.ts')).redeemCoupon}
      save={(body, idempotencyKey) =>
        post<PostedTransfer>(`/accounts/${account.id}/coupons/redeem`, body, { idempotencyKey })
      }
      onSaved={async ({ transfer, wallet }) => {
        toast(
          t('redeem.done', {
            amount: moneyText(transfer.amount, transfer.currency, language),
            balance: moneyText(wallet.balance, wallet.currency, language),
          }),
        );
        onClose();
        await queryClient.invalidateQueries({ queryKey: ['accounts'] });
        await queryClient.invalidateQueries({ queryKey: ['portal'] });
      }}
      onClose={onClose}
    />
  );
}
