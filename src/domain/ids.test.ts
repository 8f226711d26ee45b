import { expect, test } from 'vitest';
import { isUuid, timeOfUuidV7, uuidV7 } from './ids.ts';

test('a UUIDv7 carries its time, version and variant (example of RFC 9562, A.6)', () => {
  const time = new Date('2022-02-22T19:22:22.000Z');
  const random = Uint8Array.from([0x7c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  const id = uuidV7({ time, random });
  expect(id).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  expect(timeOfUuidV7(id)).toEqual(time);
});

test('ids sort by their time', () => {
  const random = new Uint8Array(10).fill(255);
  const zeros = new Uint8Array(10);
  expect(uuidV7({ time: new Date(1), random }) < uuidV7({ time: new Date(2), random: zeros })).toBe(true);
});

test('only the written form of a UUID is a UUID', () => {
  expect(isUuid('017F22E2-79B0-7CC3-98C4-DC0C0C07398F')).toBe(true);
  for (const text of [
    '',
    '1',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398',
    '017f22e279b07cc398c4dc0c0c07398f',
    "' or 1=1",
  ]) {
    expect(isUuid(text)).toBe(false);
  }
  expect(timeOfUuidV7('017f22e2-79b0-4cc3-98c4-dc0c0c07398f')).toBeNull();
});
