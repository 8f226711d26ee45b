import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { generateFreeswitchConfig } from './config.ts';
import type { FreeswitchOptions } from './config-options.ts';

const OPTIONS: FreeswitchOptions = {
  switchKey: 'tbsw_test',
  billingUrls: ['http://10.0.0.5:8081/'],
  sipHost: '192.0.2.10',
  sipPort: 5060,
  eslHost: '127.0.0.1',
  eslPort: 8021,
  eslPassword: 'drawn',
};

type Element = Readonly<{ path: string; attributes: Readonly<Record<string, string>> }>;

/** Every element with the names above it; throws when it is no XML. */
function elementsOf(xml: string): Element[] {
  const elements: Element[] = [];
  const open: string[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    open.push(attributes.name === undefined ? name : `${name}:${attributes.name as string}`);
    elements.push({ path: open.join('/'), attributes: attributes as Record<string, string> });
  });
  parser.on('closetag', () => open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return elements;
}

const generated = (over: Partial<FreeswitchOptions> = {}) => {
  const files = generateFreeswitchConfig({ ...OPTIONS, ...over });
  const elements = elementsOf(files['freeswitch.xml']);
  return {
    files,
    elements,
    params: (configuration: string, name: string) =>
      elements
        .filter(
          ({ path, attributes }) =>
            path.includes(`/configuration:${configuration}/`) && attributes.name === name,
        )
        .map(({ attributes }) => attributes.value),
  };
};

describe.each<[string, Partial<FreeswitchOptions>]>([
  ['the usual one', {}],
  ['two servers', { billingUrls: ['http://10.0.0.5:8081', 'http://10.0.0.6:8081'] }],
  ['behind a NAT, with TLS', { advertise: '203.0.113.7', tlsFolder: '/etc/tls', tlsPort: 5071 }],
  ['IPv6', { sipHost: '2001:db8::1', eslHost: '::1', eslFrom: ['2001:db8::5', '10.0.0.0/8'] }],
])('%s', (_name, over) => {
  const { files, elements } = generated(over);

  test('is XML, each file', () => {
    expect(elements.length).toBeGreaterThan(100);
    expect(elementsOf(files['challenge.xml']).map(({ path }) => path)).toContain(
      'document/section:dialplan/context:tollbook_challenge/extension:challenge/condition/action',
    );
  });

  test('loads nothing but what it needs, and has no user and no password of its own', () => {
    const loads = elements.flatMap(({ path, attributes }) =>
      /\/load$/.test(path) ? [attributes.module] : [],
    );
    expect(loads).toEqual(
      'logfile commands dptools dialplan_xml sndfile tone_stream json_cdr event_socket httapi xml_curl sofia'
        .split(' ')
        .map((name) => `mod_${name}`),
    );
    expect(elements.filter(({ path }) => /\/user(:|$)/.test(path))).toEqual([]);
    expect(files['freeswitch.xml']).not.toMatch(/ClueCon|1234|\$\$\{default_password\}/);
  });
});

test('each server is asked in order, and gets the call records in turn', () => {
  const { params } = generated({ billingUrls: ['http://10.0.0.5:8081', 'http://10.0.0.6:8081/'] });
  expect(params('xml_curl.conf', 'gateway-url')).toEqual(
    ['5', '6'].flatMap((host) =>
      ['directory', 'dialplan', 'configuration'].map(
        (section) => `http://10.0.0.${host}:8081/switch/freeswitch/v1/${section}`,
      ),
    ),
  );
  expect(params('json_cdr.conf', 'url')).toEqual([
    'http://10.0.0.5:8081/switch/freeswitch/v1/cdr',
    'http://10.0.0.6:8081/switch/freeswitch/v1/cdr',
  ]);
  expect(params('json_cdr.conf', 'retries')).toEqual(['3']);
  expect(new Set(params('xml_curl.conf', 'gateway-credentials'))).toEqual(new Set(['freeswitch:tbsw_test']));
});

test('a card call goes on at the next server, and at the first one again', () => {
  const places = (...billingUrls: string[]) => {
    const { files, params } = generated({ billingUrls });
    const text = files['freeswitch.xml'];
    return [
      params('httapi.conf', 'gateway-url')[0],
      ...Array.from(text.matchAll(/data="tollbook_cards_[23]=([^"]*)"/g), ([, url]) => url),
    ].map((url) => url?.replace('/switch/freeswitch/v1/cards', ''));
  };
  const [a, b, c] = ['http://10.0.0.5:8081', 'http://10.0.0.6:8081', 'http://10.0.0.7:8081'] as const;
  expect(places(a)).toEqual([a, a, a]);
  expect(places(a, b)).toEqual([a, b, a]);
  expect(places(a, b, c)).toEqual([a, b, c]);
});

test('a codec is offered when its module is loaded, and G.711 always', () => {
  expect(generated().params('sofia.conf', 'inbound-codec-prefs')).toEqual(['PCMA,PCMU']);
  const { params, files } = generated({ codecs: ['opus', 'g722', 'g729'] });
  for (const name of ['inbound-codec-prefs', 'outbound-codec-prefs'])
    expect(params('sofia.conf', name)).toEqual(['PCMA,PCMU,OPUS,G722,G729']);
  for (const name of ['opus', 'spandsp', 'bcg729'])
    expect(files['freeswitch.xml']).toContain(`<load module="mod_${name}"/>`);
});

test('start.sh starts none where one runs, and whatever runs under the number of one that crashed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'start-sh-'));
  const program = join(folder, 'freeswitch');
  // Longer than the test; it is ended below.
  copyFileSync('/bin/sleep', program);
  const running = spawn(program, ['60'], { stdio: 'ignore' });
  try {
    writeFileSync(join(folder, 'start.sh'), generated().files['start.sh'], { mode: 0o700 });
    const start = (...args: string[]) =>
      spawnSync(join(folder, 'start.sh'), args, {
        env: { ...process.env, FREESWITCH_BIN: '/bin/echo' },
        encoding: 'utf8',
      });
    expect(start('-nc').stdout).toContain('-nonat');
    const pidFile = join(folder, 'state', 'run', 'freeswitch.pid');
    writeFileSync(pidFile, `${running.pid}`);
    const refused = start('-nc');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain(
      `as process ${running.pid}. Stop it with ${join(folder, 'start.sh')} -stop`,
    );
    expect(start('-stop').stdout).toContain('-stop');
    writeFileSync(pidFile, `${process.pid}`);
    expect(start('-nc').stdout).toContain('-nonat');
  } finally {
    running.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
});

test('a call record waits in no queue, which a restart would empty', () => {
  expect(generated().params('json_cdr.conf', 'queue-capacity')).toEqual([]);
});

test('commands are taken from this machine and from those that are named', () => {
  expect(generated().params('event_socket.conf', 'apply-inbound-acl')).toEqual(['127.0.0.0/8,::1/128']);
  const { params } = generated({ eslFrom: ['10.0.0.5', '10.1.0.0/16', '2001:db8::5'] });
  expect(params('event_socket.conf', 'apply-inbound-acl')).toEqual([
    '127.0.0.0/8,::1/128,10.0.0.5/32,10.1.0.0/16,2001:db8::5/128',
  ]);
});

test.each([
  ['enable-chat', 'false'],
  ['extended-info-parsing', 'false'],
  ['disable-transfer', 'true'],
  ['accept-blind-reg', 'false'],
  ['accept-blind-auth', 'false'],
  ['force-register-db-domain', 'tollbook'],
  ['max-auth-validity', '1'],
  ['multiple-registrations', 'call-id'],
])('the SIP profile says %s=%s', (name, value) => {
  expect(generated().params('sofia.conf', name)).toEqual([value]);
});

test('while nobody answers, every context of calls answers 503', () => {
  const { elements } = generated();
  const answers = elements.filter(({ path }) =>
    /context:\w+\/extension:silence\/condition\/action$/.test(path),
  );
  expect(answers.map(({ path, attributes }) => [path.split('/')[2], attributes.data])).toEqual(
    ['context:tollbook', 'context:tollbook_challenge'].flatMap((context) => [
      [context, 'process_cdr=false'],
      [context, '503 Billing Not Reached'],
    ]),
  );
});

test.each([
  ['switchKey', 'a"/><param name="password" value="x'],
  ['eslPassword', 'a&b'],
  ['sipHost', 'sip.example.com'],
  ['billingUrls', ['http://10.0.0.5:8081/${x}']],
])('%s is refused when it could end its attribute, or is not what it must be', (name, value) => {
  expect(() => generated({ [name]: value })).toThrow('this must hold');
});
