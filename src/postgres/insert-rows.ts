/** Many rows in one statement: a column is one array parameter, so the statement is prepared once for any count. */

type Value = string | number | bigint | boolean | Date | null | readonly (bigint | number)[] | Buffer;

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

/** PostgreSQL array literals, written here because the driver's own writing costs three times as much. */
export function arraysOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  return columns.map(([, type, value]) => {
    if (type === 'json') return linesOf(rows, value);
    return PLAIN_TYPES.has(type) ? plainArrayOf(rows, value) : arrayOf(rows, value);
  });
}

/** JSON as lines, one for each row. */
export function linesOf<Row>(rows: readonly Row[], value: (row: Row) => Value): string {
  return rows.map((row) => value(row) ?? '').join('\n');
}

/** Types whose values are written as they are: no sign in them means anything in an array. */
const PLAIN_TYPES: ReadonlySet<string> = new Set(['bigint', 'int', 'smallint', 'boolean', 'uuid', 'xid']);

function plainArrayOf<Row>(rows: readonly Row[], value: (row: Row) => Value): string {
  return `{${rows.map((row) => value(row) ?? 'NULL').join(',')}}`;
}

/** The literal of one array. */
export function arrayOf<Row>(rows: readonly Row[], value: (row: Row) => Value): string {
  return `{${rows.map((row) => literal(value(row))).join(',')}}`;
}

function literal(value: Value): string {
  if (typeof value === 'string') return `"${escaped(value)}"`;
  if (value === null) return 'NULL';
  if (typeof value !== 'object') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`;
  return `"{${value.join(',')}}"`;
}

/** A backslash is rare and a quote is not: looking first is twice as fast as one expression for both. */
function escaped(text: string): string {
  const safe = text.includes('\\') ? text.replaceAll('\\', '\\\\') : text;
  return safe.replaceAll('"', '\\"');
}
