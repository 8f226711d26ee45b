/** Calls added up, a row for each group; what a row counts is one click away. */
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DIRECTIONS, type CallDirection } from '../../../../src/domain/charging/direction.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import {
  dateText,
  durationText,
  figureText,
  isNegative,
  percentText,
  placesOf,
  timeText,
} from '../../../ui/format.ts';
import { useReasonText } from '../detail/call-outcome.tsx';
import { amountsOf, type AmountField, type Group } from './api.ts';
import { CallsLink } from './calls-link.tsx';
import type { CallFilters, Grouping } from './search.ts';

const HOUR_MS = 3_600_000;

/** What a group is called. */
export function useGroupName(by: Grouping, zone: string): (group: Group) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  const reasonText = useReasonText();
  return useMemo(
    () =>
      ({ key, name }) => {
        if (by === 'day') return dateText(dayOf(key, zone), language);
        if (by === 'hour') return timeText(key, zone, language);
        if (by === 'direction') return t(`usage.calls.directions.${key as CallDirection}`);
        if (isDirection(key) && key !== 'outbound') return t(`usage.destinations.ways.${key}`);
        if (key === '' || isDirection(key)) return t(`traffic.none.${by}`);
        if (by === 'reason') return reasonText(key);
        if (by === 'prefix') return name === '' ? `+${key}` : `${name} +${key}`;
        return name === '' ? key : name;
      },
    [by, zone, language, t, reasonText],
  );
}

/** The filters of the calls that a group counts; null where no filter names them. */
export function filtersOfGroup(
  filters: CallFilters,
  by: Grouping,
  key: string,
  zone: string,
): CallFilters | null {
  if (by === 'day') return { ...filters, from: dayOf(key, zone), to: dayOf(key, zone) };
  if (by === 'hour')
    return {
      ...filters,
      from: key,
      to: new Date(Date.parse(key) + HOUR_MS).toISOString().replace('.000', ''),
    };
  // Everybody's calls are somebody's.
  if (key === '' && by === 'account') return null;
  const field = by === 'prefix' ? 'ratePrefix' : by;
  if (by !== 'direction' && isDirection(key)) return { ...filters, [field]: 'none', direction: key };
  return { ...filters, [field]: key === '' ? 'none' : key };
}

/** Calls that have no rate or trunk are added up by the way they went. */
function isDirection(key: string): key is CallDirection {
  return DIRECTIONS.some((direction) => direction === key);
}

/** A day of a zone by the instant with which it begins. */
function dayOf(instant: string, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(new Date(instant));
}

export function TotalsTable({
  label,
  groups,
  by,
  filters,
  zone,
}: Readonly<{ label: string; groups: readonly Group[]; by: Grouping; filters: CallFilters; zone: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = useGroupName(by, zone);
  const count = new Intl.NumberFormat(language);
  const money = (id: AmountField): Column<Group> => {
    const places = placesOf(groups.flatMap(({ money }) => money.map(({ [id]: amount }) => amount)));
    return {
      id,
      header: t(`traffic.${id}`),
      isNumeric: true,
      cell: (group) =>
        group.money.length === 0
          ? '–'
          : group.money.map(({ currency, [id]: amount }) => (
              <div key={currency} data-negative={(amount !== null && isNegative(amount)) || undefined}>
                {amount === null
                  ? '–'
                  : opening(group, figureText(amount, currency, language, places), 'money')}
              </div>
            )),
    };
  };
  /** A figure opens the calls that it is made of. */
  const opening = (group: Group, text: string, which?: 'answered' | 'money') => {
    const found = filtersOfGroup(filters, by, group.key, zone);
    // Calls of another outcome were asked for, or none is like that.
    if (found === null || (which !== undefined && group.answered === 0)) return text;
    return (
      <CallsLink
        filters={which === undefined ? found : { ...found, outcome: 'answered' }}
        isMoney={which === 'money'}
      >
        {text}
      </CallsLink>
    );
  };
  const columns: readonly Column<Group>[] = [
    {
      id: 'group',
      header: t(`traffic.by.${by}`),
      isHead: true,
      cell: (group) => {
        const found = filtersOfGroup(filters, by, group.key, zone);
        if (found === null) return nameOf(group);
        return (
          <>
            <Link to="/calls" search={found}>
              <bdi>{nameOf(group)}</bdi>
            </Link>{' '}
            {by === 'reason' && group.key !== '' && <code>{group.key}</code>}
          </>
        );
      },
    },
    {
      id: 'calls',
      header: t('traffic.callsCount'),
      isNumeric: true,
      cell: (group) => opening(group, count.format(group.calls)),
    },
    {
      id: 'answered',
      header: t('calls.outcomes.answered'),
      isNumeric: true,
      cell: (group) => opening(group, count.format(group.answered), 'answered'),
    },
    {
      id: 'asr',
      header: t('traffic.asr'),
      isNumeric: true,
      cell: (group) =>
        group.asrPercent === null ? '–' : opening(group, percentText(String(group.asrPercent), language)),
    },
    {
      id: 'acd',
      header: t('traffic.acd'),
      isNumeric: true,
      cell: (group) =>
        group.acdSeconds === null
          ? '–'
          : opening(group, durationText(Math.round(group.acdSeconds)), 'answered'),
    },
    {
      id: 'talk',
      header: t('calls.talk'),
      isNumeric: true,
      cell: (group) => opening(group, durationText(group.talkSeconds), 'answered'),
    },
    ...amountsOf(groups.flatMap((group) => group.money)).map(money),
  ];
  return <DataTable label={label} columns={columns} rows={groups} rowKey={({ key }) => key} />;
}
