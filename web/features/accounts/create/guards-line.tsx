/** What will guard the account that is about to be made, by the settings of those above it. */
import { useTranslation } from 'react-i18next';
import {
  defaultLimits,
  DESTINATION_CLASSES,
  guardsInForce,
  NO_OWN_GUARDS,
  stepOf,
} from '../../../../src/domain/accounts/guards.ts';
import { formatMoney, parseMoney } from '../../../../src/domain/money.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { durationText, moneyText } from '../../../ui/format.ts';
import type { AccountDefaults } from '../api.ts';
import type { AccountForm, LimitValue } from '../form/form-values.ts';

type Props = Readonly<{ defaults: AccountDefaults; form: AccountForm }>;

export function GuardsLine({ defaults, form }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { accountType, creditLimit } = form.billing;
  const { currency } = form.profile;
  const creditLimitMicros = parseMoney(creditLimit) ?? 0n;
  const { capMicros, isOpen, riskyPrefixesMax, callSecondsMax } = guardsInForce(
    { accountType, creditLimitMicros },
    NO_OWN_GUARDS,
    defaults.guards,
  );
  const amount = (micros: bigint | null) =>
    micros === null || currency === ''
      ? t('guardsLine.uncapped')
      : moneyText(formatMoney(micros), currency, language);
  const standard = defaultLimits({ kind: 'customer', accountType }, defaults.guards);
  const limit = (typed: LimitValue, otherwise: number | 'unlimited') => {
    const value = typed === null || typed === '' ? otherwise : typed;
    return value === 'unlimited' ? t('form.unlimited') : value;
  };
  const closed = DESTINATION_CLASSES.filter((name) => !isOpen[name]);
  const lines = [
    t('guardsLine.calls', {
      calls: limit(form.settings.concurrentCalls, standard.concurrentCalls),
      attempts: limit(form.settings.cps, standard.cps),
    }),
    t('guardsLine.spending', {
      hour: amount(capMicros.spendPerHour),
      day: amount(capMicros.spendPerDay),
      call: amount(capMicros.callCost),
    }),
    t('guardsLine.length', { length: durationText(callSecondsMax) }),
    closed.length === 0
      ? t('guardsLine.allOpen')
      : t('guardsLine.closed', {
          what: new Intl.ListFormat(language).format(closed.map((name) => t(`guardsLine.class.${name}`))),
        }),
    riskyPrefixesMax === null
      ? t('guardsLine.notCounted')
      : t('guardsLine.risky', {
          count: riskyPrefixesMax,
          step: t(`guardsLine.step.${stepOf('risky_prefixes', defaults.guards)}`),
        }),
  ];
  return (
    <section className="tb-summary-list" aria-label={t('guardsLine.title')}>
      <h3>{t('guardsLine.title')}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
