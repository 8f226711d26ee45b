import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { exchangeText } from '../../../ui/exchange-text.ts';
import type { Statement } from '../api.ts';

type Movement = Statement['items'][number];

/** Why money moved, in the reader's language; the sentence about a call leads to the call. */
type Props = Readonly<{
  accountId: string;
  movement: Movement;
  /** Of the account; left out: another currency is not told. */
  currency?: string;
}>;

export function Why({ accountId, movement, currency }: Props) {
  const { t } = useTranslation();
  const sentence = sentenceOf(movement, t, new Intl.NumberFormat(useLanguage()));
  const language = useLanguage();
  const { note, exchange } = movement.reason;
  const text = (
    <bdi>
      {sentence}
      {exchange !== null && currency !== undefined && (
        <>
          {' '}
          (<bdi>{exchangeText(exchange, currency, language)}</bdi>)
        </>
      )}
      {note !== '' && (
        <>
          : <bdi>{note}</bdi>
        </>
      )}
    </bdi>
  );
  if (movement.sessionId === null) return text;
  return (
    <Link to="/accounts/$id" params={{ id: accountId }} search={{ tab: 'calls', call: movement.sessionId }}>
      {text}
    </Link>
  );
}

/** Without what somebody noted. */
export function sentenceOf(
  { kind, reason }: Pick<Movement, 'kind' | 'reason'>,
  t: TFunction,
  figures: Intl.NumberFormat,
): string {
  const { code, method, accountNumber, destinationNumber, isAccess, billedSeconds, freeSeconds } = reason;
  switch (code) {
    case 'payment':
    case 'refund':
      return t(`statement.reason.${code}.${method ?? 'other'}`);
    case 'transfer_in':
    case 'transfer_out':
      // The reader does not see the other account.
      if (accountNumber === null) return t(`statement.reason.${code}_unseen`);
      return t(`statement.reason.${code}`, { number: accountNumber });
    case 'staff_credit':
    case 'staff_debit':
    case 'tax':
    case 'rounding':
    case 'credit_note':
    case 'product_charge':
    case 'product_owed':
    case 'product_credit':
    case 'product_commission':
    case 'product_commission_correction':
    case 'chargeback':
    case 'gateway_fee':
      return t(`statement.reason.${code}`);
    case 'call_charge':
    case 'call_overrun':
    case 'call_correction':
    case 'commission':
    case 'commission_correction': {
      const call =
        destinationNumber === null
          ? t('statement.reason.call')
          : t(isAccess ? 'statement.reason.callToAccess' : 'statement.reason.callTo', {
              number: destinationNumber,
            });
      if (code !== 'call_charge') return t(`statement.reason.${code}`, { call });
      if (billedSeconds === null) return call;
      const seconds = figures.format(billedSeconds);
      if (freeSeconds === null || freeSeconds === 0)
        return t('statement.reason.call_charge', { call, seconds });
      return t('statement.reason.call_charge_free', { call, seconds, free: figures.format(freeSeconds) });
    }
    case 'other':
      return kind;
  }
}
