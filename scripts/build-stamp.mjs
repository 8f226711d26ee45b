/** Tells whether dist/ was built from the sources that are here now. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, with a trailing slash. */
export const projectRoot = fileURLToPath(new URL('../', import.meta.url));
export const stampPath = join(projectRoot, 'dist', 'built-from');

/** What a build reads. Migrations are read at start, so they are not part of it. */
const SOURCES = ['src', 'web', 'package-lock.json', 'scripts'];

/**
 * A digest of every source's name and content. Content and not times: a clone, a copy and a
 * `git checkout` all change the times, and would build again for nothing.
 */
export function digestOfSources() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap(filesUnder).sort()) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(projectRoot, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @returns {'missing' | 'stale' | 'fresh'} */
export function stateOfBuild() {
  if (!existsSync(stampPath)) return 'missing';
  // A deployment may carry dist/ without sources; then there is nothing to be stale against.
  if (!existsSync(join(projectRoot, 'src'))) return 'fresh';
  return readFileSync(stampPath, 'utf8') === digestOfSources() ? 'fresh' : 'stale';
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  const absolute = join(projectRoot, path);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) => {
    const child = join(path, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesUnder(child);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [child];
  });
}
