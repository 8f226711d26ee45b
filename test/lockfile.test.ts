import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Package = Readonly<{ version?: string; optionalDependencies?: Record<string, string> }>;

const manifest: Readonly<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>
> = JSON.parse(readFileSync('package.json', 'utf8'));
const lock: { packages: Record<string, Package> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

test('the lockfile names every optional package, else npm ci refuses it (npm run complete-lockfile)', () => {
  const names = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')));
  const wanted = Object.values(lock.packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}),
  );
  expect(wanted.filter((name) => !names.has(name))).toEqual([]);
});

test('every version is pinned, and the lockfile has the same one', () => {
  for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+[^ ]*$/);
    expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
  }
});
