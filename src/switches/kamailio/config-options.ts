/** What a generated kamailio.cfg depends on, checked before any of it is written into the file. */
import { assert } from '../../domain/assert.ts';

export type KamailioOptions = Readonly<{
  /** Realm of the digests and domain of our own addresses: what devices are registered with, but for those of resellers with a domain of their own. */
  sipDomain: string;
  /** Internal number of this switch: the events it keeps carry it. */
  switchId: bigint;
  /** `tbsw_…`: shown to the contract's listener. */
  switchKey: string;
  /** Where the contract is served, such as `http://127.0.0.1:8081`. */
  billingUrl: string;
  /** postgres:// url of the role tollbook_switch, by TCP. */
  databaseUrl: string;
  /** Address that phones and gateways reach. */
  sipHost: string;
  sipPort: number;
  /** Public address when it differs (NAT, containers): "host:port". */
  advertise?: string;
  /** The server pushes limits to this port; keep it on a private address. */
  controlHost: string;
  controlPort: number;
  /** What the server shows when it pushes. */
  controlKey: string;
  /** Where Debian has them: see `MODULES_FOLDER`. */
  modulesFolder?: string;
  /** Processes that handle SIP by UDP. */
  sipWorkers?: number;
  /** Calls that may wait for billing at the same moment; each blocks one process while it waits. */
  askWorkers?: number;
  /** How long a gateway may stay silent before the next one is tried. */
  gatewaySilenceMs?: number;
  /** Proof of life: seconds between two OPTIONS in a dialog, to both sides; Kamailio takes 30 or more. */
  keepaliveSeconds?: number;
  /** OPTIONS in a row without an answer after which the call is over. */
  keepaliveFailures?: number;
  /** How often registrations at carriers are looked after, and tried again when they failed; 5, 10 and 60 unless given. */
  registrationSeconds?: number;
  /** Control socket of rtpengine, such as `udp:127.0.0.1:2223`: media then passes through it. */
  rtpengine?: string;
  /** `http_async_client` needs Kamailio 6, or kamailio.org's packages; Debian 12 has only `http_client`. */
  httpModule?: 'http_client' | 'http_async_client';
}>;

/** Everything after `:` of the two would end the line or the string it stands in. */
const PLAIN = /^[A-Za-z0-9._:/@%+=?&,[\]-]+$/;

/** Refuses values that could break out of the string or the line of the configuration they stand in. */
export function checkOptions(options: KamailioOptions): void {
  for (const [name, value] of Object.entries(options)) {
    if (typeof value === 'string') assert(PLAIN.test(value), `${name} has only plain characters`);
    if (typeof value === 'number') assert(Number.isSafeInteger(value) && value > 0, `${name} is positive`);
  }
  assert(URL.canParse(options.billingUrl), 'billingUrl is a url');
  assert(options.sipPort !== options.controlPort, 'SIP and control have a port each');
}
