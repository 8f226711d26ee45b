import { useTranslation } from 'react-i18next';
import { TypeAhead } from './type-ahead.tsx';

/** As of `input accept`: sheets that the server reads. */
export const SHEETS_ACCEPTED =
  '.csv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What sheets in the wild are written in; names of the WHATWG's Encoding Standard. */
const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'iso-8859-15',
  'koi8-r',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
];

type Props = Readonly<{ detected: string; onChange: (encoding: string) => void }>;

/** A text file does not say how its letters are written; the server guesses, and people see whether it is right. */
export function SheetEncoding({ detected, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <TypeAhead
      label={t('sheet.encoding')}
      description={t('sheet.encodingHelp')}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      data={ENCODINGS.includes(detected) ? ENCODINGS : [detected, ...ENCODINGS]}
      value={detected}
      onChange={(chosen) => chosen !== null && chosen !== detected && onChange(chosen)}
    />
  );
}
