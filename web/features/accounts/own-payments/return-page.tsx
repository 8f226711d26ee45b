/** Where the page of the gateway sends people back to: what became of their payment. */
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { isZero, moneyText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Loading } from '../../../ui/loading.tsx';
import { NotShown } from '../../../ui/not-shown.tsx';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { accountQuery } from '../../accounts/api.ts';
import { cardPaymentQuery, type CardPayment } from './api.ts';

/** Most are credited at the first or second look. */
const LOOK_MS = 2000;
/** Longer than this nobody looks at a page that does not change. */
const WAIT_MS = 90_000;

export function ReturnPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/signed-in/payments/$id' });
  const { cancelled } = useSearch({ from: '/signed-in/payments/$id' });
  const [since, setSince] = useState(() => Date.now());
  const payment = useQuery({
    ...cardPaymentQuery(id),
    refetchInterval: ({ state: { data, dataUpdatedAt } }) =>
      data !== undefined && data.state !== 'open' ? false : dataUpdatedAt - since > WAIT_MS ? false : LOOK_MS,
  });
  if (payment.isPending) return <Loading height={220} />;
  if (payment.isError && payment.data === undefined) return <NotShown query={payment} />;
  const { data, dataUpdatedAt } = payment;
  return (
    <>
      <div className="tb-page-head">
        <h1>{t('payByCard.back.title')}</h1>
      </div>
      <section className="tb-panel">
        <div className="tb-panel-body tb-payment" aria-live="polite">
          {data.state === 'paid' ? (
            <Paid payment={data} />
          ) : (
            <Unpaid
              payment={data}
              isCancelled={cancelled !== undefined}
              isLate={dataUpdatedAt - since > WAIT_MS}
              onLook={() => {
                setSince(Date.now());
                void payment.refetch();
              }}
            />
          )}
        </div>
      </section>
    </>
  );
}

function Paid({ payment }: Readonly<{ payment: CardPayment }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const queryClient = useQueryClient();
  const { account: payer, receipt, document, method, currency, refunded } = payment;
  const account = useQuery(accountQuery(payer.id));
  // What was looked up before the money came.
  useEffect(() => {
    for (const key of ['accounts', 'portal', 'documents'])
      void queryClient.invalidateQueries({ queryKey: [key] });
  }, [queryClient, payment.id]);
  const money = (amount: string) => moneyText(amount, currency, language);
  const wallet = account.data?.wallet ?? null;
  const toDocument = ({ id, number }: { id: string; number: string }) => (
    <Link to="/accounts/$id" params={{ id: payer.id }} search={{ tab: 'documents', doc: id }}>
      <span className="tb-mono">{number}</span>
    </Link>
  );
  return (
    <>
      <p className="tb-payment-state" data-tone="good">
        <Icon name="check" size={22} />{' '}
        <strong>{t('payByCard.back.paid', { amount: money(payment.amount) })}</strong>
      </p>
      <Facts>
        {wallet !== null && (
          <Fact name={t('payByCard.back.available')}>
            <strong>{moneyText(wallet.available, wallet.currency, language)}</strong>
          </Fact>
        )}
        {method !== null && (
          <Fact name={t('payByCard.back.card')}>
            <span className="tb-mono">{method}</span>
          </Fact>
        )}
        {receipt !== null && <Fact name={t('payByCard.back.receipt')}>{toDocument(receipt)}</Fact>}
        {document !== null && <Fact name={t('payByCard.back.invoice')}>{toDocument(document)}</Fact>}
        {!isZero(refunded) && <Fact name={t('payByCard.back.refunded')}>{money(refunded)}</Fact>}
      </Facts>
      <Home payment={payment} />
    </>
  );
}

type UnpaidProps = Readonly<{
  payment: CardPayment;
  /** The holder went back from the page of the gateway. */
  isCancelled: boolean;
  isLate: boolean;
  onLook: () => void;
}>;

function Unpaid({ payment, isCancelled, isLate, onLook }: UnpaidProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { state, amount, currency, failure } = payment;
  const word = state !== 'open' ? state : isCancelled ? 'cancelled' : isLate ? 'late' : 'waiting';
  const isWaiting = word === 'waiting' || word === 'late' || word === 'held';
  return (
    <>
      <p className="tb-payment-state" data-tone={isWaiting ? 'mute' : 'warn'}>
        <Icon name={isWaiting ? 'refresh' : 'warning'} size={22} />{' '}
        <strong>
          {t(`payByCard.back.state.${word}`, { amount: moneyText(amount, currency, language) })}
        </strong>
      </p>
      <p>{t(`payByCard.back.text.${word}`)}</p>
      {failure !== null && (
        <p className="tb-field-help">
          {t('payByCard.back.code')} <span className="tb-mono">{failure}</span>
        </p>
      )}
      {word === 'late' && (
        <div className="tb-row-actions tb-card-actions">
          <Button onClick={onLook}>{t('payByCard.back.look')}</Button>
        </div>
      )}
      <Home payment={payment} />
    </>
  );
}

/** An invoice is paid again from the invoice, money paid in again from the start page. */
function Home({ payment: { account, document, state } }: Readonly<{ payment: CardPayment }>) {
  const { t } = useTranslation();
  const isAgain = document !== null && state !== 'paid';
  return (
    <p>
      <Link
        to="/accounts/$id"
        params={{ id: account.id }}
        search={isAgain ? { tab: 'documents', doc: document.id } : {}}
      >
        {t(isAgain ? 'payByCard.back.toInvoice' : 'payByCard.back.home')}
      </Link>
    </p>
  );
}
