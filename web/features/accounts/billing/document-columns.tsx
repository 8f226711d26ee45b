/** The columns of lists of documents. */
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { dayText, figureText, isNegative } from '../../../ui/format.ts';
import { opensRow } from '../../../ui/row-drawer.tsx';
import type { DocumentRow } from './api.ts';
import { kindText, StateTag } from './document-text.tsx';
import { PdfButton } from './pdf-button.tsx';

/** `hasAccount`: the list is of many accounts. */
export function useDocumentColumns(
  { hasAccount }: Readonly<{ hasAccount: boolean }>,
  onOpen: (id: string) => void,
): readonly Column<DocumentRow>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo((): readonly Column<DocumentRow>[] => {
    // As printed, on the clocks of who issued it.
    const day = (at: string, { issuerTimezone }: DocumentRow) => (
      <time dateTime={at}>{dayText(at, issuerTimezone, language)}</time>
    );
    const amountOf = (id: 'net' | 'tax' | 'total' | 'open'): Column<DocumentRow> => ({
      id,
      header: t(`billing.amounts.${id}`),
      isNumeric: true,
      amountOf: (row) => row[id],
      cell: (row, places) => {
        const amount = row[id];
        if (amount === null) return <span className="tb-absent">–</span>;
        return (
          <span data-negative={isNegative(amount) || undefined}>
            {figureText(amount, row.currency, language, places)}
          </span>
        );
      },
    });
    return [
      {
        id: 'number',
        header: t('billing.number'),
        isHead: true,
        cell: (row) => (
          <>
            <button
              type="button"
              className="tb-link tb-mono"
              aria-haspopup="dialog"
              {...opensRow(row.id)}
              onClick={() => onOpen(row.id)}
            >
              {row.number}
            </button>
            <small className="tb-reason">{kindText(row, t)}</small>
          </>
        ),
      },
      ...(hasAccount
        ? [
            {
              id: 'account',
              header: t('billing.account'),
              cell: ({ accountId, accountName, accountNumber }: DocumentRow) => (
                <>
                  {accountId === null ? (
                    <bdi>{accountName}</bdi>
                  ) : (
                    <Link to="/accounts/$id" params={{ id: accountId }} search={{ tab: 'documents' }}>
                      <bdi>{accountName}</bdi>
                    </Link>
                  )}
                  <small className="tb-reason tb-mono">{accountNumber}</small>
                </>
              ),
            },
          ]
        : []),
      {
        id: 'issued',
        header: t('billing.issuedAt'),
        cell: (row) => (
          <>
            {day(row.issuedAt, row)}
            {row.dueAt !== null && (
              <small className="tb-reason">
                {t('billing.dueOn', { date: dayText(row.dueAt, row.issuerTimezone, language) })}
              </small>
            )}
          </>
        ),
      },
      amountOf('net'),
      amountOf('tax'),
      amountOf('total'),
      {
        ...amountOf('open'),
        cell: (row, places) =>
          row.open === null ? (
            <span className="tb-absent">–</span>
          ) : (
            <>
              {figureText(row.open, row.currency, language, places)}
              <small className="tb-reason">
                <StateTag state={row.state} />
              </small>
            </>
          ),
      },
      {
        id: 'actions',
        header: t('billing.download'),
        isActions: true,
        cell: (row) => <PdfButton document={row} isCompact />,
      },
    ];
  }, [t, language, hasAccount, onOpen]);
}
