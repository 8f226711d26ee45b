import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';

type Props = Readonly<{
  read: number;
  /** What becomes of the good ones, and how many they are. */
  good: readonly [text: string, rows: number];
  rejected: number;
  blank: number;
}>;

/** Every row of a sheet is accounted for: rows = good + rejected + blank. */
export function RowSum({ read, good, rejected, blank }: Props) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  return (
    <p className="tb-sum" role="status">
      <Part text={t('sheet.read')} figure={count.format(read)} />
      <b aria-hidden="true">=</b>
      <Part text={good[0]} figure={count.format(good[1])} />
      <b aria-hidden="true">+</b>
      <Part text={t('sheet.rejected')} figure={count.format(rejected)} />
      <b aria-hidden="true">+</b>
      <Part text={t('sheet.blank')} figure={count.format(blank)} />
    </p>
  );
}

function Part({ text, figure }: { text: string; figure: string }) {
  return (
    <span>
      <small>{text}</small> {figure}
    </span>
  );
}
