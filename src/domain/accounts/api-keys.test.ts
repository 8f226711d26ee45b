import { expect, test } from 'vitest';
import { keyRefusal, keyState } from './api-keys.ts';

const now = new Date('2026-11-24T12:00:00Z');
const at = (text: string) => new Date(text);

test.each([
  { addresses: [], address: 'unknown', refusal: null, because: 'without a list every place will do' },
  { addresses: ['192.0.2.7'], address: '192.0.2.7', refusal: null, because: 'it is the address' },
  { addresses: ['192.0.2.7'], address: '::ffff:192.0.2.7', refusal: null, because: 'it is written as IPv6' },
  {
    addresses: ['192.0.2.7'],
    address: '192.0.2.8',
    refusal: 'api_key_address',
    because: 'it is the next one',
  },
  {
    addresses: ['10.0.0.0/8', '192.0.2.0/28'],
    address: '192.0.2.15',
    refusal: null,
    because: 'the last of the network',
  },
  {
    addresses: ['192.0.2.0/28'],
    address: '192.0.2.16',
    refusal: 'api_key_address',
    because: 'the first beyond it',
  },
  {
    addresses: ['2001:db8::/32'],
    address: '2001:db8:ffff::1',
    refusal: null,
    because: 'IPv6 has networks too',
  },
  {
    addresses: ['2001:db8::/32'],
    address: '2001:db9::1',
    refusal: 'api_key_address',
    because: 'of another network',
  },
  {
    addresses: ['fe80::1'],
    address: 'fe80::1%eth0',
    refusal: null,
    because: 'the interface is not part of it',
  },
  {
    addresses: ['0.0.0.0/0'],
    address: '2001:db8::1',
    refusal: 'api_key_address',
    because: 'IPv4 is not IPv6',
  },
  { addresses: ['192.0.2.7'], address: 'unknown', refusal: 'api_key_address', because: 'it is no address' },
])('$addresses from $address: $refusal, because $because', ({ addresses, address, refusal }) => {
  expect(keyRefusal({ expiresAt: null, addresses }, { address, now })).toBe(refusal);
});

test('a key works until its moment, and not in it', () => {
  const here = { addresses: [], address: '192.0.2.7' };
  const refusal = (expiresAt: Date) => keyRefusal({ ...here, expiresAt }, { ...here, now });
  expect(refusal(at('2026-11-24T12:00:00.001Z'))).toBeNull();
  expect(refusal(now)).toBe('api_key_expired');
  // The end is told before the place: another place would not help.
  expect(keyRefusal({ expiresAt: now, addresses: ['192.0.2.8'] }, { address: '192.0.2.7', now })).toBe(
    'api_key_expired',
  );
});

test('its state says when it ends soon', () => {
  expect(keyState(null, now)).toBe('active');
  expect(keyState(at('2026-12-08T12:00:00.001Z'), now)).toBe('active');
  expect(keyState(at('2026-12-08T12:00:00Z'), now)).toBe('soon');
  expect(keyState(now, now)).toBe('expired');
});
