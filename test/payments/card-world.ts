/** A server with a local Stripe that it takes card payments by. */
import { expect } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { runCardPayments } from '../../src/operations/payments/run-card-payments.ts';
import { createServer, customer, key, PASSWORD, reseller, type Client, type Json } from '../http/support.ts';
import { SECRET_KEY, signed, startStripe, WEBHOOK_SECRET } from '../support/stripe-server.ts';

/** Fees of 2.9 % and 0.25, between 5 and 1000. */
export const GATEWAY = {
  status: 'active',
  secretKey: SECRET_KEY,
  webhookSecret: WEBHOOK_SECRET,
  currency: 'EUR',
  feePercent: '2.9',
  fee: '0.25',
  amountMin: '5',
  amountMax: '1000',
};

export async function createCardWorld(options: Parameters<typeof createServer>[0] = {}) {
  const stripe = await startStripe();
  const server = await createServer({ connectionsMax: 20, stripeUrl: stripe.url, ...options });
  const { owner, database, openGateway } = server;
  const context = {
    pool: database.pool,
    now: server.now,
    masterKey: Buffer.alloc(32, 7),
    sipDomain: 'sip.example.com',
    publicUrl: 'http://localhost:8080',
    openGateway,
  };
  const set = async (over: object = {}) => {
    const answer = await owner.put('/api/v1/payment-gateways/stripe', { ...GATEWAY, ...over });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body;
  };
  await set();
  const failures: unknown[] = [];

  const holderOf = async (account: Json): Promise<Client> => server.signIn(account.number, PASSWORD);
  /** An account that may pay by card, and its holder. */
  const payer = async (over: Parameters<typeof customer>[0] = {}, by: Client = owner) => {
    const body = customer({ ...over, settings: { paymentGatewayPermission: true, ...over.settings } });
    const { account } = (await by.post('/api/v1/accounts', body, key())).body;
    return { id: account.id as string, number: account.number as string, client: await holderOf(account) };
  };
  const distributor = async (over: Parameters<typeof reseller>[0] = {}, by: Client = owner) => {
    const answer = await by.post('/api/v1/accounts', reseller(over), key());
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    const { account } = answer.body;
    return { id: account.id as string, number: account.number as string, client: await holderOf(account) };
  };
  /** Begins a payment; the id of the gateway's page comes with it. */
  const begin = async (client: Client, body: object): Promise<Json> => {
    const answer = await client.post('/api/v1/me/card-payments', body, key());
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return { ...answer.body, page: answer.body.url.split('/').at(-1) };
  };
  const webhook = (event: Json, over: { at?: Date; secret?: string; body?: string } = {}) => {
    const body = JSON.stringify(event);
    return server.anonymous.send({
      method: 'POST',
      url: '/api/v1/payments/stripe/webhook',
      headers: {
        'content-type': 'application/json',
        'stripe-signature': signed(body, over.at ?? server.now(), over.secret),
      },
      payload: over.body ?? body,
    });
  };
  return {
    ...server,
    stripe,
    context,
    failures,
    set,
    payer,
    distributor,
    begin,
    webhook,
    /** Pays on the page of a payment, and tells of it. */
    payAndTell: async (started: Json): Promise<void> => {
      const answer = await webhook(stripe.pay(started.page));
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    },
    /** The job. */
    run: async () => {
      await runCardPayments(context, { onError: (error) => failures.push(error), isStopping: () => false });
    },
    paymentOf: async (id: string): Promise<Json> => (await owner.get(`/api/v1/card-payments/${id}`)).body,
    wallet: async (id: string): Promise<Json> => (await owner.get(`/api/v1/accounts/${id}`)).body.wallet,
    statement: async (id: string): Promise<Json[]> =>
      (await owner.get(`/api/v1/accounts/${id}/statement`)).body.items,
    /** What a book's own account stands at: what was debited is positive. */
    house: async (issuer: string | null, kind: string, currency = 'EUR'): Promise<bigint> => {
      const { rows } = await database.pool.query<{ micros: bigint }>(
        `select coalesce(sum(case when t.debit_account_id = l.id then t.amount_micros else -t.amount_micros end), 0)::bigint as micros
         from ledger_accounts l join accounts a on a.id = l.issuer_id
           join ledger_transfers t on l.id in (t.debit_account_id, t.credit_account_id)
         where l.kind = $1 and l.currency = $2 and case when $3::uuid is null then a.kind = 'operator' else a.public_id = $3 end`,
        [kind, currency, issuer],
      );
      return rows[0]?.micros ?? 0n;
    },
    verify: async () => {
      expect((await verifyBooks(database.reads, server.now())).violations).toEqual([]);
    },
  };
}

export { key };
export type { Client, Json };
