/** One measure of calls that are added up, as bars; the table says the same. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { BarChart } from '../../../ui/bar-chart.tsx';
import { durationText, moneyText } from '../../../ui/format.ts';
import { RankChart } from '../../../ui/rank-chart.tsx';
import type { Group } from './api.ts';
import { stepsOf } from './periods.ts';
import type { CallFilters, Grouping } from './search.ts';
import { useGroupName } from './totals-table.tsx';

/** Further ones stand in the table. */
const RANKED_MAX = 10;
type Measure = 'calls' | 'minutes' | 'revenue' | 'commission';

export function TotalsChart({
  groups,
  by,
  filters,
  zone,
}: Readonly<{ groups: readonly Group[]; by: Grouping; filters: CallFilters; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = useGroupName(by, zone);
  const [chosen, setMeasure] = useState<Measure>('calls');
  const all = groups.flatMap(({ money }) => money);
  const earned = all.some(({ revenue }) => revenue !== null) ? 'revenue' : 'commission';
  // Amounts of several currencies have no common axis.
  const currencies = new Set(all.filter((each) => Number(each[earned]) !== 0).map((each) => each.currency));
  const [currency] = currencies;
  const measures: readonly Measure[] = [
    'calls',
    'minutes',
    ...(currencies.size === 1 ? ([earned] as const) : []),
  ];
  const measure = measures.includes(chosen) ? chosen : 'calls';
  const number = new Intl.NumberFormat(language);
  const earnedIn = (group: Group) => group.money.find((each) => each.currency === currency)?.[earned] ?? '0';
  const text = (group: Group) => {
    if (measure === 'calls') return number.format(group.calls);
    return measure === 'minutes'
      ? durationText(group.talkSeconds)
      : moneyText(earnedIn(group), currency ?? '', language);
  };
  // A picture: floats will do.
  const value = (group: Group) => {
    if (measure === 'calls') return group.calls;
    return measure === 'minutes' ? group.talkSeconds / 60 : Math.max(0, Number(earnedIn(group)));
  };
  const label = t('traffic.chart', {
    what: t(`traffic.measure.${measure}`),
    by: t(`traffic.by.${by}`),
  });
  const choice = (
    <SegmentedControl
      size="xs"
      aria-label={t('usage.days.show')}
      value={measure}
      onChange={(next) => setMeasure(next as Measure)}
      data={measures.map((each) => ({ value: each, label: t(`traffic.measure.${each}`) }))}
    />
  );
  if (by !== 'day' && by !== 'hour')
    return (
      <>
        {choice}
        <RankChart
          label={label}
          bars={groups.slice(0, RANKED_MAX).map((group) => ({
            key: group.key,
            value: value(group),
            name: nameOf(group),
            text: text(group),
          }))}
        />
      </>
    );
  const byTime = new Map(groups.map((group) => [Date.parse(group.key), group]));
  const { from, to } = filters;
  const steps = from === undefined || to === undefined ? [] : stepsOf(by, { from, to }, zone);
  const shown = steps.map((key) => byTime.get(Date.parse(key)) ?? { ...NOTHING, key });
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <>
      {choice}
      <BarChart
        label={label}
        bars={shown.map((group) => ({
          key: group.key,
          value: value(group),
          title: `${nameOf(group)}: ${text(group)}`,
        }))}
        scale={(top) =>
          measure === earned ? moneyText(top.toFixed(6), currency ?? '', language) : number.format(top)
        }
        first={nameOf(first)}
        last={nameOf(last)}
      />
    </>
  );
}

/** An hour or day without calls. */
const NOTHING: Omit<Group, 'key'> = {
  name: '',
  calls: 0,
  answered: 0,
  refused: 0,
  asrPercent: null,
  acdSeconds: null,
  talkSeconds: 0,
  billedSeconds: 0,
  losing: null,
  notCompared: null,
  money: [],
};
