/** A real FreeSWITCH (FREESWITCH_BIN): what a stranger or a phone may try, and does not get. */
import { createSocket } from 'node:dgram';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeCall, register } from '../../src/switches/sipp/sipp.ts';
import { sendRaw } from '../sip/raw.ts';
import { startRealFreeswitch } from './real-freeswitch.ts';

const real = await startRealFreeswitch();
const { world, sipp, sipDomain: domain, freeswitch } = real;
const answering = await real.gateway();
const slow = await real.gateway({ answerAfterMs: 3000 });
let retail = '';
beforeAll(async () => {
  await real.trunkTo('49', [answering]);
  await real.trunkTo('44', [slow]);
  retail = await world.rateGroup({ 49: { costPerMinute: '0.60' }, 44: { costPerMinute: '0.60' } });
});
afterAll(() => world.verify());

/** From an address that is in no list. */
const firstLine = async (request: Omit<Parameters<typeof sendRaw>[1], 'domain'>) =>
  (await sendRaw(freeswitch.address, { domain, source: '127.0.0.77', ...request })).split('\r\n')[0];

test.each(['udp', 'tcp'])('a MESSAGE to "api+…" runs no command, by %s', async (transport) => {
  const command = 'api+global_setvar%20taken=over';
  const isTcp = transport === 'tcp';
  for (const [user, toUser] of [
    [command, command],
    [command, 'x'],
    ['x', command],
  ] as const)
    await firstLine({ method: 'MESSAGE', uri: `sip:${user}@${domain}`, toUser, isTcp });
  const info = {
    method: 'INFO',
    uri: `sip:x@${domain}`,
    isTcp,
    headers: 'Content-Type: freeswitch/api-request\r\n',
  };
  await firstLine(info);
  expect(await real.command('global_getvar taken')).not.toContain('over');
});

test.each([
  ['REFER', 'Refer-To: <sip:0900@x>\r\n'],
  ['SUBSCRIBE', 'Event: dialog\r\nExpires: 60\r\n'],
  ['PUBLISH', 'Event: presence\r\n'],
])('%s is not taken', async (method, headers) => {
  expect(await firstLine({ method, uri: `sip:1@${domain}`, headers })).toBe('SIP/2.0 405 Method Not Allowed');
});

test('a call without a digest is asked for one, and nobody at Tollbook is', async () => {
  const before = (await world.owner.get('/api/v1/unknown-calls')).body.items.length;
  const forged =
    'Proxy-Authorization: Digest username="x", realm="y", nonce="z", uri="sip:x", response="0"\r\n';
  const claimed = 'tollbook_device: a@b\r\nX-tollbook_device: a@b\r\n';
  for (const headers of ['', forged, claimed])
    expect(await invite(headers, '127.0.0.77')).toContain('SIP/2.0 407 Proxy Authentication Required');
  expect((await world.owner.get('/api/v1/unknown-calls')).body.items).toHaveLength(before);
});

test.each([
  ['connected', '', '493012345678'],
  ['connected, listening in', 'Call-Info: <sip:x>;appearance-index=1\r\n', '493012345678'],
  ['ringing', '', '442071234567'],
])('a call that is %s is taken over by nobody who names it (Replaces)', async (_stage, more, destination) => {
  const { id, phone } = await real.account(retail);
  const callId = `victim-${destination}-${more.length}@phone`;
  const call = placeCall(sipp, { ...phone, destination, callId, talkMs: 2500 });
  await expect.poll(() => real.live(id)).toBeTruthy();
  const calls = async () =>
    (await real.command('show channels')).split('\n').filter((line) => /^[0-9a-f-]{36},/.test(line));
  await expect.poll(async () => (await calls()).length).toBe(2);
  if (destination.startsWith('49'))
    await expect.poll(async () => (await calls()).every((line) => line.includes('ACTIVE'))).toBe(true);
  const heard = await invite(`Replaces: ${callId};to-tag=1;from-tag=2\r\n${more}`);
  await call;
  const [record] = await real.ended(id, 1);
  // Whoever was talking talks on; one that rang may be given up, and nothing is charged to it.
  await expect.poll(async () => (await calls()).length, { message: heard.join() }).toBe(0);
  if (destination.startsWith('49')) expect(record.talkMs).toBeGreaterThan(2400);
  else expect(record.outcome === 'unanswered' || record.talkMs > 2400).toBe(true);
  const invites = [answering, slow]
    .flatMap((each) => each.messages())
    .filter(({ line, isSent }) => !isSent && line.startsWith('INVITE '));
  expect(invites.filter(({ line }) => line.includes(destination)).length).toBeLessThanOrEqual(
    destination.startsWith('49') ? 2 : 1,
  );
});

test('a phone that writes what it wants into Contact and To is called where it is, as itself alone', async () => {
  const [mallory, victim] = [await real.account(retail), await real.account(retail)];
  for (const contact of ['0900|x', "q'q", '0900'])
    await register(sipp, { ...mallory.phone, contact: `${contact}@127.0.0.1:${answering.port}` });
  const shown = await real.command('sofia status profile tollbook reg');
  // Host and port are those of its packets; a name that is no plain one is its device's id.
  expect(shown).not.toContain(`127.0.0.1:${answering.port}`);
  expect(shown).not.toMatch(/[|]x@|q'q@/);
  expect(shown).not.toContain(victim.phone.username);
});

/** An INVITE with a session description, as a phone sends it; answers what was heard within a second. */
function invite(headers: string, source = '127.0.0.1'): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    const heard: string[] = [];
    socket.bind(0, source, () => {
      const { port } = socket.address();
      const id = `${port}-${Date.now()}`;
      const body = `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ${port} RTP/AVP 8\r\n`;
      const [host, sipPort = ''] = freeswitch.address.split(':');
      const head = (method: string, tag = '') =>
        `${method} sip:4999@${domain} SIP/2.0\r\nVia: SIP/2.0/UDP ${source}:${port};rport;branch=z9hG4bK${id}\r\n` +
        `From: <sip:evil@${domain}>;tag=${id}\r\nTo: <sip:4999@${domain}>${tag}\r\nCall-ID: ${id}@evil\r\n` +
        `CSeq: 1 ${method}\r\nContact: <sip:evil@${source}:${port}>\r\nMax-Forwards: 70\r\n`;
      const say = (text: string) => socket.send(text, Number(sipPort), host);
      socket.on('message', (message) => {
        const text = message.toString();
        heard.push(text.split('\r\n')[0] ?? '');
        if (/^SIP\/2\.0 [2-6]/.test(text))
          say(`${head('ACK', /\r\nTo: [^\r]*(;tag=[^\r;]+)/.exec(text)?.[1])}Content-Length: 0\r\n\r\n`);
        if (text.startsWith('BYE ')) say(text.replace(/^BYE .*\r\n/, 'SIP/2.0 200 OK\r\n'));
      });
      say(
        `${head('INVITE')}${headers}Content-Type: application/sdp\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
      // So long it is listened to; what became of the call is looked at afterwards.
      setTimeout(() => socket.close(() => resolve(heard)), 1000);
    });
  });
}
