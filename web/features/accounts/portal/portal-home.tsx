import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../api/may.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { isNegative, isZero, moneyText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { EmptyState, Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { devicesQuery, type Account, type Wallet } from '../api.ts';
import { Spending } from '../detail/account-use.tsx';
import { SimulateButton } from '../detail/simulate-button.tsx';
import { UsagePanel } from '../detail/usage-panel.tsx';
import { LastCalls, LastMovements } from '../detail/last-lines.tsx';
import { RegistrationState } from '../registration.tsx';
import { isAllHeld } from '../all-held.ts';
import { callingQuery } from './api.ts';
import { OwnCards, OwnTopUp } from '../own-payments/lazy.tsx';
import { RedeemButton } from './redeem-button.tsx';
import { PortalOwed } from './portal-owed.tsx';
import { UnpaidNotice } from '../products/unpaid-notice.tsx';
import { PortalPackages } from './portal-packages.tsx';
import { PortalProducts } from './portal-products.tsx';
import { WarningLine } from './warning-line.tsx';

/** Money left, whether one can call, and what happened last: what people come for. */
export function PortalHome({ account }: { account: Account }) {
  const { t } = useTranslation();
  const may = useMay();
  const { wallet, controls } = account;
  return (
    <>
      <header className="tb-account-head">
        <div className="tb-account-who">
          <h1>
            <bdi>{account.displayName}</bdi>
          </h1>
          <p className="tb-account-line">{t('portal.number', { number: account.number })}</p>
        </div>
      </header>
      {wallet !== null && <UnpaidNotice account={account} isElsewhere />}
      <div className="tb-columns">
        <div>
          {wallet !== null && (
            <section className="tb-panel tb-portal-money">
              <Money wallet={wallet} />
              <Spending account={account} />
              {may('payments:make') && <OwnTopUp />}
              {may('coupons:redeem') && <RedeemButton account={account} />}
              <CanICall account={account} />
              <SimulateButton account={account} />
              <WarningLine threshold={controls.alertThreshold} wallet={wallet} accountId={account.id} />
            </section>
          )}
          {wallet !== null && may('documents:read') && <PortalOwed account={account} />}
          {wallet !== null && may('subscriptions:read') && <PortalProducts account={account} />}
          {wallet !== null && <PortalPackages account={account} />}
          {wallet !== null && <UsagePanel account={account} />}
          <LastCalls account={account} />
        </div>
        <div>
          <Phones account={account} />
          {wallet !== null && may('payments:make') && <OwnCards />}
          <LastMovements account={account} />
        </div>
      </div>
    </>
  );
}

/** In sentences: nobody has to add anything up. */
function Money({ wallet }: { wallet: Wallet }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { balance, owed, held, creditLimit, available, currency } = wallet;
  const text = (amount: string) => moneyText(amount, currency, language);
  const sentences = [
    isZero(owed) ? t('portal.balance', { amount: text(balance) }) : t('portal.owes', { amount: text(owed) }),
    !isZero(creditLimit) && t('portal.credit', { amount: text(creditLimit) }),
    !isZero(held) && t('portal.held', { amount: text(held) }),
  ].filter((sentence) => sentence !== false);
  return (
    <div className="tb-available">
      <span className="tb-available-label">{t('portal.spend')}</span>
      <strong data-negative={isNegative(available) || undefined}>{text(available)}</strong>
      <p className="tb-portal-words">{sentences.join(' ')}</p>
    </div>
  );
}

function CanICall({ account: { id, wallet } }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const calling = useQuery(callingQuery(id));
  if (calling.isError) return <ProblemAlert error={calling.error} onRetry={() => void calling.refetch()} />;
  return (
    <div>
      <h2 className="tb-portal-question">{t('portal.calling')}</h2>
      {calling.data === undefined ? (
        <p className="tb-summary-note">{t('common.loading')}</p>
      ) : (
        <p className="tb-summary-note" data-tone={calling.data.mayCall ? 'good' : 'warn'}>
          <Icon name={calling.data.mayCall ? 'check' : 'warning'} size={16} />{' '}
          <span>
            {calling.data.reason === null
              ? t('portal.yes')
              : calling.data.reason === 'insufficient_funds' && wallet !== null && isAllHeld(wallet)
                ? t('usage.allHeld')
                : calling.data.short !== null
                  ? t('portal.no.first_interval', {
                      available: moneyText(
                        calling.data.short.available,
                        calling.data.short.currency,
                        language,
                      ),
                      first: moneyText(
                        calling.data.short.firstInterval,
                        calling.data.short.currency,
                        language,
                      ),
                    })
                  : t(`portal.no.${calling.data.reason}`, {
                      defaultValue: t('portal.no.reseller_suspended'),
                    })}
          </span>
        </p>
      )}
    </div>
  );
}

function Phones({ account }: { account: Account }) {
  const { t } = useTranslation();
  const devices = useQuery(devicesQuery(account.id));
  const items = devices.data?.items ?? [];
  return (
    <Panel
      title={t('portal.devices')}
      aside={
        <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'devices' }}>
          {t('account.tab.devices')}
        </Link>
      }
    >
      {devices.isError && <ProblemAlert error={devices.error} onRetry={() => void devices.refetch()} />}
      {devices.isSuccess && items.length === 0 && (
        <EmptyState title={t('portal.noDevices')}>{t('portal.noDevicesText')}</EmptyState>
      )}
      <ul className="tb-movements">
        {items.slice(0, PHONES_MAX).map((device) => (
          <li key={device.id}>
            <span>
              <bdi>{device.label === '' ? t('devices.unnamed') : device.label}</bdi>
              <small>
                <RegistrationState
                  device={device}
                  zone={account.profile.timezone}
                  canRegister={devices.data?.canRegister}
                />
              </small>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The rest is one tap away. */
const PHONES_MAX = 5;
