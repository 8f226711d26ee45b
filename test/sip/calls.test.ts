/** Real calls through Kamailio: what it asks, obeys and reports. */
import { beforeEach, describe, expect, test } from 'vitest';
import { header } from '../../src/switches/sipp/results.ts';
import { placeCall, register } from '../../src/switches/sipp/sipp.ts';
import { APART_MS, LATE_MS, PHONE, startBench } from './bench.ts';

const bench = await startBench({ keepaliveSeconds: 30, keepaliveFailures: 1 });
const { sipp, contract } = bench;
const answering = await bench.gateway({ answerAfterMs: 200 });
const full = await bench.gateway({ status: 503 });
const dead = await bench.gateway({ isSilent: true });
const CALL = { ...PHONE, destination: '030 33334444'.replace(' ', '') };

/** Begun first, because Kamailio takes half a minute to notice: all other tests run meanwhile. */
const asked = await bench.gateway({ answerAfterMs: 200 }); // gets the OPTIONS, which others would count
contract.decide({ gateways: [asked.uri], grantedSeconds: 600 });
const vanished = placeCall({ ...sipp, timeoutSeconds: 2 }, { ...CALL, talkMs: 600_000 });
const { sessionId: sessionOfVanished } = await bench.until('answered');
await vanished; // SIPp has ended: nobody answers at the phone's address

beforeEach(async () => {
  await bench.forget();
  contract.questions.length = 0;
  contract.decide({ gateways: [answering.uri] });
});

describe('registration', () => {
  test('a device registers with its password and is remembered in the database', async () => {
    expect(await register(sipp, PHONE)).toBe(200);
    const { rows } = await bench.database.pool.query('select username from kamailio.location');
    expect(rows).toEqual([{ username: PHONE.username }]);
  });

  test('a wrong password and an unknown name get the same challenge', async () => {
    expect(await register(sipp, { ...PHONE, password: 'guess' })).toBe(401);
    expect(await register(sipp, { ...PHONE, username: 'nobody' })).toBe(401);
  });
});

describe('an answered call', () => {
  test('asks with what the phone sent, and reports attempt, answer and end in milliseconds', async () => {
    const result = await placeCall(sipp, {
      ...CALL,
      talkMs: 1500,
      fromUser: '+4930999',
      displayName: '"Ann \\"Q\\" Lee" ',
      userAgent: 'phone/1',
    });
    expect(result).toMatchObject({ sipStatus: 200, endedBy: 'phone' });
    expect(contract.authorization()).toBe('Bearer tbsw_test');
    expect(contract.questions).toEqual([
      {
        type: 'authorize',
        attemptId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        identity: { type: 'sip_device', username: '1001', realm: PHONE.domain },
        destination: '03033334444',
        callerNumber: '+4930999',
        callerName: 'Ann \\"Q\\" Lee',
        sourceAddress: '127.0.0.1',
        userAgent: 'phone/1',
        callId: expect.any(String),
        switchRef: contract.questions[0]?.attemptId,
      },
    ]);
    const startedAt = Date.parse(String(contract.questions[0]?.startedAt));
    expect(Math.abs(startedAt - (result.messages[0]?.atMs ?? 0))).toBeLessThan(APART_MS);
    const [attempt, answered, ended] = await bench.ended();
    expect(attempt).toMatchObject({ type: 'attempt', number: 1, gatewayId: 'gateway-1' });
    expect(answered).toMatchObject({ type: 'answered', gatewayId: 'gateway-1' });
    expect(ended).toMatchObject({
      type: 'ended',
      outcome: 'answered',
      endedBy: 'caller',
      sipStatus: 200,
      answeredAt: answered?.answeredAt,
    });
    expect(Math.abs((ended?.talkMs ?? 0) - (result.talkMs ?? 0))).toBeLessThan(APART_MS);
    await expect.poll(() => contract.drains()).toBeGreaterThan(0);
  });

  test('reaches the gateway with the caller ID that billing said, and nothing of what the phone claimed', async () => {
    contract.decide({ gateways: [answering.uri], callerNumber: '4930777' });
    await placeCall(sipp, {
      ...CALL,
      talkMs: 300,
      fromUser: 'ceo',
      displayName: '"The CEO" ',
      userAgent: 'phone/1',
    });
    const invite = answering.messages().findLast(({ line }) => line.startsWith('INVITE '));
    expect(invite?.line).toBe(`INVITE ${answering.uri} SIP/2.0`);
    expect(header(invite!, 'From')).toMatch(new RegExp(`^<sip:4930777@${PHONE.domain}>;tag=`));
    expect(header(invite!, 'P-Asserted-Identity')).toBe(`<sip:4930777@${PHONE.domain}>`);
    expect(header(invite!, 'User-Agent')).toBeNull();
    expect(header(invite!, 'Proxy-Authorization')).toBeNull();
  });

  test('without a caller ID it is anonymous', async () => {
    contract.decide({ gateways: [answering.uri], callerNumber: null });
    await placeCall(sipp, { ...CALL, talkMs: 300 });
    const invite = answering.messages().findLast(({ line }) => line.startsWith('INVITE '));
    expect(header(invite!, 'From')).toMatch(/^<sip:anonymous@anonymous\.invalid>/);
    expect(header(invite!, 'Privacy')).toBe('id');
  });

  test('is cut not before the granted second, and soon after it', async () => {
    contract.decide({ gateways: [answering.uri], grantedSeconds: 2 });
    const result = await placeCall(sipp, CALL);
    expect(result.endedBy).toBe('network');
    expect(result.talkMs).toBeGreaterThanOrEqual(2000);
    expect(result.talkMs).toBeLessThan(LATE_MS);
    const ended = (await bench.ended()).at(-1);
    expect(ended).toMatchObject({ endedBy: 'limit', outcome: 'answered' });
    expect(Math.abs((ended?.talkMs ?? 0) - (result.talkMs ?? 0))).toBeLessThan(APART_MS);
  });

  test('that the gateway ends is reported as ended by the callee', async () => {
    const ending = await bench.gateway({ talkMs: 700 });
    contract.decide({ gateways: [ending.uri] });
    expect(await placeCall(sipp, CALL)).toMatchObject({ sipStatus: 200, endedBy: 'network' });
    expect((await bench.ended()).at(-1)).toMatchObject({ endedBy: 'callee', outcome: 'answered' });
  });

  test('cannot be transferred', async () => {
    const result = await placeCall(sipp, { ...CALL, talkMs: 300, referTo: 'sip:00881@127.0.0.1' });
    expect(result).toMatchObject({ sipStatus: 200, referStatus: 403 });
  });

  test('gets no more time by re-INVITEs, nor by a late ACK', async () => {
    contract.decide({ gateways: [answering.uri], grantedSeconds: 3 });
    const [often, late] = await Promise.all([
      placeCall(sipp, { ...CALL, reinviteEveryMs: 700 }),
      placeCall(sipp, { ...CALL, ackAfterMs: 2500 }),
    ]);
    expect(often.reinviteStatuses.length).toBeGreaterThanOrEqual(3);
    expect(often.reinviteStatuses.every((status) => status === 200)).toBe(true);
    for (const { talkMs } of [often, late]) {
      expect(talkMs).toBeGreaterThanOrEqual(3000);
      expect(talkMs).toBeLessThan(LATE_MS);
    }
  });

  test('with a SIP Call-ID and tag that are in use is another call with its own question and end', async () => {
    const gateways = await Promise.all([bench.gateway(), bench.gateway(), bench.gateway()]);
    contract.decide({ gatewayPerCall: gateways.map(({ uri }) => uri) });
    const same = { callId: 'the-same@phone', fromTag: 'same-tag' };
    const results = await Promise.all([
      placeCall(sipp, { ...CALL, ...same, talkMs: 1500 }),
      placeCall(sipp, { ...CALL, ...same, talkMs: 1500 }),
    ]);
    results.push(await placeCall(sipp, { ...CALL, ...same, talkMs: 300 }));
    expect(results.map(({ sipStatus }) => sipStatus)).toEqual([200, 200, 200]);
    expect(new Set(contract.questions.map(({ attemptId }) => attemptId)).size).toBe(3);
    await bench.until('ended', 15_000, 3);
    const ended = (await bench.events()).filter(({ type }) => type === 'ended');
    expect(new Set(ended.map(({ sessionId }) => sessionId)).size).toBe(3);
    expect(ended.every(({ endedBy }) => endedBy === 'caller')).toBe(true);
  });

  test('with a SIP Call-ID and tag that are in use has a limit of its own', async () => {
    const gateways = await Promise.all([bench.gateway(), bench.gateway()]);
    contract.decide({ gatewayPerCall: gateways.map(({ uri }) => uri), grantedSeconds: 2 });
    const same = { callId: 'the-same-again@phone', fromTag: 'same-tag' };
    const results = await Promise.all([
      placeCall(sipp, { ...CALL, ...same }),
      placeCall(sipp, { ...CALL, ...same }),
    ]);
    await bench.until('ended', 15_000, 2);
    for (const { talkMs } of results) {
      expect(talkMs).toBeGreaterThanOrEqual(2000);
      expect(talkMs).toBeLessThan(LATE_MS);
    }
    const ended = (await bench.events()).filter(({ type }) => type === 'ended');
    expect(ended.map(({ endedBy }) => endedBy)).toEqual(['limit', 'limit']);
    expect(new Set(ended.map(({ sessionId }) => sessionId)).size).toBe(2);
  });
});

describe('a call that is not answered', () => {
  test('refused by billing gets its status, phrase and Reason header, and no event', async () => {
    contract.decide({
      refuse: { sipStatus: 402, sipReason: 'Payment Required', q850Cause: 21, message: 'Please top up.' },
    });
    expect(await placeCall(sipp, CALL)).toMatchObject({
      sipStatus: 402,
      sipReason: 'Payment Required',
      reasonHeader: 'Q.850;cause=21;text="Please top up."',
    });
    expect(await bench.events()).toEqual([]);
  });

  test('is refused with 503 when billing stays silent for three seconds', async () => {
    contract.decide({ isSilent: true });
    const result = await placeCall(sipp, CALL);
    expect(result).toMatchObject({ sipStatus: 503, reasonHeader: expect.stringContaining('Q.850;cause=41') });
    const [first] = result.messages;
    const final = result.messages.find(({ line }) => line.startsWith('SIP/2.0 503'));
    expect((final?.atMs ?? 0) - (first?.atMs ?? 0)).toBeLessThan(LATE_MS);
  });

  test('goes to the next gateway after 503 and after silence, and says which were tried', async () => {
    contract.decide({ gateways: [full.uri, dead.uri, answering.uri] });
    expect(await placeCall(sipp, { ...CALL, talkMs: 300 })).toMatchObject({ sipStatus: 200 });
    const events = await bench.ended();
    expect(events.map(({ type, gatewayId, failed }) => [type, gatewayId, failed])).toEqual([
      ['attempt', 'gateway-1', undefined],
      ['attempt', 'gateway-2', { gatewayId: 'gateway-1', sipStatus: 503 }],
      ['attempt', 'gateway-3', { gatewayId: 'gateway-2', sipStatus: 408 }],
      ['answered', 'gateway-3', undefined],
      ['ended', 'gateway-3', undefined],
    ]);
    const invite = answering.messages().findLast(({ line }) => line.startsWith('INVITE '));
    expect(invite?.headers.filter(([name]) => name === 'P-Asserted-Identity')).toHaveLength(1);
    expect(invite?.headers.filter(([name]) => name === 'Record-Route')).toHaveLength(1);
    // The way back is the same for all of them, and leads to the dialog.
    const [first] = full.messages();
    expect(header(invite!, 'Record-Route')).toBe(header(first!, 'Record-Route'));
    expect(header(first!, 'Record-Route')).toMatch(/;did=[0-9a-f]+\.[0-9a-f]+>$/);
  });

  test('shows each gateway the caller ID that is for it, and keeps it for the rest of the call', async () => {
    const gateways = [
      { id: 'gateway-1', uri: full.uri, transport: 'udp', callerNumber: '089555' },
      { id: 'gateway-2', uri: dead.uri, transport: 'udp', callerNumber: null },
      { id: 'gateway-3', uri: answering.uri, transport: 'udp', callerNumber: '+4989555' },
    ];
    contract.decide({ fields: { gateways } });
    expect(await placeCall(sipp, { ...CALL, talkMs: 300 })).toMatchObject({
      sipStatus: 200,
      endedBy: 'phone',
    });
    const last = (gateway: typeof answering, method: string) =>
      gateway.messages().findLast(({ line }) => line.startsWith(`${method} `))!;
    const shown = [full, dead, answering].map((gateway) => {
      const invite = last(gateway, 'INVITE');
      return [header(invite, 'From')!.split(';')[0], header(invite, 'P-Asserted-Identity')];
    });
    expect(shown).toEqual([
      [`<sip:089555@${PHONE.domain}>`, `<sip:089555@${PHONE.domain}>`],
      ['<sip:anonymous@anonymous.invalid>', null],
      [`<sip:+4989555@${PHONE.domain}>`, `<sip:+4989555@${PHONE.domain}>`],
    ]);
    await expect.poll(() => last(answering, 'BYE')).toBeDefined();
    expect(header(last(answering, 'BYE'), 'From')).toBe(header(last(answering, 'INVITE'), 'From'));
  });

  test.each([500, 502, 504])('goes to the next gateway after %i', async (status) => {
    const failing = await bench.gateway({ status });
    contract.decide({ gateways: [failing.uri, answering.uri] });
    expect(await placeCall(sipp, { ...CALL, talkMs: 300 })).toMatchObject({ sipStatus: 200 });
    const events = await bench.ended();
    expect(events[1]).toMatchObject({
      type: 'attempt',
      failed: { gatewayId: 'gateway-1', sipStatus: status },
    });
  });

  test.each([
    ['busy', { status: 486 }, 486, 'callee'],
    ['declined', { status: 603 }, 603, 'callee'],
    ['not found', { status: 404 }, 404, 'callee'],
    ['nothing but that it rings', { answerAfterMs: 60_000 }, 408, 'failure'],
  ] as const)('stays with a gateway that says %s', async (_what, gateway, sipStatus, endedBy) => {
    const staying = await bench.gateway(gateway);
    contract.decide({ gateways: [staying.uri, answering.uri], fields: { ringTimeoutSeconds: 1 } });
    const invitesBefore = answering.messages().length;
    expect(await placeCall(sipp, CALL)).toMatchObject({ sipStatus });
    const events = await bench.ended();
    expect(events.map(({ type }) => type)).toEqual(['attempt', 'ended']);
    expect(events.at(-1)).toMatchObject({
      outcome: 'unanswered',
      sipStatus,
      endedBy,
      gatewayId: 'gateway-1',
      failed: null,
      talkMs: 0,
    });
    expect(answering.messages()).toHaveLength(invitesBefore);
  });

  test('with every gateway failing gets 503, and says why the last one did', async () => {
    for (const [first, last, ...statuses] of [
      [dead, full, 408, 503],
      [full, dead, 503, 408],
    ] as const) {
      await bench.forget();
      contract.decide({ gateways: [first.uri, last.uri] });
      expect(await placeCall(sipp, CALL)).toMatchObject({ sipStatus: 503 });
      expect((await bench.ended()).slice(1)).toMatchObject([
        { type: 'attempt', failed: { gatewayId: 'gateway-1', sipStatus: statuses[0] } },
        {
          outcome: 'unanswered',
          sipStatus: 503,
          endedBy: 'failure',
          failed: { gatewayId: 'gateway-2', sipStatus: statuses[1] },
        },
      ]);
    }
  });

  test('is not redirected by a gateway', async () => {
    const moving = await bench.gateway({ status: 302, contact: answering.uri });
    contract.decide({ gateways: [moving.uri] });
    expect(await placeCall(sipp, CALL)).toMatchObject({ sipStatus: 502 });
    expect((await bench.ended()).at(-1)).toMatchObject({ outcome: 'unanswered', sipStatus: 502 });
  });

  test('given up while it rings is reported with 487', async () => {
    const slow = await bench.gateway({ answerAfterMs: 20_000 });
    contract.decide({ gateways: [slow.uri] });
    expect(await placeCall(sipp, { ...CALL, cancelAfterMs: 600 })).toMatchObject({ sipStatus: 487 });
    expect((await bench.ended()).at(-1)).toMatchObject({
      outcome: 'unanswered',
      sipStatus: 487,
      endedBy: 'caller',
    });
  });

  test('given up before billing answered gives back what billing held', async () => {
    contract.decide({ gateways: [answering.uri], answerAfterMs: 1500 });
    const invitesBefore = answering.messages().length;
    expect(await placeCall(sipp, { ...CALL, cancelAfterMs: 400 })).toMatchObject({ sipStatus: 487 });
    expect((await bench.ended()).at(-1)).toMatchObject({
      outcome: 'unanswered',
      sipStatus: 487,
      endedBy: 'caller',
    });
    expect(answering.messages()).toHaveLength(invitesBefore);
  });
});

test('a call whose phone has vanished ends by itself', async () => {
  const ended = await bench.until('ended', 60_000);
  expect(ended).toMatchObject({ sessionId: sessionOfVanished, endedBy: 'failure', outcome: 'answered' });
});
