/** What the runner of a test's server works with. */
import type pg from 'pg';
import type { JobContext } from '../../src/operations/jobs/run-jobs.ts';
import { readRow } from '../../src/schemas/accounts/many-accounts.ts';

/** With the key and the domain of `createServer`. A bug fails the test. */
export function jobContextOf({
  database,
  now,
}: Readonly<{ database: Readonly<{ pool: pg.Pool }>; now: () => Date }>): JobContext {
  return {
    pool: database.pool,
    now,
    masterKey: Buffer.alloc(32, 7),
    sipDomain: 'sip.example.com',
    publicUrl: 'http://localhost:8080',
    readRow,
    onBug: (error) => {
      throw error;
    },
  };
}
