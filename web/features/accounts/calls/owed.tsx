/** What is owed of the reader's invoices, and what of it is overdue: each number opens its invoices. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { addAmounts, figureText, isZero, negated, placesOf } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { ageingQuery, type Ageing } from '../billing/api.ts';

type Total = Ageing['totals'][number];

const overdueOf = ({ owed, ages }: Total) => addAmounts(owed, negated(ages.not_due));

/** Nothing for whom nobody owes anything. */
export function Owed() {
  const { t } = useTranslation();
  const language = useLanguage();
  const ageing = useQuery(ageingQuery({}));
  if (ageing.isError) return <ProblemAlert error={ageing.error} onRetry={() => void ageing.refetch()} />;
  const rows = ageing.data?.totals ?? [];
  if (rows.length === 0) return null;
  const places = placesOf(rows.flatMap((row) => [row.owed, overdueOf(row)]));
  const title = t('billing.state.owed');
  const amount = (id: string, header: string, of: (row: Total) => string, state: 'open' | 'overdue') => ({
    id,
    header,
    isNumeric: true,
    cell: (row: Total) => {
      const text = figureText(of(row), row.currency, language, places);
      if (isZero(of(row))) return text;
      return (
        <Link
          className="tb-number-link"
          to="/documents"
          search={{ state, currency: row.currency, issuer: 'own' }}
        >
          {text}
        </Link>
      );
    },
  });
  return (
    <Panel
      title={title}
      aside={
        <Link to="/ageing" search={{}}>
          {t('billing.ageing.title')}
        </Link>
      }
    >
      <DataTable
        label={title}
        rows={rows}
        rowKey={({ currency }) => currency}
        columns={[
          { id: 'currency', header: t('billing.currency'), isHead: true, cell: ({ currency }) => currency },
          {
            id: 'accounts',
            header: t('shell.accounts'),
            isNumeric: true,
            cell: ({ accounts }) => new Intl.NumberFormat(language).format(accounts),
          },
          amount('owed', t('billing.ageing.owed'), ({ owed }) => owed, 'open'),
          amount('overdue', t('billing.state.overdue'), overdueOf, 'overdue'),
        ]}
      />
    </Panel>
  );
}
