/** Says how many payments by hand wait, and leads to them; nothing where none does. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { pendingPaymentCount } from '../../src/schemas/ledger/pending-payments.ts';
import { get } from '../api/client.ts';
import { useLanguage } from '../app/use-language.ts';
import { Icon } from './icons.tsx';

const countQuery = queryOptions({
  queryKey: ['pending-payments', 'count'],
  queryFn: ({ signal }) => get<z.output<typeof pendingPaymentCount>>('/pending-payments/count', { signal }),
});

export function WaitingPayments() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery(countQuery);
  if (data === undefined || data.waiting === 0) return null;
  const rows = new Intl.NumberFormat(language).format(data.waiting);
  return (
    <p className="tb-summary-note" data-tone="warn">
      <Icon name="warning" size={16} />{' '}
      <Link to="/pending-payments" search={{}}>
        {t('shell.paymentsWait', { count: data.waiting, rows })}
      </Link>
    </p>
  );
}
