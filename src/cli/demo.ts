/**
 * `tollbook demo [--json] [--port N] [--switch KIND]`: the main job for real, in a data directory that is thrown away.
 * Kamailio and SIPp come from Debian; accounts, prices and payments are made through the public API.
 */
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '../config.ts';
import { createLogger } from '../log.ts';
import { startServer } from '../main.ts';
import { verifyBooks } from '../operations/ledger/verify-books.ts';
import { createPool } from '../postgres/pool.ts';
import { ensureDebianPackages } from '../switches/debian-packages.ts';
import { SIPP_PACKAGE, startGateway } from '../switches/sipp/sipp.ts';
import { signIn } from './demo/api.ts';
import { placeCalls, walletOf } from './demo/calls.ts';
import { billNow } from './demo/documents.ts';
import { brokenExpectations, money, report, tell } from './demo/story.ts';
import { packagesOf, startSwitch, SWITCH_KINDS, type SwitchKind } from './demo/switch.ts';
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
  const kind = kindOf(values.switch);
  ensureDebianPackages([...packagesOf(kind), SIPP_PACKAGE], say);
  const folder = mkdtempSync(join(tmpdir(), 'tollbook-demo-'));
  chmodSync(folder, 0o711); // the users of PostgreSQL and the switch must pass to reach their files
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
      kind,
      port: values.port ?? String(await portOr0(PANEL_PORT)),
    });
  } finally {
    await close();
  }
}

function readFlags(args: string[]) {
  try {
    return parseArgs({ args, options: FLAGS });
  } catch (error) {
    const cause = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new ConfigError(`${cause}. Flags of the demonstration: --json, --port N, --switch KIND.`);
  }
}

const FLAGS = { json: { type: 'boolean' }, port: { type: 'string' }, switch: { type: 'string' } } as const;

function kindOf(text = 'kamailio'): SwitchKind {
  const kind = SWITCH_KINDS.find((each) => each === text);
  if (kind === undefined)
    throw new ConfigError(`--switch is "${text}": the demonstration has ${SWITCH_KINDS.join(' and ')}.`);
  return kind;
}

type Stage = Readonly<{
  folder: string;
  closing: (() => Promise<unknown> | void)[];
  say: (line: string) => void;
  isJson: boolean;
  kind: SwitchKind;
  port: string;
}>;

async function show({ folder, closing, say, isJson, kind, port }: Stage): Promise<number> {
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
  const { address, stop } = await startSwitch(kind, server, operator, { folder, sipDomain: SIP_DOMAIN });
  closing.push(stop);
  const sipp = { folder: join(folder, 'sipp'), server: address };
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
