/** What events tell is said once, and the same everywhere; webhooks go only where they may. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVENT_TYPES } from '../../src/domain/events/catalogue.ts';
import { EVENT_EXAMPLES } from '../../src/domain/events/examples.ts';
import { GIVE_UP_AFTER_MS, outcomeOf, retryAfterMs } from '../../src/domain/webhooks/delivery.ts';
import { EVENT_DATA } from '../../src/schemas/events/event-data.ts';
import { key, type Json } from '../http/support.ts';
import { addWebhook, createWebhookWorld, ok } from './support.ts';

const { owner, server } = await createWebhookWorld({ localTargets: [] });

test.each(EVENT_TYPES)(
  '%s: its example, its schema, the API, its file and docs/webhooks.md agree',
  async (type) => {
    const { summary, data } = EVENT_EXAMPLES[type];
    expect(EVENT_DATA[type].parse(data)).toEqual(data);
    const { items } = await ok(owner.get('/api/v1/events/types'));
    expect(items.find((each: Json) => each.type === type)).toMatchObject({
      summary,
      example: { type, data },
    });
    const file = (await ok(server.anonymous.get('/api/v1/openapi.json'))).webhooks[type].post;
    const { schema, example } = file.requestBody.content['application/json'];
    expect(file.summary).toBe(summary);
    expect(example.data).toEqual(data);
    expect(new Set(schema.properties.data.required ?? [])).toEqual(new Set(Object.keys(data)));
    const fields = Object.keys(data).map((name) => `\`${name}\``);
    const row = `| \`${type}\` | ${summary} | ${fields.join(', ') || '–'} |`;
    expect(readFileSync('docs/webhooks.md', 'utf8')).toContain(row);
  },
);

test('the table of docs/webhooks.md has every event and no other', () => {
  const rows = readFileSync('docs/webhooks.md', 'utf8').matchAll(/^\| `([\w.]+)` \|/gm);
  expect(Array.from(rows, ([, type]) => type)).toEqual([...EVENT_TYPES]);
});

test('ten lines of docs/webhooks.md check a signature', async () => {
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(readFileSync('docs/webhooks.md', 'utf8'))!;
  const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
  const { isSigned } = (await import(/* @vite-ignore */ url)) as {
    isSigned: (headers: object, body: string, secret: string) => boolean;
  };
  const { drawWebhookSecret, signatureHeaders } = await import('../../src/operations/webhooks/sign.ts');
  const [secret, former] = [drawWebhookSecret(), drawWebhookSecret()];
  const sentAt = new Date();
  const headers = signatureHeaders([secret, former], { id: 'msg', sentAt, body: '{"a":1}' });
  expect(isSigned(headers, '{"a":1}', secret)).toBe(true);
  expect(isSigned(headers, '{"a":1}', former)).toBe(true);
  expect(isSigned(headers, '{"a":2}', secret)).toBe(false);
  expect(isSigned(headers, '{"a":1}', drawWebhookSecret())).toBe(false);
  expect(isSigned({ ...headers, 'webhook-timestamp': '1000' }, '{"a":1}', secret)).toBe(false);
});

test('the vector of the specification comes out as it says', async () => {
  const { signatureHeaders } = await import('../../src/operations/webhooks/sign.ts');
  // Standard Webhooks, "Verifying manually", with its secret and message.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const id = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
  const sentAt = new Date(1_614_265_330_000);
  const headers = signatureHeaders([secret], { id, sentAt, body: '{"test": 2432232314}' });
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('waits stay within a tenth of what they are, and all of them fit into three days', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempt, chance) => {
        const middle = retryAfterMs(attempt, 0.5);
        expect(Math.abs(retryAfterMs(attempt, chance) - middle)).toBeLessThanOrEqual(middle / 10 + 1);
        expect(retryAfterMs(attempt + 1, 0.5)).toBeGreaterThanOrEqual(middle);
      },
    ),
  );
  let elapsedMs = 0;
  let attempts = 1;
  while (elapsedMs + retryAfterMs(attempts, 1) < GIVE_UP_AFTER_MS) elapsedMs += retryAfterMs(attempts++, 1);
  expect(attempts).toBeGreaterThan(24);
  expect([200, 299, 300, 307, 404, 410, 500].map(outcomeOf)).toEqual([
    'delivered',
    'delivered',
    'later',
    'later',
    'later',
    'gone',
    'later',
  ]);
});

describe('the address', () => {
  test.each([
    ['', 'Required'],
    ['hook', 'Give an address like'],
    ['ftp://crm.example.com/', 'Give an address like'],
    ['javascript:alert(1)', 'Give an address like'],
    ['https://', 'Give an address like'],
    [`https://crm.example.com/${'x'.repeat(2000)}`, 'at most 2000'],
    ['https://crm.example.com/\u202eknoob', 'direction'],
    ['http://crm.example.com/', 'begins with https://'],
    ['https://user:pw@crm.example.com/', 'Take them out'],
    ['https://127.0.0.1/hook', 'no machine of the public internet'],
    ['https://[::ffff:10.0.0.1]/hook', 'no machine of the public internet'],
    ['https://169.254.169.254/latest', 'no machine of the public internet'],
  ])('%s is refused at its field', async (url, says) => {
    const { status, body } = await owner.post('/api/v1/webhooks', { url }, key());
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ field: 'url', message: expect.stringContaining(says) }]);
  });

  test('a webhook cannot be turned to another place than it could have been made for', async () => {
    const { id } = await addWebhook(owner, 'https://crm.example.com/hook');
    for (const url of ['http://crm.example.com/', 'https://10.0.0.1/']) {
      const { body } = await owner.patch(`/api/v1/webhooks/${id}`, { url });
      expect(body.errors, url).toMatchObject([{ field: 'url' }]);
    }
    expect((await ok(owner.get(`/api/v1/webhooks/${id}`))).url).toBe('https://crm.example.com/hook');
  });

  test('whatever is typed is taken or refused, and breaks nothing', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.webUrl(),
      fc.ipV4Extended().map((host) => `https://${host}/`),
      fc.ipV6().map((host) => `https://[${host}]/`),
    );
    await fc.assert(
      fc.asyncProperty(text, async (url) => {
        const { status, body } = await owner.post('/api/v1/webhooks', { url });
        expect([201, 400, 422], JSON.stringify(body)).toContain(status);
        if (status === 201) await ok(owner.delete(`/api/v1/webhooks/${body.id}`));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test('there are twenty at most, and each says what it wants', async () => {
    for (const { id } of (await ok(owner.get('/api/v1/webhooks'))).items)
      await ok(owner.delete(`/api/v1/webhooks/${id}`));
    for (let count = 0; count < 20; count++) await addWebhook(owner, `https://crm.example.com/${count}`);
    const { body } = await owner.post('/api/v1/webhooks', { url: 'https://crm.example.com/20' });
    expect(body.errors).toMatchObject([{ field: 'url', code: 'too_many' }]);
    const [{ id }] = (await ok(owner.get('/api/v1/webhooks'))).items;
    for (const wrong of [
      { types: [] },
      { types: ['nothing'] },
      { concurrency: 0 },
      { concurrency: 21 },
      { status: 'gone' },
    ])
      expect((await owner.patch(`/api/v1/webhooks/${id}`, wrong)).status, JSON.stringify(wrong)).toBe(422);
    const change = { types: ['guard.blocked', 'guard.blocked'], concurrency: 1, description: 'CRM' };
    expect(await ok(owner.patch(`/api/v1/webhooks/${id}`, change))).toMatchObject({
      types: ['guard.blocked'],
      concurrency: 1,
      description: 'CRM',
    });
    const [last] = (await ok(owner.get('/api/v1/settings/timeline'))).items;
    expect(last).toMatchObject({ action: 'webhook.changed' });
  });
});
