/** Commands for switches go to no address that hides credentials or hands them out. */
import { expect, test } from 'vitest';
import { controlUrlMistake } from './control-url.ts';

test.each([
  'http://127.0.0.1:5062',
  'https://switch.example.com/rpc',
  'http://[fd00::1]:5062',
  'http://169.253.1.1',
  'http://[fec0::1]',
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
])('%s is refused', (url, why) => expect(controlUrlMistake(url)).toMatch(why));
