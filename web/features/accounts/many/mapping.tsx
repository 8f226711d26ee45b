import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../../../ui/data-table.tsx';
import { sheetFieldText } from '../../../ui/sheet-field-text.ts';
import type { UploadedSheet } from './import-page.tsx';
import { TypeAhead } from '../../../ui/type-ahead.tsx';

type Field = UploadedSheet['columns'][number]['field'];
/** The field of each column in its order; null leaves the column out. */
export type SheetMapping = readonly Field[];

type Row = Readonly<{ index: number; name: string; samples: readonly string[] }>;
type Props = Readonly<{
  sheet: UploadedSheet;
  mapping: SheetMapping;
  onChange: (mapping: SheetMapping) => void;
}>;

/** So many cells tell what a column holds. */
const SAMPLES = 3;

/** Fields that two columns claim. */
export function mappedTwice(mapping: SheetMapping): ReadonlySet<Field> {
  return new Set(mapping.filter((field, index) => field !== null && mapping.indexOf(field) !== index));
}

/** Each column of the sheet with its first cells, and what it means. */
export function Mapping({ sheet, mapping, onChange }: Props) {
  const { t } = useTranslation();
  const rows = useMemo(
    () =>
      sheet.columns.map(
        ({ name }, index): Row => ({
          index,
          name: name === '' ? t('sheet.columnNumber', { number: index + 1 }) : name,
          samples: sheet.preview
            .map(({ cells }) => cells[index] ?? '')
            .filter((cell) => cell !== '')
            .slice(0, SAMPLES),
        }),
      ),
    [sheet, t],
  );
  const columns = useMemo((): readonly Column<Row>[] => {
    const twice = mappedTwice(mapping);
    const options = sheet.fields.map(({ field }) => ({ value: field, label: sheetFieldText(field, t) }));
    return [
      { id: 'column', header: t('sheet.column'), isHead: true, cell: ({ name }) => <bdi>{name}</bdi> },
      {
        id: 'samples',
        header: t('many.import.samples'),
        cell: ({ samples }) => (
          <ul className="tb-samples">
            {samples.map((cell, index) => (
              // Cells of a column may be alike; their order never changes.
              <li key={index}>
                <bdi>{cell}</bdi>
              </li>
            ))}
          </ul>
        ),
      },
      {
        id: 'field',
        header: t('many.import.means'),
        cell: ({ index, name }) => {
          const field = mapping[index] ?? null;
          const label = t('many.import.meansWhat', { column: name });
          return (
            <TypeAhead
              aria-label={label}
              data={options}
              clearable
              placeholder={t('many.import.leftOut')}
              error={field !== null && twice.has(field) ? t('many.import.twice') : undefined}
              value={field}
              onChange={(chosen) =>
                onChange(mapping.map((now, place) => (place === index ? (chosen as Field) : now)))
              }
            />
          );
        },
      },
    ];
  }, [sheet, mapping, onChange, t]);
  return (
    <DataTable
      label={t('many.import.meaning')}
      columns={columns}
      rows={rows}
      rowKey={({ index }) => String(index)}
    />
  );
}
