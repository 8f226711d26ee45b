/**
 * The invoices of a month on a PostgreSQL of its own, on the disk: `npm run bench:invoices -- [--accounts N] [--cdrs N] [--json]`.
 * Calls, charges and wallets come by bulk SQL as charging writes them; what is measured is the run that bills them, and how long the
 * wallets of accounts that are billed keep calls waiting meanwhile. Then the books are proved.
 */
import { parseArgs } from 'node:util';
import { ensureOperator } from '../src/operations/accounts/bootstrap-operator.ts';
import { runBilling } from '../src/operations/billing/run-billing.ts';
import { closeDays } from '../src/operations/charging/close-days.ts';
import { verifyBooks } from '../src/operations/ledger/verify-books.ts';
import { makePartitions } from '../src/postgres/charging/partitions.ts';
import { ensureDatabase } from '../src/postgres/database.ts';
import { migrate } from '../src/postgres/migrate.ts';
import { createPool, withTransaction } from '../src/postgres/pool.ts';
import { startTemporaryCluster } from '../test/support/temporary-cluster.ts';
import { fillCalls, fillCustomers } from './invoice-world.ts';

const DAY_MS = 86_400_000;
const BEGAN_AT = new Date('2026-11-01T00:00:00Z');
const DAYS = 30;
/** A minute after midnight in Berlin. */
const NOW = new Date('2026-11-30T23:01:00Z');

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '10000' },
    cdrs: { type: 'string', default: '1000000' },
    json: { type: 'boolean', default: false },
  },
});

type Pool = ReturnType<typeof createPool>;

/** Takes one wallet after the other as charging does, until it is over; the longest that it waited, in milliseconds. */
async function longestWait(pool: Pool, accounts: number, isOver: () => boolean): Promise<number> {
  let longest = 0;
  for (let n = 0; !isOver(); n++) {
    const begun = performance.now();
    await withTransaction(pool, async (tx) => {
      await tx.query('select id from wallets where id = $1 for update', [
        1_010_001 + ((n * 7919) % accounts),
      ]);
    });
    longest = Math.max(longest, performance.now() - begun);
  }
  return Math.round(longest);
}

async function bench(accounts: number, cdrs: number) {
  const cluster = await startTemporaryCluster('bench', { inMemory: false });
  const url = new URL(cluster.url);
  url.pathname = '/bench_invoices';
  await ensureDatabase(url.href);
  await migrate(url.href);
  const pools = {
    url: url.href,
    applicationName: 'bench',
    onError: (error: Error) => console.error(error.message),
  };
  const pool = createPool({ ...pools, connectionsMax: 6 });
  const reads = createPool({ ...pools, connectionsMax: 4, readOnly: true });
  try {
    const now = () => NOW;
    await ensureOperator({ pool, now: () => BEGAN_AT });
    const issuerId = await fillCustomers(pool, { count: accounts, beganAt: BEGAN_AT });
    const filling = performance.now();
    for (let n = 0; n < DAYS; n++) {
      const day = new Date(BEGAN_AT.getTime() + n * DAY_MS);
      await withTransaction(pool, (tx) => makePartitions(tx, day.toISOString().slice(0, 10)));
      await fillCalls(pool, { day, count: Math.floor(cdrs / DAYS), accounts, issuerId });
    }
    await withTransaction(pool, (tx) => makePartitions(tx, NOW.toISOString().slice(0, 10)));
    await closeDays({ pool, now });
    await pool.query('vacuum analyze');
    const fillSeconds = Math.round((performance.now() - filling) / 1000);
    let isOver = false;
    const waited = longestWait(pool, accounts, () => isOver);
    const begun = performance.now();
    const onError = (error: unknown) => console.error(error);
    const documents = await runBilling({ pool, now, onError });
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    isOver = true;
    const waitMsMax = await waited;
    const { rows } = await pool.query<{ items: bigint }>('select sum(items) as items from documents');
    const proving = performance.now();
    const { violations } = await verifyBooks(reads, NOW);
    for (const { what } of violations.slice(0, 10)) console.error(what);
    return {
      accounts,
      cdrs: Math.floor(cdrs / DAYS) * DAYS,
      seconds,
      verifyViolations: violations.length,
      documents,
      items: Number(rows[0]?.items),
      waitMsMax,
      fillSeconds,
      verifySeconds: Math.round((performance.now() - proving) / 1000),
    };
  } finally {
    await Promise.all([pool.end(), reads.end()]);
    await cluster.stop();
  }
}

const result = await bench(Number(values.accounts), Number(values.cdrs));
console.log(
  values.json
    ? JSON.stringify(result)
    : `${result.documents} invoices of ${result.cdrs} calls of ${result.accounts} accounts in ${result.seconds} s; a wallet waited ` +
        `${result.waitMsMax} ms at most; proved in ${result.verifySeconds} s with ${result.verifyViolations} violations`,
);
