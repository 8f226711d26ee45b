/** The connection to the event socket: what ends it, what it does then, and what a command without an answer comes to. */
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import {
  openEsl,
  visitEsl,
  type EslClient,
  type EslOptions,
  type EslTrouble,
} from '../../src/switches/freeswitch/esl-client.ts';
import { doesExist, readClock, readVersion } from '../../src/switches/freeswitch/esl-commands.ts';
import type { EslEvent } from '../../src/switches/freeswitch/esl-protocol.ts';
import { startEslServer } from '../support/esl-server.ts';

const CHANNEL = '754c7f68-0e38-4c1d-9870-7678caf50197';
const SOON = { firstMs: 20, longestMs: 80, wrongKeyMs: 60, quietMs: 200, greetingMs: 300, stuckMs: 150 };

const server = await startEslServer();
const opened: EslClient[] = [];

function open(over: Partial<EslOptions> = {}) {
  const troubles: EslTrouble[] = [];
  const events: EslEvent[] = [];
  let ups = 0;
  const client = openEsl({
    host: '127.0.0.1',
    port: server.port,
    password: server.password,
    onEvent: (event) => void events.push(event),
    onUp: () => {
      ups += 1;
    },
    onDown: (trouble) => void troubles.push(trouble),
    waits: SOON,
    ...over,
  });
  opened.push(client);
  return { client, troubles, events, ups: () => ups };
}

const until = async (holds: () => boolean) => {
  for (let tries = 0; tries < 800; tries++) {
    if (holds()) return;
    await sleep(10);
  }
  throw new Error('the condition did not come about');
};

afterEach(async () => {
  await Promise.all(opened.splice(0).map((client) => client.stop()));
  server.playTricks(() => undefined);
  server.state.cut = 0;
  server.state.greeting = 'Content-Type: auth/request\n\n';
});

describe('a connection', () => {
  test.each([0, 1, 3, 11])('signs in, subscribes and hears events, cut after %i bytes', async (cut) => {
    server.state.cut = cut;
    const { client, events } = open();
    await until(() => client.isConnected());
    server.commands.length = 0;
    await server.fireLike('esl-CHANNEL_ANSWER-2', {});
    await server.fireLike('esl-HEARTBEAT-1', { 'Session-Count': '7' });
    await server.fire({ 'Event-Name': 'CHANNEL_PARK' });
    expect(await client.run(readClock())).toMatch(/^\d{10}$/);
    expect(events.map(({ name }) => name)).toEqual(['CHANNEL_ANSWER', 'HEARTBEAT']);
    expect(events[1]!.field('Session-Count')).toBe('7');
  });

  test('comes back after it was lost, and says both', async () => {
    const { client, troubles, ups } = open();
    await until(() => ups() === 1);
    server.drop();
    await until(() => ups() === 2);
    expect(troubles).toEqual(['closed']);
    expect(await client.run(doesExist(CHANNEL))).toBe('false');
  });

  test('waits for a switch that is away, says so once, and is there when the switch is', async () => {
    await server.close();
    const { client, troubles, ups } = open();
    await until(() => troubles.length === 1);
    expect(troubles).toEqual(['not_reached']);
    await expect(client.run(readClock())).rejects.toMatchObject({ why: 'not_connected' });
    await server.open();
    await until(() => ups() === 1);
    expect(troubles).toEqual(['not_reached']);
  });

  test('with the wrong key says so, and tries no more often than it should', async () => {
    const { client, troubles } = open({ password: 'another', waits: { ...SOON, wrongKeyMs: 60_000 } });
    await until(() => troubles.length === 1);
    expect(troubles).toEqual(['wrong_key']);
    expect(client.isConnected()).toBe(false);
    await until(() => server.connections() === 0);
  });

  test.each([
    [
      'that its list does not let in',
      'Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n',
      'denied',
    ],
    ['of a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n\n\n', 'not_esl'],
    ['that answers before it is asked', 'Content-Type: command/reply\nReply-Text: +OK\n\n', 'not_esl'],
    ['that says nothing', '', 'not_reached'],
  ])('%s is told apart', async (_what, greeting, trouble) => {
    server.state.greeting = greeting;
    const { troubles } = open();
    await until(() => troubles.length > 0);
    expect(troubles[0]).toBe(trouble);
  });

  test('on which garbage comes is given up and made anew', async () => {
    const { troubles, ups } = open();
    await until(() => ups() === 1);
    await server.sendRaw('no header at all\n\n');
    await until(() => ups() === 2);
    expect(troubles).toEqual(['not_esl']);
    await server.sendRaw('Content-Type: api/response\nContent-Length: 3\n\n+OK');
    await until(() => ups() === 3);
    expect(troubles).toEqual(['not_esl', 'not_esl']);
  });

  test('outlives events that are too long or no JSON', async () => {
    const { client, events, ups } = open();
    await until(() => client.isConnected());
    await server.fire({ 'Event-Name': 'HEARTBEAT' }, 'x'.repeat(3 * 1024 * 1024));
    await server.fire({ 'Event-Name': 'HEARTBEAT' }, '{"Event-Name":');
    await server.fireLike('esl-HEARTBEAT-1', {});
    await until(() => events.length === 1);
    expect(ups()).toBe(1);
  });

  test('that has gone silent is tried with a question, and given up', async () => {
    const { client, troubles, ups } = open();
    await until(() => client.isConnected());
    server.commands.length = 0;
    await until(() => server.commands.includes('api strepoch'));
    expect(troubles).toEqual([]);
    server.playTricks(() => 'mute');
    await until(() => troubles.length === 1);
    expect(troubles).toEqual(['silent']);
    server.playTricks(() => undefined);
    await until(() => ups() === 2);
  });

  test('is not read on while events are in work, and loses none of them', async () => {
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const seen: string[] = [];
    const { client, ups, troubles } = open({
      onEvent: async (event) => {
        await held;
        seen.push(event.field('Task') ?? '');
      },
      waits: { ...SOON, eventsMax: 10, stuckMs: 10_000 },
    });
    await until(() => client.isConnected());
    const body = (task: number) =>
      JSON.stringify({ 'Event-Name': 'HEARTBEAT', Task: String(task), filler: 'x'.repeat(100_000) });
    const sent = Array.from({ length: 300 }, (_, task) =>
      server.fire({ 'Event-Name': 'HEARTBEAT' }, body(task)),
    );
    await until(() => server.waitingBytes() > 10_000_000);
    // Longer than a silent connection would be left alone, and with an answer that waits behind the events.
    client.run(readClock(), 50).catch(() => {});
    await sleep(3 * SOON.quietMs);
    expect(ups()).toBe(1);
    expect(server.waitingBytes()).toBeGreaterThan(10_000_000);
    release();
    await Promise.all(sent);
    await until(() => seen.length === 300);
    expect(troubles).toEqual([]);
    expect(seen).toEqual(Array.from({ length: 300 }, (_, task) => String(task)));
  });
});

describe('a command', () => {
  test('has its own answer, also when the one before came too late', async () => {
    const { client } = open();
    await until(() => client.isConnected());
    let late: (answer: string) => void = () => {};
    server.playTricks((command) =>
      command === 'version' ? new Promise<string>((resolve) => (late = resolve)) : undefined,
    );
    const version = client.run(readVersion(), 50);
    const exists = client.run(doesExist(CHANNEL));
    await expect(version).rejects.toMatchObject({ why: 'timeout' });
    late('FreeSWITCH Version 1.10.12\n');
    expect(await exists).toBe('false');
    expect(client.isConnected()).toBe(true);
  });

  test('many of them keep their order, and no more wait than there is room for', async () => {
    const { client } = open({ waits: { ...SOON, stuckMs: 60_000, quietMs: 60_000 } });
    await until(() => client.isConnected());
    server.channels.set(CHANNEL, new Map());
    const other = CHANNEL.replace('7', '8');
    const answers = await Promise.all(
      Array.from({ length: 2000 }, (_, place) => client.run(doesExist(place % 2 === 0 ? CHANNEL : other))),
    );
    expect(answers.every((answer, place) => answer === String(place % 2 === 0))).toBe(true);
    server.channels.clear();
    server.playTricks(() => new Promise(() => {}));
    const waiting = Array.from({ length: 5100 }, () =>
      client.run(readClock(), 300).catch((error: unknown) => error),
    );
    const whys = (await Promise.all(waiting)) as { why: string }[];
    expect(whys.filter(({ why }) => why === 'busy')).toHaveLength(36);
    expect(whys.filter(({ why }) => why === 'timeout')).toHaveLength(5064);
  });

  test.each(['lost', 'break'] as const)('whose answer was %s with the connection has none', async (what) => {
    const { client, ups } = open();
    await until(() => client.isConnected());
    server.playTricks(() => what);
    await expect(client.run(readClock())).rejects.toMatchObject({ why: 'not_connected' });
    server.playTricks(() => undefined);
    await until(() => ups() === 2);
    expect(await client.run(doesExist(CHANNEL))).toBe('false');
  });
});

describe('a visit', () => {
  test('asks and leaves', async () => {
    const at = { host: '127.0.0.1', port: server.port, password: server.password };
    expect(await visitEsl(at, (run) => run(readVersion()))).toEqual({
      answer: expect.stringContaining('1.10.12'),
    });
    await until(() => server.connections() === 0);
    expect(await visitEsl({ ...at, password: 'x' }, (run) => run(readVersion()))).toEqual({
      trouble: 'wrong_key',
    });
    const closed = createServer().listen(0, '127.0.0.1');
    afterAll(() => closed.close());
    const { port } = await new Promise<AddressInfo>((done) =>
      closed.once('listening', () => done(closed.address() as AddressInfo)),
    );
    closed.close();
    expect(await visitEsl({ ...at, port }, (run) => run(readVersion()))).toEqual({ trouble: 'not_reached' });
  });
});
