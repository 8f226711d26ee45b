/** A house with two resellers, one of them with a reseller and a customer below, and a customer of the operator's. */
import { expect } from 'vitest';
import { createServer, customer, key, PASSWORD, reseller, type Client, type Json } from './support.ts';

export async function createWorldOfDids() {
  const server = await createServer();
  const { owner } = server;
  let series = 0;

  /** The first number of a hundred that no other test uses. */
  const fresh = (): string => {
    series += 1;
    return `49305${100_000 + series}00`;
  };
  const addDid = async (over: object = {}) => {
    const { status, body } = await owner.post('/api/v1/dids', { number: `+${fresh()}`, ...over }, key());
    expect(status, JSON.stringify(body)).toBe(201);
    return body;
  };
  const make = async (client: Client, body: object) => {
    const { account } = (await client.post('/api/v1/accounts', body, key())).body;
    return { account, client: await server.signIn(account.number, PASSWORD) };
  };

  const seller = await make(owner, reseller({ profile: { company: 'First Voice' } }));
  const rival = await make(owner, reseller());
  const below = await make(seller.client, reseller());
  const person = await make(seller.client, customer());
  const direct = await make(owner, customer());
  return { server, owner, fresh, addDid, make, seller, rival, below, person, direct };
}

export function assign(client: Client, did: Json, account: Json) {
  return client.put(`/api/v1/dids/${did.id}/assignment`, { accountId: account.id });
}

export function unassign(client: Client, did: Json) {
  return client.delete(`/api/v1/dids/${did.id}/assignment`);
}

/** The numbers of the first page. */
export async function listed(client: Client, query = ''): Promise<string[]> {
  return (await client.get(`/api/v1/dids${query}`)).body.items.map(({ number }: Json) => number);
}
