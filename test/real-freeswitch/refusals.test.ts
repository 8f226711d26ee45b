/** A real FreeSWITCH (FREESWITCH_BIN): calls that cannot be connected are refused before anybody else hears of them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeCall } from '../../src/switches/sipp/sipp.ts';
import { callRaw } from '../sip/raw.ts';
import { startRealFreeswitch } from './real-freeswitch.ts';

const real = await startRealFreeswitch();
const { world, freeswitch, sipp, sipDomain: domain } = real;
const carrier = await real.gateway();
let retail = '';
beforeAll(async () => {
  await real.trunkTo('49', [carrier]);
  retail = await world.rateGroup({ 49: { costPerMinute: '0.60' } });
});
afterAll(() => world.verify());

const sdp = (payloads: string, ...maps: readonly string[]) =>
  [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    'c=IN IP4 127.0.0.1',
    't=0 0',
    `m=audio 40000 RTP/AVP ${payloads}`,
    ...maps.map((map) => `a=rtpmap:${map}`),
    '',
  ].join('\r\n');
const EVENTS = '101 telephone-event/8000';
const invitesOf = () =>
  carrier.messages().filter(({ line, isSent }) => !isSent && line.startsWith('INVITE '));
const reasonOf = (answer: string) => /^Reason: (.*?);text/m.exec(answer)?.[1];

test.each([
  ['G.729 alone', '18 101', ['18 G729/8000', EVENTS]],
  ['G.729 alone, without names', '18', []],
  ['Opus and G.722', '96 9 101', ['96 opus/48000/2', '9 G722/8000', EVENTS]],
])('a phone that offers %s hears 488, and no carrier is called', async (_, payloads, maps) => {
  const { id, phone } = await real.account(retail);
  const uri = `sip:493012345678@${domain}`;
  // Not from the carrier's address, which would be refused before it is asked for a digest.
  const from = { ...phone, source: '127.0.0.77' };
  const answer = await callRaw(freeswitch.address, { ...from, uri, body: sdp(payloads, ...maps) });
  expect(answer).toMatch(/^SIP\/2.0 488 Not Acceptable Here\r\n/);
  expect(reasonOf(answer)).toBe('Q.850;cause=88');
  expect(invitesOf()).toEqual([]);
  expect(await world.calls(id)).toEqual([]);
  expect(await world.wallet(id)).toMatchObject({ held: '0.000000', balance: '10.000000' });
});

test.each([
  ['nothing', `sip:${domain}`, '', '484', 28],
  ['a word', `sip:service@${domain}`, 'service', '484', 28],
  ['a local number (RFC 3966)', `sip:abc;phone-context=x@${domain}`, 'abc', '484', 28],
])('who dials %s is told so', async (_, uri, toUser, status, cause) => {
  const { id, phone } = await real.account(retail);
  const answer = await callRaw(freeswitch.address, { ...phone, uri, toUser, body: sdp('8', '8 PCMA/8000') });
  expect(answer.split('\r\n')[0]).toContain(`SIP/2.0 ${status} `);
  expect(reasonOf(answer)).toBe(`Q.850;cause=${cause}`);
  expect((await world.wallet(id)).held).toBe('0.000000');
});

test('parameters of what was dialled are no part of the number', async () => {
  const { id, phone } = await real.account(retail);
  const call = await placeCall(sipp, {
    ...phone,
    destination: '493012345678;phone-context=+49',
    talkMs: 300,
  });
  expect(call.sipStatus).toBe(200);
  expect(await real.ended(id, 1)).toMatchObject([{ destinationNumber: '493012345678', outcome: 'answered' }]);
});
