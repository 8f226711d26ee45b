import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { isZero, isNegative, signedMoneyText, timeText, zoneText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { EmptyState, Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { devicesQuery, statementQuery, type Account } from '../api.ts';

/** Can this account call, and if not, why not; and what happened last. */
export function OverviewTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { wallet, profile, billing } = account;
  const time = (at: string | null) =>
    at === null ? t('common.never') : timeText(at, profile.timezone, language);
  return (
    <div className="tb-columns">
      <div>
        <Warnings account={account} />
        {wallet !== null && <LastMovements account={account} />}
      </div>
      <Panel title={t('account.facts')}>
        <Facts>
          {wallet !== null && (
            <>
              <Fact name={t('account.liveCalls')}>
                {wallet.liveCalls} / {limitText(wallet.concurrentCallsMax, t)}
              </Fact>
              <Fact name={t('field.settings.cps.label')}>{limitText(wallet.cpsMax, t)}</Fact>
              <Fact name={t('field.billing.rateGroupId.label')}>
                {billing.rateGroupName ?? t('form.none')}
              </Fact>
            </>
          )}
          <Fact name={t('field.panelAccess.email.label')}>{account.panelAccess.email ?? t('form.none')}</Fact>
          <Fact name={t('account.lastSignIn')}>{time(account.panelAccess.lastSignInAt)}</Fact>
          <Fact name={t('account.firstUsed')}>
            {account.firstUsedAt === null ? t('common.neverUsed') : time(account.firstUsedAt)}
          </Fact>
          <Fact name={t('account.created')}>{time(account.createdAt)}</Fact>
          {account.validUntil !== null && (
            <Fact name={t('account.validUntil')}>{time(account.validUntil)}</Fact>
          )}
        </Facts>
        <p className="tb-field-help">{t('common.timesIn', { zone: zoneText(profile.timezone, language) })}</p>
      </Panel>
    </div>
  );
}

function Warnings({ account }: { account: Account }) {
  const { t } = useTranslation();
  const isCustomer = account.kind === 'customer';
  const devices = useQuery({ ...devicesQuery(account.id), enabled: isCustomer });
  const { wallet, billing, status } = account;
  const warnings = [
    status !== 'active' && t(`account.warning.${status}`),
    wallet !== null && billing.rateGroupId === null && t('account.warning.noRateGroup'),
    wallet !== null &&
      (isNegative(wallet.available) || isZero(wallet.available)) &&
      t('account.warning.noMoney'),
    isCustomer && devices.data?.items.length === 0 && t('account.warning.noDevice'),
  ].filter((warning) => warning !== false && warning !== undefined);
  if (wallet === null) return null;
  return (
    <Panel title={t('account.canCall')}>
      {warnings.length === 0 ? (
        <p className="tb-summary-note" data-tone="good">
          <Icon name="check" size={16} /> <span>{t('account.mayCall')}</span>
        </p>
      ) : (
        warnings.map((warning) => (
          <p key={warning} className="tb-summary-note" data-tone="warn">
            <Icon name="warning" size={16} /> <span>{warning}</span>
          </p>
        ))
      )}
    </Panel>
  );
}

/** What fits above the fold; the statement has the rest. */
const LAST_MOVEMENTS = 5;

function LastMovements({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const statement = useQuery(statementQuery(account.id, {}));
  const items = statement.data?.items.slice(0, LAST_MOVEMENTS) ?? [];
  const currency = statement.data?.currency ?? 'EUR';
  return (
    <Panel
      title={t('account.lastMovements')}
      aside={
        <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'statement' }}>
          {t('account.tab.statement')}
        </Link>
      }
    >
      {statement.isSuccess && items.length === 0 && (
        <EmptyState title={t('statement.empty')}>{t('statement.emptyText')}</EmptyState>
      )}
      <ul className="tb-movements">
        {items.map((item) => (
          <li key={item.id}>
            <span>
              {item.why}
              <small>{timeText(item.at, account.profile.timezone, language)}</small>
            </span>
            <span className="tb-figure" data-negative={isNegative(item.amount) || undefined}>
              {signedMoneyText(item.amount, currency, language)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function limitText(limit: number | 'unlimited', t: (key: string) => string): string {
  return limit === 'unlimited' ? t('form.unlimited') : String(limit);
}
