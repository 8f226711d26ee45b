/** Frames of the event socket, cut anywhere, too long, and none at all. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFrameReader, EVENT_BYTES_MAX, NotEsl, readEvent, type EslFrame } from './esl-protocol.ts';

const FIXTURES = new URL('../../../test/fixtures/freeswitch/', import.meta.url);
const events = readdirSync(FIXTURES)
  .filter((name) => name.startsWith('esl-'))
  .map((name) => readFileSync(new URL(name, FIXTURES)));
const reply = (body: string) =>
  Buffer.from(`Content-Type: api/response\nContent-Length: ${Buffer.byteLength(body)}\n\n${body}`);

/** All that comes of a stream that is cut after each of these sizes, again and again. */
function read(stream: Buffer, sizes: readonly number[]): EslFrame[] {
  const reader = createFrameReader();
  const frames: EslFrame[] = [];
  for (let at = 0, turn = 0; at < stream.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    frames.push(...reader.take(stream.subarray(at, at + size)));
    at += size;
  }
  return frames;
}

const shown = (frames: readonly EslFrame[]) =>
  frames.map(({ headers, body }) => [Object.fromEntries(headers), body?.toString('utf8')]);

describe('frames', () => {
  test('of a real FreeSWITCH are the same wherever the network cuts them', () => {
    const stream = Buffer.concat([
      Buffer.from('Content-Type: auth/request\n\n'),
      Buffer.from('Content-Type: command/reply\nReply-Text: +OK accepted\n\n'),
      ...events,
      reply('+OK\n'),
      reply('grün \u{1F600}'),
    ]);
    const whole = read(stream, [stream.length]);
    expect(whole).toHaveLength(events.length + 4);
    expect(whole.at(-1)?.body?.toString()).toBe('grün \u{1F600}');
    for (const size of [1, 2, 3, 7, 64, 1447]) expect(shown(read(stream, [size]))).toEqual(shown(whole));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 20 }), (sizes) => {
        expect(shown(read(stream, sizes))).toEqual(shown(whole));
      }),
      { numRuns: 50 },
    );
  });

  test('an event that is too long is skipped, and the next one is read', () => {
    const long = 'x'.repeat(EVENT_BYTES_MAX + 1);
    const stream = Buffer.concat([
      Buffer.from(`Content-Length: ${long.length}\nContent-Type: text/event-json\n\n${long}`),
      reply('+OK\n'),
    ]);
    expect(shown(read(stream, [65_536]))).toEqual([
      [expect.objectContaining({ 'content-type': 'text/event-json' }), undefined],
      [expect.objectContaining({ 'content-type': 'api/response' }), '+OK\n'],
    ]);
  });

  test.each([
    ['a web server', 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n\n\n'],
    ['headers without an end', 'a: b\n'.repeat(10_000)],
    ['headers that are too long', `${'a: b\n'.repeat(10_000)}\n`],
    ['a length that is no number', 'Content-Length: -1\nContent-Type: x\n\n'],
    ['a length of a library', 'Content-Length: 99999999999999999999\nContent-Type: x\n\n'],
    ['a header without a name', ': x\n\n'],
  ])('%s is none', (_what, text) => {
    expect(() => read(Buffer.from(text), [4096])).toThrow(NotEsl);
  });

  test('whatever comes, it is read or refused, and nothing else happens', () => {
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.constantFrom(...events),
      fc
        .constantFrom('\n\n', 'Content-Length: 5\n\n', 'Content-Length: 0\n\n', ':')
        .map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.array(junk, { maxLength: 12 }), fc.integer({ min: 1, max: 500 }), (parts, size) => {
        try {
          for (const { body } of read(Buffer.concat(parts), [size])) if (body !== null) readEvent(body);
        } catch (error) {
          expect(error).toBeInstanceOf(NotEsl);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('an event', () => {
  test('of a real FreeSWITCH has its name and fields', () => {
    const [answer] = read(events.find((each) => each.includes('"CHANNEL_ANSWER"'))!, [100_000]);
    const event = readEvent(answer!.body!)!;
    expect(event.name).toBe('CHANNEL_ANSWER');
    expect(event.subclass).toBe('');
    expect(event.field('Unique-ID')).toBe('754c7f68-0e38-4c1d-9870-7678caf50197');
    expect(event.field('variable_switch_m_sdp')).toContain('v=0\r\n');
    expect(event.field('nothing')).toBeNull();
    expect(event.field('toString')).toBeNull();
    expect(event.field('__proto__')).toBeNull();
  });

  test('may hold bytes that are no text', () => {
    const body = Buffer.concat([
      Buffer.from('{"Event-Name":"CUSTOM","user-agent":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}'),
    ]);
    expect(readEvent(body)?.field('user-agent')).toBe('\uFFFD\uFFFD');
  });

  test.each(['', '[]', 'null', '"x"', '{}', '{"Event-Name":["a","b"]}', '{"Event-Name":'])(
    '%s is none',
    (text) => {
      expect(readEvent(Buffer.from(text))).toBeNull();
    },
  );
});
