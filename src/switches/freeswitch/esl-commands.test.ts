/** What FreeSWITCH may be told, and that nothing else can be. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as commands from './esl-commands.ts';

const CHANNEL = '754c7f68-0e38-4c1d-9870-7678caf50197';
const SESSION = '01a20fb8-2c90-7149-939f-75f97a6c3711';

test('commands are written as FreeSWITCH reads them', () => {
  expect(commands.doesExist(CHANNEL)).toBe(`api uuid_exists ${CHANNEL}`);
  expect(commands.readVariable(CHANNEL, 'bridge_uuid')).toBe(`api uuid_getvar ${CHANNEL} bridge_uuid`);
  expect(commands.killChannel(CHANNEL, 'MANAGER_REQUEST')).toBe(`api uuid_kill ${CHANNEL} MANAGER_REQUEST`);
  expect(commands.scheduleKill(commands.limitGroup(SESSION, 3), 81, CHANNEL)).toBe(
    `api sched_api +81 tollbook-${SESSION}-3 uuid_kill ${CHANNEL} ALLOTTED_TIMEOUT`,
  );
  expect(commands.forgetTasks(commands.limitGroup(SESSION, 1))).toBe(`api sched_del tollbook-${SESSION}`);
  expect(commands.dropGateway(SESSION)).toBe(`api sofia profile tollbook killgw ${SESSION}`);
  expect(commands.authenticate('ClueCon 2')).toBe('auth ClueCon 2');
});

test.each(['', ' x', 'a\nb', 'a\r\nexit', 'x'.repeat(201), 'ü'])('%j is no key', (password) => {
  expect(commands.authenticate(password)).toBeNull();
});

test('no argument gets a second line, a second word or another command in', () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.constantFrom(
      `${CHANNEL}\n\napi system id`,
      `${CHANNEL} NORMAL_CLEARING`,
      '',
      'all',
      `${CHANNEL};`,
      '../..',
      '*',
    ),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      expect(() => commands.doesExist(text)).toThrow(/must hold/);
      expect(() => commands.readVariable(text, 'bridge_uuid')).toThrow(/must hold/);
      expect(() => commands.killChannel(text, 'MANAGER_REQUEST')).toThrow(/must hold/);
      expect(() => commands.limitGroup(text, 1)).toThrow(/must hold/);
      expect(() => commands.scheduleKill(commands.limitGroup(SESSION, 1), 5, text)).toThrow(/must hold/);
      expect(() => commands.dropGateway(text)).toThrow(/must hold/);
    }),
  );
  for (const seconds of [0, -1, 1.5, Number.NaN, 1e9, Infinity])
    expect(() => commands.scheduleKill(commands.limitGroup(SESSION, 1), seconds, CHANNEL)).toThrow(
      /must hold/,
    );
  for (const slice of [0, -1, 1.5, Number.NaN])
    expect(() => commands.limitGroup(SESSION, slice)).toThrow(/must hold/);
});
