/**
 * Rates in the memory of charging: how long a million of them take to be read from PostgreSQL, what they weigh, and how many
 * numbers find theirs in a second of processor time, one after another. `npm run bench:rating -- [--rates N] [--json]`.
 */
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { known } from '../src/domain/assert.ts';
import { findRate } from '../src/domain/rating/prefix-table.ts';
import { openCatalogue } from '../src/operations/charging/catalogue.ts';
import { ensureDatabase } from '../src/postgres/database.ts';
import { migrate } from '../src/postgres/migrate.ts';
import { createPool } from '../src/postgres/pool.ts';
import { startTemporaryCluster } from '../test/support/temporary-cluster.ts';
import { fillRates } from './rates.ts';
import { makeBenchWorld } from './world.ts';

const NUMBERS = 100_000;
const ROUNDS = 20;

const { values } = parseArgs({
  options: { rates: { type: 'string', default: '1000000' }, json: { type: 'boolean' } },
});

const cluster = await startTemporaryCluster('bench', { inMemory: false });
try {
  const result = await bench(cluster.url, Number(values.rates));
  console.log(values.json ? JSON.stringify(result) : inWords(result));
} finally {
  await cluster.stop();
}

async function bench(url: string, rates: number) {
  await ensureDatabase(url);
  await migrate(url);
  const pool = createPool({ url, connectionsMax: 2, applicationName: 'bench', onError: () => {} });
  await makeBenchWorld(pool, { branches: 1, customers: 1, now: new Date() });
  const { rows } = await pool.query<{ id: bigint }>("select id from rate_groups where name = 'retail'");
  const groupId = known(rows[0], 'the rate group').id;
  await fillRates(pool, groupId, rates);
  const bytesBefore = bytesInUse();
  const begun = performance.now();
  const turns = countTurns();
  const catalogue = await openCatalogue(pool);
  const { rates: table } = known(catalogue.current().rateGroups.get(groupId), 'the rate group');
  const first = findRate(table, '10012345678', { accountId: 0n, atMs: Date.now() });
  const readySeconds = round((performance.now() - begun) / 1000);
  if (first?.prefix !== '10012') throw new Error('the first number did not find its rate');
  const longestPauseMs = turns.stop();
  const bytesPerRate = round((bytesInUse() - bytesBefore) / rates);
  // Eleven digits: nine of ten begin with no listed prefix of seven, and are looked for twice.
  const numbers = Array.from({ length: NUMBERS }, (_, n) => `${1_000_000 + ((n * 104_729) % 9_000_000)}4567`);
  const question = { accountId: 0n, atMs: Date.now() };
  let found = 0;
  const cpuFrom = process.cpuUsage();
  for (let each = 0; each < ROUNDS; each++)
    for (const number of numbers) if (findRate(table, number, question) !== null) found += 1;
  const cpu = process.cpuUsage(cpuFrom);
  const lookupsPerSecond = Math.round((NUMBERS * ROUNDS * 1e6) / (cpu.user + cpu.system));
  await pool.end();
  if (found !== NUMBERS * ROUNDS) throw new Error(`${found} numbers of ${NUMBERS * ROUNDS} found a rate`);
  return { lookupsPerSecond, bytesPerRate, readySeconds, longestPauseMs, rates };
}

/** What is left after everything that nobody holds was thrown away. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** How long calls would have had to wait, at most, for what the process did in one go. */
function countTurns(): Readonly<{ stop: () => number }> {
  let last = performance.now();
  let longest = 0;
  let isStopped = false;
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isStopped) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    stop: () => {
      isStopped = true;
      return Math.round(longest);
    },
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function inWords(result: Awaited<ReturnType<typeof bench>>): string {
  return [
    `${result.rates} rates were ready after ${result.readySeconds} s, at most ${result.longestPauseMs} ms in one go`,
    `${result.bytesPerRate} bytes a rate`,
    `${result.lookupsPerSecond} lookups in a second of processor time, one after another`,
  ].join('\n');
}
