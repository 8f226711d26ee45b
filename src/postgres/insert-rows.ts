/** Many rows in one statement: a column is one array parameter, so the statement is prepared once for any count. */
import type { Tx } from './pool.ts';

type Value = string | number | bigint | boolean | Date | null | readonly bigint[] | Buffer;

/** Name, SQL type, and how the value is read off a row. A `bigint[]` column travels as text. */
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
  const arrays = columns.map(
    ([, type], index) => `$${first + index}::${type.replace('[]', '') === type ? type : 'text'}[]`,
  );
  return `unnest(${arrays.join(', ')}) as new (${columns.map(([name]) => name).join(', ')})`;
}

function selected<Row>(columns: readonly Column<Row>[]): string {
  return columns
    .map(([name, type]) => (type.endsWith('[]') ? `new.${name}::${type}` : `new.${name}`))
    .join(', ');
}

/** Sends the rows; nothing is sent for none. */
export function sendRows<Row>(
  tx: Tx,
  statement: Statement,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<unknown> | null {
  if (rows.length === 0) return null;
  return tx.query({ ...statement, values: arraysOf(columns, rows) });
}

/** PostgreSQL array literals, written here because the driver's own writing costs three times as much. */
export function arraysOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  return columns.map(([, , value]) => {
    let text = '';
    for (const row of rows) text += `${text === '' ? '{' : ','}${literal(value(row))}`;
    return `${text}}`;
  });
}

function literal(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return `"${escaped(value)}"`;
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`;
  if (typeof value === 'object') return `"{${value.join(',')}}"`;
  return String(value);
}

/** A backslash is rare and a quote is not: looking first is twice as fast as one expression for both. */
function escaped(text: string): string {
  const safe = text.includes('\\') ? text.replaceAll('\\', '\\\\') : text;
  return safe.replaceAll('"', '\\"');
}
