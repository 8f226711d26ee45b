import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { undoneResult } from '../../../src/schemas/accounts/many-accounts.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';

type Closed = z.output<typeof undoneResult>['closedAccounts'][number];

/** More than that nobody reads in a dialog. */
const LISTED_MAX = 50;

/** Accounts that cannot go, each with its reason. */
export function ClosedAccounts({ accounts }: { accounts: readonly Closed[] }) {
  const { t } = useTranslation();
  const columns = useMemo(
    (): readonly Column<Closed>[] => [
      {
        id: 'number',
        header: t('accounts.column.number'),
        isHead: true,
        cell: ({ number }) => <span className="tb-mono">{number}</span>,
      },
      { id: 'reason', header: t('jobs.whyClosed'), cell: ({ reason }) => t(`jobs.closedFor.${reason}`) },
    ],
    [t],
  );
  return (
    <DataTable
      label={t('jobs.closedAccounts')}
      columns={columns}
      rows={accounts.slice(0, LISTED_MAX)}
      rowKey={({ number }) => number}
    />
  );
}
