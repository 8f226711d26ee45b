import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, Pager, type Column } from '../../../ui/data-table.tsx';
import {
  addAmounts,
  dayAfter,
  figureText,
  isNegative,
  moneyText,
  negated,
  signedFigureText,
  startOfDay,
  timeText,
  zoneText,
} from '../../../ui/format.ts';
import { EmptyState } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { statementQuery, type Account, type Statement } from '../api.ts';
import { Why } from './why.tsx';

type Movement = Statement['items'][number];
const NO_ROWS: readonly Movement[] = [];

/** Opening + movements = closing, and why each line is there. Days are the account's own. */
export function StatementTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const { timezone } = account.profile;
  const { from, to, cursor } = useSearch({ from: '/signed-in/accounts/$id' });
  const navigate = useNavigate({ from: '/accounts/$id' });
  const statement = useQuery(
    statementQuery(account.id, {
      ...(from === undefined ? {} : { from: startOfDay(from, timezone) }),
      ...(to === undefined ? {} : { to: startOfDay(dayAfter(to), timezone) }),
      ...(cursor === undefined ? {} : { cursor }),
    }),
  );
  const set = (change: { from?: string; to?: string; cursor?: string }) =>
    void navigate({ search: { tab: 'statement', ...given({ from, to, ...change }) }, replace: true });
  const currency = statement.data?.currency ?? 'EUR';
  const columns = useMovementColumns(account.id, currency, timezone, language);
  const items = statement.data?.items ?? NO_ROWS;
  return (
    <>
      <div className="tb-filters" data-labelled>
        <TextInput
          type="date"
          size="xs"
          label={t('statement.from')}
          value={from ?? ''}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          size="xs"
          label={t('statement.to')}
          value={to ?? ''}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
        {(from !== undefined || to !== undefined) && (
          <Button variant="default" size="xs" onClick={() => set({ from: '', to: '' })}>
            {t('statement.whole')}
          </Button>
        )}
        {actor && actor.kind !== 'customer' && actor.permissions.includes('money:read') && (
          <Button
            variant="default"
            size="xs"
            renderRoot={(props) => <Link {...props} to="/card-payments" search={{ account: account.id }} />}
          >
            {t('shell.cardPayments')}
          </Button>
        )}
        <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(timezone, language) })}</p>
      </div>
      {statement.isError && <ProblemAlert error={statement.error} onRetry={() => void statement.refetch()} />}
      {statement.data !== undefined && <Sum statement={statement.data} />}
      {statement.isSuccess && items.length === 0 ? (
        <EmptyState title={t('statement.empty')}>{t('statement.emptyText')}</EmptyState>
      ) : (
        <DataTable
          label={t('account.tab.statement')}
          columns={columns}
          rows={items}
          rowKey={(row) => row.id}
          isLoading={statement.isPending}
        />
      )}
      <Pager
        hasFirst={cursor !== undefined}
        next={statement.data?.nextCursor ?? null}
        onFirst={() => set({})}
        onNext={(next) => set({ cursor: next })}
      />
    </>
  );
}

function Sum({ statement }: { statement: Statement }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { opening, closing, currency } = statement;
  const movements = addAmounts(closing, negated(opening));
  const sign = isNegative(movements) ? '−' : '+';
  const size = isNegative(movements) ? negated(movements) : movements;
  return (
    <p className="tb-sum">
      <span>
        <small>{t('statement.opening')}</small> {moneyText(opening, currency, language)}
      </span>
      <b aria-hidden="true">{sign}</b>
      <span>
        <small>{t('statement.movements')}</small> {moneyText(size, currency, language)}
      </span>
      <b aria-hidden="true">=</b>
      <span>
        <small>{t('statement.closing')}</small> <strong>{moneyText(closing, currency, language)}</strong>
      </span>
    </p>
  );
}

function useMovementColumns(
  accountId: string,
  currency: string,
  timezone: string,
  language: string,
): readonly Column<Movement>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'why',
        header: t('statement.why'),
        isHead: true,
        cell: (row) => <Why accountId={accountId} movement={row} currency={currency} />,
      },
      {
        id: 'at',
        header: t('statement.at'),
        cell: (row) => <time dateTime={row.at}>{timeText(row.at, timezone, language)}</time>,
      },
      {
        id: 'document',
        header: t('statement.document'),
        cell: ({ document }) =>
          document === null ? (
            <span className="tb-absent">–</span>
          ) : (
            <Link
              className="tb-mono"
              to="/accounts/$id"
              params={{ id: accountId }}
              search={{ tab: 'documents', doc: document.id }}
            >
              {document.number}
            </Link>
          ),
      },
      {
        id: 'amount',
        header: t('statement.amount'),
        isNumeric: true,
        amountOf: (row) => row.amount,
        cell: (row, places) => (
          <span data-negative={isNegative(row.amount) || undefined}>
            {signedFigureText(row.amount, currency, language, places)}
          </span>
        ),
      },
      {
        id: 'balance',
        header: t('statement.balanceAfter'),
        isNumeric: true,
        amountOf: (row) => row.balanceAfter,
        cell: (row, places) => figureText(row.balanceAfter, currency, language, places),
      },
    ],
    [t, accountId, currency, timezone, language],
  );
}

function given(values: { from?: string | undefined; to?: string | undefined; cursor?: string }) {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as { from?: string; to?: string; cursor?: string };
}
