/** A real FreeSWITCH (FREESWITCH_BIN) and the real program: either is killed in the middle of a call, and the books hold. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { signIn, type Json } from '../../src/cli/demo/api.ts';
import { makeWorld } from '../../src/cli/demo/world.ts';
import { findFreeswitch, runFreeswitch } from '../../src/switches/freeswitch/process.ts';
import { freePort } from '../../src/switches/free-port.ts';
import { placeCall, SIPP_PACKAGE, startGateway } from '../../src/switches/sipp/sipp.ts';
import { ensureDebianPackages } from '../support/debian-packages.ts';
import { makeTemporaryFolder } from '../support/temporary-cluster.ts';
import { killLeftovers, runTollbook, startTollbook } from '../support/tollbook-process.ts';

ensureDebianPackages([SIPP_PACKAGE]);
const program = findFreeswitch();
if (program === null) throw new Error('Set FREESWITCH_BIN to the freeswitch that these tests run.');
const folder = makeTemporaryFolder('freeswitch-kills');
const data = join(folder, 'data');
const PASSWORD = 'demo demo demo';
const closing: (() => Promise<unknown>)[] = [];
afterEach(killLeftovers);
afterAll(async () => {
  for (const each of closing.reverse()) await each();
  rmSync(folder, { recursive: true, force: true });
});

test('Tollbook is killed while a call runs, and FreeSWITCH while another does: the books are exact', {
  timeout: 400_000,
}, async () => {
  const switchPort = await freePort('127.0.0.1');
  const args = ['--switch-port', String(switchPort), '--sip-domain', 'sip.demo.example'];
  let server = await startTollbook(data, { args });
  // They are printed once, some lines after the address.
  const printed = (what: string) => new RegExp(`^ +${what} +(\\S.*)$`, 'm').exec(server.output())?.[1] ?? '';
  await expect.poll(() => printed('password')).not.toBe('');
  const [number, first] = [printed('account'), printed('password')];
  const operator = await signIn(server.url, { number, password: first, newPassword: PASSWORD });
  const made = await operator.post('/switches', { name: 'FreeSWITCH', kind: 'freeswitch' });
  const eslPort = await freePort('127.0.0.1');
  const freeswitch = await runFreeswitch({
    program,
    switchKey: made.key,
    billingUrls: [`http://127.0.0.1:${switchPort}`],
    eslPassword: 'drawn',
    eslPort,
    folder: join(folder, 'freeswitch'),
  });
  closing.push(freeswitch.kill);
  await operator.patch(`/switches/${made.id}`, {
    controlUrl: `esl://127.0.0.1:${eslPort}`,
    controlKey: 'drawn',
  });
  const sipp = { folder: join(folder, 'sipp'), server: freeswitch.address };
  const answering = await startGateway(sipp);
  closing.push(answering.stop);
  // Slices of six seconds; 1.20 a minute by six seconds.
  const world = await makeWorld(server.url, operator, {
    answering: answering.port,
    full: await freePort('127.0.0.1'),
  });
  const api = async () => signIn(server.url, { number, password: PASSWORD });
  const callsOf = async (id: string): Promise<Json[]> =>
    (await (await api()).get(`/accounts/${id}/calls`)).items;
  const balanceOf = async (id: string) => (await (await api()).get(`/accounts/${id}`)).wallet;
  const talking = async (name: 'ada' | 'cleo') => {
    const { id, phone } = world.customers[name];
    const over = placeCall(sipp, { ...phone, destination: '03012345678', talkMs: 120_000 });
    await expect
      .poll(async () => (await (await api()).get(`/calls/live?accountId=${id}`)).items[0]?.state)
      .toBe('answered');
    return { id, over };
  };

  // Nobody pushes any more: the call ends at its limit, and its record waits on the disk of the switch.
  const one = await talking('ada');
  await server.end('SIGKILL');
  const cut = await one.over;
  expect(cut.endedBy).toBe('network');
  expect(cut.talkMs).toBeLessThan(15_000);
  await expect.poll(() => readdirSync(freeswitch.spool).length).toBe(2);
  server = await startTollbook(data, { args });
  const sent = await runTollbook(['switch', 'resubmit', join(folder, 'freeswitch')]);
  expect(sent.code, sent.output).toBe(0);
  expect(readdirSync(freeswitch.spool).filter((file) => file.endsWith('.json'))).toEqual([]);
  await expect.poll(async () => (await callsOf(one.id))[0]?.outcome, { timeout: 60_000 }).toBe('answered');
  const [record] = await callsOf(one.id);
  expect(Math.abs(record.talkMs - (cut.talkMs ?? 0))).toBeLessThan(300);
  const again = await runTollbook(['switch', 'resubmit', join(folder, 'freeswitch')]);
  expect(again.code, again.output).toBe(0);

  // Nothing is told of this one: it is settled to its last proof of life once the switch is back.
  const other = await talking('cleo');
  await freeswitch.kill();
  await freeswitch.start();
  await expect
    .poll(async () => (await callsOf(other.id)).map(({ outcome }) => outcome), { timeout: 180_000 })
    .toEqual(['answered']);
  expect(await balanceOf(other.id)).toMatchObject({ held: '0.000000', liveCalls: 0 });
  const [estimate] = await callsOf(other.id);
  expect(Number((await balanceOf(other.id)).balance)).toBeCloseTo(10 - Number(estimate.charge), 6);
  const verified = await runTollbook(['verify', '--data', data]);
  expect(verified.code, verified.output).toBe(0);
  expect(await server.end('SIGTERM')).toBe(0);
});
