/** Many rows in one statement: a column is one array parameter, so the statement is prepared once for any count. */
import { binaryArrayOf, isBinary, type Scalar } from './binary-arrays.ts';

type Value = string | number | bigint | boolean | Date | null | readonly (bigint | number | null)[] | Buffer;

/**
 * Name, SQL type, and how the value is read off a row. A `bigint[]` column travels as text. JSON travels as lines of
 * one text, null as an empty one: written JSON has no line feed of its own, so nothing in it must be escaped.
 */
export type Column<Row> = readonly [name: string, type: string, value: (row: Row) => Value];

type Statement = Readonly<{ name: string; text: string }>;

/** The statement for `columns`; made once, by the module that owns the table. */
export function insertStatement<Row>(table: string, columns: readonly Column<Row>[]): Statement {
  const names = columns.map(([name]) => name).join(', ');
  return {
    name: `insert ${table}`,
    text: `insert into ${table} (${names}) select ${selected(columns)} from ${unnested(columns)}`,
  };
}

/** `unnest($1::…[], …) as new (…)` with one parameter for each column, counted from `first`. */
export function unnested<Row>(columns: readonly Column<Row>[], first = 1): string {
  const arrays = columns.map(([, type], index) => {
    const parameter = `$${first + index}`;
    if (type === 'json') return `string_to_array(${parameter}::text, E'\\n', '')`;
    return `${parameter}::${type.endsWith('[]') ? 'text' : type}[]`;
  });
  return `unnest(${arrays.join(', ')}) as new (${columns.map(([name]) => name).join(', ')})`;
}

/** What is selected from `new` for the columns, each as its own type. */
export function selected<Row>(columns: readonly Column<Row>[]): string {
  return columns
    .map(([name, type]) => (type.endsWith('[]') || type === 'json' ? `new.${name}::${type}` : `new.${name}`))
    .join(', ');
}

/** One parameter for each column, written here because the driver's own writing costs three times as much. */
export function arraysOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): (string | Buffer)[] {
  return columns.map(([, type, value]) => {
    if (type === 'json') return linesOf(rows, value);
    return isBinary(type)
      ? binaryArrayOf(type, rows, value as (row: Row) => Scalar | null)
      : arrayOf(rows, value);
  });
}

/** JSON as lines, one for each row. */
export function linesOf<Row>(rows: readonly Row[], value: (row: Row) => Value): string {
  return rows.map((row) => value(row) ?? '').join('\n');
}

/** The literal of one array. */
export function arrayOf<Row>(rows: readonly Row[], value: (row: Row) => Value): string {
  return `{${rows.map((row) => literal(value(row))).join(',')}}`;
}

function literal(value: Value): string {
  if (typeof value === 'string')
    return MEANS.test(value) ? `"${value.replaceAll(ALL, '\\$&')}"` : `"${value}"`;
  if (value === null) return 'NULL';
  if (typeof value !== 'object') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`;
  return `"{${value.map((each) => each ?? 'NULL').join(',')}}"`;
}

/** Signs that mean something inside the quotes of an element. */
const MEANS = /["\\]/;
const ALL = /["\\]/g;
