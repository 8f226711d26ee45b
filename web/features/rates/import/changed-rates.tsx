/** What a sheet does to a price list, rate by rate. */
import { Chip } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { actorQuery } from '../../../api/actor.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { rateText, timeText } from '../../../ui/format.ts';
import type { RateImport } from '../api.ts';

type Changes = RateImport['changes'];
type Change = Changes['first'][number];

const LISTED = ['new', 'raised', 'lowered', 'changed', 'closed'] as const;

/** The first of the kind that is looked at; nothing where nothing changes. */
export function ChangedRates({ changes, currency }: Readonly<{ changes: Changes; currency: string }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  const timezone = useQuery(actorQuery).data?.timezone ?? 'UTC';
  const number = new Intl.NumberFormat(language);
  const kinds = LISTED.filter((kind) => changes[kind] > 0);
  const [asked, setAsked] = useState<Change['change'] | null>(null);
  const kind = asked !== null && kinds.includes(asked) ? asked : kinds[0];
  if (kind === undefined) return null;
  const rows = changes.first.filter(({ change }) => change === kind);
  const cost = (text: string | null) => (text === null ? '–' : rateText(text, currency, language));
  const columns: readonly Column<Change>[] = [
    {
      id: 'prefix',
      header: t('sheet.rateField.code'),
      isHead: true,
      cell: ({ prefix }) => <span className="tb-mono">+{prefix}</span>,
    },
    {
      id: 'destination',
      header: t('sheet.rateField.destination'),
      cell: ({ destination }) => (destination === '' ? '–' : <bdi>{destination}</bdi>),
    },
    {
      id: 'before',
      header: t('sheet.rateChange.before'),
      isNumeric: true,
      cell: ({ costBefore }) => cost(costBefore),
    },
    {
      id: 'after',
      header: t('sheet.rateChange.after'),
      isNumeric: true,
      cell: ({ costPerMinute }) => cost(costPerMinute),
    },
    {
      id: 'from',
      header: t('sheet.rateField.validFrom'),
      cell: ({ validFrom }) => <time dateTime={validFrom}>{timeText(validFrom, timezone, language)}</time>,
    },
  ];
  return (
    <section>
      <h3>{t('sheet.rateChange.rows')}</h3>
      <div className="tb-filters">
        <div role="group" aria-label={t('sheet.rateChange.rows')} className="tb-chips">
          {kinds.map((each) => (
            <Chip key={each} size="xs" checked={each === kind} onChange={() => setAsked(each)}>
              {`${t(`sheet.rateChange.${each}`)} · ${number.format(changes[each])}`}
            </Chip>
          ))}
        </div>
        {changes[kind] > rows.length && (
          <p className="tb-field-help">
            {t('sheet.rateChange.firstOf', {
              shown: number.format(rows.length),
              all: number.format(changes[kind]),
            })}
          </p>
        )}
      </div>
      <DataTable
        label={t('sheet.rateChange.rows')}
        columns={columns}
        rows={rows}
        rowKey={({ prefix, validFrom }) => `${prefix} ${validFrom}`}
      />
    </section>
  );
}
