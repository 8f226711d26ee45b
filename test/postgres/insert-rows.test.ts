/** Whatever a value is, the database holds exactly that afterwards. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertStatement, sendRows, type Column } from '../../src/postgres/insert-rows.ts';
import { withTransaction } from '../../src/postgres/pool.ts';
import { createTestDatabase } from '../support/test-database.ts';

type Row = Readonly<{
  id: number;
  text: string | null;
  list: readonly bigint[];
  at: Date | null;
  flag: boolean;
}>;
const COLUMNS: readonly Column<Row>[] = [
  ['id', 'int', (row) => row.id],
  ['text', 'text', (row) => row.text],
  ['list', 'bigint[]', (row) => row.list],
  ['at', 'timestamptz', (row) => row.at],
  ['flag', 'boolean', (row) => row.flag],
];
const { pool } = await createTestDatabase();
await pool.query('create table kept (id int, text text, list bigint[], at timestamptz, flag boolean)');
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
  text: fc.option(text),
  list: fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { maxLength: 4 }),
  at: fc.option(fc.date({ min: new Date(0), max: new Date('2199-01-01'), noInvalidDate: true })),
  flag: fc.boolean(),
});

test('rows come back as they were sent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (given) => {
      const rows = given.map((each, id) => ({ ...each, id }));
      await pool.query('truncate kept');
      await withTransaction(pool, async (tx) => {
        await sendRows(tx, statement, COLUMNS, rows);
      });
      const { rows: kept } = await pool.query<Row>('select * from kept order by id');
      expect(kept).toEqual(rows);
    }),
    { numRuns: 200 },
  );
});
