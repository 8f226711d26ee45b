/** States and purposes of card payments in words. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/may.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import type { CardPaymentRow } from './api.ts';

const TONES: Readonly<Record<CardPaymentRow['state'], Tone>> = {
  open: 'mute',
  paid: 'good',
  held: 'bad',
  failed: 'warn',
  expired: 'mute',
};

export function PaymentState({ state }: Pick<CardPaymentRow, 'state'>) {
  const { t } = useTranslation();
  return <Tag tone={TONES[state]}>{t(`cardStaff.state.${state}`)}</Tag>;
}

/** What it is for; an invoice opens. */
export function Purpose({
  purpose,
  document,
  account,
}: Pick<CardPaymentRow, 'purpose' | 'document' | 'account'>) {
  const { t } = useTranslation();
  if (document === null) return t(`cardStaff.purposes.${purpose}`);
  return (
    <DocumentLink id={document.id} account={account.id}>
      {t('cardStaff.invoice', { number: document.number })}
    </DocumentLink>
  );
}

export function Receipt({ receipt, account }: Pick<CardPaymentRow, 'receipt' | 'account'>) {
  if (receipt === null) return <span className="tb-absent">–</span>;
  return (
    <DocumentLink id={receipt.id} account={account.id}>
      <span className="tb-mono">{receipt.number}</span>
    </DocumentLink>
  );
}

function DocumentLink({
  id,
  account,
  children,
}: Readonly<{ id: string; account: string; children: React.ReactNode }>) {
  const may = useMay();
  if (!may('documents:read')) return children;
  return (
    <Link to="/documents" search={{ account, doc: id }}>
      {children}
    </Link>
  );
}
