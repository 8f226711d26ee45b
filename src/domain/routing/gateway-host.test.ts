import { expect, test } from 'vitest';
import { isGatewayHost } from './gateway-host.ts';

test.each([
  '192.0.2.1',
  '2001:db8::1',
  '::1',
  '1:2:3:4:5:6:7:8',
  'gw1.carrier.example',
  'localhost',
  'xn--bcher-kva.example',
])('%s is a gateway host', (host) => {
  expect(isGatewayHost(host)).toBe(true);
});

test.each([
  '',
  '256.0.0.1',
  '1.2.3',
  '1.2.3.4:5060',
  '1:2:3',
  '::1::',
  'a..b',
  '-a.example',
  'a b',
  'a;lr',
  'sip:a',
  '[::1]',
  'A.EXAMPLE',
  'x'.repeat(64),
])('%j is none', (host) => {
  expect(isGatewayHost(host)).toBe(false);
});
