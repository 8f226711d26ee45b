/** When the next document is made, and what the chosen taxes make of ten units. */
import type { TFunction } from 'i18next';
import { useState, type ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { BILLING_SCHEDULES, storedBillingDay } from '../../../../src/domain/accounts/billing-rules.ts';
import { isTimezone } from '../../../../src/domain/accounts/places.ts';
import { nextBoundary } from '../../../../src/domain/billing/periods.ts';
import { currencyDigits, formatMoney, isCurrency } from '../../../../src/domain/money.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText } from '../../../ui/format.ts';
import { kept } from '../../../ui/isolate.ts';
import { Fact } from '../../../ui/panel.tsx';
import type { AccountForm } from './form-values.ts';
import { useFormView } from './form-view.ts';
import { taxExample, type TaxExample } from './tax-example.ts';

export function BillingFacts({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { defaults } = useFormView();
  const { control } = useFormContext<AccountForm>();
  const [billing, profile] = useWatch({ control, name: ['billing', 'profile'] });
  const { timezone, currency } = profile;
  const [now] = useState(() => new Date());
  const date = nextDate(billing, timezone, now);
  const isPostpaid = billing.accountType === 'postpaid';
  const example = isCurrency(currency)
    ? taxExample(defaults.taxes, {
        taxIds: billing.taxIds,
        currency,
        accountType: billing.accountType,
        prepaidTax: defaults.rules.prepaidTax,
      })
    : null;
  const document = isPostpaid ? 'Invoice' : 'Usage';
  return (
    <>
      {date !== null && (
        <Fact name={t(`field.facts.${isNew ? 'first' : 'next'}${document}`)}>
          {new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: timezone }).format(date)}
        </Fact>
      )}
      {example !== null && (
        <Fact name={t('field.facts.taxes')}>{exampleText(example, { currency, language, t })}</Fact>
      )}
    </>
  );
}

/** Null while the fields do not say one. */
function nextDate(
  { schedule, billingDay }: Pick<AccountForm['billing'], 'schedule' | 'billingDay'>,
  timezone: string,
  now: Date,
): Date | null {
  const known = BILLING_SCHEDULES.find((each) => each === schedule);
  const day = billingDay === 'last' ? 'last' : Number(billingDay);
  const isChosen = known === 'daily' || (billingDay !== '' && !Number.isNaN(day));
  if (known === undefined || !isChosen || !isTimezone(timezone)) return null;
  return nextBoundary(now, { schedule: known, billingDay: storedBillingDay(known, day), timezone });
}

type Words = Readonly<{ currency: string; language: string; t: TFunction }>;

/** "10.00 + 2.00 VAT = €12.00", and what that is. */
function exampleText({ way, taxed }: TaxExample, { currency, language, t }: Words): ReactNode {
  const digits = currencyDigits(currency);
  const format = new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const plain = (micros: bigint | string) => format.format(Number(formatMoney(BigInt(micros))));
  const taxes = taxed.lines.map(({ name, amountMicros }) => `${plain(amountMicros)} ${kept(name)}`);
  const parts = [plain(taxed.netMicros), ...taxes].join(' + ');
  const money = (micros: bigint) => moneyText(formatMoney(micros), currency, language);
  const [net, total] = [money(taxed.netMicros), money(taxed.totalMicros)];
  return (
    <>
      {t(`field.facts.taxWay.${way}`, { net, total })}
      <br />
      <bdi dir="ltr">{`${parts} = ${total}`}</bdi>
    </>
  );
}
