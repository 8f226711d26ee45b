/** Rows of a sheet that cannot be used: what is wrong with each, as a table and as a file. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cellOfText } from '../../src/domain/accounts/cell-text.ts';
import { useLanguage } from '../app/use-language.ts';
import { DataTable, type Column } from './data-table.tsx';
import { fieldText } from './problem-text.ts';
import { saveFile } from './save-file.ts';
import { sheetFieldText } from './sheet-field-text.ts';

type Mistake = Readonly<{ field: string; message: string }>;
type Line = Mistake & Readonly<{ row: number }>;

type Props = Readonly<{
  mistakes: readonly Readonly<{ row: number; errors: readonly Mistake[] }>[];
  /** All rows that cannot be used, of which the server lists the first thousand. */
  rows: number;
  fileName: string;
  /** What a field is called; left out: as on the pages of accounts. */
  label?: (field: string) => string;
}>;

/** The file has them all; a page of so many lines can be read. */
const LISTED_MAX = 100;

export function RowMistakes({ mistakes, rows, fileName, label }: Props) {
  const { t } = useTranslation();
  const nameOf = useMemo(() => label ?? ((field: string) => sheetFieldText(field, t)), [label, t]);
  const count = new Intl.NumberFormat(useLanguage());
  const lines = useMemo(
    () => mistakes.flatMap(({ row, errors }) => errors.map((error): Line => ({ row, ...error }))),
    [mistakes],
  );
  const columns = useMemo(
    (): readonly Column<Line>[] => [
      { id: 'row', header: t('sheet.row'), isHead: true, cell: ({ row }) => t('sheet.rowNumber', { row }) },
      { id: 'field', header: t('sheet.column'), cell: ({ field }) => nameOf(field) },
      {
        id: 'message',
        header: t('sheet.cause'),
        cell: ({ message }) => <bdi>{fieldText(message)}</bdi>,
      },
    ],
    [t, nameOf],
  );
  const save = () => {
    const head = [t('sheet.row'), t('sheet.column'), t('sheet.cause')];
    const body = lines.map(({ row, field, message }) => [String(row), nameOf(field), fieldText(message)]);
    saveFile(new Blob([csvOf([head, ...body])], { type: 'text/csv' }), fileName);
  };
  return (
    <>
      <div className="tb-panel-row">
        <h3>{t('sheet.rejected')}</h3>
        <Button variant="default" size="xs" onClick={save}>
          {t('sheet.saveRejected')}
        </Button>
      </div>
      {(lines.length > LISTED_MAX || mistakes.length < rows) && (
        <p className="tb-field-help">
          {t('sheet.firstOnly', {
            listed: count.format(Math.min(lines.length, LISTED_MAX)),
            saved: count.format(mistakes.length),
          })}
        </p>
      )}
      <DataTable
        label={t('sheet.rejected')}
        columns={columns}
        rows={lines.slice(0, LISTED_MAX)}
        rowKey={({ row, field, message }) => `${row} ${field} ${message}`}
      />
    </>
  );
}

/** With a byte order mark, for spreadsheets that would take it for another encoding. */
function csvOf(rows: readonly (readonly string[])[]): string {
  const written = (cell: string) => `"${cellOfText(cell).replaceAll('"', '""')}"`;
  return `\ufeff${rows.map((cells) => `${cells.map(written).join(',')}\r\n`).join('')}`;
}
