/** Phones behind a NAT write an address that nobody reaches. */
import { beforeEach, expect, test } from 'vitest';
import { header } from '../../src/switches/sipp/results.ts';
import { placeCall, register } from '../../src/switches/sipp/sipp.ts';
import { PHONE, startBench } from './bench.ts';

const bench = await startBench();
const { sipp, contract } = bench;
const answering = await bench.gateway({ answerAfterMs: 100 });
const ending = await bench.gateway({ answerAfterMs: 100, talkMs: 500 });
const CALL = { ...PHONE, destination: '03033334444', contact: '1001@10.9.8.7:5099' };

beforeEach(() => bench.forget());

test('a call is cut at the phone, by the address it came from', async () => {
  contract.decide({ gateways: [answering.uri], grantedSeconds: 1 });
  expect(await placeCall(sipp, CALL)).toMatchObject({ sipStatus: 200, endedBy: 'network' });
  const invite = answering.messages().findLast(({ line }) => line.startsWith('INVITE '));
  expect(header(invite!, 'Contact')).toMatch(/^<sip:1001@10\.9\.8\.7:5099;alias=127\.0\.0\.1~\d+~1>$/);
});

test('a call that sent re-INVITEs is cut there too', async () => {
  contract.decide({ gateways: [answering.uri], grantedSeconds: 2 });
  const result = await placeCall(sipp, { ...CALL, reinviteEveryMs: 600 });
  expect(result).toMatchObject({ sipStatus: 200, endedBy: 'network' });
  expect(result.reinviteStatuses).toContain(200);
});

test("a gateway's BYE reaches the phone", async () => {
  contract.decide({ gateways: [ending.uri] });
  expect(await placeCall(sipp, CALL)).toMatchObject({ sipStatus: 200, endedBy: 'network' });
  expect((await bench.ended()).at(-1)).toMatchObject({ endedBy: 'callee' });
});

test('a registration keeps the address that it came from', async () => {
  expect(await register(sipp, { ...PHONE, contact: '1001@10.9.8.7:5099' })).toBe(200);
  const { rows } = await bench.database.pool.query('select contact, received from kamailio.location');
  expect(rows).toEqual([
    { contact: 'sip:1001@10.9.8.7:5099', received: expect.stringMatching(/^sip:127\.0\.0\.1:\d+$/) },
  ]);
});
