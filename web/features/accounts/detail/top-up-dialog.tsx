import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CURRENCIES, mistakeOfDigits, parseMoney } from '../../../../src/domain/money.ts';
import { post } from '../../../api/client.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { useWrite } from '../../../api/use-write.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DecimalInput } from '../../../ui/decimal-input.tsx';
import { addAmounts, moneyText } from '../../../ui/format.ts';
import { currencyOptions } from '../../../ui/places.ts';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { toast } from '../../../ui/toast.ts';
import { fieldText } from '../../../ui/problem-text.ts';
import type { Account, PendingPayment, PostedTransfer, Wallet } from '../api.ts';
import { usePaymentPreview } from './use-payment-preview.ts';
import { newIdempotencyKey } from '../form/form-values.ts';
import { Dialog } from '../../../ui/dialog.tsx';

const METHODS = ['cash', 'bank_transfer', 'other'] as const;

/** Money received by hand. Says in numbers what will happen; pressing twice pays once. */
export function TopUpDialog({
  account,
  wallet,
  onClose,
}: {
  account: Account;
  wallet: Wallet;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [amount, setAmount] = useState('');
  const [currency, setCurrency] = useState(wallet.currency);
  const [method, setMethod] = useState<string>('cash');
  const [note, setNote] = useState('');
  const [wasSubmitted, setSubmitted] = useState(false);
  const amountRef = useRef<HTMLInputElement>(null);
  const micros = parseMoney(amount);
  const tooFine = micros === null ? null : mistakeOfDigits(micros, currency);
  const isPayable = micros !== null && micros > 0n && tooFine === null;
  const mistake = tooFine === null ? t('topUp.amountWrong') : fieldText(tooFine);
  const text = (value: string) => moneyText(value, wallet.currency, language);
  const isForeign = currency !== wallet.currency;
  const asked = { kind: 'payment', amount, ...(isForeign && { currency }) };
  const preview = usePaymentPreview(account.id, asked);
  const credited = isForeign ? (preview?.amount ?? null) : amount;
  const waits = isPayable && preview?.waits === true;
  const currencies = useMemo(() => currencyOptions(CURRENCIES, language), [language]);
  const paying = useWrite({
    mutationFn: () =>
      post<PostedTransfer | PendingPayment>(
        `/accounts/${account.id}/payments`,
        { amount, ...(isForeign && { currency }), method, ...(note.trim() === '' ? {} : { note }) },
        { idempotencyKey },
      ),
    onSuccess: async (answer) => {
      const name = account.displayName;
      toast(
        'transfer' in answer
          ? t('topUp.done', { amount: text(answer.transfer.amount), name })
          : t('topUp.waiting', { amount: moneyText(answer.amount, answer.currency, language), name }),
      );
      onClose();
      await queryClient.invalidateQueries({ queryKey: ['pending-payments'] });
      await queryClient.invalidateQueries({ queryKey: ['accounts'] });
    },
  });
  const refused = (field: string) => {
    const errors = paying.error instanceof ApiProblem ? paying.error.errors : [];
    const message = errors.find((each) => each.field === field)?.message;
    return message === undefined ? undefined : fieldText(message);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (!isPayable) amountRef.current?.focus();
    else if (!paying.isPending) paying.mutate();
  };
  return (
    <Dialog onClose={onClose} title={t('topUp.titleOf', { name: account.displayName })}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {paying.isError && <ProblemAlert error={paying.error} />}
          <DecimalInput
            ref={amountRef}
            data-autofocus
            label={t('topUp.amount')}
            rightSection={<span className="tb-unit">{currency}</span>}
            rightSectionWidth={52}
            value={amount}
            onChange={setAmount}
            error={(wasSubmitted && !isPayable && mistake) || refused('amount')}
          />
          <Select
            label={t('topUp.currency')}
            description={t('topUp.currencyHelp', { currency: wallet.currency })}
            searchable
            allowDeselect={false}
            data={currencies as { value: string; label: string }[]}
            value={currency}
            onChange={(value) => setCurrency(value ?? wallet.currency)}
            error={refused('currency')}
          />
          <Select
            label={t('topUp.method')}
            data={METHODS.map((value) => ({ value, label: t(`topUp.methods.${value}`) }))}
            value={method}
            onChange={(value) => setMethod(value ?? 'cash')}
          />
          <TextInput
            label={t('topUp.note')}
            description={t('topUp.noteHelp')}
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            error={refused('note')}
          />
          <p className="tb-preview" data-empty={!isPayable || undefined} role="status">
            {isPayable && credited !== null
              ? t('topUp.preview', {
                  amount: text(credited),
                  before: text(wallet.balance),
                  after: text(addAmounts(wallet.balance, credited)),
                  available: text(addAmounts(wallet.available, credited)),
                })
              : isPayable && preview !== undefined
                ? t('topUp.noRate', { from: currency, to: wallet.currency })
                : t('topUp.previewEmpty')}
            {isPayable && isForeign && typeof preview?.rate === 'string' && (
              <>
                {' '}
                <bdi>
                  1 {currency} = {preview.rate} {wallet.currency}
                </bdi>
              </>
            )}
            {waits && <> {t('topUp.waits')}</>}
          </p>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={paying.isPending}>
              {isPayable
                ? t('topUp.submitOf', { amount: moneyText(amount, currency, language) })
                : t('topUp.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
