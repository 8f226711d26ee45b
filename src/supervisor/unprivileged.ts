/** PostgreSQL refuses to run as root, so root lends it a user without rights. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { SupervisorError } from './supervisor-error.ts';

export type Identity = Readonly<{ name: string; uid: number; gid: number }>;

/** Returns whom PostgreSQL runs as when we are root: `postgres`, else `nobody`; null = as ourselves. */
export function unprivilegedIdentity(): Identity | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const wanted of ['postgres', 'nobody']) {
    const [name, , uid, gid] = users.find(([name]) => name === wanted) ?? [];
    if (name !== undefined && Number(uid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new SupervisorError(
    'PostgreSQL cannot run as root, and there is no user "postgres" or "nobody" to run it as. ' +
      'Start Tollbook as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether `identity` may pass all folders to `path` and enter (or run) it: asked of the kernel itself. */
export function mayReach(path: string, identity: Identity): boolean {
  const { uid, gid } = identity;
  return spawnSync('/usr/bin/test', ['-x', path], { uid, gid, cwd: '/' }).status === 0;
}
