/** Calls to phones that are registered: every one of them rings, and the first that answers has the call. */
import { beforeEach, expect, test } from 'vitest';
import { placeCall, register } from '../../src/switches/sipp/sipp.ts';
import { PHONE, startBench } from './bench.ts';

const bench = await startBench();
const { sipp, contract } = bench;
const CALL = { ...PHONE, destination: '1001' };
const DEVICE = { kind: 'device', id: 'device-1', uri: `sip:1001@${PHONE.domain}`, transport: '' };
const registerAt = async (phone: { port: number }) =>
  expect(await register(sipp, { ...PHONE, contact: `1001@127.0.0.1:${phone.port}` })).toBe(200);

beforeEach(async () => {
  await bench.forget();
  contract.decide({ fields: { gateways: [DEVICE], destination: '1001' } });
});

test('without a registered phone there is nothing to ring', async () => {
  const result = await placeCall(sipp, CALL);
  expect(result).toMatchObject({ sipStatus: 480, sipReason: 'Not Registered' });
  expect(result.reasonHeader).toContain('cause=20');
  expect((await bench.ended()).at(-1)).toMatchObject({ outcome: 'unanswered', sipStatus: 480 });
});

test('a phone that redirects its call leads nowhere, and not to where the number is forwarded', async () => {
  const target = await bench.gateway({ answerAfterMs: 100 });
  const redirecting = await bench.gateway({ status: 302, contact: target.uri });
  await registerAt(redirecting);
  const forward = {
    kind: 'forward',
    id: 'did-1',
    uri: 'tel:+493055556666',
    transport: '',
    when: 'no_answer',
  };
  contract.decide({ fields: { gateways: [DEVICE, forward] } });
  expect(await placeCall(sipp, CALL)).toMatchObject({ sipStatus: 502 });
  expect((await bench.ended()).at(-1)).toMatchObject({ outcome: 'unanswered', sipStatus: 502 });
  expect(target.messages()).toEqual([]);
  await redirecting.stop();
});

test('of two phones that ring one answers; its end is known, whoever hangs up', async () => {
  const silent = await bench.gateway({ answerAfterMs: 60_000 });
  const ending = await bench.gateway({ answerAfterMs: 300, talkMs: 700 });
  await registerAt(silent);
  await registerAt(ending);
  expect(await placeCall(sipp, CALL)).toMatchObject({ sipStatus: 200, endedBy: 'network' });
  const events = await bench.ended();
  expect(events.find(({ type }) => type === 'answered')).toMatchObject({ gatewayId: 'device-1' });
  expect(events.at(-1)).toMatchObject({ outcome: 'answered', endedBy: 'callee', gatewayId: 'device-1' });
});

test('is cut at its limit, as any other', async () => {
  const answering = await bench.gateway({ answerAfterMs: 100 });
  await registerAt(answering);
  contract.decide({ grantedSeconds: 2, fields: { gateways: [DEVICE] } });
  expect(await placeCall(sipp, { ...CALL, talkMs: 60_000 })).toMatchObject({ endedBy: 'network' });
  expect((await bench.ended()).at(-1)).toMatchObject({ endedBy: 'limit', outcome: 'answered' });
});

test.each(['sip:1001@elsewhere.example', 'sip:1001;x@sip.example.test', 'sip:@sip.example.test'])(
  'a device that is none of ours (%s) is called by nobody',
  async (uri) => {
    contract.decide({ fields: { gateways: [{ ...DEVICE, uri }] } });
    expect(await placeCall(sipp, CALL)).toMatchObject({ sipStatus: 503 });
  },
);
