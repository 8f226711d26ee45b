/**
 * `tollbook switch config freeswitch`: makes the switch, draws its keys, and writes a folder that FreeSWITCH is started
 * with. The files hold secrets, so nobody but who ran the command may read them.
 */
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { ConfigError } from '../../config.ts';
import { checkSipDomain } from '../../open-database.ts';
import { connectFreeswitch } from '../../operations/routing/connect-freeswitch.ts';
import { CODECS, type Codec } from '../../switches/freeswitch/config-options.ts';
import { FREESWITCH_FILES, generateFreeswitchConfig, SPOOL } from '../../switches/freeswitch/config.ts';
import { withDatabase } from '../with-database.ts';
import { endpoint, optional, readSwitchFlags } from './flags.ts';

export const USAGE = `tollbook switch config freeswitch [flags]
  --folder FOLDER         where the files are written (./freeswitch); they may be moved to another machine together
  --name NAME             how Tollbook calls this switch (freeswitch)
  --sip ADDRESS:PORT      where phones and gateways reach it (127.0.0.1:5060)
  --advertise ADDRESS     the public address, when it differs (NAT, containers)
  --rtp-ports FROM-TO     UDP ports of media (16384-32768)
  --esl ADDRESS:PORT      where Tollbook commands it; a private address (127.0.0.1:8021)
  --esl-from ADDRESSES    who may do so besides the machine itself, when Tollbook runs elsewhere; several by commas
  --billing URLS          where the switch asks, when it is not --switch-listen; several servers by commas, in order
  --codecs NAMES          besides G.711: opus, g722, g729, several by commas; each needs its module (docs/freeswitch.md)
  --tls FOLDER            phones may use TLS on port 5061: the folder on the switch with agent.pem and cafile.pem
and the flags of "tollbook start" that say where the data is and where switches report to.`;

const OWN = {
  folder: { type: 'string', default: 'freeswitch' },
  name: { type: 'string', default: 'freeswitch' },
  sip: { type: 'string', default: '127.0.0.1:5060' },
  advertise: { type: 'string' },
  'rtp-ports': { type: 'string', default: '16384-32768' },
  esl: { type: 'string', default: '127.0.0.1:8021' },
  'esl-from': { type: 'string' },
  billing: { type: 'string' },
  codecs: { type: 'string' },
  tls: { type: 'string' },
} as const;

export async function run(args: string[]): Promise<number> {
  const { text, ofStart } = readSwitchFlags(args, OWN, USAGE);
  const sip = addressAndPort('sip', text('sip'));
  const esl = addressAndPort('esl', text('esl'));
  const [rtpPortMin, rtpPortMax] = portRange(text('rtp-ports'));
  const advertise = text('advertise') === '' ? '' : address('advertise', text('advertise'));
  const eslFrom = listOf(text('esl-from')).map((each) => network('esl-from', each));
  const codecs = listOf(text('codecs')).map(codec);
  const folder = text('folder');
  // The keys that are drawn end the ones that a running FreeSWITCH has: not for files that cannot be written.
  readyFolder(folder);
  const files = await withDatabase(
    [...ofStart],
    'find',
    async ({ config: { switchHost, switchPort, sipDomain, ...rest }, pool, masterKey }) => {
      const billingUrls = listOf(text('billing')).map(billingUrl);
      if (billingUrls.length === 0) {
        if (switchPort === 0)
          throw new ConfigError('--switch-port 0 is no port a switch could report to: name it.');
        billingUrls.push(`http://${switchHost.includes(':') ? `[${switchHost}]` : switchHost}:${switchPort}`);
      }
      await checkSipDomain(pool, sipDomain);
      const connected = await connectFreeswitch(
        { pool, masterKey, sipDomain, publicUrl: rest.publicUrl ?? '', now: () => new Date() },
        { name: text('name'), controlUrl: `esl://${text('esl')}` },
      );
      return generateFreeswitchConfig({
        switchKey: connected.switchKey,
        eslPassword: connected.controlKey,
        billingUrls,
        sipHost: sip.host,
        sipPort: sip.port,
        eslHost: esl.host,
        eslPort: esl.port,
        eslFrom,
        rtpPortMin,
        rtpPortMax,
        codecs,
        ...optional('advertise', advertise),
        ...optional('tlsFolder', text('tls')),
      });
    },
  );
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    const mode = name.endsWith('.sh') ? 0o700 : 0o600;
    writeFileSync(file, content, { mode });
    chmodSync(file, mode); // one that was there before keeps its own mode otherwise
  }
  console.log(`The switch "${text('name')}" is connected with new keys, and ${folder} has its configuration.
Keep it readable for FreeSWITCH's user only, and start it: ${join(folder, 'start.sh')} -nc
Call records that cannot be sent wait in ${join(folder, SPOOL)}.`);
  return 0;
}

/** Throws `ConfigError` where the files cannot be written. */
function readyFolder(folder: string): void {
  try {
    makeFolder(resolve(folder));
    const probe = join(folder, `.tollbook-${process.pid}`);
    closeSync(openSync(probe, 'wx', 0o600));
    unlinkSync(probe);
    for (const file of FREESWITCH_FILES.map((name) => join(folder, name)))
      if (existsSync(file)) closeSync(openSync(file, 'r+'));
  } catch (error) {
    throw new ConfigError(
      `--folder names "${folder}", where nothing can be written (${(error as Error).message}). No keys were changed.`,
      { cause: error },
    );
  }
}

/** One after the other: `recursive` tries for ever in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw new Error(`${folder} is a file`);
    return;
  }
  makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function codec(name: string): Codec {
  if (!Object.hasOwn(CODECS, name))
    throw new ConfigError(`--codecs names "${name}": it takes ${Object.keys(CODECS).join(', ')}.`);
  return name as Codec;
}

function addressAndPort(flag: string, text: string): { host: string; port: number } {
  const { host, port } = endpoint(flag, text);
  return { host: address(flag, host.replace(/^\[(.*)\]$/, '$1')), port };
}

function address(flag: string, text: string): string {
  if (isIP(text) === 0)
    throw new ConfigError(
      `--${flag} names "${text}": FreeSWITCH takes an IP address there, such as 192.0.2.10.`,
    );
  if (/^(?:0\.0\.0\.0|::)$/.test(text))
    throw new ConfigError(
      flag === 'esl'
        ? `--esl names ${text}: name one address, 127.0.0.1 or a private one, for whoever reaches it may try its password.`
        : `--${flag} names ${text}: name one address of the machine, for phones are told it.`,
    );
  return text;
}

function network(flag: string, text: string): string {
  const [host = '', bits] = text.split('/');
  const bitsMax = host.includes(':') ? 128 : 32;
  if (isIP(host) === 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax)))
    throw new ConfigError(
      `--${flag} names "${text}": it must be an address or a network, such as 10.0.0.0/8.`,
    );
  return text;
}

function portRange(text: string): readonly [number, number] {
  const [min = 0, max = 0] = /^(\d{1,5})-(\d{1,5})$/.exec(text)?.slice(1).map(Number) ?? [];
  if (min < 1024 || max > 65_535 || max - min < 3)
    throw new ConfigError(`--rtp-ports is "${text}": it must be like 16384-32768, each from 1024 to 65535.`);
  return [min, max];
}

function billingUrl(text: string): string {
  if (!/^https?:\/\/[A-Za-z0-9.:[\]-]+$/.test(text) || !URL.canParse(text))
    throw new ConfigError(`--billing names "${text}": it must be like http://10.0.0.5:8081.`);
  return text;
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}
