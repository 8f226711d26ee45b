/**
 * Refuses migrations that the server would refuse at its start: two with one number, or a gap. Two people who each add
 * one find out when the second rebases, and not when main no longer starts.
 */
import { readdirSync } from 'node:fs';

const names = readdirSync('migrations').filter((name) => name.endsWith('.sql'));
for (const [index, name] of names.sort().entries()) {
  const wanted = String(index + 1).padStart(4, '0');
  if (name.startsWith(`${wanted}_`)) continue;
  console.error(
    `migrations/${name}: a file ${wanted}_<name>.sql is expected here. A migration takes the number after the last ` +
      'one on main when it lands: rename the one that is not there yet.',
  );
  process.exit(1);
}
