/** A real FreeSWITCH (FREESWITCH_BIN) whose first server of Tollbook does not answer: the second one has its phones, calls and cards. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordPrompts } from '../../scripts/prompts.mjs';
import { placeCall } from '../../src/switches/sipp/sipp.ts';
import { startRealFreeswitch } from './real-freeswitch.ts';
import { callByPhone, findSound } from './rtp-phone.ts';

const PIN = '481516';
const ACCESS = '493070004712';
// Nobody listens on port 1 of this machine.
const real = await startRealFreeswitch({ servers: (url) => ['http://127.0.0.1:1', url] });
const { world, freeswitch, sipp } = real;
const { owner, created } = world;
const carrier = await real.gateway();
let retail = '';
beforeAll(async () => {
  await recordPrompts();
  await real.trunkTo('49', [carrier]);
  retail = await world.rateGroup({ 49: { costPerMinute: '0.60' } });
  await created(owner, 'dids', { number: `+${ACCESS}` });
  await created(owner, 'access-numbers', { number: `+${ACCESS}`, language: 'de' });
  await world.charging.catalogue.refresh();
  await real.command('reloadacl');
}, 180_000);
afterAll(() => world.verify());

function recording(name: string): Int16Array {
  const bytes = readFileSync(`dist/prompts/${name}.wav`);
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.length));
}

test('a phone registers and calls, and is charged once', async () => {
  const { id, phone } = await real.account(retail);
  const call = await placeCall(sipp, { ...phone, destination: '493012345678', talkMs: 500 });
  expect(call.sipStatus).toBe(200);
  // The record goes to the first server before, and is sent again; until then the call may stand there as an estimate.
  await expect
    .poll(async () => (await world.calls(id))[0], { timeout: 40_000 })
    .toMatchObject({ charge: '0.010000', isEstimated: false });
});

test('a card calls', async () => {
  const { number, accountId } = await world.account(
    world.customerOf({
      billing: { rateGroupId: retail },
      settings: { cps: 100, concurrentCalls: 1 },
      panelAccess: { pin: PIN },
    }),
    { balance: '5' },
  );
  await world.charging.catalogue.refresh();
  const phone = await callByPhone({ host: '127.0.0.1', port: freeswitch.sipPort }, ACCESS);
  afterAll(() => phone.close());
  await phone.answered();
  // What is pressed before the second server is reached is lost.
  const welcome = recording('de/welcome');
  await expect
    .poll(() => findSound(phone.heard(), welcome, 0), { timeout: 30_000, interval: 500 })
    .not.toBeNull();
  const asked = () =>
    carrier.messages().filter(({ line, isSent }) => !isSent && line.startsWith('INVITE sip:49301234567@'))
      .length;
  await phone.press(`${number}#${PIN}#0049301234567#`);
  await expect.poll(asked, { timeout: 30_000 }).toBe(1);
  phone.hangUp();
  await expect.poll(async () => (await world.wallet(accountId)).held, { timeout: 20_000 }).toBe('0.000000');
});
