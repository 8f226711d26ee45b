/** What somebody is charged who gets a number that costs a product. The texts are of the part `subscriptions`. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/use-language.ts';
import { dayText, isZero, moneyText } from '../format.ts';
import { ProblemAlert } from '../problem-alert.tsx';
import { offeredQuery, previewQuery } from './api.ts';

export function DidCost({
  accountId,
  didId,
  zone,
}: Readonly<{ accountId: string; didId: string; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const offered = useQuery(offeredQuery(accountId));
  // Whoever sells to the account may have a product that resells what the number costs.
  const product = offered.data?.items.find(({ numbers }) => numbers.some(({ id }) => id === didId));
  const preview = useQuery({
    ...previewQuery(accountId, { productId: product?.id, didId }),
    enabled: product !== undefined,
  });
  if (preview.isError) return <ProblemAlert error={preview.error} />;
  const own = preview.data?.levels[0];
  if (product === undefined || preview.data === undefined || own === undefined) return null;
  const money = (amount: string) => moneyText(amount, own.currency, language);
  const { renewsAt } = preview.data;
  return (
    <div className="tb-preview" role="status">
      {t('subscriptions.didCost.now', { product: product.name, total: money(own.total) })}{' '}
      {renewsAt !== null &&
        !isZero(own.renewal) &&
        t('subscriptions.didCost.later', {
          amount: money(own.renewal),
          often: t(`subscriptions.preview.renewal.${product.interval}`),
          at: dayText(renewsAt, zone, language),
        })}{' '}
      {!own.isEnough && t('subscriptions.didCost.tooLittle', { available: money(own.available) })}
    </div>
  );
}
