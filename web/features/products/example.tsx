/** A sentence for each of the first intervals, so that nobody has to imagine what an anchor does. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/use-language.ts';
import { addAmounts, dayText, isZero, moneyText } from '../../ui/format.ts';
import { firstPeriods, type Terms } from './first-periods.ts';

export function Example({ terms, zone }: Readonly<{ terms: Terms; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [now] = useState(() => new Date());
  const found = firstPeriods(terms, now, zone);
  if (found === null)
    return (
      <p className="tb-preview" data-empty>
        {t('products.example.empty')}
      </p>
    );
  const money = (amount: string) => moneyText(amount, terms.currency, language);
  const day = (at: string) => dayText(at, zone, language);
  const [first, ...others] = found.periods;
  const parts = [
    !isZero(found.setup) && t('products.example.setup', { amount: money(found.setup) }),
    first !== undefined &&
      t(first.days < first.daysOfWhole ? 'products.example.part' : 'products.example.whole', {
        amount: money(first.fee),
        from: day(first.from),
        to: day(lastDayOf(first.to)),
        days: first.days,
        daysOfWhole: first.daysOfWhole,
      }),
    first === undefined && t('products.example.once', { amount: money(found.fee) }),
  ].filter((part) => part !== false);
  const total = addAmounts(found.setup, first?.fee ?? found.fee);
  return (
    <div className="tb-preview" role="status">
      <strong>
        {t(
          terms.anchor === 'billing_day' && first !== undefined
            ? 'products.example.titleBilled'
            : 'products.example.title',
          { at: day(found.orderedAt) },
        )}
      </strong>
      <ul className="tb-plain-list">
        <li>{t('products.example.now', { total: money(total), parts: parts.join(' + ') })}</li>
        {others.map(({ from, to, fee }) => (
          <li key={from}>
            {t('products.example.later', {
              at: day(from),
              amount: money(fee),
              from: day(from),
              to: day(lastDayOf(to)),
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** An interval ends at a midnight: people name the day before. */
function lastDayOf(to: string): string {
  return new Date(Date.parse(to) - 1).toISOString();
}
