/**
 * `tollbook switch config kamailio`: makes the switch, draws its keys, and prints kamailio.cfg. The file holds secrets,
 * so it goes to standard output for the operator to keep where Kamailio's user alone reads it.
 */
import { ConfigError } from '../../config.ts';
import { connectKamailio } from '../../operations/routing/connect-kamailio.ts';
import { generateKamailioConfig } from '../../switches/kamailio/config.ts';
import { checkSipDomain } from '../../open-database.ts';
import { withDatabase } from '../with-database.ts';
import { endpoint, optional, readSwitchFlags } from './flags.ts';

export const USAGE = `tollbook switch config kamailio [flags] > kamailio.cfg
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
  const { text, ofStart } = readSwitchFlags(args, OWN, USAGE);
  const sip = endpoint('sip', text('sip'));
  const control = endpoint('control', text('control'));
  const config = await withDatabase(
    [...ofStart],
    'find',
    async ({ config: { switchHost, switchPort, sipDomain, ...rest }, pool, masterKey, tcpUrl }) => {
      if (switchPort === 0)
        throw new ConfigError('--switch-port 0 is no port a switch could report to: name it.');
      await checkSipDomain(pool, sipDomain);
      const connected = await connectKamailio(
        { pool, masterKey, sipDomain, publicUrl: rest.publicUrl ?? '', now: () => new Date() },
        { name: text('name'), controlUrl: `http://${control.host}:${control.port}`, tcpUrl },
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
