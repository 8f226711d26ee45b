import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Fragment, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { timeText, zoneText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { OwnTopUp } from '../own-payments/lazy.tsx';
import type { Account } from '../api.ts';
import { AccountUse } from './account-use.tsx';
import { Available } from './available.tsx';
import { DunningLine } from '../dunning/dunning-line.tsx';
import { BlockedLine } from './blocked-line.tsx';
import { PausedPin } from './paused-pin.tsx';
import { LifeMenu } from './life-menu.tsx';
import { SimulateButton } from './simulate-button.tsx';
import { AccountLine } from '../account-line.tsx';
import { useExpiredSince } from '../status.tsx';

const TopUpDialog = lazy(async () => ({ default: (await import('./top-up-dialog.tsx')).TopUpDialog }));

export function AccountHeader({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: actor } = useQuery(actorQuery);
  const { topUp } = useSearch({ from: '/signed-in/accounts/$id' });
  const navigate = useNavigate({ from: '/accounts/$id' });
  const { wallet } = account;
  const may = useMay();
  // Nobody pays itself.
  const mayTopUp =
    wallet !== null && account.status !== 'closed' && account.id !== actor?.id && may('money:pay');
  const mayPayItself = wallet !== null && account.id === actor?.id && may('payments:make');
  const setTopUp = (isOpen: boolean) =>
    void navigate({
      search: ({ topUp: _topUp, ...now }) => (isOpen ? { ...now, topUp: '1' } : now),
      replace: true,
    });
  return (
    <header className="tb-account-head">
      <div className="tb-account-who">
        <OwnerPath account={account} />
        <h1>
          <bdi>{account.displayName}</bdi>
        </h1>
        <AccountLine account={account} />
        <Expired account={account} />
        <BlockedLine account={account} />
        <PausedPin account={account} />
        <DunningLine account={account} />
        {account.erasedAt !== null && (
          <p className="tb-account-line">
            {t('account.erased', { at: timeText(account.erasedAt, account.profile.timezone, language) })}
          </p>
        )}
      </div>
      <div className="tb-account-money">
        {wallet !== null && (
          <Available wallet={wallet} isPostpaid={account.billing.accountType === 'postpaid'} />
        )}
        {mayPayItself && <OwnTopUp />}
        {mayTopUp && <Button onClick={() => setTopUp(true)}>{t('topUp.title')}</Button>}
        <SimulateButton account={account} />
        <LifeMenu account={account} />
      </div>
      {wallet !== null && <AccountUse account={account} wallet={wallet} />}
      {wallet !== null && mayTopUp && topUp !== undefined && (
        <Suspense>
          <TopUpDialog account={account} wallet={wallet} onClose={() => setTopUp(false)} />
        </Suspense>
      )}
    </header>
  );
}

/** Since when, and what that means; nothing of an account that has not expired. */
function Expired({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const since = useExpiredSince(account);
  if (since === null) return null;
  const { timezone } = account.profile;
  const at = `${timeText(since, timezone, language)} ${zoneText(timezone, language)}`;
  return (
    <p className="tb-summary-note" data-tone="warn">
      <Icon name="warning" size={16} /> <span>{t(`account.expired.${wordOf(account.kind)}`, { at })}</span>
    </p>
  );
}

const wordOf = (kind: Account['kind']) => (kind === 'customer' || kind === 'reseller' ? kind : 'other');

/** The accounts above, as far as one may see them. */
function OwnerPath({ account }: { account: Account }) {
  const { t } = useTranslation();
  return (
    <nav className="tb-owner-path" aria-label={t('account.owners')}>
      <Link to="/accounts" search={{}}>
        {t('accounts.title')}
      </Link>
      {account.ownerPath.map(({ id, displayName }) => (
        <Fragment key={id}>
          <span aria-hidden="true">/</span>
          <Link to="/accounts/$id" params={{ id }} search={{}}>
            <bdi>{displayName}</bdi>
          </Link>
        </Fragment>
      ))}
    </nav>
  );
}
