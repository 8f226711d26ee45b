/** A server's run of billing as a process of its own, to be killed: bills on the database of its argument until nobody is due. */
import { countDue } from '../../src/postgres/billing/due-wallets.ts';
import { runBilling } from '../../src/operations/billing/run-billing.ts';
import { isDatabaseAway } from '../../src/postgres/problem-of-database-error.ts';
import { createPool } from '../../src/postgres/pool.ts';

const [url = ''] = process.argv.slice(2);
const pool = createPool({ url, connectionsMax: 4, applicationName: 'billing runner', onError: () => {} });
const now = () => new Date();
const isLeft = () => countDue(pool, new Date(now().getTime() - 20_000)).then((due) => due > 0);
let bug: unknown = null;
console.log('runs');
for (;;) {
  try {
    if (!(await isLeft())) break;
    // The other one may be at it.
    await runBilling({ pool, now, onError: (error) => void (bug = error) });
    if (bug !== null) throw bug;
  } catch (error) {
    // PostgreSQL is away for a moment.
    if (!isDatabaseAway(error)) throw error;
  }
}
await pool.end();
