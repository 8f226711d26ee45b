/** Every variant of the generated configuration, as Kamailio reads it. */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { generateKamailioConfig } from '../../src/switches/kamailio/config.ts';
import type { KamailioOptions } from '../../src/switches/kamailio/config-options.ts';
import { KAMAILIO_PACKAGES, modulesFolder } from '../../src/switches/kamailio/process.ts';
import { ensureDebianPackages } from '../support/debian-packages.ts';
import { makeTemporaryFolder } from '../support/temporary-cluster.ts';

ensureDebianPackages(KAMAILIO_PACKAGES);
const folder = makeTemporaryFolder('kamailio-config');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPTIONS: KamailioOptions = {
  sipDomain: 'sip.example.test',
  switchId: 7n,
  switchKey: 'tbsw_test',
  billingUrl: 'http://127.0.0.1:8081/',
  databaseUrl: 'postgres://tollbook_switch:secret@127.0.0.1:5432/tollbook',
  sipHost: '127.0.0.1',
  sipPort: 5060,
  controlHost: '127.0.0.1',
  controlPort: 5062,
  controlKey: 'control-key',
  modulesFolder: modulesFolder(),
};
const VARIANTS: [string, Partial<KamailioOptions>][] = [
  ['the usual one', {}],
  ['with rtpengine', { rtpengine: 'udp:127.0.0.1:2223' }],
  ['behind a NAT', { advertise: '203.0.113.7:5060' }],
  ['with http_async_client', { httpModule: 'http_async_client' }],
  ['with all of them', { httpModule: 'http_async_client', rtpengine: 'udp:127.0.0.1:2223' }],
];

/** `kamailio -c` parses, loads the modules and resolves every function and parameter; it connects nowhere. */
function check(text: string): string {
  const path = join(folder, 'kamailio.cfg');
  writeFileSync(path, text);
  const { stdout, stderr } = spawnSync('/usr/sbin/kamailio', ['-c', '-f', path], { encoding: 'utf8' });
  return stdout + stderr;
}

describe.each(VARIANTS)('%s', (_name, more) => {
  const text = generateKamailioConfig({ ...OPTIONS, ...more });

  test('is accepted by Kamailio', () => {
    expect(check(withoutHttpAsync(text))).toContain('config file ok');
  });

  test('names only routes that it has, and leaves no placeholder', () => {
    const effective = preprocess(text);
    const has = new Set(
      Array.from(effective.matchAll(/^(\w+_route|route)\[([\w:-]+)\]/gm), ([, , name]) => name),
    );
    const named = Array.from(
      effective.matchAll(
        /\b(?:route\(|t_on_(?:failure|reply|branch)\("|async_task_route\("|http_async_query\("[^"]+", ")(\w+)/g,
      ),
      ([, name]) => name,
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !has.has(name))).toEqual([]);
    expect(text).not.toMatch(/@[A-Z_]{3,}@/);
  });
});

test('Kamailio would have said so', () => {
  const text = generateKamailioConfig(OPTIONS);
  expect(check(text.replace('record_route();', 'no_such_function();'))).not.toContain('config file ok');
  expect(check(text.replace('"nonce_count"', '"no_such_parameter"'))).not.toContain('config file ok');
});

test('a switch asks in one way only', () => {
  const usual = preprocess(generateKamailioConfig(OPTIONS));
  const asynchronous = preprocess(generateKamailioConfig({ ...OPTIONS, httpModule: 'http_async_client' }));
  const asks = (text: string) => [
    text.includes('async_task_route("ASK")'),
    text.includes('http_async_query("http://127.0.0.1:8081/switch/v1/events", "HTTP_ANSWER")'),
  ];
  expect(asks(usual)).toEqual([true, false]);
  expect(asks(asynchronous)).toEqual([false, true]);
  expect(usual).not.toContain('http_async_client.so');
});

test('a value that would break out of its line is refused', () => {
  for (const sipDomain of ['a"b', 'a\nb', 'a;b', 'a b'])
    expect(() => generateKamailioConfig({ ...OPTIONS, sipDomain })).toThrow('sipDomain');
});

/** Debian 12 has no such module: its two places are replaced, all that surrounds them is read. */
function withoutHttpAsync(text: string): string {
  return text
    .replace(/^(loadmodule|modparam\()"?\s*"http_async_client.*$/gm, '')
    .replace(/^\$http_req|\$http_req\(\w+\)/gm, '$var(x)')
    .replace(/\$http_(ok|rs|rb)\b/g, '$var(x)')
    .replace(/http_async_query\("[^"]+", "HTTP_ANSWER"\) < 0/, '!async_task_route("HTTP_ANSWER")');
}

/** What is left after `#!ifdef`; the file has no nested ones but `#!else`. */
function preprocess(text: string): string {
  const defined = new Set(Array.from(text.matchAll(/^#!define (\w+)/gm), ([, name]) => name));
  const lines: string[] = [];
  let isIn: boolean | null = null;
  for (const line of text.split('\n')) {
    const condition = /^#!ifdef (\w+)/.exec(line)?.[1];
    if (condition !== undefined) {
      expect(isIn).toBeNull();
      isIn = defined.has(condition);
    } else if (line.startsWith('#!else')) isIn = !isIn;
    else if (line.startsWith('#!endif')) isIn = null;
    else if (isIn !== false) lines.push(line);
  }
  expect(isIn).toBeNull();
  return lines.join('\n');
}
