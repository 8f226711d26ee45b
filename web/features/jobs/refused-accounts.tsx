import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { refusedAccounts } from '../../../src/schemas/accounts/many-changes.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { fieldText } from '../../ui/problem-text.ts';

type Refused = z.output<typeof refusedAccounts>[number];

/** More than that nobody reads on a page. */
const LISTED_MAX = 50;

/** Accounts that stay as they are, each with its reasons. */
export function RefusedAccounts({ accounts }: { accounts: readonly Refused[] }) {
  const { t } = useTranslation();
  const columns = useMemo(
    (): readonly Column<Refused>[] => [
      {
        id: 'number',
        header: t('accounts.column.number'),
        isHead: true,
        cell: ({ number }) =>
          number === null ? t('jobs.unknownAccount') : <span className="tb-mono">{number}</span>,
      },
      {
        id: 'reason',
        header: t('jobs.whyClosed'),
        cell: ({ reasons }) =>
          reasons
            .map(({ code, message }) =>
              code === 'changed_since'
                ? t('jobs.changedSince')
                : t(`problem.${code}`, { defaultValue: fieldText(message) }),
            )
            .join(' '),
      },
    ],
    [t],
  );
  const more = accounts.length - LISTED_MAX;
  return (
    <>
      <DataTable
        label={t('jobs.refusedAccounts')}
        columns={columns}
        rows={accounts.slice(0, LISTED_MAX)}
        rowKey={({ accountId }) => accountId}
      />
      {more > 0 && <p className="tb-field-help">{t('jobs.moreAccounts', { count: more })}</p>}
    </>
  );
}
