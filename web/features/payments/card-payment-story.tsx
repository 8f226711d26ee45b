/** A card payment at length: who got what of it, what its bank did, and what went back. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { trimmed } from '../../../src/domain/money.ts';
import { useMay } from '../../api/may.ts';
import { useLanguage } from '../../app/use-language.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { addAmounts, figureText, isZero, moneyText, negated, timeText, zoneText } from '../../ui/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { Fact, Facts } from '../../ui/panel.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';
import type { CardPayment } from './api.ts';
import { PaymentState, Purpose, Receipt } from './card-payment-text.tsx';
import { RefundDialog } from './refund-dialog.tsx';

type Level = CardPayment['levels'][number];

const REFUND_TONES: Readonly<Record<CardPayment['refunds'][number]['state'], Tone>> = {
  asked: 'warn',
  done: 'good',
  failed: 'bad',
};
const DISPUTE_TONES: Readonly<Record<CardPayment['disputes'][number]['state'], Tone>> = {
  asked: 'warn',
  withdrawn: 'bad',
  reinstated: 'good',
};

type Props = Readonly<{
  payment: CardPayment;
  zone: string;
  /** A dialog lies above. */
  onCovered: (isCovered: boolean) => void;
}>;

export function CardPaymentStory({ payment, zone, onCovered }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const [isRefunding, setRefunding] = useState(false);
  const { account, amount, currency, method, state, left, gatewayFee, refunds, disputes, levels } = payment;
  const money = (text: string) => moneyText(text, currency, language);
  const time = (at: string) => <time dateTime={at}>{timeText(at, zone, language)}</time>;
  const cover = (isOpen: boolean) => {
    setRefunding(isOpen);
    onCovered(isOpen);
  };
  return (
    <div className="tb-story">
      <p className="tb-story-head">
        <strong>{money(amount)}</strong> <PaymentState state={state} />
      </p>
      {payment.heldReason !== null && <Held reason={payment.heldReason} />}
      {may('card_payments:refund') && !isZero(left) && (
        <div className="tb-row-actions">
          <Button size="xs" variant="default" onClick={() => cover(true)}>
            {t('cardStaff.refund.act')}
          </Button>
        </div>
      )}
      <Facts>
        <Fact name={t('cardStaff.account')}>
          <Link to="/accounts/$id" params={{ id: account.id }} search={{}}>
            <bdi>{account.name}</bdi>
          </Link>{' '}
          <span className="tb-mono">{account.number}</span>
        </Fact>
        <Fact name={t('cardStaff.purpose')}>
          <Purpose {...payment} />
        </Fact>
        <Fact name={t('cardStaff.card')}>
          {method === null ? t('cardStaff.noCard') : <bdi className="tb-card-label">{method}</bdi>}
        </Fact>
        <Fact name={t('cardStaff.time')}>{time(payment.createdAt)}</Fact>
        {payment.paidAt !== null && <Fact name={t('cardStaff.paidAt')}>{time(payment.paidAt)}</Fact>}
        {payment.failure !== null && (
          <Fact name={t('cardStaff.failure')}>
            <span className="tb-mono">{payment.failure}</span>
          </Fact>
        )}
        {payment.receipt !== null && (
          <Fact name={t('cardStaff.receipt')}>
            <Receipt {...payment} />
          </Fact>
        )}
        {state === 'paid' && <Fact name={t('cardStaff.left')}>{money(left)}</Fact>}
        {levels.length > 0 && (
          <Fact name={t('cardStaff.gatewayFee')}>
            {gatewayFee === null
              ? t('cardStaff.notKnown')
              : moneyText(gatewayFee.amount, gatewayFee.currency, language)}
          </Fact>
        )}
      </Facts>
      <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(zone, language) })}</p>
      {levels.length > 0 && <Levels levels={levels} currency={currency} />}
      {disputes.length > 0 && (
        <>
          <h3>{t('cardStaff.disputes.title')}</h3>
          <ul className="tb-plain-list">
            {disputes.map((dispute) => (
              <li key={`${dispute.openedAt} ${dispute.amount}`}>
                <strong>{money(dispute.amount)}</strong>{' '}
                <Tag tone={DISPUTE_TONES[dispute.state]}>
                  {t(`cardStaff.disputes.state.${dispute.state}`)}
                </Tag>{' '}
                {time(dispute.openedAt)}
                <small className="tb-reason">
                  {t('cardStaff.disputes.reason', { reason: dispute.reason })}
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
      {refunds.length > 0 && (
        <>
          <h3>{t('cardStaff.refunds.title')}</h3>
          <ul className="tb-plain-list">
            {refunds.map((refund) => (
              <li key={refund.id}>
                <strong>{money(refund.amount)}</strong>{' '}
                <Tag tone={REFUND_TONES[refund.state]}>{t(`cardStaff.refunds.state.${refund.state}`)}</Tag>{' '}
                {time(refund.createdAt)}
                {refund.isMadeAtGateway && (
                  <small className="tb-reason">{t('cardStaff.refunds.atGateway')}</small>
                )}
                {refund.note !== '' && (
                  <small className="tb-reason">
                    <bdi>{refund.note}</bdi>
                  </small>
                )}
                {refund.failure !== null && <small className="tb-reason tb-mono">{refund.failure}</small>}
              </li>
            ))}
          </ul>
        </>
      )}
      {isRefunding && <RefundDialog payment={payment} onClose={() => cover(false)} />}
    </div>
  );
}

function Held({ reason }: Readonly<{ reason: string }>) {
  const { t } = useTranslation();
  return (
    <div className="tb-notice" data-tone="bad" role="alert">
      <Icon name="warning" />
      <div>
        <p>{t('cardStaff.held.one', { reason: t(`problem.${reason}`, { defaultValue: reason }) })}</p>
      </div>
    </div>
  );
}

function Levels({ levels, currency: paidIn }: Readonly<{ levels: readonly Level[]; currency: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const figure = (id: 'amount' | 'fee' | 'keeps', of: (level: Level) => string): Column<Level> => ({
    id,
    header: t(`cardStaff.levels.${id}`),
    isNumeric: true,
    amountOf: of,
    cell: (level, places) => figureText(of(level), level.currency, language, places),
  });
  const columns: readonly Column<Level>[] = [
    {
      id: 'account',
      header: t('cardStaff.levels.account'),
      isHead: true,
      cell: ({ number, exchangeRate, currency }) => (
        <>
          <span className="tb-mono">{number}</span>
          {exchangeRate !== null && (
            <small className="tb-reason">
              {t('cardStaff.levels.rate', { from: paidIn, rate: trimmed(exchangeRate), to: currency })}
            </small>
          )}
        </>
      ),
    },
    figure('amount', ({ amount }) => amount),
    figure('fee', ({ fee }) => fee),
    figure('keeps', ({ amount, fee }) => addAmounts(amount, negated(fee))),
  ];
  return (
    <>
      <h3>{t('cardStaff.levels.title')}</h3>
      <DataTable
        label={t('cardStaff.levels.title')}
        columns={columns}
        rows={levels}
        rowKey={({ number }) => number}
      />
    </>
  );
}
