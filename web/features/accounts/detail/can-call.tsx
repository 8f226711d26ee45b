import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { addAmounts, isNegative, isZero, moneyText, negated } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { isAllHeld } from '../all-held.ts';
import { devicesQuery, type Account } from '../api.ts';
import { callingQuery } from '../portal/api.ts';
import { useReasonText } from './call-outcome.tsx';

/** What no advice about the account itself would mend. */
const BEYOND_THE_ACCOUNT: ReadonlySet<string> = new Set([
  'account_expired',
  'no_switch',
  'no_route',
  'no_exchange_rate',
  'spend_cap_reached',
  'blocked_by_guard',
  'suspended_for_debt',
  'reseller_suspended',
]);

/** Whether an account can call, and everything that stands in the way; nothing of an account without money. */
export function CanCall({ account }: { account: Account }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const isCustomer = account.kind === 'customer';
  const devices = useQuery({ ...devicesQuery(account.id), enabled: isCustomer });
  const { wallet, billing, status } = account;
  const calling = useQuery({ ...callingQuery(account.id), enabled: wallet !== null });
  const reason = calling.data?.reason ?? null;
  const short = calling.data?.short ?? null;
  const reasonText = useReasonText();
  const advice = [
    status !== 'active' && t(`account.warning.${status}`),
    wallet !== null && billing.rateGroupId === null && t('account.warning.noRateGroup'),
    wallet !== null &&
      (isNegative(wallet.available) || isZero(wallet.available)) &&
      t(isAllHeld(wallet) ? 'usage.allHeld' : 'account.warning.noMoney'),
    isCustomer && devices.data?.items.length === 0 && t('account.warning.noDevice'),
  ].filter((warning) => warning !== false && warning !== undefined);
  // What this page cannot see, such as a reseller above without money, is told by the reason alone.
  const beyond =
    reason !== null && (advice.length === 0 || short !== null || BEYOND_THE_ACCOUNT.has(reason))
      ? [
          short === null
            ? t(`account.cannot.${reason}`, { defaultValue: reasonText(reason) })
            : t(
                `account.cannot.${short.number === account.number ? 'first_interval' : 'first_interval_above'}`,
                {
                  number: short.number,
                  available: moneyText(short.available, short.currency, language),
                  first: moneyText(short.firstInterval, short.currency, language),
                },
              ),
        ]
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
