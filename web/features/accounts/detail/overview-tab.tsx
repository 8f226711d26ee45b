import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import {
  addAmounts,
  isNegative,
  isZero,
  moneyText,
  negated,
  timeText,
  zoneText,
} from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Fact, Facts, Panel } from '../../../ui/panel.tsx';
import { devicesQuery, type Account } from '../api.ts';
import { callingQuery } from '../portal/api.ts';
import { useReasonText } from './call-outcome.tsx';
import { DestinationsPanel, UsagePanel } from './usage-panel.tsx';
import { LastCalls, LastMovements } from './last-lines.tsx';
import { useMay } from '../../../api/may.ts';

/** Can this account call, and if not, why not; and what happened last. */
export function OverviewTab({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const may = useMay();
  const { wallet, profile, billing } = account;
  const time = (at: string | null) =>
    at === null ? t('common.never') : timeText(at, profile.timezone, language);
  return (
    <div className="tb-columns">
      <div>
        <Warnings account={account} />
        {account.kind === 'customer' && may('calls:read') && (
          <>
            <UsagePanel account={account} />
            <DestinationsPanel account={account} />
          </>
        )}
        {wallet !== null && may('calls:read') && <LastCalls account={account} />}
        {wallet !== null && may('money:read') && <LastMovements account={account} />}
      </div>
      <Panel title={t('account.facts')}>
        <Facts>
          {wallet !== null && (
            <>
              <Fact name={t('field.settings.cps.label')}>{limitText(wallet.cpsMax, t)}</Fact>
              <Fact name={t('field.billing.rateGroupId.label')}>
                {billing.rateGroupName ?? t('form.none')}
              </Fact>
            </>
          )}
          <Fact name={t('field.panelAccess.email.label')}>{account.panelAccess.email ?? t('form.none')}</Fact>
          <Fact name={t('account.lastSignIn')}>{time(account.panelAccess.lastSignInAt)}</Fact>
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

/** What no advice about the account itself would mend. */
const BEYOND_THE_ACCOUNT: ReadonlySet<string> = new Set([
  'no_switch',
  'no_route',
  'no_exchange_rate',
  'spend_cap_reached',
  'reseller_suspended',
]);

function Warnings({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const isCustomer = account.kind === 'customer';
  const devices = useQuery({ ...devicesQuery(account.id), enabled: isCustomer });
  const { wallet, billing, status } = account;
  const calling = useQuery({ ...callingQuery(account.id), enabled: wallet !== null });
  const reason = calling.data?.reason ?? null;
  const reasonText = useReasonText();
  const advice = [
    status !== 'active' && t(`account.warning.${status}`),
    wallet !== null && billing.rateGroupId === null && t('account.warning.noRateGroup'),
    wallet !== null &&
      (isNegative(wallet.available) || isZero(wallet.available)) &&
      t('account.warning.noMoney'),
    isCustomer && devices.data?.items.length === 0 && t('account.warning.noDevice'),
  ].filter((warning) => warning !== false && warning !== undefined);
  // What this page cannot see, such as a reseller above without money, is told by the reason alone.
  const beyond =
    reason !== null && (advice.length === 0 || BEYOND_THE_ACCOUNT.has(reason))
      ? [t(`account.cannot.${reason}`, { defaultValue: reasonText(reason) })]
      : [];
  const warnings = [...beyond, ...advice];
  const { alertThreshold } = account.controls;
  // None of the reasons for which calls are refused: it may call, and not for long.
  const isLow =
    wallet !== null &&
    alertThreshold !== null &&
    warnings.length === 0 &&
    isNegative(addAmounts(wallet.available, negated(alertThreshold)));
  if (wallet === null) return null;
  return (
    <Panel title={t('account.canCall')}>
      {calling.data === undefined && warnings.length === 0 ? (
        <p className="tb-summary-note">{t('common.loading')}</p>
      ) : warnings.length === 0 ? (
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
      {isLow && (
        <p className="tb-summary-note" data-tone="warn">
          <Icon name="warning" size={16} />{' '}
          <span>{t('usage.low', { amount: moneyText(alertThreshold, wallet.currency, language) })}</span>
        </p>
      )}
    </Panel>
  );
}

function limitText(limit: number | 'unlimited', t: (key: string) => string): string {
  return limit === 'unlimited' ? t('form.unlimited') : String(limit);
}
