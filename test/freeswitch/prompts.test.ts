/** What callers hear: that it is sound, that it sounds alike, and that a switch can fetch it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordPrompts } from '../../scripts/prompts.mjs';
import { forTelephone, RATE_HZ, wavOf } from '../../scripts/sound.mjs';
import { PROMPTS } from '../../src/domain/cards/prompts.ts';
import { LANGUAGES } from '../../src/domain/languages.ts';
import { Problem } from '../../src/domain/problem.ts';
import {
  addPromptRoutes,
  mistakesOfOwnPrompts,
  missingPrompts,
  promptUrl,
} from '../../src/switches/freeswitch/prompts.ts';
import { mistakeOfWav } from '../../src/switches/freeswitch/wav.ts';

const recorded = 'dist/prompts';
const own = mkdtempSync(join(tmpdir(), 'tollbook-prompts-'));
afterAll(() => rmSync(own, { recursive: true }));
const FRAME = RATE_HZ / 100;

const db = (value: number) => 20 * Math.log10(value);

type Sound = Readonly<{ bytes: Buffer; samples: Float64Array; loud: number[]; first: number; last: number }>;

/** A recording, and which of its hundredths of a second are no silence. */
function soundOf(path: string): Sound {
  const bytes = readFileSync(join(recorded, path));
  const samples = Float64Array.from(
    new Int16Array(bytes.buffer, bytes.byteOffset + 44, (bytes.length - 44) / 2),
    (sample) => sample / 32_768,
  );
  const powers = Array.from({ length: Math.floor(samples.length / FRAME) }, (_, index) => {
    const frame = samples.subarray(index * FRAME, (index + 1) * FRAME);
    return frame.reduce((sum, sample) => sum + sample * sample, 0) / FRAME;
  });
  const floor = Math.max(...powers) / 10_000;
  const isLoud = (power: number) => power > floor;
  return {
    bytes,
    samples,
    loud: powers.filter(isLoud),
    first: powers.findIndex(isLoud),
    last: powers.length - 1 - powers.findLastIndex(isLoud),
  };
}

beforeAll(async () => {
  await recordPrompts();
}, 180_000);

test('making them again costs nothing: all of them are there', async () => {
  expect(await recordPrompts()).toBe(0);
  expect(await missingPrompts(recorded)).toBe(0);
});

describe.each(LANGUAGES)('what is recorded in %s', (language) => {
  const names = Object.entries(PROMPTS[language]).filter(([, text]) => text !== '');
  const sounds = () => names.map(([name, text]) => ({ name, text, ...soundOf(`${language}/${name}.wav`) }));

  test('is 16-bit PCM at 8 kHz with one channel', () => {
    for (const { name, bytes } of sounds()) expect([name, mistakeOfWav(bytes)]).toEqual([name, null]);
  });

  test('is as loud as any other, and never so loud that it is cut', () => {
    for (const { name, samples, loud } of sounds()) {
      const level = db(Math.sqrt(loud.reduce((sum, power) => sum + power, 0) / loud.length));
      expect(level, name).toBeGreaterThan(-24);
      expect(level, name).toBeLessThan(-19);
      expect(db(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)), name).toBeLessThan(
        -2.9,
      );
    }
  });

  test('begins at once, ends soon, and takes as long as its text', () => {
    for (const { name, text, samples, first, last } of sounds()) {
      const seconds = samples.length / RATE_HZ;
      const letters = text.replaceAll(/[^\p{L}]/gu, '').length;
      expect(first, name).toBeLessThanOrEqual(3);
      expect(last, name).toBeLessThanOrEqual(text.endsWith('.') ? 30 : 17);
      expect(seconds, name).toBeGreaterThan(0.2);
      expect(seconds, name).toBeLessThan(0.9 + letters * 0.16);
      expect(seconds, name).toBeGreaterThan(0.1 + letters * 0.035);
    }
  });

  test('is a different sound for each text', () => {
    const texts = new Set(names.map(([, text]) => text));
    const heard = new Set(sounds().map(({ bytes }) => bytes.toString('base64')));
    expect(heard.size).toBeGreaterThan(texts.size * 0.97);
  });
});

test('silence between groups of digits is 300 ms of it', () => {
  const { samples } = soundOf('en/pause.wav');
  expect(samples.length).toBe(0.3 * RATE_HZ);
  expect(samples.every((sample) => sample === 0)).toBe(true);
});

describe('sound for telephones', () => {
  const tone = (hz: number, seconds = 1, rateHz = 22_050) =>
    Int16Array.from({ length: seconds * rateHz }, (_, index) =>
      Math.round(8000 * Math.sin((2 * Math.PI * hz * index) / rateHz)),
    );
  /** How often it rises through zero in a second. */
  const pitchOf = (samples: Int16Array) => {
    let rises = 0;
    for (let index = 1; index < samples.length; index++)
      if (samples[index - 1]! < 0 && samples[index]! >= 0) rises++;
    return (rises * RATE_HZ) / samples.length;
  };

  test.each([300, 1000, 2000, 3300])('keeps a tone of %d Hz as it is', (hz) => {
    const made = forTelephone(tone(hz), 22_050, 0);
    expect(pitchOf(made)).toBeGreaterThan(hz * 0.99);
    expect(pitchOf(made)).toBeLessThan(hz * 1.01);
  });

  test('what telephones cannot carry is gone, and does not come back as another tone', () => {
    const high = tone(6000);
    const mixed = tone(1000).map((sample, index) => sample + high[index]!);
    const made = forTelephone(mixed, 22_050, 0);
    const alone = forTelephone(tone(1000), 22_050, 0);
    const middle = (samples: Int16Array) => [...samples.subarray(2000, 2400)];
    const difference = middle(made).map((sample, index) => Math.abs(sample - middle(alone)[index]!));
    expect(Math.max(...difference)).toBeLessThan(40);
  });

  test('silence around it is cut off, and the pause after it is there', () => {
    const padded = new Int16Array(3 * 22_050);
    padded.set(tone(1000, 1), 22_050);
    const made = forTelephone(padded, 22_050, 100);
    expect(made.length / RATE_HZ).toBeGreaterThan(1.1);
    expect(made.length / RATE_HZ).toBeLessThan(1.17);
    expect(made.subarray(-RATE_HZ / 11).every((sample) => sample === 0)).toBe(true);
  });
});

describe('a switch', () => {
  const app = Fastify({ exposeHeadRoutes: false });
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof Problem ? error.status : 500).send({ code: (error as Problem).code }),
  );
  addPromptRoutes(app, { recorded, own });
  afterAll(() => app.close());
  const get = (path: string, headers = {}, method: 'GET' | 'HEAD' = 'GET') =>
    app.inject({ method, url: `/switch/freeswitch/v1/prompts/${path}`, headers });
  const put = (path: string, bytes: Buffer | string) => {
    mkdirSync(join(own, path, '..'), { recursive: true });
    writeFileSync(join(own, path), bytes);
  };

  test('finds a prompt at its address, keeps it for a while, and asks by HEAD whether it is still the same', async () => {
    expect(promptUrl('http://127.0.0.1:8081', 'de', 'number-21')).toBe(
      'http://127.0.0.1:8081/switch/freeswitch/v1/prompts/de/number-21.wav',
    );
    const { statusCode, headers, rawPayload } = await get('de/number-21.wav');
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('audio/wav');
    expect(headers['cache-control']).toBe('public, max-age=300');
    expect(rawPayload.equals(readFileSync(join(recorded, 'de/number-21.wav')))).toBe(true);
    const head = await get('de/number-21.wav', {}, 'HEAD');
    expect(head.rawPayload.length).toBe(0);
    for (const name of ['etag', 'content-length', 'content-type', 'cache-control', 'last-modified'])
      expect(head.headers[name], name).toBe(headers[name]);
    const again = await get('de/number-21.wav', { 'if-none-match': headers.etag });
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
    expect((await get('de/number-22.wav')).headers.etag).not.toBe(headers.etag);
  });

  test.each([
    'de/number-100000.wav',
    'de/number-21',
    'de/number-21.mp3',
    'fr/number-21.wav',
    'de/..%2f..%2f..%2fpackage.json',
    'de/%2e%2e%2fen%2fand.wav',
    '..%2fprompts%2fde/number-21.wav',
    'de/constructor.wav',
    'de/__proto__.wav',
    'constructor/name.wav',
    'de/number-21.wav%00.wav',
    'de/made-from.json',
    `de/${'a'.repeat(90)}.wav`,
  ])('finds nothing at %s', async (path) => {
    expect((await get(path)).statusCode).toBe(404);
  });

  test("hears the operator's own recording, from the moment that it is there until it is gone", async () => {
    const theirs = wavOf(new Int16Array(400).fill(1000));
    const before = await get('en/welcome.wav');
    put('en/welcome.wav', theirs);
    const now = await get('en/welcome.wav');
    expect(now.rawPayload.equals(theirs)).toBe(true);
    expect(now.headers.etag).not.toBe(before.headers.etag);
    expect(await mistakesOfOwnPrompts(own)).toEqual([]);
    rmSync(join(own, 'en/welcome.wav'));
    expect((await get('en/welcome.wav')).headers.etag).toBe(before.headers.etag);
  });

  test('hears ours as long as the own one cannot be played, and the operator is told why', async () => {
    const good = wavOf(new Int16Array(400).fill(1000));
    const stereo = Buffer.from(good);
    stereo.writeUInt16LE(2, 22);
    const fast = Buffer.from(good);
    fast.writeUInt32LE(44_100, 24);
    const eight = Buffer.from(good);
    eight.writeUInt16LE(8, 34);
    put('en/goodbye.wav', 'ID3 this is an MP3');
    put('en/welcome.wav', stereo);
    put('en/hundred.wav', fast);
    put('en/and.wav', eight);
    put('en/minus.wav', good.subarray(0, 44));
    put('en/point.wav', good.subarray(0, 30));
    put('en/hello.wav', good);
    put('fr/welcome.wav', good);
    put('welcome.wav', good);
    put('en/thousand.wav', good);
    expect(
      (await get('en/welcome.wav')).rawPayload.equals(readFileSync(join(recorded, 'en/welcome.wav'))),
    ).toBe(true);
    expect(await mistakesOfOwnPrompts(own)).toEqual([
      { path: 'en/and.wav', mistake: 'It is not 16-bit PCM.' },
      { path: 'en/goodbye.wav', mistake: 'It is no WAV file.' },
      { path: 'en/hello.wav', mistake: 'There is no prompt of that name.' },
      { path: 'en/hundred.wav', mistake: 'It has 44100 samples a second, and not 8000 or 16000.' },
      { path: 'en/minus.wav', mistake: 'There is no sound in it.' },
      { path: 'en/point.wav', mistake: 'It does not say its format.' },
      { path: 'en/welcome.wav', mistake: 'It has 2 channels and not one.' },
      { path: 'fr/welcome.wav', mistake: 'There is no prompt of that name.' },
      { path: 'welcome.wav', mistake: 'There is no prompt of that name.' },
    ]);
  });
});
