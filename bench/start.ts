/**
 * How long a start takes until the API answers: the first one, which makes the database, and warm ones.
 * `npm run bench:start -- [--json]`.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder } from '../test/support/temporary-cluster.ts';
import { runTollbook, startTollbook } from '../test/support/tollbook-process.ts';

const WARM_STARTS = 5;

const folder = makeTemporaryFolder('bench-start');
try {
  await runTollbook(['version']); // builds, when the sources have changed
  const firstMs = await startOnce();
  const warm: number[] = [];
  for (let n = 0; n < WARM_STARTS; n++) warm.push(await startOnce());
  const warmMs = warm.toSorted((a, b) => a - b)[Math.floor(WARM_STARTS / 2)] ?? 0;
  console.log(
    process.argv.includes('--json')
      ? JSON.stringify({ firstMs, warmMs })
      : `first start ${firstMs} ms, warm start ${warmMs} ms (median of ${WARM_STARTS})`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function startOnce(): Promise<number> {
  const startedAt = Date.now();
  const server = await startTollbook(join(folder, 'data'));
  const response = await fetch(`${server.url}/api/v1/health`);
  if (response.status !== 200) throw new Error(`health answered ${response.status}`);
  const ms = Date.now() - startedAt;
  await server.end('SIGTERM');
  return ms;
}
