/** Debian packages that the demonstration and the tests cannot do without. */
import { spawnSync } from 'node:child_process';

/**
 * Installs what is missing by apt-get when we are root. Otherwise throws an error that names the
 * command: whoever needs a SIP server fails without one, and does not skip.
 */
export function ensureDebianPackages(
  names: readonly string[],
  say: (line: string) => void = console.error,
): void {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const command = `apt-get install --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) throw new Error(`Debian packages are missing. Run: sudo ${command}`);
  say(`Installing from Debian: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' });
  const result = spawnSync(
    'apt-get',
    // Debian starts services after an installation; a stray Kamailio would hold our ports.
    ['-y', '-qq', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', 'install', ...missing],
    { env: { ...env, RUNLEVEL: '1' }, encoding: 'utf8' },
  );
  if (result.status !== 0) throw new Error(`"${command}" failed:\n${result.stderr || result.error?.message}`);
}

function isInstalled(name: string): boolean {
  const result = spawnSync('dpkg-query', ['--show', '--showformat=${db:Status-Status}', name], {
    encoding: 'utf8',
  });
  return result.status === 0 && result.stdout === 'installed';
}
