/** A charging engine whose accounts order products: a clock that the test sets, and the job of renewals. */
import { expect } from 'vitest';
import { renewSubscriptions } from '../../src/operations/products/renew-subscriptions.ts';
import { createBillingWorld } from '../billing/billing-world.ts';
import { key, type Client, type Json } from '../http/support.ts';

type Having = Readonly<{ accountId: string }>;

export async function createProductWorld(options: Parameters<typeof createBillingWorld>[0] = {}) {
  const world = await createBillingWorld(options);
  const { owner, posted } = world;
  const { pool } = world.database;
  let products = 0;

  /** What the test is about is given; the rest is a monthly fee of 10 EUR. */
  const product = (over: object = {}, client: Client = owner): Promise<Json> => {
    products += 1;
    const base = { name: `Product ${products}`, currency: 'EUR', fee: '10', interval: 'month' };
    return posted(client, 'products', { ...base, ...over });
  };
  const tryOrder = (
    { accountId }: Having,
    body: object,
    client: Client = owner,
    headers: Record<string, string> = key(),
  ) => client.post(`/api/v1/accounts/${accountId}/subscriptions`, body, headers);
  const order = async (account: Having, body: object, client: Client = owner): Promise<Json> => {
    const answer = await tryOrder(account, body, client);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  };
  const read = async (id: string, client: Client = owner): Promise<Json> => {
    const answer = await client.get(`/api/v1/subscriptions/${id}`);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  return {
    ...world,
    product,
    tryOrder,
    order,
    read,
    preview: ({ accountId }: Having, body: object, client: Client = owner) =>
      client.post(`/api/v1/accounts/${accountId}/subscriptions/preview`, body),
    cancel: (id: string, when: 'now' | 'period_end', client: Client = owner) =>
      posted(client, `subscriptions/${id}/cancel`, { when }),
    /** What was charged, the newest first: part, level, amount and whether it is a commission. */
    charges: async (id: string, client: Client = owner): Promise<Json[]> =>
      (await client.get(`/api/v1/subscriptions/${id}/charges?limit=200`)).body.items,
    /** Renews what is due; one that cannot be renewed fails the test. */
    renew: () =>
      renewSubscriptions({
        pool,
        now: world.now,
        masterKey: Buffer.alloc(32, 7),
        sipDomain: 'sip.example.com',
        publicUrl: 'http://localhost:8080',
        onError: (error) => {
          throw error;
        },
      }),
    balance: async ({ accountId }: Having) =>
      (await owner.get(`/api/v1/accounts/${accountId}`)).body.wallet.balance as string,
    events: async ({ accountId }: Having): Promise<string[]> =>
      (
        await pool.query<{ type: string }>(
          `select e.type from events e join accounts a on a.id = e.account_id
           where a.public_id = $1 and e.type like 'subscription.%' order by e.id`,
          [accountId],
        )
      ).rows.map(({ type }) => type),
  };
}
