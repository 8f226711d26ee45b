import { ActionIcon } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListColumn } from '../../../../src/domain/accounts/list-columns.ts';
import { useLanguage } from '../../../app/use-language.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { figureText, isNegative } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { opensRow } from '../../../ui/row-drawer.tsx';
import type { AccountSummary } from '../api.ts';
import { AccountStatus } from '../status.tsx';

type Parts = Omit<Column<AccountSummary>, 'id' | 'header'>;

/** The columns of the list, in the order that is asked for, and the button that opens an account at the side. */
export function useAccountColumns(
  shown: readonly ListColumn[],
  onOpen: (row: AccountSummary) => void,
): readonly Column<AccountSummary>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const names = shown.join();
  return useMemo(() => {
    const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
    const money = (amount: string | null, currency: string | null, places: number) =>
      amount === null || currency === null ? (
        '–'
      ) : (
        <span data-negative={isNegative(amount) || undefined}>
          {figureText(amount, currency, language, places)}
        </span>
      );
    const parts: Readonly<Record<ListColumn, Parts>> = {
      name: {
        sorts: ['name', '-name'],
        isHead: true,
        cell: (row) => (
          <Link to="/accounts/$id" params={{ id: row.id }} search={{}} className="tb-row-link">
            <bdi>{row.displayName}</bdi>
          </Link>
        ),
      },
      number: {
        sorts: ['number', '-number'],
        cell: (row) => <span className="tb-mono">{row.number}</span>,
      },
      kind: { cell: (row) => t(`kind.${row.kind}`) },
      owner: { cell: (row) => <bdi>{row.parentName ?? '–'}</bdi> },
      status: { cell: (row) => <AccountStatus account={row} /> },
      available: {
        isNumeric: true,
        amountOf: (row) => row.available,
        cell: (row, places) => money(row.available, row.currency, places),
      },
      balance: {
        isNumeric: true,
        amountOf: (row) => row.balance,
        cell: (row, places) => money(row.balance, row.currency, places),
      },
      currency: { cell: (row) => row.currency ?? '–' },
      email: { cell: (row) => <bdi>{row.email ?? '–'}</bdi> },
      reference: { cell: (row) => <bdi>{row.reference === '' ? '–' : row.reference}</bdi> },
      firstUsed: {
        cell: ({ kind, firstUsedAt }) =>
          firstUsedAt !== null ? (
            <time dateTime={firstUsedAt}>{date.format(new Date(firstUsedAt))}</time>
          ) : kind === 'customer' ? (
            t('account.neverUsed')
          ) : (
            '–'
          ),
      },
      created: {
        sorts: ['createdAt', '-createdAt'],
        cell: (row) => <time dateTime={row.createdAt}>{date.format(new Date(row.createdAt))}</time>,
      },
    };
    const columns = (names.split(',') as ListColumn[]).map((id) => ({
      id,
      header: t(`accounts.column.${id}`),
      ...parts[id],
    }));
    const open: Column<AccountSummary> = {
      id: 'open',
      header: t('accounts.open'),
      isActions: true,
      cell: (row) => (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('accounts.openOf', { name: row.displayName })}
          aria-haspopup="dialog"
          {...opensRow(row.id)}
          onClick={() => onOpen(row)}
        >
          <Icon name="side" size={16} />
        </ActionIcon>
      ),
    };
    return [...columns, open];
  }, [t, language, names, onOpen]);
}
