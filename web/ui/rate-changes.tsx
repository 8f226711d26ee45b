import { useTranslation } from 'react-i18next';
import type { SheetChangeCounts } from '../../src/domain/rating/sheet-changes.ts';
import { useLanguage } from '../app/use-language.ts';
import { Fact, Facts } from './panel.tsx';

const KINDS = ['new', 'raised', 'lowered', 'changed', 'closed', 'unchanged'] as const;

/** What a sheet does to a price list, in figures. */
export function RateChanges({ changes }: { changes: SheetChangeCounts }) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  return (
    <Facts>
      {KINDS.map((kind) => (
        <Fact key={kind} name={t(`sheet.rateChange.${kind}`)}>
          {count.format(changes[kind])}
        </Fact>
      ))}
    </Facts>
  );
}
