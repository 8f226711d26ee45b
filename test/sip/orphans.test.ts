/** What was started ends with the process that started it. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { startGuarded } from '../../src/switches/guarded-process.ts';
import { SIPP_PACKAGE } from '../../src/switches/sipp/sipp.ts';
import { ensureDebianPackages } from '../support/debian-packages.ts';
import { makeTemporaryFolder } from '../support/temporary-cluster.ts';

ensureDebianPackages([SIPP_PACKAGE]);
const folder = makeTemporaryFolder('orphans');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'a gateway ends when its parent is ended by %s',
  async (signal) => {
    const file = new URL('parent.ts', import.meta.url).pathname;
    const parent = spawn(process.execPath, ['--import', 'tsx', file, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const port = await new Promise<number>((resolve, reject) => {
      parent.stdout.on('data', (chunk: Buffer) => resolve(Number(/port (\d+)/.exec(chunk.toString())?.[1])));
      parent.once('close', (code) => reject(new Error(`the parent ended with ${code}`)));
    });
    expect(isBound(port)).toBe(true);
    parent.kill(signal);
    await expect.poll(() => isBound(port), { timeout: 5000 }).toBe(false);
  },
);

test('a program keeps its exit code and gets SIGTERM', async () => {
  const options = { cwd: folder, output: 'ignore' } as const;
  expect(await startGuarded('sh', ['-c', 'exit 7'], options).ended).toBe(7);
  expect(await startGuarded('no-such-program', [], options).ended).toBe(127);
  const polite = startGuarded(
    'sh',
    ['-c', 'trap "exit 9" TERM; echo up > up; while :; do sleep 0.05; done'],
    options,
  );
  await expect.poll(() => readFileSync(`${folder}/up`, 'utf8')).toBe('up\n');
  polite.signal('SIGTERM');
  expect(await polite.ended).toBe(9);
});

function isBound(port: number): boolean {
  return readFileSync('/proc/net/udp', 'utf8').includes(
    `:${port.toString(16).toUpperCase().padStart(4, '0')} `,
  );
}
