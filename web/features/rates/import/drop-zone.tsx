import { useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';

/** The header that carriers use, and a row, to be copied. */
const EXAMPLE = `Code,Destination,Connection Cost,Grace Time,Cost/Min,Initial Increment,Increment
49,Germany,0,0,0.0125,60,6`;

type Props = Readonly<{ file: File | null; isBusy: boolean; onFile: (file: File) => void }>;

/** Takes one file, dropped or chosen. */
export function DropZone({ file, isBusy, onFile }: Props) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [chosen] = files ?? [];
    if (chosen !== undefined) onFile(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <div>
      <label
        className="tb-drop"
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <input
          type="file"
          accept=".csv,.txt,text/csv"
          aria-label={t('rates.import.file')}
          onChange={(event) => {
            take(event.currentTarget.files);
            // The same file, corrected, must be taken again.
            event.currentTarget.value = '';
          }}
        />
        <strong>{file === null ? t('rates.import.drop') : <bdi>{file.name}</bdi>}</strong>
        <span role="status">{t(isBusy ? 'rates.import.reading' : 'rates.import.nothingYet')}</span>
      </label>
      <p className="tb-field-help">{t('rates.import.columns')}</p>
      <pre className="tb-example">{EXAMPLE}</pre>
    </div>
  );
}
