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
  document: Readonly<{ text: string | null }> | null;
}>;
const COLUMNS: readonly Column<Row>[] = [
  ['id', 'int', (row) => row.id],
  ['text', 'text', (row) => row.text],
  ['list', 'bigint[]', (row) => row.list],
  ['at', 'timestamptz', (row) => row.at],
  ['flag', 'boolean', (row) => row.flag],
  ['document', 'json', ({ document }) => (document === null ? null : JSON.stringify(document))],
];
const { pool } = await createTestDatabase();
await pool.query(
  'create table kept (id int, text text, list bigint[], at timestamptz, flag boolean, document json)',
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
  text: fc.option(text),
  list: fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), { maxLength: 4 }),
  at: fc.option(fc.date({ min: new Date(0), max: new Date('2199-01-01'), noInvalidDate: true })),
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
