/** Records that FreeSWITCH kept, because nobody took them: sent again from their folder, as often as one likes. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from '../../../src/cli/switch.ts';
import { generateFreeswitchConfig, SPOOL } from '../../../src/switches/freeswitch/config.ts';
import { countRecords, resubmit } from '../../../src/switches/freeswitch/resubmit.ts';
import { createWorld } from '../../charging/world.ts';
import { connectFreeswitch, type Dialled } from './fake-freeswitch.ts';

const world = await createWorld();
const freeswitch = await connectFreeswitch(world);
const { listener } = world.charging;
listener.log.level = 'silent';
await listener.listen({ host: '127.0.0.1', port: 0 });
const url = `http://127.0.0.1:${(listener.server.address() as AddressInfo).port}`;
const group = await world.rateGroup({ 44: { costPerMinute: '0.60' } });
await world.trunk({ 44: { costPerMinute: '0.10' } });
const root = mkdtempSync(join(tmpdir(), 'tollbook-records-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
afterAll(() => world.verify());

let folders = 0;
/** As FreeSWITCH has it after a time without Tollbook: two calls, the second one not answered. */
async function kept(folder = join(root, `kept-${(folders += 1)}`)) {
  const line = await world.account(
    world.customerOf({ settings: { cps: 100, concurrentCalls: 20 }, billing: { rateGroupId: group } }),
    { balance: '900' },
  );
  const device = `${line.username}@${line.realm}`;
  const call = (outcome: number | { talkMs: number }) =>
    freeswitch.dial({ device, destination: '+442071234567', outcome: () => outcome });
  const calls: Dialled[] = [await call({ talkMs: 60_000 }), await call(486)];
  mkdirSync(folder, { recursive: true });
  for (const { uuid, leg, body } of calls.flatMap(({ cdrs }) => cdrs))
    writeFileSync(join(folder, `${leg === 'a' ? 'a_' : ''}${uuid}.cdr.json`), `${body}\n`);
  const outcomes = async () =>
    (await world.calls(line.accountId))
      .map(({ outcome, charge }) => `${outcome} ${charge}`)
      .toSorted((one, other) => one.localeCompare(other));
  return { folder, outcomes };
}
const SETTLED = ['answered 0.600000', 'unanswered 0.000000'];

test('what waited is taken, and is gone; what is no record stays and is named', async () => {
  const { folder, outcomes } = await kept();
  writeFileSync(join(folder, 'broken.cdr.json'), '{"variables":');
  utimesSync(join(folder, 'broken.cdr.json'), 1, 1);
  writeFileSync(join(folder, 'young.cdr.json'), '{"varia');
  writeFileSync(join(folder, 'notes.txt'), 'of somebody');
  const taken = await resubmit({ folder, url, key: freeswitch.key, keeps: false });
  expect(taken).toEqual({
    taken: 4,
    staying: [
      { file: 'broken.cdr.json', reason: 'The body is no JSON. (400)' },
      { file: 'young.cdr.json', reason: 'It is being written, it seems.' },
    ],
    stopped: null,
    left: 0,
  });
  expect(readdirSync(folder).toSorted()).toEqual(['broken.cdr.json', 'notes.txt', 'young.cdr.json']);
  expect(await outcomes()).toEqual(SETTLED);
});

test('twice is as good as once', async () => {
  const { folder, outcomes } = await kept();
  const once = { folder, url, key: freeswitch.key, keeps: true };
  expect((await resubmit(once)).taken).toBe(4);
  const done = join(folder, 'done');
  expect(readdirSync(done)).toHaveLength(4);
  expect((await resubmit({ ...once, folder: done })).taken).toBe(4);
  expect(await outcomes()).toEqual(SETTLED);
});

test('nothing is lost while Tollbook is away or knows another key', async () => {
  const { folder, outcomes } = await kept();
  const away = await resubmit({ folder, url: 'http://127.0.0.1:59999', key: freeswitch.key, keeps: false });
  expect(away).toMatchObject({ taken: 0, left: 4, stopped: expect.stringMatching(/does not answer/) });
  const stranger = await resubmit({ folder, url, key: 'tbsw_another', keeps: false });
  expect(stranger).toMatchObject({ taken: 0, left: 4, stopped: expect.stringMatching(/key/) });
  expect(countRecords(folder)).toBe(4);
  expect(await run(['resubmit', folder, '--url', url, '--key', freeswitch.key])).toBe(0);
  expect(countRecords(folder)).toBe(0);
  expect(await outcomes()).toEqual(SETTLED);
});

test('the folder of the configuration says where and with which key', async () => {
  const home = join(root, 'freeswitch');
  const { outcomes } = await kept(join(home, SPOOL));
  const files = generateFreeswitchConfig({
    switchKey: freeswitch.key,
    eslPassword: 'x'.repeat(20),
    billingUrls: [url],
    sipHost: '127.0.0.1',
    sipPort: 5060,
    eslHost: '127.0.0.1',
    eslPort: 8021,
    eslFrom: [],
  });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(home, name), content);
  expect(await run(['resubmit', home])).toBe(0);
  expect(await outcomes()).toEqual(SETTLED);
  expect(existsSync(join(home, SPOOL, 'done'))).toBe(false);
});

test('a folder that is not there, or no key, is said so', async () => {
  await expect(run(['resubmit', join(root, 'nowhere')])).rejects.toThrow('There is no folder');
  await expect(run(['resubmit', root])).rejects.toThrow('No key');
  await expect(run(['resubmit'])).rejects.toThrow('Name one folder');
  expect(countRecords(join(root, 'nowhere'))).toBeNull();
});
