/** What the reader may lose by those who buy from it: each number opens the calls or accounts that it is made of. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { figureText, placesOf } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { exposureQuery, type ExposureOf } from './api.ts';

export function Exposure() {
  const { t } = useTranslation();
  const language = useLanguage();
  const exposure = useQuery(exposureQuery);
  if (exposure.isError)
    return <ProblemAlert error={exposure.error} onRetry={() => void exposure.refetch()} />;
  const rows = exposure.data?.currencies ?? [];
  if (rows.length === 0) return null;
  const count = new Intl.NumberFormat(language);
  const amountOf = (id: 'held' | 'most' | 'creditGiven' | 'creditUsed'): Column<ExposureOf> => {
    const places = placesOf(rows.map((row) => row[id]));
    const isOfCalls = id === 'held' || id === 'most';
    return {
      id,
      header: t(`traffic.exposure.${id}`),
      isNumeric: true,
      cell: ({ [id]: amount, currency, calls, creditAccounts }) => {
        if (amount === null) return '–';
        const text = figureText(amount, currency, language, places);
        if ((isOfCalls ? calls : creditAccounts) === 0) return text;
        return isOfCalls ? (
          <Link className="tb-number-link" to="/live" search={{ sort: '-cost' }}>
            {text}
          </Link>
        ) : (
          <Link className="tb-number-link" to="/exposure" search={{ currency }}>
            {text}
          </Link>
        );
      },
    };
  };
  const title = t('traffic.exposure.title');
  return (
    <Panel title={title}>
      <DataTable
        label={title}
        rows={rows}
        rowKey={({ currency }) => currency}
        columns={[
          {
            id: 'currency',
            header: t('traffic.exposure.currency'),
            isHead: true,
            cell: ({ currency }) => currency,
          },
          {
            id: 'calls',
            header: t('usage.liveCalls'),
            isNumeric: true,
            cell: ({ calls }) =>
              calls === 0 ? (
                '0'
              ) : (
                <Link className="tb-number-link" to="/live" search={{}}>
                  {count.format(calls)}
                </Link>
              ),
          },
          amountOf('held'),
          amountOf('most'),
          amountOf('creditGiven'),
          amountOf('creditUsed'),
        ]}
      />
      <p className="tb-field-help">{t('traffic.exposure.help')}</p>
    </Panel>
  );
}
