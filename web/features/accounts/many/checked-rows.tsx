import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { checkedImport } from '../../../../src/schemas/accounts/many-accounts.ts';
import { useLanguage } from '../../../app/use-language.ts';
import { FileProblem } from '../../../ui/file-problem.tsx';
import { RowMistakes } from '../../../ui/row-mistakes.tsx';
import { RowSum } from '../../../ui/row-sum.tsx';

type Props = Readonly<{
  result: z.output<typeof checkedImport>;
  isAllOrNothing: boolean;
  error: unknown;
  isStarting: boolean;
  onStart: () => void;
}>;

/** Every row is accounted for: read = good + rejected + blank. Nothing was made yet. */
export function CheckedRows({ result, isAllOrNothing, error, isStarting, onStart }: Props) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  const { read, valid, invalid, skipped, mistakes } = result;
  const mayStart = valid > 0 && !(isAllOrNothing && invalid > 0);
  return (
    <div className="tb-record">
      <RowSum read={read} good={[t('sheet.good'), valid]} rejected={invalid} blank={skipped} />
      {invalid > 0 && (
        <>
          <p>{t(isAllOrNothing ? 'many.import.stopsAll' : 'many.import.willLeaveOut')}</p>
          <RowMistakes mistakes={mistakes} rows={invalid} fileName="rejected-rows.csv" />
        </>
      )}
      {valid === 0 && <p>{t('many.import.nothingGood')}</p>}
      {error !== null && <FileProblem error={error} />}
      {mayStart && (
        <div className="tb-record-foot">
          <Button loading={isStarting} onClick={onStart}>
            {t('many.import.submit', { count: valid, accounts: count.format(valid) })}
          </Button>
        </div>
      )}
    </div>
  );
}
