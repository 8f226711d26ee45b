/** Gives all or a part of a card payment back, and says before who gives back how much. */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RATE_DIGITS } from '../../../src/domain/exchange.ts';
import { currencyDigits, formatMoney, parseDecimal, parseMoney, trimmed } from '../../../src/domain/money.ts';
import { mistakeOfCardAmount, partOfLevelMicros } from '../../../src/domain/payments/card-payment.ts';
import { post } from '../../api/client.ts';
import { useLanguage } from '../../app/use-language.ts';
import { moneyText } from '../../ui/format.ts';
import { FormDialog } from '../../ui/record/form-dialog.tsx';
import type { Schema } from '../../ui/record/record.ts';
import { toast } from '../../ui/toast.ts';
import type { CardPayment } from './api.ts';

type Props = Readonly<{ payment: CardPayment; onClose: () => void }>;

export function RefundDialog({ payment, onClose }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { currency, left, method } = payment;
  const money = (amount: string) => moneyText(amount, currency, language);
  return (
    <FormDialog
      title={t('cardStaff.refund.title', { card: method ?? t('cardStaff.refund.theCard') })}
      submit={t('cardStaff.refund.act')}
      words="cardStaff.refund.field"
      zone="UTC"
      record={{ amount: trimmed(left, currencyDigits(currency)), note: '' }}
      fields={[
        {
          name: 'amount',
          input: 'decimal',
          isRequired: true,
          unit: currency,
          help: t('cardStaff.refund.field.amount.help', { amount: money(left) }),
        },
        { name: 'note', input: 'text', isWide: true, empty: 'omitted' },
      ]}
      schema={async () =>
        withBounds(
          (await import('../../../src/schemas/payments/card-payments.ts')).refundCardPayment,
          payment,
        )
      }
      save={(body, idempotencyKey) =>
        post<CardPayment>(`/card-payments/${payment.id}/refunds`, body, { idempotencyKey })
      }
      onSaved={async (after) => {
        const last = after.refunds.at(-1);
        if (last !== undefined)
          toast(
            t(last.state === 'asked' ? 'cardStaff.refund.asked' : 'cardStaff.refund.done', {
              amount: money(last.amount),
            }),
          );
        onClose();
        await queryClient.invalidateQueries({ queryKey: ['card-payments'] });
        await queryClient.invalidateQueries({ queryKey: ['accounts'] });
      }}
      onClose={onClose}
      below={(form) => <Parts payment={payment} amount={String(form.values.amount ?? '')} />}
    />
  );
}

/** What the schema cannot know: the digits of the currency, and what is left. */
function withBounds(schema: Schema, { currency, left }: CardPayment): Schema {
  return {
    safeParse: (body) => {
      const { error } = schema.safeParse(body);
      if (error !== undefined) return { error };
      const micros = parseMoney(String((body as Readonly<{ amount?: string }>).amount ?? ''));
      const isTooMuch = micros !== null && micros > (parseMoney(left) ?? 0n);
      const message =
        micros === null
          ? null
          : (mistakeOfCardAmount(micros, currency) ??
            (isTooMuch ? 'So much is not left of this payment.' : null));
      return message === null ? {} : { error: { issues: [{ path: ['amount'], message }] } };
    },
  };
}

/** The server reckons the same: each level converts its part at the rate at which it got its own. */
function Parts({ payment, amount }: Readonly<{ payment: CardPayment; amount: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const micros = parseMoney(amount.trim());
  if (micros === null || micros <= 0n || payment.levels.length === 0) return null;
  return (
    <div className="tb-field-help" role="status">
      <p>{t('cardStaff.refund.gives')}</p>
      <ul className="tb-plain-list">
        {payment.levels.map(({ number, currency, exchangeRate }) => {
          const exchangeRateE10 = exchangeRate === null ? null : parseDecimal(exchangeRate, RATE_DIGITS);
          const part = formatMoney(partOfLevelMicros(micros, { exchangeRateE10, currency }));
          return (
            <li key={number}>
              {t('cardStaff.refund.part', { amount: moneyText(part, currency, language), number })}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
