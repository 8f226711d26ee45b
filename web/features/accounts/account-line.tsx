import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/copy.tsx';
import type { Account } from './api.ts';
import { AccountStatus } from './status.tsx';

/** What an account is, in a line: number, status, kind, and how it pays. */
export function AccountLine({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  return (
    <p className="tb-account-line">
      <span className="tb-mono">{account.number}</span>
      <CopyButton value={account.number} what={t('accounts.column.number')} />
      <AccountStatus account={account} />
      <span>
        {t(`kind.${account.kind}`)}
        {account.wallet !== null &&
          ` · ${t(`field.billing.accountType.option.${account.billing.accountType}`)}`}
      </span>
    </p>
  );
}
