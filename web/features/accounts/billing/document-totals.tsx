/** What the documents of a list come to, by currency and kind. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { moneyText } from '../../../ui/format.ts';
import { documentTotalsQuery, type Asked } from './api.ts';

export function TotalsOfDocuments({ asked }: Readonly<{ asked: Asked }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data } = useQuery(documentTotalsQuery(asked));
  if (data === undefined || data.items.length === 0) return null;
  const count = new Intl.NumberFormat(language);
  return (
    <section className="tb-doc-totals" aria-label={t('billing.totals.title')}>
      <ul>
        {data.items.map(({ kind, receiptOf, currency, ...row }) => {
          const text = (amount: string) => moneyText(amount, currency, language);
          const isOpen = row.open !== null && Number(row.open) !== 0;
          return (
            <li key={`${currency} ${kind} ${receiptOf}`}>
              <span>
                {t(`billing.totals.kinds.${kind}`, { count: row.count, rows: count.format(row.count) })}
                {receiptOf !== null && <> · {t(`billing.lines.${receiptOf}`)}</>}
              </span>
              <span>
                {t('billing.totals.sum', { net: text(row.net), tax: text(row.tax) })}{' '}
                <strong>{text(row.total)}</strong>
                {isOpen && <span> · {t('billing.totals.open', { amount: text(row.open ?? '0') })}</span>}
              </span>
            </li>
          );
        })}
      </ul>
      {data.isMore && <p className="tb-field-help">{t('billing.totals.more')}</p>}
    </section>
  );
}
