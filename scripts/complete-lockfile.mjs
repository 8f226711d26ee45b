/**
 * Puts packages of other platforms back into package-lock.json. npm leaves out an optional package that it
 * could not load while it wrote the file, and `npm ci` then refuses the file as a whole.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './build-stamp.mjs';

/** Words in package names, as in `@esbuild/linux-x64` and `@rolldown/binding-linux-arm64-musl`. */
const OPERATING_SYSTEMS = 'aix android darwin freebsd linux netbsd openbsd openharmony sunos win32'.split(
  ' ',
);
const PROCESSORS = 'arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64'.split(' ');

const path = join(projectRoot, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const present = new Set(Object.keys(lock.packages).map((key) => key.replace(/^.*node_modules\//, '')));
/** @type {string[]} */
const added = [];

for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (present.has(name)) continue;
    const words = name.split(/[/-]/);
    const os = words.find((word) => OPERATING_SYSTEMS.includes(word));
    const cpu = words.find((word) => PROCESSORS.includes(word));
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu && { cpu: [cpu] }),
      ...(entry.dev && { dev: true }),
      ...(words.includes('musl') && { libc: ['musl'] }),
      ...(words.includes('gnu') && { libc: ['glibc'] }),
      optional: true,
      ...(os && { os: [os] }),
    };
    present.add(name);
    added.push(name);
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
console.log(added.length === 0 ? 'The lockfile is complete.' : `Added: ${added.join(', ')}`);
