import { useTranslation } from 'react-i18next';
import { DropZone } from '../../../ui/drop-zone.tsx';

/** The header that carriers use, and a row, to be copied. */
const EXAMPLE = `Code,Destination,Connection Cost,Grace Time,Cost/Min,Initial Increment,Increment
49,Germany,0,0,0.0125,60,6`;

type Props = Readonly<{ file: File | null; isBusy: boolean; onFile: (file: File) => void }>;

/** Takes a carrier's sheet, and says what one looks like. */
export function SheetDrop({ file, isBusy, onFile }: Props) {
  const { t } = useTranslation();
  return (
    <div>
      <DropZone
        label={t('rates.import.file')}
        title={t('rates.import.drop')}
        fileName={file?.name ?? null}
        status={t(isBusy ? 'rates.import.reading' : 'rates.import.nothingYet')}
        accept=".csv,.txt,text/csv"
        onFile={onFile}
      />
      <p className="tb-field-help">{t('rates.import.columns')}</p>
      <pre className="tb-example">{EXAMPLE}</pre>
    </div>
  );
}
