/** What a generated freeswitch.xml depends on, checked before any of it is written into the file. */
import { isIP } from 'node:net';
import { assert } from '../../domain/assert.ts';

/** What the profile calls a codec, and the module that converts it. `mod_g729` is not one: it only passes G.729 on. */
export const CODECS = {
  opus: { name: 'OPUS', module: 'opus' },
  g722: { name: 'G722', module: 'spandsp' },
  g729: { name: 'G729', module: 'bcg729' },
} as const;

export type Codec = keyof typeof CODECS;

export type FreeswitchOptions = Readonly<{
  /** `tbsw_…`: the password of every request to Tollbook. */
  switchKey: string;
  /** Where the contract is served, such as `http://127.0.0.1:8081`; further servers are asked in this order when one is silent. */
  billingUrls: readonly string[];
  /** IP address that phones and gateways reach. */
  sipHost: string;
  sipPort: number;
  /** Public IP address when it differs (NAT, containers). */
  advertise?: string;
  /** Address of this machine that the event socket listens on; keep it private. */
  eslHost: string;
  eslPort: number;
  eslPassword: string;
  /** IP addresses or networks that may connect to the event socket besides this machine: the servers of Tollbook. */
  eslFrom?: readonly string[];
  rtpPortMin?: number;
  rtpPortMax?: number;
  /** Folder of agent.pem and cafile.pem: phones may then also connect by TLS, on `tlsPort`. */
  tlsFolder?: string;
  tlsPort?: number;
  /** Both legs of a call are a session each. */
  sessionsMax?: number;
  /** A fuse for this machine; limits of accounts are Tollbook's. */
  sessionsPerSecond?: number;
  /** Besides G.711. Each needs a module that is not part of every FreeSWITCH, so none is loaded unless it is named. */
  codecs?: readonly Codec[];
  /** How long a gateway may stay silent before the next one is tried. */
  gatewaySilenceMs?: number;
  /** A call without media for so long is over: its phone has vanished. */
  mediaTimeoutSeconds?: number;
}>;

/** Nothing that could end the attribute it stands in, and no `$`: FreeSWITCH expands `$${…}` before it reads the XML. */
const PLAIN = /^[A-Za-z0-9._:/@%+=,[\]-]+$/;

/** Refuses values that could break out of the attribute of the configuration they stand in. */
export function checkOptions(options: FreeswitchOptions): void {
  for (const [name, value] of Object.entries(options)) {
    for (const text of [value].flat() as unknown[]) {
      if (typeof text === 'string') assert(PLAIN.test(text), `${name} has only plain characters`);
      else assert(Number.isSafeInteger(text) && Number(text) > 0, `${name} is positive`);
    }
  }
  assert(options.billingUrls.length > 0, 'a server is named');
  for (const url of options.billingUrls) assert(URL.canParse(url), 'billingUrls are urls');
  for (const address of [options.sipHost, options.eslHost, options.advertise ?? options.sipHost])
    assert(isIP(address) !== 0, `${address} is an IP address`);
}
