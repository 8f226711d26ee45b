/** A charging engine whose accounts are billed: a clock that the test sets, runs, and what came of them. */
import { expect } from 'vitest';
import { runBilling } from '../../src/operations/billing/run-billing.ts';
import { createWorld, type Line } from '../charging/world.ts';
import { key, type Client, type Json } from '../http/support.ts';

export const MINUTES = { initialIncrementSeconds: 60, incrementSeconds: 60 };

export async function createBillingWorld(options: Parameters<typeof createWorld>[0] = {}) {
  const world = await createWorld(options);
  const { pool } = world.database;
  // By a key, because sessions end while days go by.
  const keyOf = async (client: Client): Promise<Client> => {
    const made = await client.post('/api/v1/api-keys', { name: 'test' });
    return world.clientOf({ authorization: `Bearer ${made.body.key}` });
  };
  const owner = await keyOf(world.owner);
  await world.trunk({
    49: { costPerMinute: '0.001' },
    491: { costPerMinute: '0' },
    492: { costPerMinute: '0.00001' },
  });
  const settings = { cps: 100, concurrentCalls: 50 };

  /** A customer in Berlin; what the test is about is given. */
  const account = (
    billing: object,
    over: { parent?: Line; client?: Client; profile?: object; balance?: string } = {},
  ) =>
    world.account(
      world.customerOf({
        settings,
        billing,
        ...(over.profile !== undefined && { profile: over.profile }),
        ...(over.parent !== undefined && { panelAccess: { parentId: over.parent.accountId } }),
      }),
      over.balance === undefined ? {} : { balance: over.balance },
      over.client ?? owner,
    );
  const documents = async ({ accountId }: Line): Promise<Json[]> =>
    (
      await pool.query(
        `select d.public_id as id, d.kind, d.number, d.currency, d.net_micros as net, d.tax_micros as tax, d.total_micros as total,
           d.wallet_micros as wallet, d.items, d.period_from as "from", d.period_to as "to", d.issued_at as "at", d.content
         from documents d join accounts a on a.id = d.account_id where a.public_id = $1 order by d.id`,
        [accountId],
      )
    ).rows;
  const posted = async (client: Client, path: string, body: object): Promise<Json> => {
    const answer = await client.post(`/api/v1/${path}`, body, key());
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body;
  };
  return {
    ...world,
    /** Of any kind, as it is given. */
    anyAccount: world.account,
    owner,
    keyOf,
    account,
    documents,
    posted,
    advanceTo: (moment: string) => world.advance(Date.parse(moment) - world.now().getTime()),
    /** Bills whoever is due; an account that cannot be billed fails the test. */
    run: () =>
      runBilling({
        pool,
        now: world.now,
        onError: (error) => {
          throw error;
        },
      }),
    change: async ({ accountId }: Line, body: object, client = owner) => {
      const answer = await client.patch(`/api/v1/accounts/${accountId}`, body);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    },
    pay: ({ accountId }: Line, amount: string, direction = 'payment', client = owner) =>
      posted(client, `accounts/${accountId}/payments`, { amount, method: 'cash', direction }),
    adjust: ({ accountId }: Line, amount: string, direction: 'debit' | 'credit', client = owner) =>
      posted(client, `accounts/${accountId}/adjustments`, {
        amount,
        direction,
        note: `${direction} ${amount}`,
      }),
    /** A call that is over at once. */
    call: async (line: Line, talkMs: number, over: object = {}) => {
      const granted = await world.ask(line, over);
      expect(granted, JSON.stringify(granted)).toMatchObject({ ok: true });
      await world.send(world.end(granted, talkMs));
      return granted;
    },
    parked: async (): Promise<Json[]> => (await owner.get('/api/v1/billing/parked')).body.items,
  };
}
