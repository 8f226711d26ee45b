/** What an order would charge now and later, and who pays what above. */
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { addAmounts, dayText, isZero, moneyText, negated } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { previewQuery, type Offered, type OrderPreview as Preview } from '../../../ui/products/api.ts';
import type { RecordBody } from '../../../ui/record/record.ts';
import type { Account } from '../api.ts';

const TYPING_PAUSE_MS = 250;

export type Total = Pick<Preview['levels'][number], 'total' | 'currency'>;

type Props = Readonly<{
  account: Account;
  chosen: Offered | undefined;
  /** As it would be sent now. */
  order: RecordBody;
  isOwn: boolean;
  /** What is charged now; null while that is not known. */
  onTotal: (total: Total | null) => void;
}>;

export function OrderPreview({ account, chosen, order, isOwn, onTotal }: Props) {
  const { t } = useTranslation();
  // The same content is the same question.
  const [asked] = useDebouncedValue(JSON.stringify(order), TYPING_PAUSE_MS);
  const preview = useQuery({
    ...previewQuery(account.id, JSON.parse(asked) as RecordBody),
    enabled: chosen !== undefined && asked.includes(chosen.id),
  });
  const isCurrent = chosen !== undefined && asked === JSON.stringify(order) && !preview.isPlaceholderData;
  const [own, ...above] = (isCurrent && preview.data?.levels) || [];
  useEffect(() => onTotal(own ?? null), [onTotal, own]);
  if (chosen === undefined)
    return (
      <p className="tb-preview" data-empty role="status">
        {t('subscriptions.preview.empty')}
      </p>
    );
  if (preview.isError && isCurrent) return <ProblemAlert error={preview.error} />;
  if (preview.data === undefined || own === undefined)
    return (
      <p className="tb-preview" data-empty role="status">
        {t('subscriptions.preview.loading')}
      </p>
    );
  return (
    <>
      <Costs account={account} chosen={chosen} preview={preview.data} own={own} />
      {!own.isEnough && <TooLittle account={account} own={own} isOwn={isOwn} />}
      {own.isEnough && !preview.data.isAffordable && <TooLittleAbove levels={above} isOwn={isOwn} />}
      {above.length > 0 && <Above levels={above} />}
    </>
  );
}

type Level = Preview['levels'][number];

function Costs({
  account,
  chosen,
  preview,
  own,
}: Readonly<{ account: Account; chosen: Offered; preview: Preview; own: Level }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { periodFrom, periodTo, days, daysOfWhole, renewsAt } = preview;
  const money = (amount: string) => moneyText(amount, own.currency, language);
  const day = (at: string) => dayText(at, account.profile.timezone, language);
  const lastDay = (to: string) => day(new Date(Date.parse(to) - 1).toISOString());
  return (
    <section className="tb-order-preview" aria-live="polite">
      <Facts>
        <Fact name={t('subscriptions.preview.now')}>
          <strong>{money(own.total)}</strong>
          <small className="tb-reason">
            {[
              !isZero(own.setup) && `${t('subscriptions.preview.setup')} ${money(own.setup)}`,
              `${
                periodTo === null
                  ? t('subscriptions.preview.feeOnce')
                  : t('subscriptions.preview.fee', { from: day(periodFrom), to: lastDay(periodTo) })
              }${days < daysOfWhole ? ` (${t('subscriptions.preview.part', { days, daysOfWhole })})` : ''} ${money(own.fee)}`,
            ]
              .filter((part) => part !== false)
              .join(' + ')}
          </small>
        </Fact>
        <Fact name={t('subscriptions.preview.renews')}>
          {renewsAt === null
            ? t('subscriptions.preview.onlyOnce')
            : t('subscriptions.preview.renewalFrom', {
                amount: money(own.renewal),
                often: t(`subscriptions.preview.renewal.${chosen.interval}`),
                at: day(renewsAt),
              })}
        </Fact>
        {own.isEnough && (
          <Fact name={t('subscriptions.preview.available')}>
            {money(addAmounts(own.available, negated(own.total)))}
          </Fact>
        )}
      </Facts>
      {account.billing.accountType === 'postpaid' && (
        <p className="tb-field-help">{t('subscriptions.preview.postpaid')}</p>
      )}
    </section>
  );
}

function TooLittle({ account, own, isOwn }: Readonly<{ account: Account; own: Level; isOwn: boolean }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = (amount: string) => moneyText(amount, own.currency, language);
  const missing = addAmounts(own.total, negated(own.available));
  return (
    <div className="tb-notice" data-tone="warn" role="status">
      <Icon name="warning" />
      <div>
        <p>
          {t('subscriptions.preview.tooLittle', {
            due: money(own.total),
            available: money(own.available),
            missing: money(missing),
          })}
        </p>
        {!isOwn && (
          <Link to="/accounts/$id" params={{ id: account.id }} search={{ tab: 'products', topUp: '1' }}>
            {t('subscriptions.preview.topUp')}
          </Link>
        )}
      </div>
    </div>
  );
}

/** Whoever does not see those above learns no figure of theirs. */
function TooLittleAbove({ levels, isOwn }: Readonly<{ levels: readonly Level[]; isOwn: boolean }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const lacking = levels.filter(({ isEnough }) => !isEnough);
  return (
    <div className="tb-notice" data-tone="warn" role="status">
      <Icon name="warning" />
      <div>
        {lacking.map((level) => (
          <p key={level.accountId}>
            {t('subscriptions.preview.tooLittleAboveOf', {
              number: level.accountNumber,
              available: moneyText(level.available, level.currency, language),
              due: moneyText(level.total, level.currency, language),
            })}
          </p>
        ))}
        {lacking.length === 0 && (
          <p>{t(isOwn ? 'subscriptions.preview.impossible' : 'subscriptions.preview.tooLittleAbove')}</p>
        )}
      </div>
    </div>
  );
}

const SAME_CURRENCY = '1.0000000000';

function Above({ levels }: Readonly<{ levels: readonly Level[] }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section>
      <h3 className="tb-portal-question">{t('subscriptions.preview.above')}</h3>
      <p className="tb-list-help">{t('subscriptions.preview.aboveHelp')}</p>
      <ul className="tb-movements">
        {levels.map((level) => (
          <li key={level.accountId}>
            <span>
              {t('subscriptions.preview.aboveLine', {
                number: level.accountNumber,
                total: moneyText(level.total, level.currency, language),
                product: level.productName,
              })}
              <small>
                {[
                  !isZero(level.renewal) &&
                    t('subscriptions.preview.aboveRenewal', {
                      renewal: moneyText(level.renewal, level.currency, language),
                    }),
                  level.exchangeRate !== SAME_CURRENCY &&
                    t('subscriptions.preview.rate', { rate: level.exchangeRate }),
                ]
                  .filter((part) => part !== false)
                  .join(' · ')}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
