/** Invoices that were begun and not issued. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { timeText } from '../../../ui/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import type { Account } from '../api.ts';
import { draftsQuery } from './api.ts';

/** Nothing while there is none. */
export function DraftsPanel({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const drafts = useQuery(draftsQuery(account.id));
  if (drafts.isError) return <ProblemAlert error={drafts.error} onRetry={() => void drafts.refetch()} />;
  const items = drafts.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Panel title={t('billing.draft.list')}>
      <ul className="tb-movements">
        {items.map(({ id, lines, includesOpen, changedAt }) => (
          <li key={id}>
            <span>
              <Link to="/invoice-drafts/$id" params={{ id }}>
                <bdi>
                  {lines[0]?.text ?? t(includesOpen ? 'billing.draft.openOnly' : 'billing.draft.empty')}
                </bdi>
              </Link>
              <small>
                {t('billing.draft.linesCount', { count: lines.length })}
                {' · '}
                {t('billing.draft.changed', {
                  at: timeText(changedAt, account.profile.timezone, language),
                })}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
