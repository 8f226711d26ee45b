/** Limits that change while a call runs, and calls that outlive their switch. */
import { beforeEach, describe, expect, test } from 'vitest';
import { kamailioControl } from '../../src/switches/kamailio/control.ts';
import { placeCall } from '../../src/switches/sipp/sipp.ts';
import { PHONE, startBench } from './bench.ts';

const bench = await startBench();
const { sipp, contract, control, kamailio } = bench;
const answering = await bench.gateway({ answerAfterMs: 100 });
const CALL = { ...PHONE, destination: '03033334444' };
const NO_CALL = { sessionId: '01890000-0000-7000-8000-000000000000', switchRef: '1:1' };

beforeEach(async () => {
  await bench.forget();
  contract.questions.length = 0;
  contract.decide({ gateways: [answering.uri] });
});

/** Starts a call and returns when it was answered, with its end still to come. */
async function startCall(call: Partial<Parameters<typeof placeCall>[1]> = {}) {
  const result = placeCall(sipp, { ...CALL, ...call });
  const { sessionId } = await bench.until('answered');
  const switchRef = String(contract.questions.at(-1)?.switchRef);
  return { result, call: { sessionId, switchRef } };
}

describe('the server', () => {
  test('prolongs a call while it runs, from now on', async () => {
    contract.decide({ gateways: [answering.uri], grantedSeconds: 2 });
    const { result, call } = await startCall();
    expect(await control.setLimit(call, 5)).toBe('done');
    const { talkMs } = await result;
    expect(talkMs).toBeGreaterThanOrEqual(5000);
    expect(talkMs).toBeLessThan(7000);
    expect((await bench.ended()).at(-1)).toMatchObject({ endedBy: 'limit' });
  });

  test('hangs a call up', async () => {
    const { result, call } = await startCall();
    expect(await control.hangUp(call)).toBe('done');
    expect(await result).toMatchObject({ sipStatus: 200, endedBy: 'network' });
    expect((await bench.ended()).at(-1)).toMatchObject({ endedBy: 'operator' });
  });

  test('learns whether a call lives, and never takes silence for its death', async () => {
    const { result, call } = await startCall({ talkMs: 800 });
    expect(await control.isAlive(call)).toBe('alive');
    await result;
    await bench.ended();
    expect(await control.isAlive(call)).toBe('dead');
    expect(await control.isAlive(NO_CALL)).toBe('dead');
    expect(await control.setLimit(NO_CALL, 60)).toBe('no_such_call');
    const unreachable = kamailioControl({ url: 'http://127.0.0.1:9', key: 'control-key' });
    expect(await unreachable.isAlive(call)).toBe('unknown');
    expect(await unreachable.setLimit(call, 60)).toBe('unknown');
  });

  test('is not obeyed without the key, and no other call is touched by a handle that is not its own', async () => {
    const { result, call } = await startCall({ talkMs: 600 });
    const stranger = kamailioControl({ url: kamailio.controlUrl, key: 'guess' });
    expect(await stranger.hangUp(call)).toBe('unknown');
    expect(await stranger.isAlive(call)).toBe('unknown');
    expect(await control.hangUp({ ...call, sessionId: NO_CALL.sessionId })).toBe('no_such_call');
    expect(await result).toMatchObject({ endedBy: 'phone' });
  });
});

describe('a switch that is killed', () => {
  test('cuts its calls on time after its start, with a limit that was pushed, and reports their end', async () => {
    contract.decide({ gateways: [answering.uri], grantedSeconds: 3 });
    const { result, call } = await startCall();
    expect(await control.setLimit(call, 5)).toBe('done');
    await kamailio.kill();
    await kamailio.start();
    expect(await control.isAlive(call)).toBe('alive');
    const { talkMs, endedBy } = await result;
    expect(endedBy).toBe('network');
    expect(talkMs).toBeGreaterThanOrEqual(5000);
    expect(talkMs).toBeLessThan(8000);
    const ended = (await bench.ended()).at(-1);
    expect(ended).toMatchObject({ sessionId: call.sessionId, endedBy: 'limit', gatewayId: 'gateway-1' });
    expect(Math.abs((ended?.talkMs ?? 0) - (talkMs ?? 0))).toBeLessThan(500);
  });

  test('lets a call be hung up by the phone after its start, and its limit be pushed', async () => {
    const { result, call } = await startCall({ talkMs: 4000 });
    await kamailio.kill();
    await kamailio.start();
    expect(await control.setLimit(call, 30)).toBe('done');
    expect(await result).toMatchObject({ endedBy: 'phone' });
    expect((await bench.ended()).at(-1)).toMatchObject({ sessionId: call.sessionId, endedBy: 'caller' });
  });

  test('does not connect a call that rang when it died', async () => {
    const slow = await bench.gateway({ answerAfterMs: 3000 });
    contract.decide({ gateways: [slow.uri] });
    const result = placeCall({ ...sipp, timeoutSeconds: 8 }, CALL);
    await bench.until('attempt');
    await kamailio.kill();
    await kamailio.start();
    expect((await result).sipStatus).not.toBe(200);
    expect((await bench.events()).map(({ type }) => type)).toEqual(['attempt']);
  });
});

test('an event that the database does not take is kept until it does', async () => {
  await bench.database.pool.query('revoke insert on switch.event_outbox from tollbook_switch');
  const result = await placeCall(sipp, { ...CALL, talkMs: 500 });
  expect(result).toMatchObject({ sipStatus: 200, endedBy: 'phone' });
  expect(await bench.events()).toEqual([]);
  await bench.database.pool.query('grant insert on switch.event_outbox to tollbook_switch');
  await bench.until('ended');
  expect((await bench.events()).map(({ type }) => type).sort()).toEqual(['answered', 'attempt', 'ended']);
});
