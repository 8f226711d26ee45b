/** Each column of a sheet with its first cells, and what it means. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../app/use-language.ts';
import { DataTable, type Column } from './data-table.tsx';
import { isolate } from './isolate.ts';
import { TypeAhead } from './type-ahead.tsx';

/** The field of each column in its order; null leaves the column out. */
export type SheetMapping<Field extends string> = readonly (Field | null)[];

type Row = Readonly<{ index: number; name: string; samples: readonly string[] }>;
type Props<Field extends string> = Readonly<{
  sheet: Readonly<{
    columns: readonly Readonly<{ name: string }>[];
    preview: readonly Readonly<{ cells: readonly string[] }>[];
    fields: readonly Readonly<{ field: Field }>[];
  }>;
  /** What a field is called. */
  label: (field: Field) => string;
  mapping: SheetMapping<Field>;
  onChange: (mapping: SheetMapping<Field>) => void;
}>;

/** So many cells tell what a column holds. */
const SAMPLES = 3;

/** Fields that two columns claim. */
export function mappedTwice<Field extends string>(mapping: SheetMapping<Field>): ReadonlySet<Field | null> {
  return new Set(mapping.filter((field, index) => field !== null && mapping.indexOf(field) !== index));
}

/** Says which columns hold something that nothing is done with: a sheet of good rows may have lost half of its figures. */
export function LeftOut({ names }: Readonly<{ names: readonly string[] }>) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (names.length === 0) return null;
  return (
    <div className="tb-notice" data-tone="warn" role="status">
      <p>
        {t('sheet.leftOutWithData', { count: names.length })}{' '}
        <strong>
          <bdi>{new Intl.ListFormat(language, { type: 'unit' }).format(names.map(isolate))}</bdi>
        </strong>
      </p>
    </div>
  );
}

/** Names of the columns with data that mean nothing. */
export function leftOutOf<Field extends string>(
  columns: readonly Readonly<{ name: string; hasData: boolean }>[],
  mapping: SheetMapping<Field>,
  nameOf: (number: number) => string,
): readonly string[] {
  return columns.flatMap(({ name, hasData }, index) =>
    hasData && (mapping[index] ?? null) === null ? [name === '' ? nameOf(index + 1) : name] : [],
  );
}

export function Mapping<Field extends string>({ sheet, label, mapping, onChange }: Props<Field>) {
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
    const options = sheet.fields.map(({ field }) => ({ value: field, label: label(field) }));
    return [
      { id: 'column', header: t('sheet.column'), isHead: true, cell: ({ name }) => <bdi>{name}</bdi> },
      {
        id: 'samples',
        header: t('sheet.samples'),
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
        header: t('sheet.means'),
        cell: ({ index, name }) => {
          const field = mapping[index] ?? null;
          return (
            <TypeAhead
              aria-label={t('sheet.meansWhat', { column: name })}
              data={options}
              clearable
              placeholder={t('sheet.leftOut')}
              error={field !== null && twice.has(field) ? t('sheet.twice') : undefined}
              value={field}
              onChange={(chosen) =>
                onChange(mapping.map((now, place) => (place === index ? (chosen as Field | null) : now)))
              }
            />
          );
        },
      },
    ];
  }, [sheet, label, mapping, onChange, t]);
  return (
    <DataTable
      label={t('sheet.meaning')}
      columns={columns}
      rows={rows}
      rowKey={({ index }) => String(index)}
    />
  );
}
