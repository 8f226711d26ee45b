/** Who has credit of the reader, whoever uses most of it first. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, Pager, type Column } from '../../../ui/data-table.tsx';
import { figureText, isNegative, placesOf } from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { creditQuery, type CreditOfAccount } from './api.ts';

const NO_ROWS: readonly CreditOfAccount[] = [];

export function ExposurePage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = useSearch({ from: '/signed-in/exposure' });
  const navigate = useNavigate({ from: '/exposure' });
  const credit = useQuery(creditQuery(search));
  const rows = credit.isError ? NO_ROWS : (credit.data?.items ?? NO_ROWS);
  const amountOf = (
    id: 'creditGiven' | 'creditUsed' | 'held' | 'available',
    header: string,
  ): Column<CreditOfAccount> => {
    const places = placesOf(rows.map((row) => row[id]));
    return {
      id,
      header,
      isNumeric: true,
      cell: ({ [id]: amount, currency }) => (
        <span data-negative={isNegative(amount) || undefined}>
          {figureText(amount, currency, language, places)}
        </span>
      ),
    };
  };
  const title = t('traffic.exposure.credit');
  return (
    <>
      <div className="tb-page-head">
        <h1>{search.currency === undefined ? title : `${title} · ${search.currency}`}</h1>
      </div>
      <p className="tb-list-help">{t('traffic.exposure.creditHelp')}</p>
      {credit.isError && <ProblemAlert error={credit.error} onRetry={() => void credit.refetch()} />}
      {credit.isSuccess && rows.length === 0 ? (
        <EmptyState title={t('traffic.exposure.none')}>{t('traffic.exposure.noneText')}</EmptyState>
      ) : (
        <DataTable
          label={title}
          rows={rows}
          rowKey={({ accountId }) => accountId}
          isLoading={credit.isPending}
          columns={[
            {
              id: 'account',
              header: t('traffic.account'),
              isHead: true,
              cell: ({ accountId, accountName }) => (
                <Link to="/accounts/$id" params={{ id: accountId }} search={{ tab: 'statement' }}>
                  <bdi>{accountName}</bdi>
                </Link>
              ),
            },
            amountOf('creditGiven', t('traffic.exposure.creditGiven')),
            amountOf('creditUsed', t('traffic.exposure.creditUsed')),
            amountOf('held', t('traffic.exposure.heldNow')),
            amountOf('available', t('traffic.exposure.available')),
          ]}
        />
      )}
      <Pager
        hasFirst={search.cursor !== undefined}
        next={credit.data?.nextCursor ?? null}
        onFirst={() => void navigate({ search: ({ currency }) => (currency ? { currency } : {}) })}
        onNext={(cursor) => void navigate({ search: (now) => ({ ...now, cursor }) })}
      />
    </>
  );
}
