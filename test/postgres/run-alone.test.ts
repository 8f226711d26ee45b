/** Work that one server does at a time. */
import { expect, test } from 'vitest';
import { runAlone } from '../../src/postgres/jobs/run-alone.ts';
import { createTestDatabase, poolsOf } from '../support/test-database.ts';

test('whoever comes second does nothing, and PostgreSQL has nothing to warn of', async () => {
  const { url } = await createTestDatabase();
  const { pool, reads } = poolsOf(url);
  const notices: string[] = [];
  pool.on('connect', (client) => client.on('notice', ({ message }) => notices.push(message ?? '')));
  const done: string[] = [];
  const isFirst = await runAlone(pool, 'products', async () => {
    done.push('first');
    expect(await runAlone(pool, 'products', () => Promise.resolve(void done.push('second')))).toBe(false);
    expect(await runAlone(pool, 'dunning', () => Promise.resolve(void done.push('other')))).toBe(true);
  });
  expect([isFirst, await runAlone(pool, 'products', () => Promise.resolve(void done.push('third')))]).toEqual(
    [true, true],
  );
  expect(done).toEqual(['first', 'other', 'third']);
  expect(notices).toEqual([]);
  await Promise.all([pool.end(), reads.end()]);
});
