import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText, timeText, zoneText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import type { Account } from '../api.ts';
import { accountDunningQuery } from './api.ts';

/** That an account does not call because of unpaid invoices, and since when; nothing where it does. */
export function DunningLine({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const isAsked = account.wallet !== null && may('dunning:read');
  const { data } = useQuery({ ...accountDunningQuery(account.id), enabled: isAsked });
  if (!isAsked || data === undefined || data.suspendedSince === null) return null;
  const { timezone } = account.profile;
  const at = `${timeText(data.suspendedSince, timezone, language)} ${zoneText(timezone, language)}`;
  const amount = moneyText(data.overdue, data.currency, language);
  return (
    <p className="tb-summary-note" data-tone="warn">
      <Icon name="warning" size={16} />{' '}
      <span>
        {t('account.inDebt.text', { at, amount })}{' '}
        <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'documents' }}>
          {t('account.inDebt.look')}
        </Link>
      </span>
    </p>
  );
}
