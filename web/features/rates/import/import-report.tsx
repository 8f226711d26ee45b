import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { fieldText } from '../../../ui/problem-text.ts';
import type { RateImport } from '../api.ts';

type Rejection = RateImport['rejected'][number];

/** Every row is accounted for: read = imported + rejected + skipped. Rejected rows say what is wrong with them. */
export function ImportReport({ result }: { result: RateImport }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const count = useMemo(() => new Intl.NumberFormat(language), [language]);
  const { read, imported, rejectedRows, skipped, rejected, applied } = result;
  const columns = useMemo(
    (): readonly Column<Rejection>[] => [
      { id: 'line', header: t('rates.import.line'), isHead: true, cell: ({ line }) => count.format(line) },
      { id: 'field', header: t('rates.import.column'), cell: ({ field }) => field },
      {
        id: 'message',
        header: t('rates.import.cause'),
        cell: ({ message }) => <bdi>{fieldText(message)}</bdi>,
      },
    ],
    [t, count],
  );
  return (
    <>
      {applied && (
        <p className="tb-summary-note" data-tone="good" role="status">
          <Icon name="check" size={16} />
          <span>{t('rates.import.applied', { count: imported, rates: count.format(imported) })}</span>
        </p>
      )}
      <p className="tb-sum">
        <Part text={t('rates.import.read')} figure={count.format(read)} />
        <b aria-hidden="true">=</b>
        <Part
          text={t(applied ? 'rates.import.imported' : 'rates.import.good')}
          figure={count.format(imported)}
        />
        <b aria-hidden="true">+</b>
        <Part text={t('rates.import.rejected')} figure={count.format(rejectedRows)} />
        <b aria-hidden="true">+</b>
        <Part text={t('rates.import.skipped')} figure={count.format(skipped)} />
      </p>
      {!applied && imported === 0 && <p>{t('rates.import.nothingGood')}</p>}
      {rejected.length > 0 && (
        <>
          <p>{t(applied ? 'rates.import.leftOut' : 'rates.import.willLeaveOut')}</p>
          {rejected.length < rejectedRows && (
            <p className="tb-field-help">
              {t('rates.import.firstOnly', { listed: count.format(rejected.length) })}
            </p>
          )}
          <DataTable
            label={t('rates.import.rejected')}
            columns={columns}
            rows={rejected}
            rowKey={(row) => `${row.line} ${row.field}`}
          />
        </>
      )}
    </>
  );
}

function Part({ text, figure }: { text: string; figure: string }) {
  return (
    <span>
      <small>{text}</small> {figure}
    </span>
  );
}
