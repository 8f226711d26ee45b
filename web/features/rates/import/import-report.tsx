import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { Icon } from '../../../ui/icons.tsx';
import { RateChanges } from '../../../ui/rate-changes.tsx';
import { RowMistakes } from '../../../ui/row-mistakes.tsx';
import { RowSum } from '../../../ui/row-sum.tsx';
import type { RateGroup, RateImportAnswer } from '../api.ts';
import { ChangedRates } from './changed-rates.tsx';
import { ImportEffect } from './import-effect.tsx';
import { ImportWarnings } from './import-warnings.tsx';

/** Every row is accounted for. Rejected rows say what is wrong with them; a row may have several codes. */
export function ImportReport({ result, group }: Readonly<{ result: RateImportAnswer; group: RateGroup }>) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  const {
    read,
    imported,
    rates,
    rejectedRows,
    skipped,
    rejected,
    applied,
    changes,
    shortenedCodes = 0,
  } = result;
  return (
    <>
      {applied && (
        <p className="tb-summary-note" data-tone="good" role="status">
          <Icon name="check" size={16} />
          <span>{t('rates.import.applied', { count: rates, rates: count.format(rates) })}</span>
        </p>
      )}
      <RowSum
        read={read}
        good={[t(applied ? 'rates.import.imported' : 'sheet.good'), imported]}
        rejected={rejectedRows}
        blank={skipped}
      />
      {!applied && <ImportWarnings warnings={result.warnings} currency={group.currency} />}
      {imported > 0 && <RateChanges changes={changes} />}
      {imported > 0 && <ChangedRates changes={changes} currency={group.currency} />}
      {!applied && imported > 0 && <ImportEffect effect={result.effect} direction={group.direction} />}
      {!applied && imported === 0 && <p>{t('rates.import.nothingGood')}</p>}
      {!applied && rates > imported && (
        <p>{t('rates.import.severalCodes', { count: rates, rates: count.format(rates) })}</p>
      )}
      {shortenedCodes > 0 && (
        <p>{t('rates.import.shortened', { count: shortenedCodes, rows: count.format(shortenedCodes) })}</p>
      )}
      {rejectedRows > 0 && (
        <>
          <p>{t(applied ? 'rates.import.leftOut' : 'rates.import.willLeaveOut')}</p>
          <RowMistakes
            mistakes={rejected}
            rows={rejectedRows}
            fileName="rejected-rates.csv"
            label={(field) =>
              t([`sheet.rateField.${field}`, `sheet.field.${field}`], { defaultValue: field })
            }
          />
        </>
      )}
    </>
  );
}
