import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

type Package = Readonly<{
  version?: string;
  dev?: boolean;
  devOptional?: boolean;
  optionalDependencies?: Record<string, string>;
}>;

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

test('what the server and the panel import is a dependency: development leaves it out of the bill of materials', () => {
  const imported = new Set<string>();
  for (const folder of ['src', 'web'])
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name) || /\.(test|fixtures)\.|vite\.config/.test(name)) continue;
      const text = readFileSync(join(folder, name), 'utf8');
      for (const [, from] of text.matchAll(/^(?:import|export)(?! type) [^;]*?from '([^.'][^']*)'/gm))
        imported.add(/^(@[^/]+\/)?[^/]+/.exec(from!)![0]);
    }
  const ours = [...imported].filter((name) => !name.startsWith('node:'));
  expect(ours).toContain('react');
  expect(ours.filter((name) => !(name in manifest.dependencies))).toEqual([]);
});

test('the bill of materials names every installed package that development alone does not need', () => {
  const text = execFileSync('node', ['scripts/sbom.mjs'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const named = (JSON.parse(text) as { components: { purl: string }[] }).components.map(({ purl }) =>
    decodeURIComponent(purl),
  );
  const shipped = Object.entries(lock.packages).filter(
    ([path, entry]) => path !== '' && !entry.dev && !entry.devOptional && existsSync(path),
  );
  const wanted = shipped.map(
    ([path, { version }]) => `pkg:npm/${path.replace(/^.*node_modules\//, '')}@${version}`,
  );
  expect(new Set(named)).toEqual(new Set(wanted));
});
