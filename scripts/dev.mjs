/** Development: the server restarts on a change, the panel reloads by Vite on port 5173. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { context } from 'esbuild';
import { workersForSources } from './build.mjs';
import { projectRoot } from './build-stamp.mjs';

const bin = (/** @type {string} */ name) => join(projectRoot, 'node_modules', '.bin', name);
const workers = await context(workersForSources);
await workers.watch();
const children = [
  spawn(
    bin('tsx'),
    ['watch', '--clear-screen=false', 'src/cli/tollbook.ts', 'start', ...process.argv.slice(2)],
    {
      cwd: projectRoot,
      stdio: 'inherit',
    },
  ),
  spawn(bin('vite'), ['web'], { cwd: projectRoot, stdio: 'inherit' }),
];
for (const child of children) {
  child.once('exit', (code) => {
    for (const other of children) other.kill('SIGTERM');
    void workers.dispose();
    process.exitCode = code ?? 1;
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
