/** A server whose events are handed out and told when a test says so, and a receiver that checks what it hears. */
import { expect } from 'vitest';
import { handOutEvents } from '../../src/operations/events/hand-out-events.ts';
import type { Outgoing } from '../../src/operations/outgoing/target.ts';
import { createDeliverer } from '../../src/operations/webhooks/deliver.ts';
import { createServer, customer, key, PUBLIC_URL, type Client, type Json } from '../http/support.ts';
import { CERTIFICATE } from '../mail/certificate.ts';
import type { Received } from '../outgoing/receiver.ts';

export async function createWebhookWorld(over: Partial<Outgoing> = {}) {
  const outgoing: Outgoing = { localTargets: ['localhost'], trusted: CERTIFICATE, ...over };
  const server = await createServer({ outgoing });
  // A key, because days pass here, and a session would end.
  const made = await server.owner.post('/api/v1/api-keys', { name: 'test' });
  const owner = server.clientOf({ authorization: `Bearer ${made.body.key}` });
  const context = {
    pool: server.database.pool,
    now: server.now,
    masterKey: Buffer.alloc(32, 7),
    sipDomain: 'sip.example.com',
    publicUrl: PUBLIC_URL,
    outgoing,
  };
  const fail = (error: unknown) => {
    throw error;
  };
  const handOut = () => handOutEvents(context, { onError: fail, isStopping: () => false });
  /** In the middle of the jitter, so that waits are what they are written as. */
  let isMore = false;
  const onDone = () => {
    isMore = true;
  };
  const deliverer = createDeliverer(context, { onError: fail, onDone, chance: () => 0.5 });
  const tell = async () => {
    do {
      isMore = false;
      await deliverer.look();
      await deliverer.settled();
    } while (isMore);
  };
  return {
    server,
    owner,
    context,
    handOut,
    tell,
    /** As the two jobs do. */
    step: async () => {
      await handOut();
      await tell();
    },
  };
}

export async function ok(answer: ReturnType<Client['get']>): Promise<Json> {
  const { status, body } = await answer;
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body;
}

export async function addWebhook(client: Client, url: string, over: object = {}): Promise<Json> {
  return ok(client.post('/api/v1/webhooks', { url, ...over }, key()));
}

export async function addCustomer(client: Client): Promise<Json> {
  return (await ok(client.post('/api/v1/accounts', customer(), key()))).account;
}

export async function pay(client: Client, accountId: string, amount = '5'): Promise<Json> {
  return ok(client.post(`/api/v1/accounts/${accountId}/payments`, { amount, method: 'cash' }, key()));
}

/**
 * Whether one of the signatures is right, by Web Crypto and the text of the specification: "the signed content is
 * msg_id.timestamp.payload".
 */
export async function isSigned({ headers, body }: Received, secret: string): Promise<boolean> {
  const [name, encoded = ''] = secret.split('_');
  expect(name).toBe('whsec');
  const bytes = Buffer.from(encoded, 'base64');
  expect(bytes.length).toBeGreaterThanOrEqual(24);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const imported = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify']);
  const content = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.');
  for (const signature of (headers['webhook-signature'] ?? '').split(' ')) {
    const [version, sent = ''] = signature.split(',');
    expect(version).toBe('v1');
    const isRight = await crypto.subtle.verify(
      'HMAC',
      imported,
      Buffer.from(sent, 'base64'),
      new TextEncoder().encode(content),
    );
    if (isRight) return true;
  }
  return false;
}
