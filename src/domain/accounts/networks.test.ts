import { isIP, BlockList } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keysOfAddress, networkKey, parseAddress, parseNetwork } from './networks.ts';

test.each([
  '192.0.2.1',
  '192.0.2.0/24',
  '10.0.0.0/8',
  '2001:db8::/48',
  '::1',
  '2001:db8::1/128',
  '0.0.0.0/0',
])('%s is a network', (text) => {
  expect(parseNetwork(text)).not.toBeNull();
});

test.each([
  '',
  '192.0.2.1/24',
  '192.0.2.0/33',
  '256.0.0.1',
  '192.0.2',
  '192.0.02.1',
  '2001:db8::1/48',
  '::1::',
  '1:2:3',
  '192.0.2.1 ',
  'localhost',
  '1.2.3.4/',
])('%j is none, nor is one with host bits set', (text) => {
  expect(parseNetwork(text)).toBeNull();
});

test('an address written in either way is one address', () => {
  expect(parseAddress('::ffff:192.0.2.1')).toEqual(parseAddress('192.0.2.1'));
  expect(parseAddress('2001:0db8:0:0:0:0:0:1')).toEqual(parseAddress('2001:db8::1'));
});

test('what is read as an address is one for the operating system too', () => {
  const texts = fc.oneof(fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[0-9a-f.:]{2,20}$/));
  fc.assert(
    fc.property(texts, (text) => {
      expect(parseAddress(text) !== null).toBe(isIP(text) !== 0);
    }),
    { numRuns: 5000 },
  );
});

test('an address is found in its network by a key, as the operating system says', () => {
  const v4 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(
    fc.property(v4, fc.integer({ min: 16, max: 32 }), v4, fc.boolean(), (base, length, other, isNear) => {
      const masked = length === 0 ? 0n : (BigInt(base) >> BigInt(32 - length)) << BigInt(32 - length);
      const written = (value: bigint) => [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
      const address = written(
        isNear ? masked | (BigInt(other) & ((1n << BigInt(32 - length)) - 1n)) : BigInt(other),
      );
      const network = parseNetwork(`${written(masked)}/${length}`)!;
      const list = new BlockList();
      list.addSubnet(written(masked), length, 'ipv4');
      expect(keysOfAddress(parseAddress(address)!).includes(networkKey(network))).toBe(list.check(address));
    }),
    { numRuns: 5000 },
  );
});
