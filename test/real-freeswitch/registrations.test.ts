/** A real FreeSWITCH (FREESWITCH_BIN) and phones: what they hear of their registration, and that they can end it. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freeUdpPort, placeCall } from '../../src/switches/sipp/sipp.ts';
import { registerRaw } from '../sip/raw.ts';
import { startRealFreeswitch } from './real-freeswitch.ts';

const real = await startRealFreeswitch();
const { world, freeswitch, sipp } = real;
let retail = '';
beforeAll(async () => {
  await real.trunkTo('49', [await real.gateway()]);
  retail = await world.rateGroup({ 49: { costPerMinute: '0.60' } });
});
afterAll(() => world.verify());

type Phone = Readonly<{ username: string; password: string; domain: string }>;
const CONTACT = '<sip:desk@192.0.2.77:5062>';
const register = (phone: Phone, callId: string, headers: string, contact = CONTACT) =>
  registerRaw(freeswitch.address, { ...phone, callId, contact, headers });
const header = (answer: string, name: string) =>
  new RegExp(`^${name}: (.*)\r$`, 'im').exec(answer)?.[1] ?? null;
const contactsOf = async (phone: Phone) =>
  ((await real.command('sofia status profile tollbook reg')).match(/^Auth-User:\s+(\S+)/gm) ?? []).filter(
    (line) => line.endsWith(phone.username),
  ).length;

test.each([
  ['Expires: 600\r\n', CONTACT, '600'],
  ['Expires: 86400\r\n', CONTACT, '3600'],
  ['Expires: 10\r\n', CONTACT, '60'],
  ['', `${CONTACT};expires=86400`, '3600'],
])(
  'a phone hears its own Contact and how long it is registered (%j, %s)',
  async (headers, contact, seconds) => {
    const { phone } = await real.account(retail);
    const answer = await register(phone, `first-${phone.username}@phone`, headers, contact);
    expect(answer).toMatch(/^SIP\/2.0 200 /);
    expect(header(answer, 'Contact')).toContain(CONTACT);
    expect(header(answer, 'Contact')).toMatch(new RegExp(`;expires=${seconds}$`));
    expect(header(answer, 'Expires')).toBe(seconds);
  },
);

test.each([
  ['Expires: 0', 'Expires: 0\r\n', CONTACT],
  ['its Contact', '', `${CONTACT};expires=0`],
  ['"*"', 'Expires: 0\r\n', '*'],
])('a phone that unregisters by %s is gone at once', async (_, headers, contact) => {
  const { phone } = await real.account(retail);
  const callId = `${phone.username}@phone`;
  await register(phone, callId, 'Expires: 600\r\n');
  expect(await contactsOf(phone)).toBe(1);
  const answer = await register(phone, callId, headers, contact);
  expect(answer).toMatch(/^SIP\/2.0 200 /);
  expect(header(answer, 'Expires')).toBe('0');
  expect(await contactsOf(phone)).toBe(0);
});

test('two phones of a device are both called, and one that was started again is called once', async () => {
  const { id, phone } = await real.account(retail);
  const caller = await real.account(retail);
  const did = await world.created(world.owner, 'dids', { number: '+493070007001' });
  await world.owner.put(`/api/v1/dids/${did.id}/assignment`, { accountId: id });
  await world.charging.catalogue.refresh();
  const [desk, mobile] = [await freeUdpPort(), await freeUdpPort()];
  for (const [port, callId] of [
    [desk, 'before'],
    [mobile, 'once'],
    [desk, 'after'],
  ] as const) {
    const contact = `<sip:${phone.username}@127.0.0.1:${port}>`;
    const from = {
      ...phone,
      port,
      contact,
      callId: `${callId}-${phone.username}`,
      headers: 'Expires: 600\r\n',
    };
    expect(await registerRaw(freeswitch.address, from)).toMatch(/^SIP\/2.0 200 /);
  }
  expect(await contactsOf(phone)).toBe(2);
  const asked = [await busyPhone(desk), await busyPhone(mobile)];
  const call = await placeCall(sipp, { ...caller.phone, destination: '493070007001' });
  expect(call.sipStatus).toBe(486);
  expect(asked.map(({ size }) => size)).toEqual([1, 1]);
});

/** A phone that is busy; the Call-IDs of the calls that it was asked to take. */
async function busyPhone(port: number): Promise<ReadonlySet<string>> {
  const socket = createSocket('udp4');
  afterAll(() => void socket.close());
  const callIds = new Set<string>();
  socket.on('message', (message, from) => {
    const [head = '', ...lines] = message.toString().split('\r\n');
    if (!head.startsWith('INVITE ')) return;
    callIds.add(header(message.toString(), 'Call-ID') ?? '');
    const kept = lines.filter((line) => /^(?:via|from|to|call-id|cseq):/i.test(line));
    const tagged = kept.map((line) => (/^to:/i.test(line) ? `${line};tag=${port}` : line));
    const answer = ['SIP/2.0 486 Busy Here', ...tagged, 'Content-Length: 0', '', ''];
    socket.send(answer.join('\r\n'), from.port, from.address);
  });
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  return callIds;
}
