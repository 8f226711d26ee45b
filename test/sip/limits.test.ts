/** Limits that change while a call runs, and calls that outlive their switch. */
import { beforeEach, describe, expect, test } from 'vitest';
import { greetKamailio, kamailioControl } from '../../src/switches/kamailio/control.ts';
import { placeCall, registerAndList } from '../../src/switches/sipp/sipp.ts';
import { APART_MS, LATE_MS, PHONE, startBench } from './bench.ts';

const bench = await startBench();
const { sipp, contract, control, kamailio, databaseLink } = bench;
const answering = await bench.gateway({ answerAfterMs: 100 });
const CALL = { ...PHONE, destination: '03033334444' };
const RINGING = { answerAfterMs: 3000 };
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

async function rowsOfDialogs() {
  const { rows } = await bench.database.pool.query<{ count: number }>(
    'select (select count(*) from kamailio.dialog)::int + (select count(*) from kamailio.dialog_vars)::int as count',
  );
  return rows[0]?.count;
}

describe('the server', () => {
  test('prolongs a call while it runs, from now on', async () => {
    contract.decide({ gateways: [answering.uri], grantedSeconds: 2 });
    const { result, call } = await startCall();
    expect(await control.setLimit(call, 5)).toBe('done');
    const { talkMs } = await result;
    expect(talkMs).toBeGreaterThanOrEqual(5000);
    expect(talkMs).toBeLessThan(LATE_MS);
    expect((await bench.ended()).at(-1)).toMatchObject({ endedBy: 'limit' });
  });

  test('shortens a call while it runs', async () => {
    const { result, call } = await startCall();
    expect(await control.setLimit(call, 2)).toBe('done');
    const { talkMs } = await result;
    expect(talkMs).toBeGreaterThanOrEqual(2000);
    expect(talkMs).toBeLessThan(LATE_MS);
    expect((await bench.ended()).at(-1)).toMatchObject({ endedBy: 'limit' });
  });

  test('limits and hangs up calls that still ring, counted from the push', async () => {
    const [one, other] = await Promise.all([bench.gateway(RINGING), bench.gateway(RINGING)]);
    contract.decide({ gatewayPerCall: [one.uri, other.uri] });
    const limited = placeCall(sipp, CALL);
    const { sessionId } = await bench.until('attempt');
    const ended = placeCall(sipp, CALL);
    const second = await bench.until('attempt', 15_000, 2);
    const pushedAt = Date.now();
    expect(await control.setLimit({ sessionId, switchRef: null }, 4)).toBe('done');
    expect(await control.hangUp({ sessionId: second.sessionId, switchRef: null })).toBe('done');
    const cutAt = (await limited).messages.find(({ line }) => line.startsWith('BYE '))?.atMs ?? 0;
    expect(cutAt - pushedAt).toBeGreaterThanOrEqual(4000);
    expect(cutAt - pushedAt).toBeLessThan(LATE_MS);
    expect((await ended).talkMs).toBeLessThan(LATE_MS);
    await bench.until('ended', 15_000, 2);
    const ends = (await bench.events()).filter(({ type }) => type === 'ended');
    expect(new Map(ends.map((event) => [event.sessionId, event.endedBy]))).toEqual(
      new Map([
        [sessionId, 'limit'],
        [second.sessionId, 'operator'],
      ]),
    );
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

  test('is not obeyed without the key, nor on the port of SIP, and touches no other call', async () => {
    const { result, call } = await startCall({ talkMs: 600 });
    const stranger = kamailioControl({ url: kamailio.controlUrl, key: 'guess' });
    expect(await stranger.hangUp(call)).toBe('unknown');
    expect(await stranger.isAlive(call)).toBe('unknown');
    expect(await greetKamailio({ url: kamailio.controlUrl, key: 'guess' })).toMatchObject({
      isReachable: false,
    });
    expect(await greetKamailio({ url: kamailio.controlUrl, key: 'control-key' })).toEqual({
      isReachable: true,
      version: expect.stringMatching(/^5\.6\.\d+$/),
    });
    const bySip = kamailioControl({ url: `http://${kamailio.address}`, key: 'control-key' });
    expect(await bySip.hangUp(call)).toBe('unknown');
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
    expect(talkMs).toBeLessThan(LATE_MS);
    const ended = (await bench.ended()).at(-1);
    expect(ended).toMatchObject({ sessionId: call.sessionId, endedBy: 'limit', gatewayId: 'gateway-1' });
    expect(Math.abs((ended?.talkMs ?? 0) - (talkMs ?? 0))).toBeLessThan(APART_MS);
  });

  test('lets a call be hung up by the phone after its start, and its limit be pushed', async () => {
    const { result, call } = await startCall({ talkMs: 4000 });
    await kamailio.kill();
    await kamailio.start();
    expect(await control.setLimit(call, 30)).toBe('done');
    expect(await result).toMatchObject({ endedBy: 'phone' });
    expect((await bench.ended()).at(-1)).toMatchObject({ sessionId: call.sessionId, endedBy: 'caller' });
    // Killed at once again: the call that is over does not come back to life.
    await kamailio.kill();
    await kamailio.start();
    expect(await control.isAlive(call)).toBe('dead');
    expect(await rowsOfDialogs()).toBe(0);
  });

  test('does not connect a call that rang when it died', async () => {
    const slow = await bench.gateway({ answerAfterMs: 3000 });
    contract.decide({ gateways: [slow.uri] });
    const result = placeCall({ ...sipp, timeoutSeconds: 5 }, CALL);
    await bench.until('attempt');
    await kamailio.kill();
    await kamailio.start();
    expect((await result).sipStatus).not.toBe(200);
    expect((await bench.events()).map(({ type }) => type)).toEqual(['attempt']);
  });

  test('still knows who had registered', async () => {
    const [one, other] = ['1001@127.0.0.1:5901', '1001@127.0.0.1:5902'];
    expect(await registerAndList(sipp, { ...PHONE, contact: one })).toMatchObject({ status: 200 });
    await kamailio.kill();
    await kamailio.start();
    // Kamailio reads them in the first of its processes, while the others answer already.
    await expect
      .poll(async () => (await registerAndList(sipp, { ...PHONE, contact: other })).contacts, {
        timeout: 5000,
      })
      .toEqual(expect.arrayContaining([`sip:${one}`, `sip:${other}`]));
  });
});

describe('while the database is away', () => {
  test('running calls are cut, ended and told of afterwards with their true times; new ones are refused', async () => {
    const other = await bench.gateway({ answerAfterMs: 100 });
    contract.decide({ gatewayPerCall: [answering.uri, other.uri], grantedSeconds: 3 });
    const cut = placeCall(sipp, CALL);
    await bench.until('answered');
    const ended = placeCall(sipp, { ...CALL, talkMs: 1500 });
    await bench.until('answered', 15_000, 2);
    databaseLink.cut();
    expect((await placeCall(sipp, CALL)).sipStatus).not.toBe(200);
    const results = await Promise.all([cut, ended]);
    expect(results.map(({ endedBy }) => endedBy)).toEqual(['network', 'phone']);
    expect((await bench.events()).filter(({ type }) => type === 'ended')).toEqual([]);
    const drains = contract.drains();
    databaseLink.restore();

    await bench.until('ended', 15_000, 2);
    const ends = (await bench.events()).filter(({ type }) => type === 'ended');
    const talk = new Map(ends.map(({ endedBy, talkMs }) => [endedBy, talkMs ?? 0]));
    expect(Math.abs((talk.get('limit') ?? 0) - (results[0]?.talkMs ?? 0))).toBeLessThan(APART_MS);
    expect(Math.abs((talk.get('caller') ?? 0) - (results[1]?.talkMs ?? 0))).toBeLessThan(APART_MS);
    await expect.poll(() => contract.drains()).toBeGreaterThan(drains);
    // Nothing is left that would end a second time after a restart.
    expect(await rowsOfDialogs()).toBe(0);
    expect(await placeCall(sipp, { ...CALL, talkMs: 100 })).toMatchObject({ sipStatus: 503 });
    contract.decide({ gateways: [answering.uri] });
    expect(await placeCall(sipp, { ...CALL, talkMs: 100 })).toMatchObject({ sipStatus: 200 });
  });

  test('an event that it does not take is kept until it does', async () => {
    await bench.database.pool.query('revoke insert on switch.event_outbox from tollbook_switch');
    const result = await placeCall(sipp, { ...CALL, talkMs: 500 });
    expect(result).toMatchObject({ sipStatus: 200, endedBy: 'phone' });
    expect(await bench.events()).toEqual([]);
    await bench.database.pool.query('grant insert on switch.event_outbox to tollbook_switch');
    await bench.until('ended');
    expect((await bench.events()).map(({ type }) => type).sort()).toEqual(['answered', 'attempt', 'ended']);
  });
});
