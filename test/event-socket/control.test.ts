/** Limits, hang-ups and questions about calls on a FreeSWITCH, whatever becomes of the connection meanwhile. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { freeswitchControl } from '../../src/switches/freeswitch/control.ts';
import { readClock } from '../../src/switches/freeswitch/esl-commands.ts';
import { openEsl } from '../../src/switches/freeswitch/esl-client.ts';
import { startEslServer } from '../support/esl-server.ts';

const server = await startEslServer();
const client = openEsl({
  host: '127.0.0.1',
  port: server.port,
  password: server.password,
  waits: { firstMs: 10, longestMs: 20, stuckMs: 200 },
});
afterAll(() => client.stop());
const control = freeswitchControl((command) => client.run(command, 300));
const GATEWAY = randomUUID();

/** Also when it is about to be lost: what has no answer ends the connection. */
const connected = async () => {
  for (
    let tries = 0;
    !(await client.run(readClock()).then(
      () => true,
      () => false,
    ));
    tries++
  ) {
    if (tries > 500) throw new Error('no connection');
    await sleep(10);
  }
};
/** A call as our dialplan makes it. */
function place(over: { isBridged?: boolean; access?: boolean } = {}) {
  const [a, b, sessionId] = [randomUUID(), randomUUID(), randomUUID()];
  const calls = `${randomUUID()}/${GATEWAY}+${sessionId}/${GATEWAY}`;
  const caller = new Map([['tollbook_calls', calls]]);
  server.channels.set(a, caller);
  if (over.isBridged !== false) {
    caller.set('bridge_uuid', b);
    server.channels.set(b, new Map([['tollbook_calls', calls]]));
  }
  if (over.access === true) caller.set('tollbook_access', `${sessionId}/${GATEWAY}`);
  return { a, b, call: { sessionId, switchRef: a, answeredAt: new Date() as Date | null } };
}

beforeEach(async () => {
  server.playTricks(() => undefined);
  server.commands.length = 0;
  await connected();
});

describe('a longer limit', () => {
  test('is there before the old one is removed, a second later than granted, on the leg that talks', async () => {
    const { b, call } = place();
    expect(await control.setLimit(call, 80, 2)).toBe('done');
    const group = `tollbook-${call.sessionId}`;
    expect(server.tasksOf(call.sessionId)).toEqual([
      expect.objectContaining({
        seconds: 81,
        group: `${group}-2`,
        command: `uuid_kill ${b} ALLOTTED_TIMEOUT`,
      }),
    ]);
    const said = server.commands.filter((each) => each.startsWith('api sched'));
    expect(said).toEqual([
      `api sched_api +81 ${group}-2 uuid_kill ${b} ALLOTTED_TIMEOUT`,
      `api sched_del ${group}`,
    ]);
    expect(await control.setLimit(call, 90, 3)).toBe('done');
    expect(server.tasksOf(call.sessionId).map((task) => task.group)).toEqual([`${group}-3`]);
  });

  test.each(['mute', 'break', 'lost', '-ERR Invalid syntax.\n'] as const)(
    'whose setting came to "%s" counts for nothing, and the old one stands',
    async (what) => {
      const { call } = place();
      expect(await control.setLimit(call, 80, 2)).toBe('done');
      server.playTricks((command) => (command.startsWith('sched_api') ? what : undefined));
      expect(await control.setLimit(call, 80, 3)).toBe('unknown');
      expect(server.tasksOf(call.sessionId).map(({ group }) => group)).toContain(
        `tollbook-${call.sessionId}-2`,
      );
      server.playTricks(() => undefined);
      await connected();
      expect(await control.setLimit(call, 78, 3)).toBe('done');
      const left = server.tasksOf(call.sessionId).map(({ group }) => group);
      expect(new Set(left)).toEqual(new Set([`tollbook-${call.sessionId}-3`]));
    },
  );

  test.each(['mute', 'break', 'lost'] as const)(
    'whose old one could not be removed (%s) is not there yet, and is when it is asked for again',
    async (what) => {
      const { call } = place();
      expect(await control.setLimit(call, 80, 2)).toBe('done');
      server.playTricks((command) => (command.startsWith('sched_del') ? what : undefined));
      expect(await control.setLimit(call, 80, 3)).toBe('unknown');
      server.playTricks(() => undefined);
      await connected();
      expect(await control.setLimit(call, 78, 3)).toBe('done');
      const left = server.tasksOf(call.sessionId).map(({ group }) => group);
      expect(new Set(left)).toEqual(new Set([`tollbook-${call.sessionId}-3`]));
    },
  );

  test('of two servers at once, of which one is late: the newest limit stays', async () => {
    const { call } = place();
    let go: () => void = () => {};
    const held = new Promise<undefined>((resolve) => {
      go = () => resolve(undefined);
    });
    const slow = openEsl({ host: '127.0.0.1', port: server.port, password: server.password });
    afterAll(() => slow.stop());
    for (let tries = 0; !slow.isConnected() && tries < 500; tries++) await sleep(10);
    let isHeld = false;
    server.playTricks((command) => {
      if (command !== `sched_del tollbook-${call.sessionId}` || isHeld) return undefined;
      isHeld = true;
      return held;
    });
    const late = freeswitchControl((command) => slow.run(command, 5000)).setLimit(call, 80, 2);
    while (!isHeld) await sleep(5);
    expect(await control.setLimit(call, 80, 2)).toBe('done');
    expect(await control.setLimit(call, 80, 3)).toBe('done');
    go();
    expect(await late).toBe('done');
    expect(server.tasksOf(call.sessionId).map(({ group }) => group)).toEqual([
      `tollbook-${call.sessionId}-3`,
    ]);
  });

  test('for a call that is gone, or whose leg to the called one is, is no limit', async () => {
    const gone = place();
    server.channels.clear();
    expect(await control.setLimit(gone.call, 80, 2)).toBe('no_such_call');
    const next = place();
    server.channels.get(next.a)!.set('tollbook_calls', `${randomUUID()}/${GATEWAY}`);
    server.channels.get(next.b)!.set('tollbook_calls', `${randomUUID()}/${GATEWAY}`);
    expect(await control.setLimit(next.call, 80, 2)).toBe('no_such_call');
    expect(server.tasksOf(next.call.sessionId)).toEqual([]);
  });

  test("of an access number is one of the caller's leg", async () => {
    const { a, call } = place({ access: true });
    expect(await control.setLimit(call, 80, 2)).toBe('done');
    expect(server.tasksOf(call.sessionId)[0]!.command).toBe(`uuid_kill ${a} ALLOTTED_TIMEOUT`);
  });
});

describe('a hang-up', () => {
  test('ends the leg that talks, so that whoever calls by card goes on', async () => {
    const { a, b, call } = place();
    expect(await control.hangUp(call)).toBe('done');
    expect([server.channels.has(a), server.channels.has(b)]).toEqual([true, false]);
    expect(server.commands.at(-1)).toBe(`api uuid_kill ${b} MANAGER_REQUEST`);
  });

  test('ends the leg of the caller while it rings', async () => {
    const { a, call } = place({ isBridged: false });
    expect(await control.hangUp(call)).toBe('done');
    expect(server.channels.has(a)).toBe(false);
    expect(await control.hangUp(call)).toBe('no_such_call');
  });

  test('of a call that is over does not end the next one of the same caller', async () => {
    const { a, b, call } = place();
    for (const leg of [a, b]) server.channels.get(leg)!.set('tollbook_calls', `${randomUUID()}/${GATEWAY}`);
    expect(await control.hangUp(call)).toBe('no_such_call');
    expect([server.channels.has(a), server.channels.has(b)]).toEqual([true, true]);
  });

  test.each(['mute', 'break', 'lost'] as const)('that came to "%s" is unknown', async (what) => {
    const { call } = place();
    server.playTricks((command) => (command.startsWith('uuid_kill') ? what : undefined));
    expect(await control.hangUp(call)).toBe('unknown');
  });
});

describe('a call is', () => {
  test('alive while it talks or rings', async () => {
    expect(await control.isAlive(place().call)).toBe('alive');
    const ringing = place({ isBridged: false }).call;
    expect(await control.isAlive({ ...ringing, answeredAt: null })).toBe('alive');
    expect(await control.isAlive(place({ access: true, isBridged: false }).call)).toBe('alive');
  });

  test('dead when FreeSWITCH says that it has no such leg', async () => {
    const { a, b, call } = place();
    server.channels.delete(b);
    expect(await control.isAlive(call)).toBe('dead');
    server.channels.delete(a);
    expect(await control.isAlive(call)).toBe('dead');
  });

  test.each([
    ['the answer is missing', 'mute'],
    ['the connection ends', 'lost'],
    ['FreeSWITCH may not say', '-ERR permission denied'],
    ['it says something else', 'maybe'],
  ] as const)('neither when %s', async (_what, played) => {
    const { call } = place();
    server.channels.clear();
    server.playTricks(() => played);
    expect(await control.isAlive(call)).toBe('unknown');
    expect(await control.setLimit(call, 60, 2)).toBe('unknown');
    expect(await control.hangUp(call)).toBe('unknown');
  });

  test('neither when its switch gave no name that a leg can have', async () => {
    for (const switchRef of [null, '1:2', 'x\n\napi system id'])
      expect(await control.isAlive({ ...place().call, switchRef })).toBe('unknown');
  });
});
