/** Commands beside the server: each run as a real program, with the server running and without. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { KAMAILIO_PACKAGES } from '../../src/switches/kamailio/process.ts';
import { ensureDebianPackages } from '../support/debian-packages.ts';
import { makeTemporaryFolder } from '../support/temporary-cluster.ts';
import { killLeftovers, runTollbook, startTollbook } from '../support/tollbook-process.ts';

const folder = makeTemporaryFolder('commands');
const data = join(folder, 'data');
afterEach(killLeftovers);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['verify', ['verify']],
  ['doctor', ['doctor']],
  ['backup', ['backup', join(folder, 'unused')]],
  ['switch', ['switch', 'kamailio']],
  ['audit', ['audit', 'head']],
  ['retention', ['retention', '--apply']],
  ['calls', ['calls', 'simulate', '--account', '1', '--to', '030']],
  ['erase', ['erase', '--account', '1234567890']],
  ['password', ['password']],
])('%s refuses where there is no installation, and makes none', async (_name, command) => {
  const none = join(folder, 'none');
  const empty = join(folder, 'empty');
  mkdirSync(join(empty, 'secrets'), { recursive: true });
  for (const place of [none, empty]) {
    const { code, output } = await runTollbook([...command, '--data', place]);
    expect(code, output).toBe(1);
    expect(output).toContain(`There is no installation in ${place}.`);
    expect(output).toContain('--data DIR');
  }
  expect(existsSync(none)).toBe(false);
  expect(existsSync(join(empty, 'postgres'))).toBe(false);
});

test('verify proves an empty installation, without a server and beside one', async () => {
  const first = await startTollbook(data);
  expect(await first.end('SIGTERM')).toBe(0);
  const alone = await runTollbook(['verify', '--full', '--data', data]);
  expect(alone.code, alone.output).toBe(0);
  expect(alone.output).toContain('holds   I2');
  expect(alone.output).toContain('0 calls checked, 0 violations.');
  const server = await startTollbook(data);
  const beside = await runTollbook(['verify', '--json', '--data', data]);
  expect(beside.code, beside.output).toBe(0);
  expect(beside.output).toContain(
    '{"sinceMonth":null,"calls":0,"violations":[],"chain":{"links":"0","head":null,"waiting":"0","waitingSince":null}}',
  );
  const due = await runTollbook(['retention', '--data', data]);
  expect(due.code, due.output).toBe(0);
  expect(due.output).toContain('0  mails deleted (kept for ever)');
  expect(due.output).toContain('Nothing was changed');
  const nobody = await runTollbook(['erase', '--account', '1234567890', '--data', data]);
  expect(nobody.output).toContain('There is no account 1234567890.');
  expect(nobody.code).toBe(1);
  const asked = await runTollbook([
    'calls',
    'simulate',
    '--account',
    '1234567890',
    '--to',
    '030',
    '--data',
    data,
  ]);
  expect([asked.code, asked.output]).toEqual([1, expect.stringContaining('There is no account 1234567890.')]);
  const half = await runTollbook(['calls', 'replay', '--account', '1234567890', '--data', data]);
  expect([half.code, half.output]).toEqual([2, expect.stringContaining('--rate-group NAME')]);
  expect(await server.end('SIGTERM')).toBe(0);
});

test('a backup is taken beside a running server, and restored into a new place that starts', async () => {
  const server = await startTollbook(data);
  const at = join(folder, 'backup');
  const taken = await runTollbook(['backup', at, '--with-key', '--data', data]);
  expect(taken.code, taken.output).toBe(0);
  expect(taken.output).toMatch(/Backup of \S+ in .*: \d+ rows, \d+ bytes\./);
  expect((await runTollbook(['backup', at, '--data', data])).output).toContain('is not empty');
  const into = await runTollbook(['restore', at, '--data', data]);
  expect([into.code, into.output]).toEqual([
    1,
    expect.stringContaining('There are accounts in this database'),
  ]);
  expect(await server.end('SIGTERM')).toBe(0);
  const place = join(folder, 'restored');
  const key = readFileSync(join(at, 'master.key'), 'utf8');
  rmSync(join(at, 'master.key'));
  const keyless = await runTollbook(['restore', at, '--data', place]);
  expect([keyless.code, keyless.output]).toEqual([
    1,
    expect.stringContaining('secrets of this backup is missing'),
  ]);
  expect(existsSync(place)).toBe(false);
  writeFileSync(join(at, 'master.key'), key);
  const restored = await runTollbook(['restore', at, '--data', place]);
  expect(restored.code, restored.output).toBe(0);
  expect(restored.output).toContain('0 violations.');
  const doctor = await runTollbook(['doctor', '--data', place]);
  expect(doctor.code, doctor.output).toBe(0);
  for (const line of [/ok +durability/, /ok +secrets +The key is for its owner alone/, /WARNING +password/])
    expect(doctor.output).toMatch(line);
  const again = await startTollbook(place);
  expect(await again.end('SIGTERM')).toBe(0);
  const none = await runTollbook(['restore', folder, '--data', join(folder, 'other')]);
  expect([none.code, none.output]).toEqual([1, expect.stringContaining('it has no manifest.json')]);
});

test('switch kamailio prints a configuration that Kamailio takes, with new keys each time', async () => {
  ensureDebianPackages([...KAMAILIO_PACKAGES]);
  const args = [
    'switch',
    'kamailio',
    '--data',
    data,
    '--sip',
    '127.0.0.1:5066',
    '--sip-domain',
    'sip.example.com',
  ];
  const [first, second] = [await runTollbook(args), await runTollbook(args)];
  for (const { code, output } of [first, second]) expect(code, output).toBe(0);
  const keyOf = (text: string) => /Bearer (tbsw_\S+?)["\\]/.exec(text)?.[1];
  expect(keyOf(first.output)).toBeTruthy();
  expect(keyOf(second.output)).not.toBe(keyOf(first.output));
  const file = join(folder, 'kamailio.cfg');
  // What is said for people goes to standard error; the file is what stands before it.
  writeFileSync(
    file,
    second.output.slice(second.output.indexOf('#!KAMAILIO')).replace(/\nThe switch "[\s\S]*$/, '\n'),
  );
  const checked = spawnSync('/usr/sbin/kamailio', ['-c', '-f', file], { encoding: 'utf8' });
  expect(checked.status, checked.stderr).toBe(0);
});

test('switch config freeswitch writes a folder that only its owner reads, with new keys each time', async () => {
  const at = join(folder, 'freeswitch');
  const args = [
    'switch',
    'config',
    'freeswitch',
    '--data',
    data,
    '--sip-domain',
    'sip.example.com',
    '--folder',
    at,
  ];
  const keys: string[] = [];
  for (const _ of [1, 2]) {
    const { code, output } = await runTollbook(args);
    expect(code, output).toBe(0);
    expect(output).toContain(`${at}/start.sh`);
    const text = readFileSync(join(at, 'freeswitch.xml'), 'utf8');
    keys.push(
      /freeswitch:(tbsw_[^"]+)"/.exec(text)?.[1] ?? '',
      /"password" value="(\w+)"/.exec(text)?.[1] ?? '',
    );
  }
  expect(new Set(keys).size, keys.join()).toBe(4);
  const modes = ['freeswitch.xml', 'challenge.xml', 'start.sh'].map(
    (name) => statSync(join(at, name)).mode & 0o777,
  );
  expect(modes).toEqual([0o600, 0o600, 0o700]);
});

test.each([
  ['is a file', () => join(folder, 'a-file')],
  ['is below a file', () => join(folder, 'a-file', 'below')],
  ['cannot be made', () => '/proc/tollbook/below'],
])('a folder that %s is refused before anything is done, the keys least of all', async (_, place) => {
  writeFileSync(join(folder, 'a-file'), '');
  const args = ['switch', 'config', 'freeswitch', '--folder', place()];
  // There is no installation here, which would be said first if the database were.
  const { code, output } = await runTollbook([...args, '--data', join(folder, 'none')]);
  expect(output).toContain(`--folder names "${place()}", where nothing can be written`);
  expect(output).toContain('No keys were changed.');
  expect(output).not.toMatch(/^ +at /m);
  expect(code).toBe(1);
});

test.each([
  [['switch'], 'tollbook switch config kamailio [flags]', 2],
  [['switch', 'config', 'asterisk'], 'There is no configuration for "asterisk"', 2],
  [['switch', 'config', 'freeswitch', '--help'], '--esl-from', 0],
  [['switch', 'config', 'freeswitch', '--sip', 'sip.example.com:5060'], 'takes an IP address there', 1],
  [['switch', 'config', 'freeswitch', '--sip', '0.0.0.0:5060'], 'name one address of the machine', 1],
  [['switch', 'config', 'freeswitch', '--esl', '0.0.0.0:8021'], 'may try its password', 1],
  [['switch', 'config', 'freeswitch', '--codecs', 'opus,gsm'], '--codecs names "gsm"', 1],
  [['switch', 'config', 'freeswitch', '--rtp-ports', '9'], '--rtp-ports is "9"', 1],
  [['switch', 'config', 'freeswitch', '--esl-from', 'tollbook'], '--esl-from names "tollbook"', 1],
  [['switch', 'config', 'freeswitch', '--billing', 'billing'], '--billing names "billing"', 1],
  [['demo', '--bogus'], 'Flags of the demonstration: --json, --port N, --switch KIND.', 1],
  [['demo', '--switch', 'asterisk'], 'the demonstration has kamailio and freeswitch', 1],
  [['start', '--help'], '--sip-domain', 0],
  [['switch', 'kamailio', '--sip', 'nowhere'], '--sip is "nowhere"', 1],
  [['switch', 'kamailio', '--colour', 'red'], 'Unknown option', 1],
  [['switch', 'kamailio', '--switch-port', '0'], '--switch-port 0', 1],
  [['verify', '--colour'], 'Unknown option', 1],
  [['verify', '--audit-head', '17'], '--audit-head takes what "tollbook audit head" printed', 1],
  [['audit'], 'tollbook audit head [flags', 2],
  [['erase'], 'Say which account.', 1],
])('%j is answered with the cause', async (args, says, code) => {
  const answer = await runTollbook([
    ...args,
    ...(args[0] === 'switch' && args.length > 2 ? ['--data', data] : []),
  ]);
  expect(answer.output).toContain(says);
  expect(answer.code).toBe(code);
});
