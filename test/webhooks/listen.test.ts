/** `tollbook listen`: events of a panel reach a program on this machine, signed, and it comes back when the panel was away. */
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { listen, run } from '../../src/cli/listen.ts';
import { startReceiver } from '../outgoing/receiver.ts';
import { addCustomer, createWebhookWorld, isSigned, ok, pay } from './support.ts';

const { server, owner, handOut } = await createWebhookWorld();
await server.app.listen({ host: '127.0.0.1', port: 0 });
const url = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
const receiver = await startReceiver({ isHttps: false });
afterAll(receiver.close);

async function keyWith(scopes: readonly string[]): Promise<string> {
  return (await ok(server.owner.post('/api/v1/api-keys', { name: 'listen', scopes }))).key;
}

/** Listens; `line` waits for the next that is printed. */
function start(over: Partial<Parameters<typeof listen>[0]> & { key: string }) {
  const ending = new AbortController();
  const lines: string[] = [];
  const warnings: string[] = [];
  let wake: () => void = () => {};
  const surroundings = {
    print: (text: string) => {
      lines.push(text);
      wake();
    },
    warn: (text: string) => {
      warnings.push(text);
      wake();
    },
    signal: ending.signal,
    waitsMs: [1],
  };
  const ended = listen({ url, forward: receiver.url, types: [], isJson: false, ...over }, surroundings);
  const until = async (isThere: () => boolean) => {
    while (!isThere()) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!isThere()) await woken;
    }
  };
  return { lines, warnings, until, ended, end: () => ending.abort() };
}

test('an event is forwarded with a signature of the secret that was printed, and the answer is printed', async () => {
  receiver.answer((response) => response.writeHead(201).end('kept\u001b[2J'));
  const listening = start({ key: await keyWith(['events:read']), types: ['payment.received'] });
  await listening.until(() => listening.lines.length === 1);
  const secret = /whsec_\S+/.exec(listening.lines[0]!)![0];
  const account = await addCustomer(owner);
  await pay(owner, account.id, '3');
  await handOut();
  await listening.until(() => listening.lines.length === 2);
  expect(listening.lines[1]).toMatch(
    new RegExp(`payment\\.received ${account.number} → 201 kept \\[2J \\(\\d+ ms\\)`),
  );
  expect(receiver.received).toHaveLength(1);
  expect(await isSigned(receiver.received[0]!, secret)).toBe(true);
  expect(JSON.parse(receiver.received[0]!.body)).toMatchObject({
    type: 'payment.received',
    data: { amount: '3.000000' },
  });
  listening.end();
  expect(await listening.ended).toBe(0);
});

test('as JSON, also when nobody listens on this machine', async () => {
  const shut = await startReceiver({ isHttps: false });
  await shut.close();
  const listening = start({
    key: await keyWith(['events:read']),
    isJson: true,
    forward: shut.url,
    types: ['account.created'],
  });
  await listening.until(() => listening.lines.length === 1);
  const account = await addCustomer(owner);
  await handOut();
  await listening.until(() => listening.lines.length === 2);
  const [first, second] = listening.lines.map((line) => JSON.parse(line));
  expect(first.secret).toMatch(/^whsec_/);
  expect(second).toMatchObject({
    event: { type: 'account.created', accountNumber: account.number },
    status: null,
    error: expect.stringContaining('ECONNREFUSED'),
  });
  listening.end();
  expect(await listening.ended).toBe(0);
});

test('a key that may not, and one that is none, end it with what the panel says', async () => {
  const without = start({ key: await keyWith([]) });
  expect(await without.ended).toBe(1);
  expect(without.warnings.join()).toContain('events:read');
  expect(await start({ key: 'tbk_none' }).ended).toBe(1);
});

test('a panel that is away is asked again until it answers', async () => {
  const away = await startReceiver({ isHttps: false });
  let isAway = true;
  away.answer((response) => {
    const next = JSON.stringify(isAway ? { oops: 1 } : { items: [], next: 'x' });
    response.writeHead(isAway ? 502 : 200, { 'content-type': 'application/json' }).end(next);
  });
  const listening = start({ key: 'tbk_any', url: new URL(away.url).origin });
  await listening.until(() => listening.warnings.length >= 3);
  isAway = false;
  await listening.until(() => listening.lines.length === 1);
  listening.end();
  expect(await listening.ended).toBe(0);
  await away.close();
});

test.each([
  [['--forward', 'http://localhost:1'], 2],
  [['--url', 'http://localhost:1'], 2],
  [['--nonsense'], 2],
])('%s is told how it is used', async (args, code) => {
  expect(await run([...args])).toBe(code);
});

test('what cannot be used is named', async () => {
  const given = ['--key', 'k', '--url', 'http://localhost:1', '--forward', 'http://localhost:1'];
  await expect(run([...given, '--types', 'payment'])).rejects.toThrow('--types has "payment"');
  await expect(run([...given, '--forward', 'ftp://x'])).rejects.toThrow('--forward is "ftp://x"');
});
