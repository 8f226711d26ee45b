/**
 * How long a carrier's sheet of a million rows takes to become rates, while calls that this very list prices go on, and how
 * long those wait at most. `npm run bench:import -- [--rows N] [--json]`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startTemporaryCluster } from '../test/support/temporary-cluster.ts';
import { secondsSince, startCalling } from './calling.ts';
import { sheetOfRates } from './rates.ts';

const AFTERWARDS_MS = 4000;

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, json: { type: 'boolean' } },
});

const cluster = await startTemporaryCluster('bench', { inMemory: false });
try {
  const result = await bench(cluster.url, Number(values.rows));
  console.log(values.json ? JSON.stringify(result) : inWords(result));
} finally {
  await cluster.stop();
}

async function bench(url: string, count: number) {
  const server = await startCalling(url);
  const [sheet, next] = [sheetOfRates(count, 0), sheetOfRates(count, 1)];
  const calls = server.keepCalling();
  const cpuFrom = process.cpuUsage();
  const begun = performance.now();
  const { read, imported, rejectedRows } = await server.importSheet(sheet);
  const seconds = secondsSince(begun);
  const cpu = process.cpuUsage(cpuFrom);
  // Which other work on the machine does not change.
  const nodeSeconds = Math.round((cpu.user + cpu.system) / 1e5) / 10;
  // The sheet of the next month: one in ten rates is another.
  const begunAgain = performance.now();
  const { changes } = await server.importSheet(next);
  if (changes.unchanged < count * 0.8 || changes.raised + changes.lowered < count * 0.09)
    throw new Error(`the second sheet changed ${JSON.stringify(changes)}`);
  const againSeconds = secondsSince(begunAgain);
  // The list is read again once the import was committed.
  await sleep(AFTERWARDS_MS);
  const waits = await calls.stop();
  await server.stop();
  if (imported + rejectedRows !== count || read !== count)
    throw new Error(`${read} rows read, ${imported} imported`);
  return { rows: read, seconds, rejected: rejectedRows, imported, nodeSeconds, againSeconds, ...waits };
}

function inWords(result: Awaited<ReturnType<typeof bench>>): string {
  return [
    `${result.rows} rows in ${result.seconds} s: ${result.imported} imported, ${result.rejected} rejected; the next sheet in ${result.againSeconds} s`,
    `${result.calls} calls meanwhile, answered in ${result.callP95Ms} ms (95 %), ${result.callLongestMs} ms at most`,
  ].join('\n');
}
