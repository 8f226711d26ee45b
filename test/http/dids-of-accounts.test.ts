/** Whose a DID is: one account's at a time, never seen outside the tree that has it. */
import { describe, expect, test } from 'vitest';
import { assign, createWorldOfDids, listed, unassign } from './did-support.ts';
import { runAll } from './many-support.ts';
import { admin, customer, key, reseller, type Json } from './support.ts';

const { server, owner, fresh, addDid, make, seller, rival, below, person, direct } =
  await createWorldOfDids();

describe('whose number it is', () => {
  test('is assigned, kept from others meanwhile, and free again', async () => {
    const did = await addDid();
    const given = await assign(owner, did, direct.account);
    expect(given).toMatchObject({
      status: 200,
      body: { use: 'account', accountNumber: direct.account.number, assignedAt: server.now().toISOString() },
    });
    expect((await assign(owner, did, direct.account)).status).toBe(200);
    const other = await assign(owner, did, person.account);
    expect(other).toMatchObject({ status: 409, body: { code: 'did_is_in_use' } });
    expect(other.body.detail).toContain(direct.account.number);
    expect((await owner.delete(`/api/v1/dids/${did.id}`)).body.code).toBe('did_is_in_use');
    const handed = await owner.patch(`/api/v1/dids/${did.id}`, { ownerId: seller.account.id });
    expect(handed.body.code).toBe('did_is_in_use');
    expect((await unassign(owner, did)).body).toMatchObject({
      use: 'free',
      accountId: null,
      assignedAt: null,
    });
    expect((await unassign(owner, did)).status).toBe(200);
    expect((await owner.delete(`/api/v1/dids/${did.id}`)).status).toBe(200);
    expect((await owner.get(`/api/v1/dids/${did.id}`)).status).toBe(404);
  });

  test('a reseller gives what it owns to its customers, takes it back, and hands it on', async () => {
    const did = await addDid({ ownerId: seller.account.id });
    expect((await assign(seller.client, did, person.account)).status).toBe(200);
    expect(await listed(person.client)).toEqual([did.number]);
    expect((await unassign(seller.client, did)).status).toBe(200);
    const url = `/api/v1/dids/${did.id}`;
    expect((await seller.client.patch(url, { label: 'Shop' })).body.label).toBe('Shop');
    expect((await below.client.get(url)).status).toBe(404);
    expect((await seller.client.patch(url, { ownerId: below.account.id })).body.ownerId).toBe(
      below.account.id,
    );
    const customerBelow = await make(below.client, customer());
    expect((await assign(below.client, did, customerBelow.account)).status).toBe(200);
    expect((await below.client.get(url)).body.ownerNumber).toBe(below.account.number);
    // Whoever is above takes back what is below.
    expect((await unassign(seller.client, did)).status).toBe(200);
    expect((await seller.client.patch(url, { ownerId: null })).body.ownerId).toBe(seller.account.id);
    expect((await owner.patch(url, { ownerId: null })).body.ownerNumber).toBe(server.operator.number);
    expect((await seller.client.get(url)).status).toBe(404);
  });

  test('a reseller neither makes nor deletes numbers, nor says where they are from', async () => {
    const did = await addDid({ ownerId: seller.account.id });
    const url = `/api/v1/dids/${did.id}`;
    for (const client of [seller.client, person.client]) {
      expect((await client.post('/api/v1/dids', { number: `+${fresh()}` })).status).toBe(403);
      expect((await client.delete(url)).status).toBe(403);
    }
    for (const change of [{ country: 'FR' }, { city: 'Paris' }]) {
      const { status, body } = await seller.client.patch(url, change);
      expect([status, body.errors[0].code]).toEqual([422, 'not_permitted']);
    }
    for (const ownerId of [rival.account.id, person.account.id, direct.account.id]) {
      const { status, body } = await seller.client.patch(url, { ownerId });
      expect([status, body.errors[0].field]).toEqual([422, 'ownerId']);
    }
  });

  test('what the operator gave to a customer below a reseller, the reseller sees and does not take', async () => {
    const did = await addDid();
    await assign(owner, did, person.account);
    const seen = await seller.client.get(`/api/v1/dids/${did.id}`);
    expect(seen.body).toMatchObject({ ownerId: null, ownerName: null, accountNumber: person.account.number });
    expect((await unassign(seller.client, did)).body.code).toBe('not_permitted');
    expect((await seller.client.patch(`/api/v1/dids/${did.id}`, { label: 'mine' })).body.code).toBe(
      'not_permitted',
    );
    expect(await listed(seller.client, `?q=${did.number}`)).toEqual([did.number]);
    await unassign(owner, did);
    expect(await listed(seller.client, `?q=${did.number}`)).toEqual([]);
  });

  test('resellers beside each other see nothing of the other’s numbers and accounts', async () => {
    const did = await addDid({ ownerId: seller.account.id });
    const url = `/api/v1/dids/${did.id}`;
    expect(await listed(rival.client)).toEqual([]);
    expect((await rival.client.get(url)).status).toBe(404);
    expect((await rival.client.patch(url, { label: 'x' })).status).toBe(404);
    expect((await rival.client.get(`/api/v1/dids?ownerId=${seller.account.id}`)).status).toBe(404);
    const foreign = await assign(seller.client, did, direct.account);
    const unknown = await assign(seller.client, did, { id: '99999999-9999-4999-8999-999999999999' });
    expect(foreign.body.errors).toEqual(unknown.body.errors);
    expect(foreign.body.errors[0]).toMatchObject({ field: 'accountId', code: 'not_found' });
    // Even the operator gives a reseller's number to accounts below that reseller only.
    const beside = await assign(owner, did, direct.account);
    expect(beside.body.errors[0]).toMatchObject({ field: 'accountId', code: 'not_below_owner' });
    const toReseller = await assign(owner, did, seller.account);
    expect(toReseller.body.errors[0]).toMatchObject({ field: 'accountId', code: 'not_applicable' });
  });

  test('a customer sees its own and changes nothing', async () => {
    const did = await addDid();
    await assign(owner, did, direct.account);
    const url = `/api/v1/dids/${did.id}`;
    expect((await direct.client.get(url)).body).toMatchObject({ number: did.number, ownerNumber: null });
    expect((await direct.client.patch(url, { label: 'x' })).status).toBe(403);
    expect((await unassign(direct.client, did)).status).toBe(403);
    expect((await assign(direct.client, did, direct.account)).status).toBe(403);
    expect(await listed(person.client, `?q=${did.number}`)).toEqual([]);
  });

  test('staff of the operator do what the operator does; staff without a role nothing', async () => {
    const boss = await make(owner, admin());
    const clerk = await make(owner, admin('sub_admin'));
    const did = (await boss.client.post('/api/v1/dids', { number: `+${fresh()}` })).body;
    expect(did.ownerNumber).toBe(server.operator.number);
    expect((await assign(boss.client, did, direct.account)).status).toBe(200);
    expect((await clerk.client.get('/api/v1/dids')).status).toBe(403);
  });
});

test('numbers that an account may be given are free and belong to somebody above it', async () => {
  const [house, sellers, belows, used] = [
    await addDid(),
    await addDid({ ownerId: seller.account.id }),
    await addDid({ ownerId: below.account.id }),
    await addDid({ ownerId: seller.account.id }),
  ];
  await assign(seller.client, used, person.account);
  const offered = async (client: typeof owner, accountId: string) => {
    const numbers = await listed(client, `?freeFor=${accountId}&limit=200`);
    return [house, sellers, belows, used].map(({ number }) => numbers.includes(number));
  };
  expect(await offered(owner, person.account.id)).toEqual([true, true, false, false]);
  expect(await offered(owner, direct.account.id)).toEqual([true, false, false, false]);
  expect(await offered(seller.client, person.account.id)).toEqual([false, true, false, false]);
  expect((await rival.client.get(`/api/v1/dids?freeFor=${person.account.id}`)).status).toBe(404);
});

describe('at the same moment', () => {
  test('of assignments of one number exactly one wins', async () => {
    const accounts = await Promise.all(
      Array.from(
        { length: 6 },
        async () => (await owner.post('/api/v1/accounts', customer(), key())).body.account,
      ),
    );
    for (let round = 0; round < 5; round += 1) {
      const did = await addDid();
      const answers = await Promise.all(accounts.map((account) => assign(owner, did, account)));
      const won = answers.filter(({ status }) => status === 200);
      expect(won).toHaveLength(1);
      for (const { status, body } of answers.filter((answer) => answer.status !== 200))
        expect([status, body.code]).toEqual([409, 'did_is_in_use']);
      const { body } = await owner.get(`/api/v1/dids/${did.id}`);
      expect(body.accountNumber).toBe(won[0]!.body.accountNumber);
    }
  });

  test('assigning, handing over, making it an access number and deleting: one use in the end', async () => {
    for (let round = 0; round < 5; round += 1) {
      const did = await addDid();
      const answers = await Promise.all([
        assign(owner, did, direct.account),
        owner.patch(`/api/v1/dids/${did.id}`, { ownerId: seller.account.id }),
        owner.post('/api/v1/access-numbers', { number: did.number, language: 'en' }),
        owner.delete(`/api/v1/dids/${did.id}`),
      ]);
      for (const { status, body } of answers)
        expect([200, 201, 404, 409, 422], JSON.stringify(body)).toContain(status);
      const { status, body } = await owner.get(`/api/v1/dids/${did.id}`);
      if (status === 404) continue;
      if (body.use === 'account') expect(body.ownerNumber).toBe(server.operator.number);
    }
  });

  test('closing an account and giving it a number: it ends without the number', async () => {
    for (let round = 0; round < 5; round += 1) {
      const did = await addDid();
      const { account } = (await owner.post('/api/v1/accounts', customer(), key())).body;
      const [closed, given] = await Promise.all([
        owner.patch(`/api/v1/accounts/${account.id}`, { status: 'closed' }),
        assign(owner, did, account),
      ]);
      expect(closed.status, JSON.stringify(closed.body)).toBe(200);
      expect([200, 422]).toContain(given.status);
      expect((await owner.get(`/api/v1/dids/${did.id}`)).body.use).toBe('free');
    }
  });
});

describe('a closed account', () => {
  test('gives its numbers back, which its timeline tells', async () => {
    const { account } = (await owner.post('/api/v1/accounts', customer(), key())).body;
    const did = await addDid();
    await assign(owner, did, account);
    await owner.patch(`/api/v1/accounts/${account.id}`, { status: 'closed' });
    expect((await owner.get(`/api/v1/dids/${did.id}`)).body).toMatchObject({ use: 'free', accountId: null });
    const refused = await assign(owner, did, account);
    expect(refused.body.errors[0]).toMatchObject({ field: 'accountId', code: 'account_is_closed' });
    const { items } = (await owner.get(`/api/v1/accounts/${account.id}/timeline`)).body;
    expect(items.map(({ action, changes }: Json) => [action, changes[0]?.field, changes[0]?.before])).toEqual(
      expect.arrayContaining([['item.removed', 'dids.number', did.number]]),
    );
  });

  test('gives them back, too, when the job that made it is undone', async () => {
    const template = { profile: { firstName: 'Card' } };
    const { jobId } = (await owner.post('/api/v1/accounts/create-many', { count: 2, template }, key())).body;
    await runAll(server);
    const { items: made } = (await owner.get('/api/v1/accounts?sort=-createdAt&limit=2')).body;
    const did = await addDid();
    expect((await assign(owner, did, made[0])).status).toBe(200);
    await owner.post(`/api/v1/jobs/${jobId}/undo`, undefined, key());
    await runAll(server);
    expect((await owner.get(`/api/v1/accounts/${made[0].id}`)).body.status).toBe('closed');
    expect((await owner.get(`/api/v1/accounts/${made[1].id}`)).status).toBe(404);
    expect((await owner.get(`/api/v1/dids/${did.id}`)).body.use).toBe('free');
  });

  test('a closed reseller’s numbers belong to whoever is above it', async () => {
    const closing = await make(seller.client, reseller());
    const did = await addDid({ ownerId: closing.account.id });
    const card = await addDid({ ownerId: closing.account.id });
    await closing.client.post('/api/v1/access-numbers', { number: card.number, language: 'en' });
    const { notes } = (await seller.client.get(`/api/v1/accounts/${closing.account.id}/closing`)).body;
    expect(notes).toContainEqual(
      expect.objectContaining({ code: 'numbers_given_up', figures: { count: '2' } }),
    );
    await seller.client.patch(`/api/v1/accounts/${closing.account.id}`, { status: 'closed' });
    for (const { id } of [did, card]) {
      const { body } = await seller.client.get(`/api/v1/dids/${id}`);
      expect(body).toMatchObject({ use: 'free', ownerNumber: seller.account.number });
    }
    const handed = await owner.patch(`/api/v1/dids/${did.id}`, { ownerId: closing.account.id });
    expect(handed.body.errors[0]).toMatchObject({ field: 'ownerId', code: 'account_is_closed' });
  });
});

test('the timelines of whoever has and had a number tell of it, and name nobody above', async () => {
  const did = await addDid({ ownerId: seller.account.id });
  await seller.client.patch(`/api/v1/dids/${did.id}`, { label: 'Shop' });
  await assign(seller.client, did, person.account);
  await unassign(seller.client, did);
  await owner.patch(`/api/v1/dids/${did.id}`, { ownerId: null });
  const told = async (client: typeof owner, id: string) =>
    (await client.get(`/api/v1/accounts/${id}/timeline?limit=200`)).body.items
      .filter(({ changes }: Json) => JSON.stringify(changes).includes(did.number))
      .map(({ action, changes }: Json) => [action, changes.map(({ field }: Json) => field).join(' ')]);
  expect(await told(seller.client, seller.account.id)).toEqual([
    ['item.removed', 'dids.number'],
    ['item.changed', 'dids.number dids.label'],
    ['item.added', 'dids.number'],
  ]);
  expect(await told(person.client, person.account.id)).toEqual([
    ['item.removed', 'dids.number'],
    ['item.added', 'dids.number'],
  ]);
  const all = await seller.client.get(`/api/v1/accounts/${seller.account.id}/timeline?limit=200`);
  expect(JSON.stringify(all.body)).not.toContain(server.operator.number);
});

describe('an access number', () => {
  test('is one of one’s own free numbers, with a language, and is ordinary again when removed', async () => {
    const did = await addDid({ label: 'Berlin' });
    const made = await owner.post('/api/v1/access-numbers', { number: `+${did.number}`, language: 'de' });
    expect(made).toMatchObject({
      status: 201,
      body: { id: did.id, number: did.number, language: 'de', isActive: true, label: 'Berlin' },
    });
    const again = await owner.post('/api/v1/access-numbers', { number: did.number, language: 'en' });
    expect(again.body.code).toBe('did_is_in_use');
    expect((await assign(owner, did, direct.account)).body.code).toBe('did_is_in_use');
    expect((await owner.delete(`/api/v1/dids/${did.id}`)).body.code).toBe('did_is_in_use');
    const url = `/api/v1/access-numbers/${did.id}`;
    const changed = await owner.patch(url, { language: 'en', isActive: false });
    expect(changed.body).toMatchObject({ language: 'en', isActive: false, label: 'Berlin' });
    expect((await owner.get(`/api/v1/access-numbers?q=${did.number}`)).body.items).toHaveLength(1);
    expect((await owner.delete(url)).status).toBe(200);
    expect((await owner.get(url)).status).toBe(404);
    expect((await owner.get(`/api/v1/dids/${did.id}`)).body.use).toBe('free');
  });

  test('is nobody else’s, and never a number that is used or unknown', async () => {
    const [used, operators] = [await addDid({ ownerId: seller.account.id }), await addDid()];
    await assign(seller.client, used, person.account);
    const post = (client: typeof owner, number: string, language: unknown = 'en') =>
      client.post('/api/v1/access-numbers', { number, language });
    expect((await post(seller.client, used.number)).body.code).toBe('did_is_in_use');
    const foreign = await post(seller.client, operators.number);
    const unknown = await post(seller.client, fresh());
    for (const { status, body } of [foreign, unknown])
      expect([status, body.errors[0].code]).toEqual([422, 'not_found']);
    for (const language of ['fr', '', null, 7])
      expect((await post(owner, operators.number, language)).body.errors[0].field).toBe('language');
    const own = await addDid({ ownerId: seller.account.id });
    expect((await post(seller.client, own.number)).status).toBe(201);
    const numbers = async (client: typeof owner) =>
      (await client.get('/api/v1/access-numbers')).body.items.map(({ number }: Json) => number);
    const sellers = await numbers(seller.client);
    expect(sellers).toContain(own.number);
    expect(sellers).not.toContain(operators.number);
    expect(sellers).not.toContain(used.number);
    expect(await numbers(rival.client)).toEqual([]);
    expect(await numbers(owner)).toContain(own.number);
    expect((await person.client.get('/api/v1/access-numbers')).status).toBe(403);
    // A number that is no access number is not found there.
    expect((await owner.get(`/api/v1/access-numbers/${used.id}`)).status).toBe(404);
  });
});
