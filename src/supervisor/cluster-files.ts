/** What a database cluster is made of: initdb, its settings, who may connect, its port. */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { SupervisorError } from './supervisor-error.ts';
import type { Identity } from './unprivileged.ts';

export const SUPERUSER = 'tollbook';

/** unix(7): a socket's path has at most 107 bytes; `.s.PGSQL.NNNNN` takes 15 of them. */
const SOCKET_FOLDER_BYTES_MAX = 107 - 15;

/** Below the ports that Linux gives to outgoing connections (32768 up), so that none takes ours. */
const PORT_FIRST = 15_432;
const PORT_LAST = 25_431;

/** The major version that made the cluster; null when there is none yet. */
export function clusterVersion(clusterFolder: string): number | null {
  const path = join(clusterFolder, 'PG_VERSION');
  return existsSync(path) ? Number.parseInt(readFileSync(path, 'utf8'), 10) : null;
}

/** Makes the cluster beside its place and moves it there: a first start that is killed leaves no half one. */
export function createCluster(options: {
  programs: string;
  clusterFolder: string;
  password: string;
  identity: Identity | null;
}): void {
  const { programs, clusterFolder, password, identity } = options;
  const partial = `${clusterFolder}.new`;
  const passwordFile = `${clusterFolder}.password`;
  rmSync(partial, { recursive: true, force: true });
  makeOwned(partial, identity);
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (identity) chownSync(passwordFile, identity.uid, identity.gid);
  try {
    const common = [
      '-D',
      partial,
      '-U',
      SUPERUSER,
      `--pwfile=${passwordFile}`,
      '-A',
      'scram-sha-256',
      '-k',
      '-E',
      'UTF8',
    ];
    // The same order on every machine; the plain C locale where the C library has no C.UTF-8.
    const attempts = ['--locale=C.UTF-8', '--locale=C'].map((locale) => () => {
      const { uid, gid } = identity ?? {};
      return spawnSync(join(programs, 'initdb'), [...common, locale], {
        cwd: partial,
        env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
        encoding: 'utf8',
        ...(uid !== undefined && gid !== undefined && { uid, gid }),
      });
    });
    let result = attempts[0]?.();
    if (result?.status !== 0 && result?.stderr.includes('locale')) result = attempts[1]?.();
    if (result?.status !== 0) {
      const cause = result?.error?.message ?? result?.stderr.trim() ?? 'no result';
      throw new SupervisorError(`PostgreSQL's initdb could not make ${clusterFolder}: ${cause}`);
    }
    appendFileSync(
      join(partial, 'postgresql.conf'),
      '\n# tollbook.conf is written anew at each start; what local.conf says wins over it.\n' +
        "include_if_exists = 'tollbook.conf'\ninclude_if_exists = 'local.conf'\n",
    );
    // Other users of this machine can connect to the port too, so every way in asks for the password.
    writeFileSync(
      join(partial, 'pg_hba.conf'),
      'local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n' +
        'local replication all scram-sha-256\nhost replication all 127.0.0.1/32 scram-sha-256\n',
    );
    renameSync(partial, clusterFolder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(partial, { recursive: true, force: true });
  }
}

/** Writes the settings of the next start. `socketFolder` null = TCP on 127.0.0.1 only. */
export function writeSettings(options: {
  clusterFolder: string;
  port: number;
  socketFolder: string | null;
}): void {
  const { clusterFolder, port, socketFolder } = options;
  // An eighth of the memory keeps wallets and live sessions cached and leaves room for the rest.
  const sharedBuffersMb = Math.min(1024, Math.max(64, Math.floor(totalmem() / 2 ** 20 / 8)));
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: socketFolder ?? '',
    unix_socket_permissions: '0700',
    max_connections: 100,
    // A statement about the past of an account locks each day of calls and movements, with its indexes: thousands after years.
    max_locks_per_transaction: 1024,
    shared_buffers: `${sharedBuffersMb}MB`,
    // An answer to a switch promises that the commit is on disk.
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    max_wal_size: '1GB', // bounds what recovery replays after a crash: serving again within seconds
    autovacuum_naptime: '5s', // live sessions come and go by the thousand
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off', // compiling costs more than our short statements take
    // A duplicate e-mail address stands in the DETAIL of the error: what is personal stays out of the log.
    log_error_verbosity: 'terse',
    log_line_prefix: '%m [%p] %a ',
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`,
  );
  writeFileSync(join(clusterFolder, 'tollbook.conf'), `${lines.join('\n')}\n`, { mode: 0o644 });
}

/** The folder for the socket, closed to other users; null when its path would be too long. */
export function makeSocketFolder(dataDirectory: string, identity: Identity | null): string | null {
  const folder = join(dataDirectory, 'run');
  if (Buffer.byteLength(folder) > SOCKET_FOLDER_BYTES_MAX) return null;
  makeOwned(folder, identity);
  return folder;
}

/**
 * Returns the port of the last start, so that addresses in a switch's configuration stay true, or the
 * next free one when another program has taken it meanwhile.
 */
export async function choosePort(clusterFolder: string): Promise<number> {
  const path = join(clusterFolder, 'tollbook.conf');
  const settings = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const last = Number(/^port = '(\d+)'$/m.exec(settings)?.[1]);
  if (last > 0 && (await isFree(last))) return last;
  // A random first guess keeps two installations that start together apart.
  const span = PORT_LAST - PORT_FIRST + 1;
  const first = Math.floor(Math.random() * span);
  for (let step = 0; step < span; step++) {
    const port = PORT_FIRST + ((first + step) % span);
    if (await isFree(port)) return port;
  }
  throw new SupervisorError(
    `No port from ${PORT_FIRST} to ${PORT_LAST} is free for PostgreSQL on 127.0.0.1.`,
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
  });
}

function makeOwned(folder: string, identity: Identity | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (identity) chownSync(folder, identity.uid, identity.gid);
}
