import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { dayText, figureText, timeText } from '../../../ui/format.ts';
import { Tag } from '../../../ui/tag.tsx';
import type { OverdueAccount } from './api.ts';

export function useOverdueColumns(zone: string): readonly Column<OverdueAccount>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  return useMemo(() => {
    const time = (at: string) => <time dateTime={at}>{timeText(at, zone, language)}</time>;
    return [
      {
        id: 'account',
        header: t('billing.account'),
        isHead: true,
        cell: ({ accountId, accountName, accountNumber }) => (
          <>
            <Link
              to="/accounts/$id"
              params={{ id: accountId }}
              search={{ tab: 'documents', state: 'overdue' }}
            >
              <bdi>{accountName}</bdi>
            </Link>
            <small className="tb-reason tb-mono">{accountNumber}</small>
          </>
        ),
      },
      {
        id: 'overdue',
        header: t('dunning.account.amount'),
        isNumeric: true,
        amountOf: ({ overdue }) => overdue,
        cell: ({ overdue, currency }, places) => figureText(overdue, currency, language, places),
      },
      {
        id: 'since',
        header: t('dunning.overdue.since'),
        cell: ({ overdueSince }) => (
          <time dateTime={overdueSince}>{dayText(overdueSince, zone, language)}</time>
        ),
      },
      {
        id: 'state',
        header: t('dunning.account.state'),
        cell: ({ suspendedSince, isExempt, exemptUntil, status }) => {
          const isForNow = exemptUntil !== null && Date.parse(exemptUntil) > Date.now();
          return (
            <>
              <span className="tb-tags">
                {suspendedSince !== null && <Tag tone="bad">{t('dunning.account.suspended')}</Tag>}
                {status !== 'active' && <Tag tone="mute">{t(`status.${status}`)}</Tag>}
                {suspendedSince === null && status === 'active' && t('dunning.overdue.state.calling')}
                {(isExempt || isForNow) && <Tag tone="mute">{t('dunning.overdue.state.exempt')}</Tag>}
              </span>
              {isForNow && (
                <small className="tb-reason">
                  {t('dunning.overdue.until', { at: timeText(exemptUntil, zone, language) })}
                </small>
              )}
            </>
          );
        },
      },
      {
        id: 'next',
        header: t('dunning.account.next'),
        cell: ({ nextAction, nextAt }) =>
          nextAction === null || nextAt === null ? (
            <span className="tb-none">{t('dunning.account.nothingNext')}</span>
          ) : (
            <>
              {t(`dunning.preview.${nextAction}`)}
              <small className="tb-reason">{time(nextAt)}</small>
            </>
          ),
      },
    ];
  }, [t, language, zone]);
}
