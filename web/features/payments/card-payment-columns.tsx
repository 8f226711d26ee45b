/** The columns of the list of card payments. */
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/use-language.ts';
import type { Column } from '../../ui/data-table.tsx';
import { figureText, isZero, moneyText, timeText } from '../../ui/format.ts';
import { opensRow } from '../../ui/row-drawer.tsx';
import type { CardPaymentRow } from './api.ts';
import { PaymentState, Purpose, Receipt } from './card-payment-text.tsx';

export function useCardPaymentColumns(
  zone: string,
  onOpen: (id: string) => void,
): readonly Column<CardPaymentRow>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(
    (): readonly Column<CardPaymentRow>[] => [
      {
        id: 'time',
        header: t('cardStaff.time'),
        isHead: true,
        cell: ({ id, createdAt }) => (
          <button
            type="button"
            className="tb-link"
            aria-haspopup="dialog"
            {...opensRow(id)}
            onClick={() => onOpen(id)}
          >
            <time dateTime={createdAt}>{timeText(createdAt, zone, language)}</time>
          </button>
        ),
      },
      {
        id: 'account',
        header: t('cardStaff.account'),
        cell: ({ account }) => (
          <>
            <Link to="/accounts/$id" params={{ id: account.id }} search={{}}>
              <bdi>{account.name}</bdi>
            </Link>
            <small className="tb-reason tb-mono">{account.number}</small>
          </>
        ),
      },
      {
        id: 'amount',
        header: t('cardStaff.amount'),
        isNumeric: true,
        amountOf: ({ amount }) => amount,
        cell: ({ amount, currency }, places) => (
          <strong>{figureText(amount, currency, language, places)}</strong>
        ),
      },
      {
        id: 'card',
        header: t('cardStaff.card'),
        cell: ({ method }) =>
          method === null ? (
            <span className="tb-absent">–</span>
          ) : (
            <bdi className="tb-card-label">{method}</bdi>
          ),
      },
      {
        id: 'state',
        header: t('cardStaff.states'),
        cell: ({ state, refunded, disputed, currency, failure }) => (
          <>
            <PaymentState state={state} />
            {!isZero(refunded) && (
              <small className="tb-reason">
                {t('cardStaff.refundedOf', { amount: moneyText(refunded, currency, language) })}
              </small>
            )}
            {!isZero(disputed) && (
              <small className="tb-reason">
                {t('cardStaff.disputedOf', { amount: moneyText(disputed, currency, language) })}
              </small>
            )}
            {failure !== null && <small className="tb-reason tb-mono">{failure}</small>}
          </>
        ),
      },
      { id: 'purpose', header: t('cardStaff.purpose'), cell: (row) => <Purpose {...row} /> },
      { id: 'receipt', header: t('cardStaff.receipt'), cell: (row) => <Receipt {...row} /> },
    ],
    [t, language, zone, onOpen],
  );
}
