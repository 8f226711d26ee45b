import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('a flag wins over the environment, which wins over the default', () => {
  expect(readConfig([], {}).httpPort).toBe(8080);
  expect(readConfig([], { TOLLBOOK_PORT: '9000' }).httpPort).toBe(9000);
  expect(readConfig(['--port', '9001'], { TOLLBOOK_PORT: '9000' }).httpPort).toBe(9001);
});

test('the defaults listen on this machine only and need no address', () => {
  expect(readConfig([], {})).toMatchObject({
    httpHost: '127.0.0.1',
    switchHost: '127.0.0.1',
    switchPort: 8081,
    publicUrl: null,
    dataDirectory: './data',
    databaseUrl: null,
    logFormat: 'plain',
    masterKey: null,
  });
});

test.each([
  { args: ['--port', '80a'], says: '--port is "80a": it must be a number from 0 to 65535' },
  { args: ['--port', '65536'], says: '--port is "65536"' },
  { args: ['--port', '81', '--switch-port', '81'], says: '--port and --switch-port are both 81' },
  { args: ['--prot', '80'], says: "Unknown option '--prot'. Flags: --port" },
  { args: ['extra'], says: "Unexpected argument 'extra'" },
  { args: ['--public-url', 'billing'], says: 'it must be like https://billing.example.com' },
  { args: ['--public-url', 'http://billing.example.com'], says: 'anything but localhost needs https' },
  { args: ['--public-url', 'ftp://localhost'], says: 'needs https' },
  {
    args: ['--public-url', 'https://billing.example.com/panel'],
    says: 'without a path, like https://billing.example.com',
  },
  { args: ['--listen', '0.0.0.0'], says: 'opens the panel to other machines' },
  { args: ['--listen', '0.0.0.0', '--public-url', 'https://b.example.com'], says: '--trusted-proxy' },
  { args: ['--public-url', 'https://b.example.com'], says: 'no proxy is named' },
  {
    args: ['--listen', '0.0.0.0', '--public-url', 'http://localhost:8080', '--trusted-proxy', '10.0.0.1'],
    says: 'opens the panel to other machines',
  },
  { args: ['--trusted-proxy', '10.0.0.1'], says: '--public-url is not set' },
  {
    args: ['--public-url', 'https://b.example.com', '--trusted-proxy', 'proxy.local'],
    says: 'it must be an IP address such as 127.0.0.1',
  },
  {
    args: ['--public-url', 'https://b.example.com', '--trusted-proxy', '10.0.0.1,0.0.0.0/0'],
    says: 'so many machines could say that they are somebody else',
  },
  { args: ['--sip-domain', 'sip_example'], says: 'it must be a SIP domain' },
  { args: ['--log', 'xml'], says: '--log is "xml": it must be plain or json' },
])('$args is refused: $says', ({ args, says }) => {
  expect(() => readConfig(args, {})).toThrow(says);
});

test.each(['mysql://a:top-secret@host/books', 'postgres://a:top-secret@host', 'top-secret'])(
  'DATABASE_URL %s is refused without being quoted',
  (url) => {
    expect(() => readConfig([], { DATABASE_URL: url })).toThrow(
      /^DATABASE_URL must be like postgres:[^]*database\.$/,
    );
  },
);

test('a public address needs https, a proxy by name when it is open to others, and loses its slash', () => {
  const args = [
    '--listen',
    '0.0.0.0',
    '--public-url',
    'https://b.example.com/',
    '--trusted-proxy',
    '10.0.0.1, 10.0.0.2',
  ];
  expect(readConfig(args, {})).toMatchObject({
    publicUrl: 'https://b.example.com',
    trustedProxies: ['10.0.0.1', '10.0.0.2'],
  });
  expect(readConfig(['--public-url', 'http://localhost:3000'], {}).publicUrl).toBe('http://localhost:3000');
});

test('hosts of its own that requests may reach are named, and are no patterns', () => {
  const named = ['--local-targets', 'localhost:3000, crm.internal,[::1]:8443'];
  expect(readConfig(named, {}).localTargets).toEqual(['localhost:3000', 'crm.internal', '[::1]:8443']);
  expect(readConfig([], {}).localTargets).toEqual([]);
  for (const wrong of ['*', '*.internal', 'http://crm.internal', 'crm.internal/hook', 'a b', 'crm:port'])
    expect(() => readConfig(['--local-targets', wrong], {}), wrong).toThrow('--local-targets has');
});

test('a master key has 32 bytes', () => {
  const key = Buffer.alloc(32, 7);
  expect(readConfig([], { TOLLBOOK_MASTER_KEY: key.toString('base64') }).masterKey).toEqual(key);
  expect(() => readConfig([], { TOLLBOOK_MASTER_KEY: 'short' })).toThrow('must be 32 bytes as base64');
});
