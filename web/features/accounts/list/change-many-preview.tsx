/** What a change would do, account by account: first those that cannot be changed. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { manyPreview } from '../../../../src/schemas/accounts/many-changes.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Fact, Facts } from '../../../ui/panel.tsx';
import { fieldText } from '../../../ui/problem-text.ts';
import { CallsThatEnd } from '../calls-that-end.tsx';

export type Preview = z.output<typeof manyPreview>;
type Item = Preview['items'][number];

/** More than that nobody reads in a dialog. */
const LISTED_MAX = 50;
const ORDER = { refused: 0, changes: 1, same: 2 } as const;

export function ChangeManyPreview({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  const columns = useColumns();
  const of = (outcome: Item['outcome']) => preview.items.filter((item) => item.outcome === outcome).length;
  const rows = useMemo(
    () => preview.items.toSorted((a, b) => ORDER[a.outcome] - ORDER[b.outcome]).slice(0, LISTED_MAX),
    [preview],
  );
  const more = preview.items.length - rows.length;
  return (
    <>
      <Facts>
        <Fact name={t('bulk.willChange')}>{count.format(of('changes'))}</Fact>
        <Fact name={t('bulk.same')}>{count.format(of('same'))}</Fact>
        <Fact name={t('bulk.refused')}>{count.format(of('refused'))}</Fact>
      </Facts>
      {preview.onSuspension !== null && <CallsThatEnd calls={preview.onSuspension} />}
      {preview.isLimited && (
        <p role="status">{t('bulk.limited', { accounts: count.format(preview.items.length) })}</p>
      )}
      <DataTable
        label={t('bulk.preview')}
        columns={columns}
        rows={rows}
        rowKey={({ accountId }) => accountId}
      />
      {more > 0 && <p className="tb-field-help">{t('bulk.more', { accounts: count.format(more) })}</p>}
    </>
  );
}

function useColumns(): readonly Column<Item>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        id: 'account',
        header: t('accounts.column.name'),
        isHead: true,
        cell: ({ displayName, number }) => (
          <>
            <bdi>{displayName ?? t('bulk.unknown')}</bdi>{' '}
            {number !== null && number !== displayName && <span className="tb-mono">{number}</span>}
          </>
        ),
      },
      {
        id: 'outcome',
        header: t('bulk.outcome'),
        cell: ({ outcome, changes, reasons }) =>
          outcome === 'same'
            ? t('bulk.same')
            : outcome === 'changes'
              ? changes
                  .map(
                    ({ field, before, after }) =>
                      `${valueText(field, before, t)} → ${valueText(field, after, t)}`,
                  )
                  .join(', ')
              : reasons
                  .map(({ code, message }) => t(`problem.${code}`, { defaultValue: fieldText(message) }))
                  .join(' '),
      },
    ],
    [t],
  );
}

/** A value as people read it; what is a state or a switch has a word. */
function valueText(
  field: string,
  value: string | number | boolean | null,
  t: (key: string) => string,
): string {
  if (value === null) return t(field === 'billing.rateGroup' ? 'bulk.none' : 'bulk.limits.default');
  // A price list may have any name.
  if (field === 'billing.rateGroup') return String(value);
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (value === 'unlimited') return t('bulk.limits.unlimited');
  if (value === 'active' || value === 'suspended') return t(`status.${value}`);
  return String(value);
}
