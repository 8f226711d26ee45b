/**
 * `tollbook switch kamailio`: makes the switch, draws its keys, and prints kamailio.cfg. The file holds secrets, so
 * it goes to standard output for the operator to keep where Kamailio's user alone reads it.
 */
import { parseArgs } from 'node:util';
import { ConfigError, SETTINGS } from '../config.ts';
import { connectKamailio } from '../operations/routing/connect-kamailio.ts';
import { generateKamailioConfig } from '../switches/kamailio/config.ts';
import { checkSipDomain } from '../open-database.ts';
import { withDatabase } from './with-database.ts';

const USAGE = `tollbook switch kamailio [flags] > kamailio.cfg
  --name NAME             how Tollbook calls this switch (kamailio)
  --sip HOST:PORT         where phones and gateways reach it (127.0.0.1:5060)
  --control HOST:PORT     where Tollbook pushes limits to it; a private address (127.0.0.1:5062)
  --advertise HOST:PORT   the public address, when it differs (NAT)
  --rtpengine SOCKET      let media pass through rtpengine, such as udp:127.0.0.1:2223
  --modules FOLDER        where Kamailio's modules are
and the flags of "tollbook start" that say where the data is and where switches report to.`;

const OWN = {
  name: { type: 'string', default: 'kamailio' },
  sip: { type: 'string', default: '127.0.0.1:5060' },
  control: { type: 'string', default: '127.0.0.1:5062' },
  advertise: { type: 'string' },
  rtpengine: { type: 'string' },
  modules: { type: 'string' },
} as const;

export async function run(args: string[]): Promise<number> {
  const [kind, ...flags] = args;
  if (kind !== 'kamailio') {
    if (kind !== undefined && !kind.startsWith('-')) {
      console.error(
        `There is no configuration for "${kind}" yet: "kamailio" is the only kind. Others speak the contract.`,
      );
    }
    console.error(USAGE);
    return 2;
  }
  const ofStart = Object.fromEntries(
    Object.keys(SETTINGS).map((name) => [name, { type: 'string' as const }]),
  );
  const { values } = parse(flags, { ...ofStart, ...OWN });
  const text = (name: keyof typeof OWN) => values[name] as string | undefined;
  const sip = endpoint('sip', text('sip'));
  const control = endpoint('control', text('control'));
  const passedOn = Object.keys(SETTINGS).flatMap((name) =>
    values[name] === undefined ? [] : [`--${name}`, String(values[name])],
  );
  const config = await withDatabase(
    passedOn,
    'find',
    async ({ config: { switchHost, switchPort, sipDomain, ...config }, ...database }) => {
      const { pool, masterKey, tcpUrl } = database;
      if (switchPort === 0)
        throw new ConfigError('--switch-port 0 is no port a switch could report to: name it.');
      await checkSipDomain(pool, sipDomain);
      const connected = await connectKamailio(
        { pool, masterKey, sipDomain, publicUrl: config.publicUrl ?? '', now: () => new Date() },
        { name: text('name') ?? '', controlUrl: `http://${control.host}:${control.port}`, tcpUrl },
      );
      return generateKamailioConfig({
        ...connected,
        sipDomain,
        billingUrl: `http://${switchHost}:${switchPort}`,
        sipHost: sip.host,
        sipPort: sip.port,
        controlHost: control.host,
        controlPort: control.port,
        ...optional('advertise', text('advertise')),
        ...optional('rtpengine', text('rtpengine')),
        ...optional('modulesFolder', text('modules')),
      });
    },
  );
  process.stdout.write(config);
  console.error(
    `The switch "${text('name')}" is connected with new keys. Keep this file readable for Kamailio's user only.`,
  );
  return 0;
}

function parse(args: string[], options: Record<string, { type: 'string'; default?: string }>) {
  try {
    return parseArgs({ args, options, strict: true });
  } catch (error) {
    throw new ConfigError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function endpoint(flag: string, text = ''): { host: string; port: number } {
  const match = /^([A-Za-z0-9.:[\]-]+):(\d{1,5})$/.exec(text);
  const port = Number(match?.[2]);
  if (match === null || port < 1 || port > 65_535) {
    throw new ConfigError(`--${flag} is "${text}": it must be like 192.0.2.10:5060.`);
  }
  return { host: match[1] ?? '', port };
}

function optional<Name extends string>(name: Name, value: string | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: string };
}
