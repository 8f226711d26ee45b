/** The one file that wires everything: configuration → database → operations → HTTP, switches, jobs. */
import { createServer, type AddressInfo } from 'node:net';
import Fastify from 'fastify';
import type { Logger } from 'pino';
import { ConfigError, type Config } from './config.ts';
import { openDatabase, openInstallation } from './open-database.ts';
import { ensureOperator } from './operations/accounts/bootstrap-operator.ts';
import type { Context } from './operations/context.ts';
import { createPool } from './postgres/pool.ts';
import { holdServerLock } from './postgres/server-lock.ts';
import { claimDataDirectory } from './supervisor/server-claim.ts';

export type RunningServer = Readonly<{
  /** The panel's address as people open it. */
  url: string;
  /** The panel's port on this machine. */
  port: number;
  switchUrl: string;
  dataDirectory: string;
  databaseUrl: string;
  databaseTcpUrl: string;
  /** The owner's first sign-in, on an empty database only: it is kept nowhere else, so print it. */
  firstOperator: Readonly<{ number: string; password: string }> | null;
  /** Settles when the server must end although nobody asked: another one took its database. */
  lost: Promise<Error>;
  /** Ends cleanly: answers what is under way, then stops the database. Safe to call twice. */
  stop: () => Promise<void>;
}>;

/** Connections for writes: one batch at a time charges, the others serve people. */
const WRITE_CONNECTIONS = 12;
const READ_CONNECTIONS = 8;

/**
 * Starts Tollbook and returns when it answers. Throws an error whose message an operator can act on:
 * port taken, already running, data directory or database unusable. Leaves nothing running then.
 */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const say = (line: string) => logger.info(line);
  const closing: (() => Promise<unknown> | void)[] = [];
  const stop = once(async () => {
    for (const close of closing.reverse()) {
      await Promise.resolve(close()).catch((error: unknown) =>
        logger.error({ err: error }, 'while stopping'),
      );
    }
  });
  try {
    const installation = openInstallation(config, say);
    const { dataDirectory, masterKey } = installation;
    const claim = claimDataDirectory(dataDirectory);
    closing.push(claim.release);
    await checkPort('port', config.httpHost, config.httpPort);
    await checkPort('switch-port', config.switchHost, config.switchPort);

    const database = await openDatabase(config, installation, say);
    closing.push(database.stop);
    if (database.how === 'attached') say('Attached to the PostgreSQL that was left running here.');
    let lose: (reason: Error) => void = () => {};
    const lost = new Promise<Error>((resolve) => {
      lose = resolve;
    });
    closing.push(await holdServerLock(database.url, lose));

    const onError = (error: Error) => logger.warn(`A database connection was lost: ${error.message}`);
    const pool = createPool({
      url: database.url,
      connectionsMax: WRITE_CONNECTIONS,
      applicationName: 'tollbook',
      onError,
    });
    closing.push(() => pool.end());
    const reads = createPool({
      url: database.url,
      connectionsMax: READ_CONNECTIONS,
      applicationName: 'tollbook reads',
      readOnly: true,
      onError,
    });
    closing.push(() => reads.end());
    const context: Context = {
      pool,
      now: () => new Date(),
      masterKey,
      sipDomain: config.sipDomain,
    };
    const firstOperator = await ensureOperator(context);

    const http = Fastify({ loggerInstance: logger });
    http.get('/api/v1/health', async () => ({ ok: true }));
    closing.push(() => http.close());
    await listen('port', () => http.listen({ host: config.httpHost, port: config.httpPort }));
    const { port } = http.server.address() as AddressInfo;
    const url = config.publicUrl ?? `http://localhost:${port}`;
    claim.announce(url);
    return {
      url,
      port,
      switchUrl: '',
      dataDirectory,
      databaseUrl: database.url,
      databaseTcpUrl: database.tcpUrl,
      firstOperator,
      lost,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Looks before the database is started: the answer comes at once, and nothing has to be undone. */
async function checkPort(flag: string, host: string, port: number): Promise<void> {
  const probe = createServer();
  await listen(
    flag,
    () => new Promise((done, fail) => probe.once('error', fail).listen(port, host, () => done(null))),
  );
  await new Promise((done) => probe.close(done));
}

async function listen(flag: string, open: () => Promise<unknown>): Promise<void> {
  try {
    await open();
  } catch (error) {
    const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
    if (code === 'EADDRINUSE') {
      throw new ConfigError(
        `Port ${port} is taken by another program. Stop that one, or choose another with --${flag} N.`,
      );
    }
    if (code === 'EACCES')
      throw new ConfigError(`Port ${port} is only for root. Choose one above 1023 with --${flag} N.`);
    if (code === 'EADDRNOTAVAIL') throw new ConfigError(`${address} is not an address of this machine.`);
    throw error;
  }
}

function once(run: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | null = null;
  return () => (result ??= run());
}
