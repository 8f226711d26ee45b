import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { parseMoney } from '../../../../src/domain/money.ts';
import { post } from '../../../api/client.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { addAmounts, isNegative, moneyText, negated } from '../../../ui/format.ts';
import { FormDialog } from '../../../ui/record/form-dialog.tsx';
import type { RecordBody, RecordField, RecordValues, Schema } from '../../../ui/record/record.ts';
import { toast } from '../../../ui/toast.ts';
import type { Account, PendingPayment, PostedTransfer, Wallet } from '../api.ts';
import { usePaymentPreview } from './use-payment-preview.ts';

const KINDS = ['refund', 'credit', 'debit'] as const;
const METHODS = ['cash', 'bank_transfer', 'other'] as const;

/** Pays money back, or corrects the balance. Says in numbers what will happen; pressing twice posts once. */
export function CorrectDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { wallet } = account;
  if (wallet === null) return null;
  const fields: readonly RecordField[] = [
    {
      name: 'kind',
      input: 'choice',
      isRequired: true,
      isWide: true,
      options: KINDS.map((value) => ({ value, label: t(`correction.kinds.${value}`) })),
    },
    { name: 'amount', input: 'decimal', isRequired: true, unit: wallet.currency },
    {
      name: 'method',
      input: 'choice',
      isRequired: true,
      options: METHODS.map((value) => ({ value, label: t(`topUp.methods.${value}`) })),
      isShown: ({ kind }) => kind === 'refund',
    },
    { name: 'note', input: 'text', isRequired: true, isWide: true },
  ];
  const send = ({ kind, ...rest }: RecordBody, idempotencyKey: string) =>
    kind === 'refund'
      ? post<PostedTransfer | PendingPayment>(
          `/accounts/${account.id}/payments`,
          { ...rest, direction: 'refund' },
          { idempotencyKey },
        )
      : post<PostedTransfer | PendingPayment>(
          `/accounts/${account.id}/adjustments`,
          { ...rest, direction: kind },
          { idempotencyKey },
        );
  return (
    <FormDialog
      title={t('correction.title', { name: account.displayName })}
      submit={t('correction.submit')}
      words="correction.field"
      zone="UTC"
      fields={fields}
      record={{ kind: 'refund', method: 'cash' }}
      schema={async () => {
        const { correctionForm } = await import('../../../../src/schemas/ledger/money.ts');
        return amountFirst(correctionForm(wallet.currency), t('topUp.amountWrong'));
      }}
      save={send}
      onSaved={async (answer) => {
        const name = account.displayName;
        if ('wallet' in answer) {
          const { balance, currency } = answer.wallet;
          toast(t('correction.done', { name, balance: moneyText(balance, currency, language) }));
        } else {
          const amount = moneyText(answer.amount, answer.currency, language);
          toast(t('topUp.waiting', { amount, name }));
        }
        onClose();
        await queryClient.invalidateQueries({ queryKey: ['pending-payments'] });
        await queryClient.invalidateQueries({ queryKey: ['accounts'] });
      }}
      onClose={onClose}
      below={({ values }) => <Preview accountId={account.id} wallet={wallet} values={values} />}
    />
  );
}

/** Whatever is no amount is said in the words of topping up. */
function amountFirst(form: Schema, message: string): Schema {
  return {
    safeParse: (body) => {
      const { amount } = body as RecordBody;
      if (parseMoney(String(amount)) !== null) return form.safeParse(body);
      const others = form.safeParse(body).error?.issues.filter(({ path }) => path[0] !== 'amount') ?? [];
      return { error: { issues: [{ path: ['amount'], message }, ...others] } };
    },
  };
}

/** The sum that the posting makes, and what it means for the account. */
const KIND_OF = { refund: 'refund', credit: 'staff_credit', debit: 'staff_debit' } as const;

type PreviewProps = Readonly<{ accountId: string; wallet: Wallet; values: RecordValues }>;

function Preview({ accountId, wallet, values }: PreviewProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { kind, amount } = values;
  const asked = KINDS.find((each) => each === kind);
  const preview = usePaymentPreview(accountId, {
    kind: asked === undefined ? '' : KIND_OF[asked],
    amount: typeof amount === 'string' ? amount : '',
  });
  const isKnown = typeof amount === 'string' && (parseMoney(amount) ?? 0n) > 0n;
  if (!isKnown || kind === '') {
    return (
      <p className="tb-preview" data-empty role="status">
        {t('correction.previewEmpty')}
      </p>
    );
  }
  const text = (value: string) => moneyText(value, wallet.currency, language);
  const change = kind === 'credit' ? amount : negated(amount);
  const available = addAmounts(wallet.available, change);
  return (
    <p className="tb-preview" role="status">
      {t('correction.preview', {
        before: text(wallet.balance),
        sign: kind === 'credit' ? '+' : '−',
        amount: text(amount),
        after: text(addAmounts(wallet.balance, change)),
        available: text(available),
      })}
      {kind !== 'credit' && isNegative(available) && (
        <> {t(kind === 'refund' ? 'correction.tooMuch' : 'correction.belowLimit')}</>
      )}
      {preview?.waits === true && <> {t('topUp.waits')}</>}
    </p>
  );
}
