/** The one directory that holds everything of an installation: the database and the secrets. */
import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { SupervisorError } from './supervisor-error.ts';
import { mayReach, type Identity } from './unprivileged.ts';

/**
 * Makes the data directory and returns its path. PostgreSQL's user must be able to reach it; under a
 * home directory that is closed to others it cannot, and then `/var/lib/tollbook/<name>` is used
 * instead and `say` tells so. `identity` null = we are that user ourselves.
 */
export function openDataDirectory(
  wanted: string,
  identity: Identity | null,
  say: (line: string) => void,
): string {
  const path = resolve(wanted);
  try {
    makeDirectory(path);
    accessSync(join(path, 'secrets'), constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new SupervisorError(`The data directory ${path} cannot be used: ${causeAndFix(error)}`);
  }
  if (identity === null || mayReach(path, identity)) return path;
  const fallback = fallbackOf(path);
  makeDirectory(fallback);
  if (!mayReach(fallback, identity)) {
    throw new SupervisorError(
      `PostgreSQL runs as the user "${identity.name}", who can reach neither ${path} nor ${fallback}. ` +
        'Choose a directory that everyone may pass with --data DIR, for example /srv/tollbook.',
    );
  }
  say(
    `The user "${identity.name}", whom PostgreSQL runs as, cannot reach ${path}: the data is in ${fallback}.`,
  );
  return fallback;
}

/**
 * The directory that `openDataDirectory` would use, when a start has made an installation in it: its key is there,
 * or `hasOwnKey`. Null when there is none. Makes nothing.
 */
export function findDataDirectory(
  wanted: string,
  identity: Identity | null,
  hasOwnKey: boolean,
): string | null {
  const path = resolve(wanted);
  if (!existsSync(path)) return null;
  const used = identity === null || mayReach(path, identity) ? path : fallbackOf(path);
  const mark = hasOwnKey ? 'secrets' : join('secrets', 'master.key');
  return existsSync(join(used, mark)) ? used : null;
}

/** The digest keeps two checkouts with a folder of the same name apart. */
function fallbackOf(path: string): string {
  const digest = createHash('sha256').update(path).digest('hex').slice(0, 8);
  return join('/var/lib/tollbook', `${basename(dirname(path))}-${basename(path)}-${digest}`);
}

/** Passable for PostgreSQL's user, but not to be listed by others. */
function makeDirectory(path: string): void {
  const isNew = !existsSync(path);
  makeWithParents(path, 0o755);
  if (isNew) chmodSync(path, 0o711);
  makeWithParents(join(path, 'secrets'), 0o700);
}

/**
 * Step by step, because `mkdirSync` with `recursive` never returns where the parent is there and takes no
 * directories, as in /proc (Node 20).
 */
function makeWithParents(path: string, mode: number): void {
  const missing: string[] = [];
  let parent = path;
  while (!existsSync(parent)) {
    missing.unshift(parent);
    parent = dirname(parent);
  }
  if (!statSync(parent).isDirectory()) throw refusal('ENOTDIR', parent);
  if (missing.length > 0) accessSync(parent, constants.W_OK | constants.X_OK);
  for (const directory of missing) {
    try {
      mkdirSync(directory, { mode });
    } catch (error) {
      // Another start may have made it at the same moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function refusal(code: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${path}`), { code, path });
}

/** What is wrong with the place of a data directory and what to do, by what the kernel answered. */
export function causeAndFix(error: unknown): string {
  const { code = '', path = '', message = String(error) } = error as Partial<NodeJS.ErrnoException>;
  const another = 'choose another with --data DIR, for example /var/lib/tollbook.';
  switch (code) {
    case 'EROFS':
      return `${path} is on a read-only file system. Mount it writable, or ${another}`;
    case 'ENOTDIR':
      return `${path} is no directory. Remove what is there, or ${another}`;
    case 'ENOENT':
      return `the file system of ${path} takes no new directories. To go on, ${another}`;
    case 'ENOSPC':
      return `the file system of ${path} is full. Make room, or ${another}`;
    case 'EACCES':
    case 'EPERM':
      return `there is no permission to write to ${path}. Start Tollbook as the user who owns it, or ${another}`;
    default:
      return `${message}. Start Tollbook as the user who owns it, or ${another}`;
  }
}

/**
 * Returns the secret kept in `<dataDirectory>/secrets/<name>`, made of 32 random bytes (base64url) on
 * first use, mode 0600, on disk before it is used: what it protects may outlive a power cut.
 */
export function readOrMakeSecret(dataDirectory: string, name: string): string {
  const path = join(dataDirectory, 'secrets', name);
  if (!existsSync(path)) keepSecret(dataDirectory, name, randomBytes(32));
  const secret = readFileSync(path, 'utf8').trim();
  if (Buffer.from(secret, 'base64url').length !== 32) {
    throw new SupervisorError(
      `${path} is damaged: it must hold 32 bytes as base64url. Restore it from a backup.`,
    );
  }
  return secret;
}

/** Keeps a secret that is not there yet; one that is there stays. */
export function keepSecret(dataDirectory: string, name: string, secret: Uint8Array): void {
  const path = join(dataDirectory, 'secrets', name);
  // Written aside and linked: a start that is killed here leaves no half secret, and of two starts
  // at the same moment one wins and both use its secret.
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, `${Buffer.from(secret).toString('base64url')}\n`);
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
