/**
 * What a list of a million rates costs beside calls that it prices: undoing an import that changed every rate, comparing two such
 * lists, and the file of all their differences. `npm run bench:lists -- [--rows N] [--json]`.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { known } from '../src/domain/assert.ts';
import { compareRateGroups, exportComparison } from '../src/operations/rating/compare-rate-groups.ts';
import { copyRateGroup } from '../src/operations/rating/copy-rate-group.ts';
import { undoRateImport } from '../src/operations/rating/undo-rate-import.ts';
import { startTemporaryCluster } from '../test/support/temporary-cluster.ts';
import { secondsSince, startCalling } from './calling.ts';
import { sheetOfRates } from './rates.ts';

const AFTERWARDS_MS = 4000;
/** Whose price of the called number is still below what resellers pay. */
const OTHER_MONTH = 55;
const MB = 1024 * 1024;

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
  const { context, actor, publicId } = server;
  await server.importSheet(sheetOfRates(count, 0));
  const copied = { name: 'Other', idempotencyKey: null };
  const otherId = await copyRateGroup(context, actor, publicId, copied);
  const { importId, changes } = await server.importSheet(sheetOfRates(count, OTHER_MONTH, 1));
  if (changes.raised + changes.lowered < count * 0.99)
    throw new Error(`the second sheet changed ${JSON.stringify(changes)}`);
  const asked = { id: publicId, otherId, at: new Date(), otherAt: new Date() };
  const compared = await measured(server, async () => {
    // However slow the machine: the patience of a request is measured by this clock.
    const patient = { ...context, now: () => asked.at };
    const { counts } = await compareRateGroups(patient, context.pool, actor, asked);
    return counts.raised + counts.lowered;
  });
  const exported = await measured(server, async () => {
    let rows = 0;
    const file = await exportComparison(context.pool, actor, asked, {
      format: 'csv',
      onRows: (more) => (rows += more),
    });
    for await (const _piece of file);
    return rows;
  });
  const undone = await measured(server, async () => {
    const input = { groupId: publicId, importId: known(importId, 'a version') };
    const { keptPrefixes } = await undoRateImport(context, actor, input);
    return keptPrefixes;
  });
  await server.stop();
  if (undone.rows !== 0) throw new Error(`${undone.rows} prefixes were kept`);
  return { rows: count, compared, exported, undone };
}

/** Does it beside calls, and what it took of this process. */
async function measured(server: Awaited<ReturnType<typeof startCalling>>, work: () => Promise<number>) {
  const calls = server.keepCalling();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let peak = process.memoryUsage.rss();
  const before = peak;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  delay.enable();
  const begun = performance.now();
  const cpuFrom = process.cpuUsage();
  const rows = await work();
  const seconds = secondsSince(begun);
  const cpu = process.cpuUsage(cpuFrom);
  // Calls are charged in it, too.
  const nodeSeconds = Math.round((cpu.user + cpu.system) / 1e5) / 10;
  delay.disable();
  clearInterval(watch);
  // A list that changed is read again.
  await sleep(AFTERWARDS_MS);
  const { callP95Ms, callLongestMs } = await calls.stop();
  const memoryMb = Math.round((peak - before) / MB);
  return {
    rows,
    seconds,
    nodeSeconds,
    memoryMb,
    heldMs: Math.round(delay.max / 1e6),
    callP95Ms,
    callLongestMs,
  };
}

function inWords({ rows, compared, exported, undone }: Awaited<ReturnType<typeof bench>>): string {
  const line = (what: string, of: typeof compared) =>
    `${what} in ${of.seconds} s (${of.nodeSeconds} s of Node's processor time), ${of.memoryMb} MB more memory at most; the process was held up for ${of.heldMs} ms at most; calls answered in ${of.callP95Ms} ms (95 %), ${of.callLongestMs} ms at most`;
  return [
    line(`two lists of ${rows} rates compared, ${compared.rows} differences`, compared),
    line(`a file of ${exported.rows} differences`, exported),
    line('the import of all of them undone', undone),
  ].join('\n');
}
