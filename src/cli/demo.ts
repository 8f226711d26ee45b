/**
 * `tollbook demo [--json] [--port N]`: the main job for real, in a data directory that is thrown away. Kamailio and
 * SIPp come from Debian; accounts, prices and payments are made through the public API.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { createLogger } from '../log.ts';
import { startServer, type RunningServer } from '../main.ts';
import { verifyBooks } from '../operations/ledger/verify-books.ts';
import { openDatabaseToSwitch } from '../operations/routing/open-database-to-switch.ts';
import { createPool } from '../postgres/pool.ts';
import { unprivilegedIdentity } from '../supervisor/unprivileged.ts';
import { ensureDebianPackages } from '../switches/debian-packages.ts';
import { KAMAILIO_PACKAGES, runKamailio } from '../switches/kamailio/process.ts';
import { SIPP_PACKAGE, startGateway } from '../switches/sipp/sipp.ts';
import { signIn, type Api } from './demo/api.ts';
import { placeCalls, walletOf } from './demo/calls.ts';
import { billNow } from './demo/documents.ts';
import { brokenExpectations, money, report, tell } from './demo/story.ts';
import { makeWorld, type CustomerName } from './demo/world.ts';

const SIP_DOMAIN = 'sip.demo.example';
const OWNER_PASSWORD = 'demo demo demo';
/** The panel's usual port, when nobody has it. */
const PANEL_PORT = 8080;

export async function run(args: string[]): Promise<number> {
  const { values } = readFlags(args);
  const isJson = values.json === true;
  // With --json, standard output is one object and nothing else.
  const say = (line: string) => (isJson ? console.error(line) : console.log(line));
  ensureDebianPackages([...KAMAILIO_PACKAGES, SIPP_PACKAGE], say);
  const folder = mkdtempSync(join(tmpdir(), 'tollbook-demo-'));
  chmodSync(folder, 0o711); // the users of PostgreSQL and Kamailio must pass to reach their files
  const closing: (() => Promise<unknown> | void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().finally(() => process.exit(130)));
  }
  try {
    return await show({
      folder,
      closing,
      say,
      isJson,
      port: values.port ?? String(await portOr0(PANEL_PORT)),
    });
  } finally {
    await close();
  }
}

function readFlags(args: string[]) {
  try {
    return parseArgs({ args, options: { json: { type: 'boolean' }, port: { type: 'string' } } });
  } catch (error) {
    const cause = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new ConfigError(`${cause}. Flags of the demonstration: --json, --port N.`);
  }
}

type Stage = Readonly<{
  folder: string;
  closing: (() => Promise<unknown> | void)[];
  say: (line: string) => void;
  isJson: boolean;
  port: string;
}>;

async function show({ folder, closing, say, isJson, port }: Stage): Promise<number> {
  const flags = [
    '--data',
    join(folder, 'data'),
    '--port',
    port,
    '--switch-port',
    '0',
    '--sip-domain',
    SIP_DOMAIN,
  ];
  const { DATABASE_URL: _, ...env } = process.env;
  process.env.TOLLBOOK_LOG_LEVEL ??= 'warn';
  let owner = { number: '', password: '' };
  const server = await startServer(readConfig(flags, env), createLogger('plain', process.stderr), (first) => {
    owner = first;
  });
  closing.push(server.stop);
  say(`Tollbook runs on ${server.url}, with a database of its own in ${folder}.`);
  const { number, password } = owner;
  const operator = await signIn(server.url, { number, password, newPassword: OWNER_PASSWORD });
  const sipp = {
    folder: join(folder, 'sipp'),
    server: await startSwitch(server, operator, { folder, closing }),
  };
  const [answering, full] = [await startGateway(sipp), await startGateway(sipp, { status: 503 })];
  closing.push(answering.stop, full.stop);
  const world = await makeWorld(server.url, operator, { answering: answering.port, full: full.port });
  say('Made a reseller, its price lists and five customers through the API; two gateways answer.');

  const calls = await placeCalls(world, sipp, say);
  const documents = await billNow(world);
  const reads = createPool({
    url: server.databaseUrl,
    connectionsMax: 1,
    applicationName: 'tollbook demo',
    readOnly: true,
    onError: () => {},
  });
  const verification = await verifyBooks(reads, new Date());
  await reads.end();
  const broken = brokenExpectations(calls, documents, verification);
  const { balance: ofReseller } = (await operator.get(`/accounts/${world.reseller.id}`)).wallet;
  const balances: Record<string, string> = { reseller: ofReseller };
  for (const name of Object.keys(world.customers)) {
    balances[name] = (await walletOf(world, name as CustomerName)).balance;
  }
  if (isJson) {
    console.log(JSON.stringify(report(calls, documents, verification, balances)));
  } else {
    say(`\n${tell(world, calls)}\n`);
    for (const { title, number, total, calls: billed } of documents)
      say(
        `${title} ${number}: ${money(total)} EUR${billed === 0 ? '' : ` for ${billed} ${billed === 1 ? 'call' : 'calls'}`}.`,
      );
    say(`verify: ${verification.calls} calls checked, ${verification.violations.length} violations.`);
  }
  for (const what of broken) console.error(`Did not hold: ${what}`);
  if (!isJson) {
    say(`\nThe panel is open on ${server.url}: sign in as ${number} with the password "${OWNER_PASSWORD}".`);
    await enterPressed(say);
  }
  return broken.length === 0 ? 0 : 1;
}

/** Tells Tollbook of a switch, starts it with the key, and returns where phones find it. */
async function startSwitch(
  server: RunningServer,
  operator: Api,
  { folder, closing }: Pick<Stage, 'folder' | 'closing'>,
): Promise<string> {
  const controlPort = await portOr0(0);
  const controlKey = randomBytes(16).toString('hex');
  const controlUrl = `http://127.0.0.1:${controlPort}`;
  const made = await operator.post('/switches', {
    name: 'Kamailio',
    kind: 'kamailio',
    controlUrl,
    controlKey,
  });
  const pool = createPool({
    url: server.databaseUrl,
    connectionsMax: 1,
    applicationName: 'tollbook demo',
    onError: () => {},
  });
  const databaseUrl = await openDatabaseToSwitch({ pool }, server.databaseTcpUrl);
  const { rows } = await pool.query<{ id: bigint }>('select id from switches where public_id = $1', [
    made.id,
  ]);
  await pool.end();
  const kamailio = await runKamailio({
    sipDomain: SIP_DOMAIN,
    switchId: rows[0]?.id ?? 0n,
    switchKey: made.key,
    billingUrl: server.switchUrl,
    databaseUrl,
    controlKey,
    controlPort,
    folder: join(folder, 'kamailio'),
    identity: unprivilegedIdentity(),
  });
  closing.push(kamailio.stop);
  return kamailio.address;
}

/** `port` when it is free, else any free one. */
async function portOr0(port: number): Promise<number> {
  const probe = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!isFree) return 0;
  const { port: found } = probe.address() as { port: number };
  await new Promise((done) => probe.close(done));
  return found;
}

async function enterPressed(say: (line: string) => void): Promise<void> {
  say('Press Enter to end the demonstration; everything it made is removed.');
  const lines = createInterface({ input: process.stdin });
  await Promise.race([once(lines, 'line'), once(lines, 'close')]);
  lines.close();
}
