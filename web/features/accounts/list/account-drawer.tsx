import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { timeText, zoneText } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { NotShown } from '../../../ui/not-shown.tsx';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { RowDrawer } from '../../../ui/row-drawer.tsx';
import { accountQuery, devicesQuery, type Account } from '../api.ts';
import { Available } from '../detail/available.tsx';
import { CanCall } from '../detail/can-call.tsx';
import { LastCalls } from '../detail/last-lines.tsx';
import { AccountLine } from '../account-line.tsx';

const TopUpDialog = lazy(async () => ({
  default: (await import('../detail/top-up-dialog.tsx')).TopUpDialog,
}));

type Props = Readonly<{
  id: string;
  keys: readonly string[];
  onTurn: (id: string) => void;
  onClose: () => void;
}>;

/** What one wants to know of an account without leaving the list. */
export function AccountDrawer({ id, keys, onTurn, onClose }: Props) {
  const { t } = useTranslation();
  const account = useQuery(accountQuery(id));
  const [isPaying, setPaying] = useState(false);
  return (
    <RowDrawer
      title={account.data === undefined ? t('accounts.open') : <bdi>{account.data.displayName}</bdi>}
      keys={keys}
      openKey={id}
      onTurn={onTurn}
      onClose={onClose}
      isBelow={isPaying}
    >
      {account.isPending && <Loading height={220} />}
      {account.isError && <NotShown query={account} />}
      {account.data !== undefined && (
        <Essentials key={id} account={account.data} isPaying={isPaying} setPaying={setPaying} />
      )}
    </RowDrawer>
  );
}

function Essentials(
  props: Readonly<{ account: Account; isPaying: boolean; setPaying: (isPaying: boolean) => void }>,
) {
  const { account, isPaying, setPaying } = props;
  const { t } = useTranslation();
  const may = useMay();
  const { data: actor } = useQuery(actorQuery);
  const { wallet } = account;
  // Nobody pays itself.
  const mayTopUp = account.status !== 'closed' && account.id !== actor?.id && may('money:pay');
  return (
    <div className="tb-story">
      <AccountLine account={account} />
      {wallet !== null && (
        <Available wallet={wallet} isPostpaid={account.billing.accountType === 'postpaid'} />
      )}
      <div className="tb-row-actions">
        <Button component={Link} to={`/accounts/${account.id}`} variant="default">
          {t('accounts.openPage')}
        </Button>
        {wallet !== null && mayTopUp && <Button onClick={() => setPaying(true)}>{t('topUp.title')}</Button>}
      </div>
      <AccountFacts account={account} />
      <CanCall account={account} />
      {wallet !== null && may('calls:read') && <LastCalls account={account} />}
      {wallet !== null && isPaying && (
        <Suspense>
          <TopUpDialog account={account} wallet={wallet} onClose={() => setPaying(false)} />
        </Suspense>
      )}
    </div>
  );
}

function AccountFacts({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { profile, billing, ownerPath, panelAccess, wallet } = account;
  const owner = ownerPath.at(-1);
  const time = (at: string | null) =>
    at === null ? t('common.never') : timeText(at, profile.timezone, language);
  return (
    <div>
      <Facts>
        <Fact name={t('accounts.column.owner')}>
          {owner === undefined ? (
            '–'
          ) : (
            <Link to="/accounts/$id" params={{ id: owner.id }} search={{}}>
              <bdi>{owner.displayName}</bdi>
            </Link>
          )}
        </Fact>
        {wallet !== null && (
          <Fact name={t('field.billing.rateGroupId.label')}>
            <bdi>{billing.rateGroupName ?? t('form.none')}</bdi>
          </Fact>
        )}
        {account.kind === 'customer' && <Registered account={account} />}
        <Fact name={t('field.panelAccess.email.label')}>
          <bdi>{panelAccess.email ?? t('form.none')}</bdi>
        </Fact>
        <Fact name={t('account.lastSignIn')}>{time(panelAccess.lastSignInAt)}</Fact>
        <Fact name={t('account.created')}>{time(account.createdAt)}</Fact>
      </Facts>
      <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(profile.timezone, language) })}</p>
    </div>
  );
}

/** How many of its phones are there now. */
function Registered({ account }: Readonly<{ account: Account }>) {
  const { t } = useTranslation();
  const figures = new Intl.NumberFormat(useLanguage());
  const items = useQuery(devicesQuery(account.id)).data?.items;
  const here = items?.filter(({ registration }) => registration.status === 'registered').length ?? 0;
  return (
    <Fact name={t('accounts.registered')}>
      {items === undefined
        ? '…'
        : items.length === 0
          ? t('form.none')
          : t('accounts.registeredOf', {
              registered: figures.format(here),
              devices: figures.format(items.length),
            })}
    </Fact>
  );
}
