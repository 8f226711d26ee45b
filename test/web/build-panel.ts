/** Builds the panel before the first browser test, when it is not the one of these sources. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { stateOfBuild } from '../../scripts/build-stamp.mjs';
import { projectRoot } from '../../src/project-root.ts';

export default function buildPanel(): void {
  if (stateOfBuild() === 'fresh') return;
  execFileSync(process.execPath, [join(projectRoot(), 'scripts', 'build.mjs')]);
}
