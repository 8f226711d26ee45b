/** `tollbook version`. */
import { readFileSync } from 'node:fs';

export async function run(): Promise<number> {
  const manifest: { version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  console.log(`tollbook ${manifest.version}`);
  return 0;
}
