/** What an operator may set: by a flag, else by an environment variable, else a default. */
import { parseArgs } from 'node:util';
import { parseNetwork } from './domain/accounts/networks.ts';

export type Config = Readonly<{
  httpHost: string;
  /** 0 = any free port. */
  httpPort: number;
  switchHost: string;
  switchPort: number;
  /** The panel's address as people see it, without a trailing slash; null = http://localhost:<httpPort>. */
  publicUrl: string | null;
  /** Addresses whose X-Forwarded-* headers are believed. */
  trustedProxies: readonly string[];
  dataDirectory: string;
  /** null = the PostgreSQL that Tollbook runs itself, in the data directory. */
  databaseUrl: string | null;
  /** The realm of SIP devices: the domain part of their addresses. */
  sipDomain: string;
  logFormat: 'plain' | 'json';
  /** Hosts, with or without a port, that webhooks and feeds may reach although they are not public. */
  localTargets: readonly string[];
  /** Another address than Stripe's own, for tests; null = Stripe. */
  stripeUrl: string | null;
  /** 32 bytes; null = the key file in the data directory. */
  masterKey: Buffer | null;
}>;

/** A setting that cannot be used. The message names it, the value, what is accepted and the fix. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

type Setting = Readonly<{ variable: string; fallback: string; help: string }>;

/** Every flag, in the order in which `tollbook help` shows them. */
export const SETTINGS = {
  port: {
    variable: 'TOLLBOOK_PORT',
    fallback: '8080',
    help: 'port of the panel and the API; 0 = any free one',
  },
  'switch-port': {
    variable: 'TOLLBOOK_SWITCH_PORT',
    fallback: '8081',
    help: 'port for switches; 0 = any free one',
  },
  data: { variable: 'TOLLBOOK_DATA', fallback: './data', help: 'directory of the database and the secrets' },
  'sip-domain': { variable: 'TOLLBOOK_SIP_DOMAIN', fallback: 'localhost', help: 'domain of SIP addresses' },
  'public-url': {
    variable: 'TOLLBOOK_PUBLIC_URL',
    fallback: '',
    help: 'address that people open; https unless localhost',
  },
  listen: {
    variable: 'TOLLBOOK_LISTEN',
    fallback: '127.0.0.1',
    help: 'address the panel and the API listen on',
  },
  'switch-listen': {
    variable: 'TOLLBOOK_SWITCH_LISTEN',
    fallback: '127.0.0.1',
    help: 'address for switches',
  },
  'trusted-proxy': {
    variable: 'TOLLBOOK_TRUSTED_PROXY',
    fallback: '',
    help: 'address of the https proxy in front of --public-url; several by commas',
  },
  'local-targets': {
    variable: 'TOLLBOOK_LOCAL_TARGETS',
    fallback: '',
    help: 'hosts of your own that webhooks and feeds may reach, also by http; several by commas',
  },
  log: { variable: 'TOLLBOOK_LOG', fallback: 'plain', help: 'plain or json' },
} as const satisfies Record<string, Setting>;

type Flag = keyof typeof SETTINGS;

/** Reads the settings; throws `ConfigError` on the first that cannot be used. */
export function readConfig(args: readonly string[], env: NodeJS.ProcessEnv): Config {
  const flags = parseFlags(args);
  const text = (flag: Flag) => flags[flag] ?? env[SETTINGS[flag].variable] ?? SETTINGS[flag].fallback;
  const httpHost = text('listen');
  const trustedProxies = text('trusted-proxy')
    .split(',')
    .map((proxy) => proxy.trim())
    .filter(Boolean);
  for (const proxy of trustedProxies) checkProxy(proxy);
  const publicUrl = readPublicUrl(text('public-url'));
  const isForOthers = publicUrl !== null && !isLoopback(new URL(publicUrl).hostname);
  if (!isLoopback(httpHost) && (!isForOthers || trustedProxies.length === 0)) {
    throw new ConfigError(
      `--listen ${httpHost} opens the panel to other machines, and passwords would travel in the clear. Put a ` +
        'proxy with https in front and name both: --public-url https://… --trusted-proxy ADDRESS.',
    );
  }
  if (isForOthers && trustedProxies.length === 0) {
    throw new ConfigError(
      `--public-url is ${publicUrl}, and no proxy is named. Name the one with https that stands in front, such as ` +
        '--trusted-proxy 127.0.0.1 when it runs on this machine: only then it counts where people come from.',
    );
  }
  if (!isForOthers && trustedProxies.length > 0) {
    throw new ConfigError(
      `--trusted-proxy is ${trustedProxies.join(',')}, and --public-url is not set. Give the address that people open: ` +
        '--public-url https://billing.example.com.',
    );
  }
  const httpPort = readPort('port', text('port'));
  const switchPort = readPort('switch-port', text('switch-port'));
  if (httpPort === switchPort && httpPort !== 0) {
    throw new ConfigError(
      `--port and --switch-port are both ${httpPort}: they must differ, people and switches never share one.`,
    );
  }
  return {
    httpHost,
    httpPort,
    switchHost: text('switch-listen'),
    switchPort,
    publicUrl,
    trustedProxies,
    dataDirectory: text('data'),
    databaseUrl: readDatabaseUrl(env.DATABASE_URL ?? ''),
    sipDomain: readSipDomain(text('sip-domain')),
    localTargets: readLocalTargets(text('local-targets')),
    logFormat: readLogFormat(text('log')),
    stripeUrl: readStripeUrl(env.TOLLBOOK_STRIPE_URL ?? ''),
    masterKey: readMasterKey(env.TOLLBOOK_MASTER_KEY ?? ''),
  };
}

function parseFlags(args: readonly string[]): Partial<Record<Flag, string>> {
  const options = Object.fromEntries(
    Object.keys(SETTINGS).map((flag) => [flag, { type: 'string' as const }]),
  );
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const cause = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new ConfigError(
      `${cause}. Flags: ${Object.keys(SETTINGS)
        .map((flag) => `--${flag}`)
        .join(' ')}.`,
    );
  }
}

function readPort(flag: Flag, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535))
    throw new ConfigError(`--${flag} is "${text}": it must be a number from 0 to 65535.`);
  return port;
}

/** Sign-in cookies, passkeys and the clipboard need https; browsers make an exception for localhost. */
function readPublicUrl(text: string): string | null {
  if (text === '') return null;
  if (!URL.canParse(text))
    throw new ConfigError(`--public-url is "${text}": it must be like https://billing.example.com.`);
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    throw new ConfigError(
      `--public-url is "${text}": anything but localhost needs https, because passwords would travel in the clear. ` +
        `Put a proxy with a certificate in front, and give --public-url https://${url.host || 'billing.example.com'}.`,
    );
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw new ConfigError(`--public-url is "${text}": it must be without a path, like ${url.origin}.`);
  }
  return url.origin;
}

/** Whatever a trusted proxy says about where people come from is believed, so it is no wide network. */
function checkProxy(text: string): void {
  const network = parseNetwork(text);
  if (network === null) {
    throw new ConfigError(
      `--trusted-proxy is "${text}": it must be an IP address such as 127.0.0.1, or a network such as 10.0.0.0/24; ` +
        'several are separated by commas.',
    );
  }
  const lengthMin = network.family === 4 ? 8 : 32;
  if (network.length < lengthMin) {
    throw new ConfigError(
      `--trusted-proxy is "${text}": so many machines could say that they are somebody else. Name the proxy alone, or ` +
        `a network of /${lengthMin} at most.`,
    );
  }
}

/** Whatever is named here may be asked for by everybody who may make a webhook, so no wildcards. */
function readLocalTargets(text: string): readonly string[] {
  const targets = text
    .split(',')
    .map((target) => target.trim())
    .filter(Boolean);
  for (const target of targets) {
    if (!/^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?$/i.test(target))
      throw new ConfigError(
        `--local-targets has "${target}": it must be a host such as crm.internal, or one with its port such as localhost:3000; ` +
          'several are separated by commas.',
      );
  }
  return targets;
}

function readDatabaseUrl(text: string): string | null {
  if (text === '') return null;
  // The value is not quoted: it holds a password.
  if (
    !/^postgres(ql)?:$/.test(URL.canParse(text) ? new URL(text).protocol : '') ||
    new URL(text).pathname.length < 2
  ) {
    throw new ConfigError('DATABASE_URL must be like postgres://user:password@host:5432/database.');
  }
  return text;
}

/** The secret key goes there: anything but this machine needs https. */
function readStripeUrl(text: string): string | null {
  if (text === '') return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url !== null && isSafe) return url.origin;
  throw new ConfigError(
    'TOLLBOOK_STRIPE_URL must be like https://stripe.example.com, or http on this machine.',
  );
}

function readSipDomain(text: string): string {
  // RFC 3261 §25.1 "host": a name or an IPv4 address; 64 characters are what Kamailio's tables hold.
  if (/^(?=.{1,64}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(text))
    return text.toLowerCase();
  throw new ConfigError(
    `--sip-domain is "${text}": it must be a SIP domain like sip.example.com, 64 characters at most.`,
  );
}

function readLogFormat(text: string): 'plain' | 'json' {
  if (text === 'plain' || text === 'json') return text;
  throw new ConfigError(`--log is "${text}": it must be plain or json.`);
}

function readMasterKey(text: string): Buffer | null {
  if (text === '') return null;
  const key = Buffer.from(text, 'base64');
  if (key.length === 32) return key;
  throw new ConfigError(
    'TOLLBOOK_MASTER_KEY must be 32 bytes as base64. Make one with: openssl rand -base64 32',
  );
}

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
