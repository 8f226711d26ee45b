/** Commands for switches go to no address that hides credentials or hands them out. */
import { expect, test } from 'vitest';
import { controlKindMistake, controlUrlMistake, eslAddress } from './control-url.ts';

test.each([
  'http://127.0.0.1:5062',
  'https://switch.example.com/rpc',
  'http://[fd00::1]:5062',
  'http://169.253.1.1',
  'http://[fec0::1]',
  'esl://127.0.0.1:8021',
  'esl://[fd00::1]:8021',
  'esl://switch.example.com',
])('%s is let through', (url) => expect(controlUrlMistake(url)).toBeNull());

test.each([
  ['https://u:p@switch.example.com', /user and password/],
  ['https://u@switch.example.com', /user and password/],
  ['http://169.254.169.254/latest', /Link-local/],
  ['http://0xa9fea9fe', /Link-local/],
  ['http://2852039166', /Link-local/],
  ['http://[fe80::1]', /Link-local/],
  ['http://[febf:1::1]', /Link-local/],
  ['http://[::ffff:169.254.169.254]', /Link-local/],
  ['esl://169.254.169.254:8021', /Link-local/],
  ['esl://0xa9fea9fe:8021', /Link-local/],
  ['esl://[fe80::1]:8021', /Link-local/],
  ['esl://u:p@switch.example.com:8021', /user and password/],
  ['esl://switch.example.com:8021/path', /host and port/],
  ['esl://switch.example.com:0', /host and port/],
  ['esl://switch.example.com:8021?x', /host and port/],
])('%s is refused', (url, why) => expect(controlUrlMistake(url)).toMatch(why));

test('host and port of an event socket are told apart, 8021 unless it says otherwise', () => {
  expect(eslAddress('esl://127.0.0.1:9000')).toEqual({ host: '127.0.0.1', port: 9000 });
  expect(eslAddress('esl://[FD00::1]')).toEqual({ host: 'fd00::1', port: 8021 });
  expect(eslAddress('http://127.0.0.1:8021')).toBeNull();
  expect(eslAddress('esl://a\nb:8021')).toBeNull();
});

test.each([
  ['freeswitch', 'esl://127.0.0.1:8021', null],
  ['freeswitch', 'http://127.0.0.1:8021', /event socket/],
  ['kamailio', 'esl://127.0.0.1:8021', /Only a FreeSWITCH/],
  ['kamailio', 'http://127.0.0.1:5062', null],
  ['freeswitch', null, null],
] as const)('a %s at %s', (kind, url, why) =>
  why === null
    ? expect(controlKindMistake(kind, url)).toBeNull()
    : expect(controlKindMistake(kind, url)).toMatch(why),
);
