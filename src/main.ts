/** The one file that wires everything: configuration → database → operations → HTTP, switches, jobs. */
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { buildHttp } from './http/build-http.ts';
import { startAudit } from './jobs/start-audit.ts';
import { runEvery } from './jobs/run-every.ts';
import { startCardPayments } from './jobs/start-card-payments.ts';
import { createStripeGateways } from './gateways/stripe/stripe-gateway.ts';
import { startBilling } from './jobs/start-billing.ts';
import { startDocuments } from './jobs/start-documents.ts';
import { startDunning } from './jobs/start-dunning.ts';
import { startEvents } from './jobs/start-events.ts';
import { startExchangeFeed } from './jobs/start-exchange-feed.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { startMail } from './jobs/start-mail.ts';
import { startProducts } from './jobs/start-products.ts';
import { startWebhooks } from './jobs/start-webhooks.ts';
import { explaining, reservePort } from './listen.ts';
import { checkSipDomain, openDatabase, openInstallation } from './open-database.ts';
import { alignBuiltInRoles } from './operations/access/align-built-in-roles.ts';
import { keepFailures, restoreFailures } from './operations/accounts/keep-failures.ts';
import { createSignInLimiter } from './operations/accounts/sign-in-limiter.ts';
import { ensureOperator } from './operations/accounts/bootstrap-operator.ts';
import type { Context } from './operations/context.ts';
import { createDocumentRenderer } from './pdf/document-renderer.ts';
import { createPool } from './postgres/pool.ts';
import { isDatabaseAway } from './postgres/problem-of-database-error.ts';
import { holdServerLock } from './postgres/server-lock.ts';
import { startCharging } from './start-charging.ts';
import { projectRoot } from './project-root.ts';
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
  /** Settles when the server must end although nobody asked: its database is away, or has another schema. */
  lost: Promise<Error>;
  /** Ends cleanly: answers what is under way, then stops the database. Safe to call twice. */
  stop: () => Promise<void>;
}>;

/** Connections for writes: one batch at a time charges, the others serve people. */
const WRITE_CONNECTIONS = 12;
const READ_CONNECTIONS = 8;
/** A restart forgives at most so much guessing. */
const FAILURES_EVERY_MS = 1000;

export type FirstSignIn = Readonly<{ url: string; number: string; password: string }>;

/**
 * Starts Tollbook and returns when it answers. `tellFirst` hears the owner's first sign-in, on an empty database only: it
 * is kept nowhere else, and told as soon as it is true, whatever the rest of the start comes to. Throws an error whose message an operator can act on:
 * port taken, already running, data directory or database unusable. Leaves nothing running then.
 */
export async function startServer(
  config: Config,
  logger: Logger,
  tellFirst: (first: FirstSignIn) => void,
): Promise<RunningServer> {
  const say = (line: string) => logger.info(line);
  const closing: (() => Promise<unknown> | void)[] = [];
  const stop = once(async () => {
    for (const close of closing.reverse()) {
      try {
        await close();
      } catch (error) {
        // The others still have to end.
        logger.error({ err: error }, 'while stopping');
      }
    }
  });
  try {
    const installation = openInstallation(config, say);
    const { dataDirectory, masterKey } = installation;
    const claim = claimDataDirectory(dataDirectory);
    closing.push(claim.release);
    const port = await reservePort({ flag: 'port', host: config.httpHost, port: config.httpPort });
    const switchPort = await reservePort({
      flag: 'switch-port',
      host: config.switchHost,
      port: config.switchPort,
    });

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
    await checkSipDomain(reads, config.sipDomain);
    const url = config.publicUrl ?? `http://localhost:${port}`;
    const context: Context = {
      pool,
      now: () => new Date(),
      masterKey,
      sipDomain: config.sipDomain,
      publicUrl: url,
      outgoing: { localTargets: config.localTargets },
    };
    const first = await ensureOperator(context);
    if (first !== null) tellFirst({ url, ...first });
    for (const name of await alignBuiltInRoles(context))
      say(`The role "${name}" has what this version brings.`);

    const charging = await startCharging({
      ...context,
      databaseUrl: database.url,
      reads,
      dataDirectory,
      logger,
    });
    closing.push(charging.stop);
    const renderer = createDocumentRenderer();
    closing.push(renderer.stop);
    closing.push(startAudit(context, told(logger)));
    closing.push(startMail({ ...context, renderer }, told(logger)));
    closing.push(startEvents(context, told(logger)));
    closing.push(startExchangeFeed(context, told(logger)));
    closing.push(startProducts(context, told(logger)));
    closing.push(startWebhooks(context, told(logger)));
    const openGateway = createStripeGateways(config.stripeUrl);
    closing.push(startCardPayments({ ...context, openGateway }, told(logger)));
    closing.push(startBilling(context, told(logger)));
    closing.push(startDunning(context, told(logger)));
    closing.push(startDocuments({ ...context, renderer }, told(logger)));
    closing.push(startJobs({ ...context, logger }));
    const signInLimiter = createSignInLimiter(context);
    await restoreFailures(context, signInLimiter);
    const keep = () => keepFailures(context, signInLimiter);
    const keeping = runEvery(FAILURES_EVERY_MS, keep, told(logger)('keeping failed sign-ins'));
    closing.push(async () => {
      await keeping.stop();
      await keepFailures(context, signInLimiter, true);
    });
    const http = await buildHttp({
      signInLimiter,
      openGateway,
      ...context,
      reads,
      controlOf: charging.controlOf,
      live: charging.live,
      renderer,
      catalogue: charging.catalogue.current,
      isSecure: url.startsWith('https:'),
      trustedProxies: config.trustedProxies,
      // A line per request is for programs; people read the log for what needs them.
      logger: config.logFormat === 'json' ? logger : logger.child({}, { level: 'warn' }),
      webFolder: join(projectRoot(), 'dist', 'web'),
    });
    closing.push(() => http.close());
    await explaining('port', http.listen({ host: config.httpHost, port }));
    await explaining('switch-port', charging.listener.listen({ host: config.switchHost, port: switchPort }));
    claim.announce(url);
    return {
      url,
      port,
      switchUrl: `http://${config.switchHost}:${switchPort}`,
      dataDirectory,
      databaseUrl: database.url,
      databaseTcpUrl: database.tcpUrl,
      lost,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An outage is one line; the database says more itself. */
function told(logger: Logger) {
  return (what: string) => (error: unknown) => {
    if (isDatabaseAway(error)) logger.warn(`${what}: the database is away`);
    else logger.error({ err: error }, what);
  };
}

function once(run: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | null = null;
  return () => (result ??= run());
}
