/** How a subscription stands, and what comes next of it. The texts are of the part `subscriptions`. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../app/use-language.ts';
import { dayText, moneyText, timeText } from '../format.ts';
import { Tag, type Tone } from '../tag.tsx';
import type { Subscription } from './api.ts';
import { usePriceWords } from './price-words.ts';

const TONES: Readonly<Record<Subscription['status'], Tone>> = {
  active: 'good',
  unpaid: 'bad',
  ended: 'mute',
};

export function SubscriptionStatus({ subscription }: Readonly<{ subscription: Subscription }>) {
  const { t } = useTranslation();
  const { status, endsAt } = subscription;
  const isEnding = status === 'active' && endsAt !== null;
  return (
    <Tag tone={isEnding ? 'warn' : TONES[status]}>
      {t(`subscriptions.status.${isEnding ? 'ending' : status}`)}
    </Tag>
  );
}

/** Prices as whoever sells set them, where the account pays in another currency. */
function ProductPrice({ subscription }: Readonly<{ subscription: Subscription }>): ReactNode {
  const { t } = useTranslation();
  const priceWords = usePriceWords();
  const { inProductCurrency: prices, currency, interval } = subscription;
  if (prices === null || prices.currency === currency) return null;
  const price = priceWords({ ...prices, interval, setup: interval === 'once' ? prices.setup : '0' });
  return <small className="tb-reason">{t('subscriptions.inProductCurrency', { price })}</small>;
}

/** The product, with its number and its minutes. */
export function SubscribedProduct({
  subscription: { product, did, packageName },
}: Readonly<{ subscription: Subscription }>): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <bdi>{product.name}</bdi>
      {did !== null && <small className="tb-reason tb-mono">+{did.number}</small>}
      {packageName !== null && (
        <small className="tb-reason">{t('subscriptions.minutes', { name: packageName })}</small>
      )}
    </>
  );
}

/** What is paid for each interval, "3 × €9.90 a month"; the set-up only where there is nothing else. */
export function SubscriptionPrice({ subscription }: Readonly<{ subscription: Subscription }>): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const priceWords = usePriceWords();
  const { interval, setup, quantity } = subscription;
  const price = priceWords(interval === 'once' ? subscription : { ...subscription, setup: setup && '0' });
  return (
    <>
      {quantity === 1
        ? price
        : t('subscriptions.times', { quantity: new Intl.NumberFormat(language).format(quantity), price })}
      <ProductPrice subscription={subscription} />
    </>
  );
}

/** "9.90 € on 1 Jan 2027", or until when it goes on, or why it does not. */
export function NextOf({
  subscription,
  zone,
}: Readonly<{ subscription: Subscription; zone: string }>): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { status, renewsAt, endsAt, endedAt, endReason, unpaidUntil, unpaidSince, renewal, currency } =
    subscription;
  const day = (at: string) => dayText(at, zone, language);
  if (status === 'ended')
    return endedAt === null || endReason === null
      ? null
      : t(`subscriptions.next.ended.${endReason}`, { at: day(endedAt) });
  if (status === 'unpaid')
    return (
      <>
        {unpaidSince !== null &&
          t('subscriptions.next.unpaid', { at: timeText(unpaidSince, zone, language) })}
        {unpaidUntil !== null && (
          <div className="tb-none">{t('subscriptions.next.until', { at: day(unpaidUntil) })}</div>
        )}
      </>
    );
  if (endsAt !== null) return t('subscriptions.next.ends', { at: day(endsAt) });
  if (renewsAt === null) return t('subscriptions.next.never');
  if (renewal === null) return t('subscriptions.next.renewsUnpriced', { at: day(renewsAt) });
  return t('subscriptions.next.renews', {
    amount: moneyText(renewal, currency, language),
    at: day(renewsAt),
  });
}
