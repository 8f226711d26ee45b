/** Calls of a source that is listed need no digest; everybody else's do. */
import { beforeEach, describe, expect, test } from 'vitest';
import { parseAddress } from '../../src/domain/accounts/networks.ts';
import { header } from '../../src/switches/sipp/results.ts';
import { placeCall } from '../../src/switches/sipp/sipp.ts';
import { PHONE, startBench } from './bench.ts';
import { sendRaw } from './raw.ts';

const bench = await startBench();
const onIpv6 = await startBench({ sipHost: '[::1]' });
const { sipp, contract, kamailio } = bench;
const answering = await bench.gateway({ answerAfterMs: 100 });
const CALL = { ...PHONE, destination: '03033334444', talkMs: 200, fromUser: '4989123456' };
const INVITE = { method: 'INVITE', uri: `sip:4930@${PHONE.domain}`, domain: PHONE.domain };
const REFUSE = { sipStatus: 402, sipReason: 'Payment Required', q850Cause: 21, message: 'x' };

const list = (network: string, of = bench) =>
  of.database.pool.query(
    `insert into account_ip_addresses (account_id, network, created_at) select min(id), $1, now() from accounts`,
    [network],
  );
await list('127.0.5.0/24');

beforeEach(async () => {
  await bench.forget();
  contract.questions.length = 0;
  contract.decide({ gateways: [answering.uri] });
});

test('a call of a listed source is asked for with its address, and passes', async () => {
  const call = { ...CALL, isKnownByAddress: true };
  const result = await placeCall({ ...sipp, address: '127.0.5.9' }, call);
  expect(result.sipStatus).toBe(200);
  expect(contract.questions).toHaveLength(1);
  expect(contract.questions[0]).toMatchObject({
    identity: { type: 'ip_address', address: '127.0.5.9' },
    sourceAddress: '127.0.5.9',
    destination: '03033334444',
    callerNumber: '4989123456',
  });
  expect(Object.keys(contract.questions[0] ?? {})).toHaveLength(11);
  expect((await bench.ended()).map(({ type }) => type)).toEqual(['attempt', 'answered', 'ended']);
  const invite = answering.messages().findLast(({ line }) => line.startsWith('INVITE '));
  expect(header(invite!, 'P-Asserted-Identity')).toBe(`<sip:493011112222@${PHONE.domain}>`);
});

test('when billing does not know the address, the phone is asked for its digest, and its call passes', async () => {
  contract.decide({ gateways: [answering.uri], knowsNoAddress: true });
  expect(await placeCall({ ...sipp, address: '127.0.5.10' }, CALL)).toMatchObject({ sipStatus: 200 });
  expect(contract.questions.map(({ identity }) => identity)).toEqual([
    { type: 'ip_address', address: '127.0.5.10' },
    { type: 'sip_device', username: PHONE.username, realm: PHONE.domain },
  ]);
});

test('another refusal is told as it is', async () => {
  contract.decide({ refuse: REFUSE });
  const answer = await sendRaw(kamailio.address, { ...INVITE, source: '127.0.5.11' });
  expect(answer).toMatch(/^SIP\/2\.0 402 Payment Required\r\n/);
  expect(answer).toContain('Reason: Q.850;cause=21;text="x"');
});

describe('a digest is asked for', () => {
  const expectChallenge = async (request: Partial<Parameters<typeof sendRaw>[1]>) => {
    const answer = await sendRaw(kamailio.address, { ...INVITE, ...request });
    expect(answer).toMatch(/^SIP\/2\.0 407 /);
    expect(answer).toMatch(/^Proxy-Authenticate: Digest realm="sip\.example\.test", nonce="/m);
    expect(contract.questions).toEqual([]);
  };

  test('from a source that is not listed', () => expectChallenge({ source: '127.0.6.1' }));

  test('from one that claims a listed address in Via and Contact', () =>
    expectChallenge({ source: '127.0.6.2', claimed: '127.0.5.9' }));

  test.each([
    'X-Forwarded-For: 127.0.5.9',
    'P-Asserted-Identity: <sip:1@127.0.5.9>',
    'Route: <sip:127.0.5.9;lr>',
  ])('from one that sends %s', (line) => expectChallenge({ source: '127.0.6.3', headers: `${line}\r\n` }));

  test('from a listed source that shows a wrong digest', () =>
    expectChallenge({
      source: '127.0.5.12',
      headers: `Proxy-Authorization: Digest username="1001", realm="${PHONE.domain}", nonce="x", uri="sip:x", response="${'0'.repeat(32)}"\r\n`,
    }));

  test('from one that was listed within these seconds: strangers cost one look-up, not one each', async () => {
    await expectChallenge({ source: '127.0.7.1' });
    await list('127.0.7.0/24');
    await expectChallenge({ source: '127.0.7.1' });
    contract.decide({ refuse: REFUSE });
    expect(await sendRaw(kamailio.address, { ...INVITE, source: '127.0.7.2' })).toMatch(/^SIP\/2\.0 402 /);
  });
});

test('a flood of strangers asks the database fifty times a second at most, and a listed source passes', async () => {
  contract.decide({ refuse: REFUSE });
  const known = { ...INVITE, source: '127.0.5.13' };
  expect(await sendRaw(kamailio.address, known)).toMatch(/^SIP\/2\.0 402 /);
  const lookUps = bench.databaseLink.watch('from switch.ip_addresses');
  const floodedAt = Date.now();
  const answers = await Promise.all(
    Array.from({ length: 240 }, (_, n) =>
      sendRaw(kamailio.address, { ...INVITE, source: `127.0.9.${n + 1}` }),
    ),
  );
  expect(answers.filter((answer) => answer.startsWith('SIP/2.0 407 '))).toHaveLength(240);
  const secondsBegun = Math.floor((Date.now() - floodedAt) / 1000) + 2;
  expect(lookUps()).toBeGreaterThan(0);
  expect(lookUps()).toBeLessThanOrEqual(50 * secondsBegun);
  expect(await sendRaw(kamailio.address, known)).toMatch(/^SIP\/2\.0 402 /);
});

test('an IPv6 source is known by its network', async () => {
  const { contract, kamailio } = onIpv6;
  await list('::/64', onIpv6);
  contract.decide({ refuse: REFUSE });
  expect(await sendRaw(kamailio.address, { ...INVITE, source: '::1' })).toMatch(/^SIP\/2\.0 402 /);
  const { identity } = contract.questions[0] as { identity: { type: string; address: string } };
  expect(identity.type).toBe('ip_address');
  expect(parseAddress(identity.address)).toEqual({ family: 6, value: 1n });
});
