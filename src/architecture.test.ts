/** Checks the import rule of ARCHITECTURE.md on every file, so that the layout cannot lie. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Left may import right, and nothing else of ours. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  domain: ['domain'],
  schemas: ['schemas', 'domain'],
  postgres: ['postgres', 'domain'],
  supervisor: ['supervisor', 'domain'],
  operations: ['operations', 'postgres', 'domain'],
  switches: ['switches', 'operations', 'schemas', 'domain'],
  gateways: ['gateways', 'operations', 'domain'],
  pdf: ['pdf', 'domain'],
  jobs: ['jobs', 'operations', 'schemas', 'domain'],
  http: ['http', 'operations', 'postgres', 'schemas', 'domain'],
};

/** Inside the domain too: what a call costs knows nothing of invoices. '' is the folder itself. */
const DOMAIN_MAY_IMPORT: Record<string, readonly string[]> = {
  '': [''],
  numbering: [''],
  access: [''],
  accounts: ['', 'access', 'numbering'],
  audit: [''],
  mail: [''],
  events: [''],
  webhooks: [''],
  ledger: [''],
  coupons: [''],
  payments: [''],
  rating: ['', 'numbering'],
  packages: [''],
  routing: ['', 'numbering', 'rating'],
  charging: ['', 'numbering', 'accounts', 'ledger', 'packages', 'rating', 'routing'],
  cards: ['', 'charging'],
  billing: ['', 'accounts'],
  dunning: [''],
  products: ['', 'billing'],
};

/** Dates in people's time zones: Node 20 has no Temporal of its own. */
const PACKAGES_OF_DOMAIN = ['temporal-polyfill'];
const LINES_MAX = 500;

const files = ['src', 'web', 'test', 'bench', 'scripts', 'bin'].flatMap(filesUnder).map((path) => {
  const text = readFileSync(path, 'utf8');
  return { path, text, imports: importsOf(text) };
});
const productFiles = files.filter(({ path }) => !/\.(test|fixtures)\.tsx?$/.test(path));

describe.each(Object.entries(MAY_IMPORT))('src/%s', (layer, allowed) => {
  const sources = productFiles.filter(({ path }) => path.startsWith(join('src', layer) + sep));

  test(`imports only ${allowed.join(', ')}`, () => {
    for (const { path, imports } of sources) {
      for (const target of imports.filter(isLocal)) {
        const [root, layerOfTarget = ''] = join(dirname(path), target).split(sep);
        expect(root, `${path} imports ${target}`).toBe('src');
        expect(allowed, `${path} imports ${target}`).toContain(layerOfTarget);
      }
    }
  });
});

test('the panel imports only itself, schemas and the domain', () => {
  const allowed = ['web', join('src', 'schemas'), join('src', 'domain')];
  for (const { path, imports } of productFiles.filter(({ path }) => path.startsWith(`web${sep}`))) {
    for (const target of imports.filter(isLocal)) {
      const absolute = join(dirname(path), target);
      const isAllowed = allowed.some((folder) => absolute === folder || absolute.startsWith(folder + sep));
      expect(isAllowed, `${path} imports ${target}`).toBe(true);
    }
  }
});

test('features of the panel do not import each other', () => {
  const featureOf = (path: string) => /^web\/features\/([^/]+)/.exec(path.replaceAll(sep, '/'))?.[1];
  for (const { path, imports } of productFiles.filter(({ path }) => featureOf(path) !== undefined)) {
    for (const target of imports.filter(isLocal)) {
      const feature = featureOf(join(dirname(path), target)) ?? featureOf(path);
      expect(feature, `${path} imports ${target}`).toBe(featureOf(path));
    }
  }
});

describe('the domain', () => {
  const sources = productFiles.filter(({ path }) => path.startsWith(join('src', 'domain') + sep));

  test('uses no package and nothing of Node, so that it runs in a test, a simulation or a browser', () => {
    for (const { path, imports } of sources) {
      for (const target of imports.filter((target) => !isLocal(target))) {
        expect(PACKAGES_OF_DOMAIN, `${path} imports ${target}`).toContain(target);
      }
    }
  });

  test('reads no clock and no chance: both are arguments', () => {
    for (const { path, text } of sources) {
      const code = withoutComments(text);
      expect(code, `${path} reads the clock`).not.toMatch(
        /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/,
      );
      expect(code, `${path} uses chance`).not.toMatch(/\bMath\.random\(/);
      expect(code, `${path} waits`).not.toMatch(/\basync \b|\bawait \b|\bsetTimeout\(/);
    }
  });

  test('keeps its own order: numbers and money, then rates and ledger, then charging and invoices', () => {
    for (const { path, imports } of sources) {
      const folder = folderInDomain(path);
      const allowed = DOMAIN_MAY_IMPORT[folder];
      expect(allowed, `${path}: give src/domain/${folder} a row in DOMAIN_MAY_IMPORT`).toBeDefined();
      for (const target of imports.filter(isLocal)) {
        const other = folderInDomain(join(dirname(path), target));
        if (other !== folder) expect(allowed, `${path} imports ${target}`).toContain(other);
      }
    }
  });
});

test('only commands are loaded on demand', () => {
  for (const { path, text } of productFiles) {
    if (!path.startsWith(`src${sep}`) || path.startsWith(join('src', 'cli') + sep)) continue;
    expect(withoutComments(text), `${path} has a dynamic import`).not.toMatch(/\bimport\s*\(/);
  }
});

test('sheets are parsed in their thread, never beside calls', () => {
  const parsers = /\/(parse-sheet|read-csv|read-xlsx|unpack-xlsx|sheet-worker)\.ts$/;
  const thread = productFiles.filter(({ path }) =>
    path.startsWith(join('src', 'operations', 'sheets') + sep),
  );
  for (const { path, text } of productFiles.filter((file) => !thread.includes(file)))
    expect(
      importsOf(text).filter((target) => parsers.test(target)),
      path,
    ).toEqual([]);
  const main = thread.find(({ path }) => path.endsWith('read-sheet.ts'))?.text ?? '';
  // What the compiler alone reads is no code.
  expect(importsOf(main.replace(/^import type .*$/gm, '')).filter((target) => parsers.test(target))).toEqual(
    [],
  );
});

test(`no file has more than ${LINES_MAX} lines`, () => {
  const tooLong = files
    .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
    .filter(({ lines }) => lines > LINES_MAX);
  expect(tooLong).toEqual([]);
});

test('every folder of src has a row in the import rule', () => {
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const known = [...Object.keys(MAY_IMPORT), 'cli'];
  expect(known).toEqual(expect.arrayContaining(folders.map(({ name }) => name)));
});

function filesUnder(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|mjs)$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(root, name));
}

function importsOf(text: string): string[] {
  const statements = text.matchAll(
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]/gm,
  );
  return [...statements].map(([, from, sideEffect]) => from ?? sideEffect ?? '');
}

function isLocal(target: string): boolean {
  return target.startsWith('.');
}

/** `src/domain/rating/rate.ts` → `rating`; `src/domain/money.ts` → ''. */
function folderInDomain(path: string): string {
  const parts = path.split(sep).slice(2);
  return parts.length > 1 ? (parts[0] ?? '') : '';
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}
