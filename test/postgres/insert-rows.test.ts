/** Whatever a value is, the database holds exactly that afterwards. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arraysOf, insertStatement, type Column } from '../../src/postgres/insert-rows.ts';
import { withTransaction } from '../../src/postgres/pool.ts';
import { createTestDatabase } from '../support/test-database.ts';

type Row = Readonly<{
  id: number;
  text: string | null;
  list: readonly bigint[];
  at: Date | null;
  flag: boolean;
  money: bigint | null;
  small: number;
  document: Readonly<{ text: string | null }> | null;
}>;
const COLUMNS: readonly Column<Row>[] = [
  ['id', 'int', (row) => row.id],
  ['money', 'bigint', (row) => row.money],
  ['small', 'smallint', (row) => row.small],
  ['text', 'text', (row) => row.text],
  ['list', 'bigint[]', (row) => row.list],
  ['at', 'timestamptz', (row) => row.at],
  ['flag', 'boolean', (row) => row.flag],
  ['document', 'json', ({ document }) => (document === null ? null : JSON.stringify(document))],
];
const { pool } = await createTestDatabase();
await pool.query(
  'create table kept (id int, money bigint, small smallint, text text, list bigint[], at timestamptz, flag boolean, document json)',
);
const statement = insertStatement('kept', COLUMNS);

const text = fc.oneof(
  fc.constantFrom(
    '',
    'NULL',
    '{}',
    '"',
    '\\',
    '\\"',
    '{"a":"b\\"c"}',
    ',',
    ' x ',
    "';drop table kept;--",
    'ß مرحبا 🙂',
  ),
  fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0')),
);
const row = fc.record({
  id: fc.constant(0),
  money: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  small: fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }),
  text: fc.option(text),
  list: fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { maxLength: 4 }),
  at: fc.option(fc.date({ min: new Date('1720-01-01'), max: new Date('2280-01-01'), noInvalidDate: true })),
  flag: fc.boolean(),
  document: fc.option(fc.record({ text: fc.option(text) })),
});

test('rows come back as they were sent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (given) => {
      const rows = given.map((each, id) => ({ ...each, id }));
      await pool.query('truncate kept');
      await withTransaction(pool, async (tx) => {
        await tx.query({ ...statement, values: arraysOf(COLUMNS, rows) });
      });
      const { rows: kept } = await pool.query<Row>('select * from kept order by id');
      expect(kept).toEqual(rows);
    }),
    { numRuns: 200 },
  );
});

test.each([
  ['money', 2n ** 63n],
  ['small', 2 ** 15],
  ['small', 0.5],
  ['id', 2 ** 31],
  ['id', Number.NaN],
  ['at', new Date(Number.NaN)],
  ['at', new Date('2300-01-01')],
])('%s %s is refused, and not cut to what fits', (name, value) => {
  const row = { id: 1, money: 1n, small: 1, text: null, list: [], at: null, flag: true, document: null };
  expect(() => arraysOf(COLUMNS, [{ ...row, [name]: value } as Row])).toThrow('this must hold');
});
