/** A period against the one before it, measure by measure; each number opens the calls that it counts. */
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { durationText, figureText, isNegative, percentText, placesOf } from '../../../ui/format.ts';
import { Loading } from '../../../ui/loading.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ProblemAlert } from '../../../ui/problem-alert.tsx';
import { AMOUNTS, amountsOf, totalsQuery, type AmountField, type Group } from './api.ts';
import { CallsLink } from './calls-link.tsx';
import type { CallFilters } from './search.ts';

const COUNTS = ['calls', 'answered', 'refused'] as const;

export function Business({
  filters,
  before,
  zone,
}: Readonly<{ filters: CallFilters; before: CallFilters; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useQuery(totalsQuery(filters, { by: 'none', zone }));
  const then = useQuery(totalsQuery(before, { by: 'none', zone }));
  const failed = [now, then].find(({ isError }) => isError);
  if (failed !== undefined)
    return <ProblemAlert error={failed.error} onRetry={() => void failed.refetch()} />;
  if (now.data === undefined || then.data === undefined) return <Loading height={180} />;
  const [group, earlier] = [now.data.groups[0], then.data.groups[0]];
  const number = new Intl.NumberFormat(language);
  const answered = { outcome: 'answered' } as const;
  /** Both periods, each opening its calls. */
  const line = (
    name: string,
    of: (group: Group | undefined) => string | null,
    {
      narrowed = {},
      change = '–',
      isMoney = false,
    }: Readonly<{ narrowed?: CallFilters; change?: string; isMoney?: boolean }> = {},
  ) => {
    const cell = (which: Group | undefined, period: CallFilters) => {
      const text = of(which);
      if (text === null) return '–';
      return (
        <CallsLink filters={{ ...period, ...narrowed }} isMoney={isMoney}>
          {text}
        </CallsLink>
      );
    };
    return (
      <Line key={name} name={name} now={cell(group, filters)} then={cell(earlier, before)} change={change} />
    );
  };
  const rise = (of: (group: Group | undefined) => number) => riseText(of(group), of(earlier), language);
  const currencies = [
    ...new Set([...(group?.money ?? []), ...(earlier?.money ?? [])].map(({ currency }) => currency)),
  ];
  // Nobody pays a commission reseller for the calls.
  const isAgent = [group, earlier].some((of) => of?.money.some(({ revenue }) => revenue === null));
  const amountOf = (of: Group | undefined, currency: string, field: AmountField) =>
    of?.money.find((each) => each.currency === currency)?.[field] ?? null;
  return (
    <Panel title={t('traffic.dashboard.business')}>
      <div
        className="tb-table-scroll"
        role="region"
        aria-label={t('traffic.dashboard.business')}
        tabIndex={0}
      >
        <table className="tb-table" aria-label={t('traffic.dashboard.business')}>
          <thead>
            <tr>
              <th scope="col">{t('traffic.dashboard.measure')}</th>
              {(['thisPeriod', 'before', 'change'] as const).map((head) => (
                <th key={head} scope="col" data-numeric>
                  {t(`traffic.dashboard.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {COUNTS.map((field) => {
              const count = (of: Group | undefined) => of?.[field] ?? 0;
              const name = field === 'calls' ? t('traffic.callsCount') : t(`calls.outcomes.${field}`);
              return line(name, (of) => number.format(count(of)), {
                narrowed: field === 'calls' ? {} : { outcome: field },
                change: rise(count),
              });
            })}
            {line(t('traffic.asr'), (of) =>
              typeof of?.asrPercent === 'number' ? percentText(String(of.asrPercent), language) : null,
            )}
            {line(
              t('traffic.acd'),
              (of) => (typeof of?.acdSeconds === 'number' ? durationText(Math.round(of.acdSeconds)) : null),
              { narrowed: answered, change: rise((of) => of?.acdSeconds ?? 0) },
            )}
            {currencies.flatMap((currency) => {
              const places = placesOf(
                [group, earlier].flatMap((of) => AMOUNTS.map((field) => amountOf(of, currency, field))),
              );
              return amountsOf(
                [group, earlier].flatMap(
                  (of) => of?.money.filter((each) => each.currency === currency) ?? [],
                ),
              ).map((field) => {
                const amount = (of: Group | undefined, period: CallFilters) => (
                  <Amount
                    amount={amountOf(of, currency, field)}
                    currency={currency}
                    places={places}
                    filters={{ ...period, ...answered }}
                  />
                );
                return (
                  <Line
                    key={`${currency} ${field}`}
                    name={t(`traffic.${field}`)}
                    now={amount(group, filters)}
                    then={amount(earlier, before)}
                    change={rise((of) => Number(amountOf(of, currency, field) ?? 0))}
                  />
                );
              });
            })}
            {typeof group?.losing === 'number' &&
              line(t('traffic.losing'), (of) => number.format(of?.losing ?? 0), {
                narrowed: { isLosing: 'true' },
                isMoney: true,
                change: rise((of) => of?.losing ?? 0),
              })}
          </tbody>
        </table>
      </div>
      <p className="tb-field-help">
        {t(isAgent ? 'traffic.dashboard.commissionHelp' : 'traffic.dashboard.moneyHelp')}
      </p>
      {(group?.notCompared ?? 0) > 0 && (
        <p className="tb-notice" data-tone="warn">
          {t('traffic.notCompared', { count: group?.notCompared ?? 0 })}
        </p>
      )}
    </Panel>
  );
}

/** "+12%"; nothing rises from nothing. A share to look at: floats will do. */
function riseText(now: number, before: number, language: string): string {
  if (before === 0) return '–';
  return new Intl.NumberFormat(language, {
    style: 'percent',
    signDisplay: 'exceptZero',
    maximumFractionDigits: 0,
  }).format((now - before) / Math.abs(before));
}

function Line({
  name,
  now,
  then,
  change,
}: Readonly<{ name: string; now: React.ReactNode; then: React.ReactNode; change: string }>) {
  const { t } = useTranslation();
  return (
    <tr>
      <td data-head>
        <div>{name}</div>
      </td>
      <td data-numeric data-label={t('traffic.dashboard.thisPeriod')}>
        <div>{now}</div>
      </td>
      <td data-numeric data-label={t('traffic.dashboard.before')}>
        <div>{then}</div>
      </td>
      <td data-numeric data-label={t('traffic.dashboard.change')}>
        <div>{change}</div>
      </td>
    </tr>
  );
}

function Amount({
  amount,
  currency,
  places,
  filters,
}: Readonly<{ amount: string | null; currency: string; places: number; filters: CallFilters }>) {
  const language = useLanguage();
  if (amount === null) return '–';
  return (
    <CallsLink filters={filters} isMoney>
      <span data-negative={isNegative(amount) || undefined}>
        {figureText(amount, currency, language, places)}
      </span>
    </CallsLink>
  );
}
