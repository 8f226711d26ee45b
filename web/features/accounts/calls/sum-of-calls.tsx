/** What all calls of a list brought in and cost together, where its days have a beginning and an end. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { isNegative, moneyText } from '../../../ui/format.ts';
import { amountsOf, totalsQuery } from './api.ts';
import type { CallFilters } from './search.ts';

export function SumOfCalls({ filters, zone }: Readonly<{ filters: CallFilters; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const isBounded = filters.from !== undefined && filters.to !== undefined;
  const totals = useQuery({ ...totalsQuery(filters, { by: 'none', zone }), enabled: isBounded });
  const [group] = totals.data?.groups ?? [];
  if (!isBounded || group === undefined || group.money.length === 0) return null;
  return (
    <>
      <dl className="tb-figures" aria-label={t('traffic.calls.sum')}>
        {amountsOf(group.money).map((field) => (
          <div key={field}>
            <dt>{t('traffic.calls.sumOf', { what: t(`traffic.${field}`) })}</dt>
            {group.money.map(({ currency, [field]: amount }) =>
              amount === null ? null : (
                <dd key={currency} data-negative={isNegative(amount) || undefined}>
                  {moneyText(amount, currency, language)}
                </dd>
              ),
            )}
          </div>
        ))}
      </dl>
      {(group.notCompared ?? 0) > 0 && (
        <p className="tb-notice" data-tone="warn">
          {t('traffic.notCompared', { count: group.notCompared ?? 0 })}
        </p>
      )}
    </>
  );
}
