/** Everything that was charged and given back for one subscription, on all levels that one sees, with the documents of it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { dayText, negated, signedFigureText, timeText } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { Subscription } from '../../../ui/products/api.ts';
import type { Account } from '../api.ts';
import { CHARGES_SHOWN, chargesQuery, type ProductCharge } from './api.ts';

type Props = Readonly<{ subscription: Subscription; account: Account; onClose: () => void }>;

export function ChargesDialog({ subscription, account, onClose }: Props) {
  const { t } = useTranslation();
  const charges = useQuery(chargesQuery(subscription.id));
  const items = charges.data?.items ?? [];
  const columns = useColumns(
    account,
    items.some(({ level, isCommission }) => level > 0 || isCommission),
  );
  const title = t('subscriptions.charges.title', { what: subscription.product.name });
  return (
    <Dialog onClose={onClose} title={title} size="xl">
      {charges.isError && <ProblemAlert error={charges.error} onRetry={() => void charges.refetch()} />}
      {charges.isSuccess && items.length === 0 ? (
        <EmptyState title={t('subscriptions.charges.empty')} />
      ) : (
        <DataTable
          label={title}
          columns={columns}
          rows={items}
          rowKey={keyOf}
          isLoading={charges.isPending}
        />
      )}
      {typeof charges.data?.nextCursor === 'string' && (
        <p className="tb-list-help">{t('subscriptions.charges.more', { count: CHARGES_SHOWN })}</p>
      )}
    </Dialog>
  );
}

/** What was charged is there once: for a party, a part and a beginning. */
function keyOf({ part, from, level, account, isCommission, chargedAt }: ProductCharge): string {
  return [part, from, level, account.id, isCommission, chargedAt].join(' ');
}

/** What the party got has a plus, what it paid a minus: as on its statement. */
function signedAmount({ part, isCommission, amount }: ProductCharge): string {
  const isGot = (part === 'credit') !== isCommission;
  return isGot ? amount : negated(amount);
}

function useColumns(account: Account, hasOthers: boolean): readonly Column<ProductCharge>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const { timezone } = account.profile;
  return useMemo(() => {
    const day = (at: string) => dayText(at, timezone, language);
    const lastDay = (to: string) => day(new Date(Date.parse(to) - 1).toISOString());
    const what = ({ part, from, to }: ProductCharge) => {
      if (part === 'setup') return t('subscriptions.charges.setup');
      if (to === null) return t('subscriptions.charges.feeOnce');
      return t(`subscriptions.charges.${part}`, { from: day(from), to: lastDay(to) });
    };
    const columns: readonly (Column<ProductCharge> | false)[] = [
      {
        id: 'at',
        header: t('subscriptions.charges.at'),
        isHead: true,
        cell: ({ chargedAt }) => timeText(chargedAt, timezone, language),
      },
      {
        id: 'what',
        header: t('subscriptions.charges.what'),
        cell: (row) => (
          <>
            {row.quantity > 1 && `${t('subscriptions.charges.quantity', { quantity: row.quantity })} `}
            {what(row)}
            {row.isAddition && <small className="tb-reason">{t('subscriptions.charges.addition')}</small>}
          </>
        ),
      },
      hasOthers && {
        id: 'who',
        header: t('subscriptions.charges.who'),
        cell: (row) => (
          <>
            <span className="tb-mono">{row.account.number}</span>
            {row.isCommission && <small className="tb-reason">{t('subscriptions.charges.commission')}</small>}
          </>
        ),
      },
      {
        id: 'amount',
        header: t('subscriptions.charges.amount'),
        isNumeric: true,
        amountOf: signedAmount,
        cell: (row, places) => signedFigureText(signedAmount(row), row.currency, language, places),
      },
      {
        id: 'document',
        header: t('subscriptions.charges.document'),
        cell: ({ document, account: payer }) =>
          document === null ? (
            <span className="tb-none">{t('subscriptions.charges.waits')}</span>
          ) : (
            <Link
              to="/accounts/$id"
              params={{ id: payer.id }}
              search={{ tab: 'documents', doc: document.id }}
              className="tb-mono"
            >
              {document.number}
            </Link>
          ),
      },
    ];
    return columns.filter((column) => column !== false);
  }, [t, language, timezone, hasOthers]);
}
