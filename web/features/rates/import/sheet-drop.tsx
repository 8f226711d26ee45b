import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../app/use-language.ts';
import { DropZone } from '../../../ui/drop-zone.tsx';
import { SheetEncoding, SHEETS_ACCEPTED } from '../../../ui/sheet-encoding.tsx';
import type { RateSheet } from '../api.ts';

/** The header that carriers use, and a row, to be copied. */
const EXAMPLE = `Code,Destination,Connection Cost,Grace Time,Cost/Min,Initial Increment,Increment
49,Germany,0,0,0.0125,60,6`;
const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
};

type Props = Readonly<{
  file: File | null;
  look: RateSheet | undefined;
  isBusy: boolean;
  onFile: (file: File) => void;
  onEncoding: (encoding: string) => void;
}>;

/** Takes a carrier's sheet, says what one looks like, and then how it was read. */
export function SheetDrop({ file, look, isBusy, onFile, onEncoding }: Props) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  return (
    <>
      <DropZone
        label={t('rates.import.file')}
        title={t('rates.import.drop')}
        fileName={file?.name ?? null}
        status={t(isBusy ? 'rates.import.reading' : 'rates.import.nothingYet')}
        accept={SHEETS_ACCEPTED}
        onFile={onFile}
      />
      {look === undefined ? (
        <div>
          <p className="tb-field-help">{t('rates.import.columns')}</p>
          <pre className="tb-example">{EXAMPLE}</pre>
        </div>
      ) : (
        <>
          <p className="tb-field-help">
            {look.delimiter === null
              ? t('rates.import.readXlsx', { rows: count.format(look.rows) })
              : t('rates.import.readCsv', {
                  rows: count.format(look.rows),
                  delimiter: t(`rates.import.delimiter.${DELIMITERS[look.delimiter] ?? 'comma'}`),
                })}
          </p>
          {look.format === 'csv' && (
            <div className="tb-fields">
              <SheetEncoding detected={look.encoding} onChange={onEncoding} />
            </div>
          )}
        </>
      )}
    </>
  );
}
