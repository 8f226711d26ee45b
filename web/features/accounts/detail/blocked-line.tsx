import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { timeText, zoneText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { guardsQuery, type Account } from '../api.ts';

/** That a guard blocks the calls of a customer, since when and why; nothing where none does. */
export function BlockedLine({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const isCustomer = account.kind === 'customer';
  const guards = useQuery({ ...guardsQuery(account.id), enabled: isCustomer });
  const block = guards.data?.block ?? null;
  if (!isCustomer || block === null) return null;
  const { timezone } = account.profile;
  const at = `${timeText(block.since, timezone, language)} ${zoneText(timezone, language)}`;
  return (
    <p className="tb-summary-note" data-tone="warn">
      <Icon name="warning" size={16} />{' '}
      <span>
        {t(`account.blocked.${block.guard}`, { at })}{' '}
        <Link to="/guard-events" search={{ account: account.id }}>
          {t('account.blocked.look')}
        </Link>
      </span>
    </p>
  );
}
