/** `tollbook start`: runs the server until Ctrl-C or SIGTERM. */
import { readConfig } from '../config.ts';
import { createLogger } from '../log.ts';
import { startServer, type FirstSignIn } from '../main.ts';

/** A clean stop takes well under a second; after this one that hangs is cut off. */
const STOP_WITHIN_MS = 45_000;

export async function run(args: string[]): Promise<number> {
  const config = readConfig(args, process.env);
  const logger = createLogger(config.logFormat);
  // A reader that goes away (`npm start | head`) must not end the server.
  process.stdout.on('error', () => {});
  const startedAt = Date.now();
  // Asked for while starting: the start ends first, then it stops, so that nothing is left half way.
  const asked = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => resolve(signal));
    }
  });
  const server = await startServer(config, logger, printFirstSignIn);
  logger.info(`Tollbook runs on ${server.url} (started in ${Date.now() - startedAt} ms). Ctrl-C stops it.`);
  logger.info(`Switches report to ${server.switchUrl}; the data is in ${server.dataDirectory}.`);

  const reason = await Promise.race([asked, server.lost]);
  if (reason instanceof Error) logger.error(reason.message);
  logger.info('Stopping.');
  setTimeout(() => {
    logger.error('The clean stop hangs: leaving now. The next start recovers.');
    process.exit(1);
  }, STOP_WITHIN_MS).unref();
  await server.stop();
  logger.info('Stopped.');
  return reason instanceof Error ? 1 : 0;
}

/** To the terminal and not to the log: a log is kept and shipped, and this is a password. */
function printFirstSignIn({ url, number, password }: FirstSignIn): void {
  const lines = [
    'First sign-in (shown this once; you choose your own password then; "tollbook password" draws another):',
    `  address   ${url}`,
    `  account   ${number}`,
    `  password  ${password}`,
  ];
  process.stdout.write(`\n${lines.join('\n')}\n\n`);
}
