import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** A number of the world; null = the caller showed none. */
export function NumberCell({ number }: Readonly<{ number: string | null }>) {
  const { t } = useTranslation();
  return number === null ? t('dids.cards.anonymous') : <span className="tb-mono">+{number}</span>;
}

type Account = Readonly<{ id: string; number: string; displayName: string }> | null;

export function AccountCell({ account, none }: Readonly<{ account: Account; none: string }>) {
  if (account === null) return none;
  return (
    <Link to="/accounts/$id" params={{ id: account.id }}>
      <bdi>{account.displayName}</bdi>
    </Link>
  );
}
