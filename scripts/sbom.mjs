/**
 * Prints what the product consists of as CycloneDX 1.5: every package of the lockfile that is installed here and that
 * development alone does not need. `npm sbom --omit=dev` leaves out what development needs as well, such as zod.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './build-stamp.mjs';

/** @typedef {{ version: string, license?: string, integrity?: string, dev?: boolean, devOptional?: boolean }} Entry */

/** @type {{ name: string, version: string, packages: Record<string, Entry> }} */
const lock = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8'));

/** @type {Map<string, object>} */
const components = new Map();
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '' || entry.dev === true || entry.devOptional === true) continue;
  if (!existsSync(join(projectRoot, path))) continue;
  const name = path.replace(/^.*node_modules\//, '');
  const purl = `pkg:npm/${name.replace('@', '%40')}@${entry.version}`;
  components.set(purl, {
    type: 'library',
    'bom-ref': purl,
    name,
    version: entry.version,
    purl,
    ...(entry.license !== undefined && { licenses: [{ expression: entry.license }] }),
    ...(entry.integrity !== undefined && { hashes: [hashOf(entry.integrity)] }),
  });
}

console.log(
  JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.5',
      version: 1,
      metadata: { component: { type: 'application', name: lock.name, version: lock.version } },
      components: [...components.values()],
    },
    null,
    2,
  ),
);

/** @param {string} integrity as in the lockfile: "sha512-" and base64 */
function hashOf(integrity) {
  const [alg = '', content = ''] = integrity.split(/-(.*)/s);
  return {
    alg: alg.replace('sha', 'SHA-').toUpperCase(),
    content: Buffer.from(content, 'base64').toString('hex'),
  };
}
