/** Carriers that send calls only to who registers: over a real Kamailio, with a registrar that checks the digest. */
import { afterAll, expect, test } from 'vitest';
import { header } from '../../src/switches/sipp/results.ts';
import { freeUdpPort, placeCall, registerAndList, startGateway } from '../../src/switches/sipp/sipp.ts';
import type { Json } from '../http/support.ts';
import { startRealSwitch } from './real-switch.ts';

const { world, sipp, sipDomain } = await startRealSwitch({ registrationSeconds: 1 });
const { owner, created } = world;
const digest = { realm: 'carrier.example', username: 'trunk-7', password: 'of the carrier' };
const registrar = await startGateway(sipp, { registrar: digest });
afterAll(() => registrar.stop());
const { gateways } = await world.trunk({ 49: { costPerMinute: '0.01' } });
const { id } = gateways[0] as Json;
const change = (body: object) => owner.patch(`/api/v1/gateways/${id}`, body);
const registration = async (): Promise<Json> => (await owner.get(`/api/v1/gateways/${id}`)).body.registration;
const becomes = (isRegistered: boolean) =>
  expect.poll(registration, { timeout: 15_000 }).toMatchObject({ isRegistered });
const received = () =>
  registrar.messages().filter(({ isSent, line }) => !isSent && line.startsWith('REGISTER '));

test('who registers has a user name and a password', async () => {
  expect((await change({ registers: true })).body.errors).toMatchObject([{ field: 'username' }]);
  expect((await change({ registers: true, username: 'a b' })).body.errors).toMatchObject([
    { field: 'username' },
  ]);
  expect((await change({ registers: true, username: 'trunk-7' })).body.errors).toMatchObject([
    { field: 'password' },
  ]);
  expect(await registration()).toBeNull();
});

test('a gateway registers, says so, registers anew with another password, and calls come in to its contact', async () => {
  const { username } = digest;
  const wrong = { host: '127.0.0.1', port: registrar.port, username, password: 'wrong', registers: true };
  expect((await change(wrong)).status).toBe(200);
  await becomes(false);
  await expect.poll(() => received().length).toBeGreaterThan(1);
  expect((await change({ password: digest.password })).status).toBe(200);
  await becomes(true);
  const last = received().at(-1)!;
  expect(header(last, 'Authorization')).toMatch(/username="trunk-7", realm="carrier.example"/);
  const contact = /<sip:(gw-[0-9a-f-]{36})@([^>;]+)/.exec(header(last, 'Contact') ?? '');
  expect(contact?.[1]).toBe(`gw-${id}`);
  expect(contact?.[2]).toBe(sipp.server);

  // The carrier calls the contact, and names our number in To.
  const rateGroupId = await world.rateGroup({ 49: { costPerMinute: '0.60' } });
  const body = world.customerOf({ settings: { cps: 100, concurrentCalls: 20 }, billing: { rateGroupId } });
  const { account, sipDevice } = await created(owner, 'accounts', body);
  await world.topUp(account.id, '10');
  const number = '442079460018';
  const did = await created(owner, 'dids', { number: `+${number}` });
  expect((await owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: account.id })).status).toBe(200);
  const phonePort = await freeUdpPort();
  const phone = await startGateway(sipp, { port: phonePort, answerAfterMs: 50 });
  await registerAndList(sipp, { ...sipDevice, contact: `${sipDevice.username}@127.0.0.1:${phonePort}` });
  const call = {
    username: 'carrier',
    password: '',
    domain: sipDomain,
    destination: `gw-${id}`,
    toUser: number,
    talkMs: 300,
    isKnownByAddress: true,
  };
  expect(await placeCall(sipp, call)).toMatchObject({ sipStatus: 200 });
  await expect.poll(() => world.calls(account.id), { timeout: 10_000 }).toHaveLength(1);
  expect((await world.calls(account.id))[0]).toMatchObject({ direction: 'inbound', outcome: 'answered' });
  await phone.stop();

  // Taken out, it says nothing of a registration any more.
  expect((await change({ registers: false })).body).toMatchObject({ registers: false, registration: null });
  await world.verify();
});
