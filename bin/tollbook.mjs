#!/usr/bin/env -S node --max-semi-space-size=64
/** Starts the built program; builds it first when it was never built or the sources have changed. */
import { existsSync } from 'node:fs';
import { stateOfBuild } from '../scripts/build-stamp.mjs';

const program = new URL('../dist/server/tollbook.mjs', import.meta.url);

const state = stateOfBuild();
if (state !== 'fresh') {
  // To standard error, so that `--json` output stays one clean object.
  console.error(
    state === 'missing'
      ? 'Tollbook is not built yet (install scripts did not run): building it now.'
      : 'The sources have changed since the last build: building again.',
  );
  try {
    const { build } = await import('../scripts/build.mjs');
    await build(console.error);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error('The build failed. Run `npm ci`, then `npm run build` to see why.');
    // A stale build still runs, and tells the operator more than no program at all.
    if (!existsSync(program)) process.exit(1);
    console.error('Going on with the previous build.');
  }
}
await import(program.href);
