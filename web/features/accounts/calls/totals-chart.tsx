/** One measure of calls that are added up, as bars; the table says the same. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { BarChart } from '../../../ui/bar-chart.tsx';
import { durationText, moneyText } from '../../../ui/format.ts';
import type { Group } from './api.ts';
import type { Grouping } from './search.ts';
import { useGroupName } from './totals-table.tsx';

/** More bars are too thin to be pointed at. */
const BARS_MAX = 60;
const MEASURES = ['calls', 'minutes', 'revenue'] as const;
type Measure = (typeof MEASURES)[number];

export function TotalsChart({
  groups,
  by,
  zone,
}: Readonly<{ groups: readonly Group[]; by: Grouping; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = useGroupName(by, zone);
  const [chosen, setMeasure] = useState<Measure>('calls');
  // Amounts of several currencies have no common axis.
  const currencies = new Set(groups.flatMap(({ money }) => money.map(({ currency }) => currency)));
  const [currency] = currencies;
  const measures = MEASURES.filter((measure) => measure !== 'revenue' || currencies.size === 1);
  const measure = measures.includes(chosen) ? chosen : 'calls';
  const shown = by === 'hour' || by === 'day' ? groups.slice(-BARS_MAX) : groups.slice(0, BARS_MAX);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) return null;
  const number = new Intl.NumberFormat(language);
  const revenueOf = (group: Group) => group.money[0]?.revenue ?? '0';
  const text = (group: Group) => {
    if (measure === 'calls') return number.format(group.calls);
    return measure === 'minutes'
      ? durationText(group.talkSeconds)
      : moneyText(revenueOf(group), currency ?? '', language);
  };
  // A picture: floats will do.
  const value = (group: Group) => {
    if (measure === 'calls') return group.calls;
    return measure === 'minutes' ? group.talkSeconds / 60 : Math.max(0, Number(revenueOf(group)));
  };
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('usage.days.show')}
        value={measure}
        onChange={(next) => setMeasure(next as Measure)}
        data={measures.map((each) => ({ value: each, label: t(`traffic.measure.${each}`) }))}
      />
      <BarChart
        label={t('traffic.chart', { what: t(`traffic.measure.${measure}`), by: t(`traffic.by.${by}`) })}
        bars={shown.map((group) => ({
          key: group.key,
          value: value(group),
          title: `${nameOf(group)}: ${text(group)}`,
        }))}
        scale={(top) =>
          measure === 'revenue' ? moneyText(top.toFixed(6), currency ?? '', language) : number.format(top)
        }
        first={nameOf(first)}
        last={nameOf(last)}
      />
    </>
  );
}
