/** What narrows a list or a report of calls; each is taken away by a click. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { dateText, timeText } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { nameQuery, trunkNameQuery } from './api.ts';
import { useReasonText } from '../detail/call-outcome.tsx';
import type { CallFilters } from './search.ts';

export type FilterChange = { [K in keyof CallFilters]?: CallFilters[K] | undefined };

export function FilterChips({
  filters,
  zone,
  onChange,
}: Readonly<{ filters: CallFilters; zone: string; onChange: (change: FilterChange) => void }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const reasonText = useReasonText();
  const { account, reason, trunk, prefix, ratePrefix, isLosing, from, to } = filters;
  const named = useQuery({ ...nameQuery(account), enabled: account !== undefined });
  const trunkNamed = useQuery({ ...trunkNameQuery(trunk), enabled: trunk !== undefined && trunk !== 'none' });
  const moment = (at: string) => (at.length === 10 ? dateText(at, language) : timeText(at, zone, language));
  const chips: readonly (readonly [keyof CallFilters, string | undefined])[] = [
    ['account', account && (named.data ?? account)],
    ['reason', reason && (reason === 'none' ? t('traffic.none.reason') : reasonText(reason))],
    [
      'trunk',
      trunk && (trunk === 'none' ? t('traffic.none.trunk') : (trunkNamed.data ?? t('traffic.by.trunk'))),
    ],
    ['prefix', prefix && `+${prefix}…`],
    [
      'ratePrefix',
      ratePrefix &&
        (ratePrefix === 'none'
          ? t('traffic.none.prefix')
          : t('usage.filter.ratePrefix', { prefix: `+${ratePrefix}` })),
    ],
    ['isLosing', isLosing && t('traffic.losing')],
    ['from', from && t('usage.filter.from', { date: moment(from) })],
    ['to', to && t('usage.filter.to', { date: moment(to) })],
  ];
  return chips.map(([field, text]) =>
    text === undefined ? null : (
      <Button
        key={field}
        variant="default"
        size="xs"
        rightSection={<Icon name="close" size={14} />}
        aria-label={t('traffic.without', { filter: text })}
        onClick={() => onChange({ [field]: undefined })}
      >
        {text}
      </Button>
    ),
  );
}
