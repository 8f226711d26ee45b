/** A carrier's sheet of numbers: looked at by the server first, then added whole. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { importedDids } from '../../../src/schemas/numbering/dids.ts';
import { upload } from '../../api/client.ts';
import { useWrite } from '../../api/use-write.ts';
import { useLanguage } from '../../app/use-language.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { FileProblem } from '../../ui/file-problem.tsx';
import { fieldText } from '../../ui/problem-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { LeftOut } from '../../ui/sheet-mapping.tsx';

type Imported = z.output<typeof importedDids>;
type Mistake = Readonly<{ row: number; field: string; message: string }>;

/** What the server takes in one request. */
const BYTES_MAX = 10 * 1024 * 1024;
/** So many can be read; the next look at the file tells the rest. */
const LISTED_MAX = 50;

export function ImportDialog({
  onImported,
  onClose,
}: Readonly<{ onImported: (count: number) => void; onClose: () => void }>) {
  const { t } = useTranslation();
  const count = new Intl.NumberFormat(useLanguage());
  const [file, setFile] = useState<File | null>(null);
  const send = (sheet: File, isDryRun: boolean) =>
    upload<Imported>('/dids/import', sheet, {
      contentType: 'application/octet-stream',
      query: isDryRun ? { dryRun: 'true' } : {},
    });
  const checking = useMutation({ mutationFn: (sheet: File) => send(sheet, true) });
  const importing = useWrite({
    mutationFn: (sheet: File) => send(sheet, false),
    onSuccess: (result) => {
      if (result.applied) onImported(result.valid);
    },
  });
  const choose = (chosen: File) => {
    setFile(chosen);
    importing.reset();
    checking.reset();
    if (chosen.size <= BYTES_MAX) checking.mutate(chosen);
  };
  // What was right at the first look may be listed by somebody else since.
  const result = importing.data ?? checking.data;
  const isGood = result !== undefined && result.valid > 0 && result.rejectedRows === 0;
  const status = checking.isPending
    ? t('dids.import.reading')
    : t(file === null ? 'dids.import.choose' : 'dids.import.chooseAgain');
  return (
    <Dialog size="xl" onClose={onClose} title={t('dids.import.title')}>
      <div className="tb-record">
        <p>{t('dids.import.columns')}</p>
        <DropZone
          label={t('dids.import.sheet')}
          title={t('dids.import.drop')}
          fileName={file?.name ?? null}
          status={status}
          accept=".csv,.txt,.xlsx,text/csv"
          onFile={choose}
        />
        {file !== null && file.size > BYTES_MAX && (
          <p className="tb-field-error" role="alert">
            {t('dids.import.tooLarge')}
          </p>
        )}
        {checking.isError && <FileProblem error={checking.error} />}
        {importing.isError && <FileProblem error={importing.error} />}
        {result !== undefined && (
          <p role="status">
            {t('dids.import.sum', {
              read: count.format(result.read),
              valid: count.format(result.valid),
              rejected: count.format(result.rejectedRows),
              skipped: count.format(result.skipped),
            })}
          </p>
        )}
        {result !== undefined && <LeftOut names={result.leftOut} />}
        {result !== undefined && result.rejectedRows > 0 && <Mistakes result={result} />}
        <div className="tb-record-foot">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          {file !== null && isGood && (
            <Button loading={importing.isPending} onClick={() => importing.mutate(file)}>
              {t('dids.import.submit', { count: result.valid, numbers: count.format(result.valid) })}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function Mistakes({ result }: { result: Imported }) {
  const { t } = useTranslation();
  const all = useMemo(
    () => result.rejected.flatMap(({ row, errors }) => errors.map((error): Mistake => ({ row, ...error }))),
    [result],
  );
  const columns = useMemo(
    (): readonly Column<Mistake>[] => [
      {
        id: 'row',
        header: t('dids.import.row'),
        isHead: true,
        cell: ({ row }) => t('dids.import.rowNumber', { row }),
      },
      {
        id: 'column',
        header: t('dids.import.column'),
        cell: ({ field }) => t(`dids.field.${field === 'provider' ? 'providerId' : field}.label`),
      },
      { id: 'cause', header: t('dids.import.cause'), cell: ({ message }) => <bdi>{fieldText(message)}</bdi> },
    ],
    [t],
  );
  return (
    <>
      <p className="tb-field-help">
        {t('dids.import.none')}
        {all.length > LISTED_MAX && ` ${t('dids.import.firstOnly', { count: LISTED_MAX })}`}
      </p>
      <DataTable
        label={t('dids.import.rejected')}
        columns={columns}
        rows={all.slice(0, LISTED_MAX)}
        rowKey={({ row, field, message }) => `${row} ${field} ${message}`}
      />
    </>
  );
}
