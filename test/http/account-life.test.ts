/** Closing, changing the type and moving: the preview says what the act does, and the act does no more. */
import { afterAll, expect, test } from 'vitest';
import { verifyBooks } from '../../src/operations/ledger/verify-books.ts';
import { admin, createServer, customer, key, PASSWORD, reseller, type Client, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;

const make = async (body: object, client = owner): Promise<Json> => {
  const answer = await client.post('/api/v1/accounts', body, key());
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.account;
};
const below = (parentId: string) => ({ panelAccess: { parentId } });
const preview = async (id: string, what: string, client = owner): Promise<Json> => {
  const { status, body } = await client.get(`/api/v1/accounts/${id}/${what}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const codes = (findings: Json[]) => findings.map(({ code }) => code);
const pay = (id: string, amount: string, client = owner, more: object = {}) =>
  client.post(`/api/v1/accounts/${id}/payments`, { amount, method: 'cash', ...more }, key());
const debit = (id: string, amount: string) =>
  owner.post(`/api/v1/accounts/${id}/adjustments`, { amount, direction: 'debit', note: 'fee' }, key());
const change = (id: string, body: object, client = owner) => client.patch(`/api/v1/accounts/${id}`, body);
const move = (id: string, body: object, client: Client = owner) =>
  client.post(`/api/v1/accounts/${id}/move`, body, key());
const read = async (id: string, client = owner): Promise<Json> =>
  (await client.get(`/api/v1/accounts/${id}`)).body;
const rateGroup = async (client: Client, name: string): Promise<string> =>
  (await client.post('/api/v1/rate-groups', { name, currency: 'EUR' })).body.id;
const signedIn = (account: Json) => server.signIn(account.number, PASSWORD);

afterAll(async () => {
  expect((await verifyBooks(server.database.reads, server.now())).violations).toEqual([]);
});

test('closing names what ends and what is left, and is refused for the reason that the preview gives', async () => {
  const shop = await make(reseller());
  const child = await make(customer({ panelAccess: { parentId: shop.id, createSipDevice: false } }));
  await pay(shop.id, '12.5');
  const before = await preview(shop.id, 'closing');
  expect(before).toMatchObject({
    isAllowed: false,
    wallet: {
      currency: 'EUR',
      available: '12.500000',
      balance: '12.500000',
      held: '0.000000',
      owed: '0.000000',
    },
    openAccounts: {
      count: 1,
      first: [{ id: child.id, number: child.number, displayName: 'Ada Lovelace', kind: 'customer' }],
    },
    devices: { count: 0, first: [] },
  });
  expect(codes(before.obstacles)).toEqual(['has_open_accounts']);
  expect(codes(before.notes)).toContain('money_left');
  const refused = await change(shop.id, { status: 'closed' });
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({
    code: 'in_use',
    detail: `${before.obstacles[0].message} ${before.obstacles[0].fix}`,
  });

  const device = (await owner.post(`/api/v1/accounts/${child.id}/devices`, { label: 'Desk' })).body;
  await owner.post(`/api/v1/accounts/${child.id}/ip-addresses`, { network: '198.51.100.7' });
  await debit(child.id, '3');
  const ofChild = await preview(child.id, 'closing');
  expect(ofChild).toMatchObject({
    isAllowed: true,
    obstacles: [],
    wallet: { owed: '3.000000', balance: '-3.000000' },
    devices: { count: 1, first: [device.label] },
    ipAddresses: { count: 1, first: ['198.51.100.7/32'] },
  });
  expect(codes(ofChild.notes)).toEqual(['money_owed', 'devices_stop', 'addresses_stop']);
  await signedIn(child);
  expect(codes((await preview(child.id, 'closing')).notes)).toContain('sessions_end');
  expect((await change(child.id, { status: 'closed', reason: 'Moved away' })).status).toBe(200);
  expect(codes((await preview(child.id, 'closing')).obstacles)).toEqual(['closed_already']);
  expect((await preview(shop.id, 'closing')).isAllowed).toBe(true);
  const [event] = (await owner.get(`/api/v1/accounts/${child.id}/timeline`)).body.items;
  expect(event).toMatchObject({ action: 'account.changed', reason: 'Moved away' });
});

test('nobody previews what it may not do', async () => {
  const boss = await make(admin());
  const shop = await make(reseller());
  const client = await signedIn(shop);
  for (const what of ['closing', 'type-change', 'move']) {
    expect((await client.get(`/api/v1/accounts/${shop.id}/${what}`)).body.code, what).toBe('not_permitted');
  }
  expect((await owner.get(`/api/v1/accounts/${boss.id}/move`)).body.code).toBe('account_has_no_wallet');
  expect((await owner.get(`/api/v1/accounts/${boss.id}/type-change`)).body.code).toBe(
    'account_has_no_wallet',
  );
  const bossClient = await signedIn(boss);
  expect(codes((await preview(boss.id, 'closing', bossClient)).obstacles)).toEqual(['own_account']);
  const { id } = (await owner.get('/api/v1/me')).body.actor;
  expect(codes((await preview(id, 'closing')).obstacles)).toEqual(['operator_stays_open']);
});

test('postpaid to prepaid drops the credit limit, and is refused while money is owed', async () => {
  const { id } = await make(customer({ billing: { accountType: 'postpaid', creditLimit: '50' } }));
  await debit(id, '20');
  const owing = await preview(id, 'type-change');
  expect(owing).toMatchObject({
    isAllowed: false,
    before: { accountType: 'postpaid', creditLimit: '50.000000', available: '30.000000', owed: '20.000000' },
    after: { accountType: 'prepaid', creditLimit: '0.000000', available: '-20.000000', owed: '20.000000' },
  });
  expect(codes(owing.obstacles)).toEqual(['owes_money']);
  expect(owing.obstacles[0].figures).toEqual({ amount: '20.000000', currency: 'EUR' });
  expect(codes(owing.notes)).toEqual([
    'open_is_billed_postpaid',
    'credit_limit_ends',
    'concurrent_calls_follow',
    'cps_follows',
    'hour_cap_follows',
    'day_cap_follows',
  ]);
  const refused = await change(id, { billing: { accountType: 'prepaid' } });
  expect(refused.body).toMatchObject({
    code: 'change_is_blocked',
    errors: [{ field: 'billing.accountType', code: 'owes_money' }],
  });
  expect((await read(id)).billing).toMatchObject({ accountType: 'postpaid', creditLimit: '50.000000' });

  await pay(id, '25');
  expect(await preview(id, 'type-change?accountType=prepaid')).toMatchObject({
    isAllowed: true,
    after: { available: '5.000000' },
  });
  expect((await change(id, { billing: { accountType: 'prepaid' }, reason: 'Pays late' })).status).toBe(200);
  expect(await read(id)).toMatchObject({
    billing: { accountType: 'prepaid', creditLimit: '0.000000' },
    wallet: { available: '5.000000', concurrentCallsMax: 2 },
  });
  const [event] = (await owner.get(`/api/v1/accounts/${id}/timeline`)).body.items;
  expect(event.reason).toBe('Pays late');
  expect(event.changes.map(({ field }: Json) => field)).toEqual([
    'billing.accountType',
    'billing.creditLimit',
  ]);
});

test('prepaid to postpaid takes a credit limit along', async () => {
  const { id } = await make(customer());
  expect(await preview(id, 'type-change?creditLimit=10')).toMatchObject({
    isAllowed: true,
    before: { accountType: 'prepaid', available: '0.000000' },
    after: { accountType: 'postpaid', creditLimit: '10.000000', available: '10.000000' },
  });
  const wrong = await owner.get(`/api/v1/accounts/${id}/type-change?accountType=prepaid&creditLimit=10`);
  expect(wrong.body.errors).toMatchObject([{ field: 'creditLimit', code: 'credit_limit_needs_postpaid' }]);
  expect((await change(id, { billing: { accountType: 'postpaid', creditLimit: '10' } })).status).toBe(200);
  expect((await read(id)).wallet.available).toBe('10.000000');
});

test('racing changes of the type, debits and payments never leave a prepaid account that owes', async () => {
  for (let round = 0; round < 8; round++) {
    const { id } = await make(customer({ billing: { accountType: 'postpaid', creditLimit: '50' } }));
    await pay(id, '5');
    const other = await make(customer());
    const [changed, moved] = await Promise.all([
      change(id, { billing: { accountType: 'prepaid' } }),
      owner.post('/api/v1/transfers', { fromAccountId: id, toAccountId: other.id, amount: '30' }, key()),
      pay(id, '1'),
    ]);
    const { billing, wallet } = await read(id);
    // Whoever came first, the other was refused.
    const first = changed.status === 200 ? [200, 409] : [409, 201];
    expect([changed.status, moved.status], `round ${round}`).toEqual(first);
    expect(billing.accountType).toBe(changed.status === 200 ? 'prepaid' : 'postpaid');
    expect(wallet.balance).toBe(changed.status === 200 ? '6.000000' : '-24.000000');
  }
});

test('moving puts the account, its wallet and its branch below the other reseller; what was stays where it was', async () => {
  const [left, right] = [await make(reseller()), await make(reseller())];
  const [leftClient, rightClient] = [await signedIn(left), await signedIn(right)];
  const leftGroup = await rateGroup(leftClient, 'Left retail');
  const rightGroup = await rateGroup(rightClient, 'Right retail');
  const person = await make(customer({ billing: { rateGroupId: leftGroup } }), leftClient);
  await pay(person.id, '10', leftClient);
  server.advance(1);
  await pay(person.id, '10', leftClient, { direction: 'refund' });

  const target = `move?parentId=${right.id}`;
  const open = await preview(person.id, target);
  expect(open).toMatchObject({
    isAllowed: false,
    sellerChanges: true,
    from: { id: left.id },
    to: { id: right.id },
  });
  expect(codes(open.obstacles)).toEqual(['rate_group_needed']);
  expect((await move(person.id, { parentId: right.id })).body.errors).toMatchObject([
    { code: 'rate_group_needed' },
  ]);
  const foreign = await move(person.id, { parentId: right.id, rateGroupId: leftGroup });
  expect(foreign.body.errors).toMatchObject([{ field: 'rateGroupId', code: 'rate_group_not_usable' }]);
  expect((await preview(person.id, `${target}&rateGroupId=${rightGroup}`)).isAllowed).toBe(true);
  server.advance(1000);
  const moved = await move(person.id, { parentId: right.id, rateGroupId: rightGroup, reason: 'Sold' });
  expect(moved.body).toMatchObject({
    panelAccess: { parentId: right.id },
    billing: { rateGroupId: rightGroup },
    wallet: { balance: '0.000000' },
  });
  expect((await leftClient.get(`/api/v1/accounts/${person.id}`)).status).toBe(404);
  expect((await pay(person.id, '1', leftClient)).status).toBe(404);
  expect((await pay(person.id, '7', rightClient)).status).toBe(201);

  const statementOf = async (client: Client) =>
    (await client.get(`/api/v1/accounts/${person.id}/statement`)).body;
  expect((await statementOf(rightClient)).items.map(({ amount }: Json) => amount)).toEqual(['7.000000']);
  for (const client of [owner, await signedIn(person)]) {
    const { opening, closing, items } = await statementOf(client);
    expect([opening, closing]).toEqual(['0.000000', '7.000000']);
    expect(items.map(({ balanceAfter }: Json) => balanceAfter)).toEqual([
      '7.000000',
      '0.000000',
      '10.000000',
    ]);
  }
  const timelineOf = async (client: Client) =>
    (await client.get(`/api/v1/accounts/${person.id}/timeline`)).body.items;
  const [mine, ...before] = await timelineOf(owner);
  expect(mine).toMatchObject({ action: 'account.moved', reason: 'Sold', by: server.operator.number });
  expect(mine.changes).toEqual([
    { field: 'billing.rateGroup', before: 'Left retail', after: 'Right retail' },
    { field: 'parent', before: left.number, after: right.number },
  ]);
  expect(before.length).toBeGreaterThan(0);
  const theirs = await timelineOf(rightClient);
  expect(theirs).toHaveLength(1);
  expect(theirs[0]).toMatchObject({
    by: null,
    reason: '',
    changes: [{ field: 'billing.rateGroup', before: null, after: 'Right retail' }],
  });
  expect((await rightClient.get(`/api/v1/accounts/${person.id}/mails`)).body.items).toEqual([]);
  const { rows } = await server.database.pool.query(
    'select a.branch_id = r.id as "inBranch", w.branch_id = r.id as "hasBranch", w.issuer_id = r.id as "isIssued" from accounts a join wallets w on w.account_id = a.id, accounts r where a.public_id = $1 and r.public_id = $2',
    [person.id, right.id],
  );
  expect(rows).toEqual([{ inBranch: true, hasBranch: true, isIssued: true }]);

  // Moving to where it is changes nothing, and moving back finds the wallet of before.
  expect((await move(person.id, { parentId: right.id })).status).toBe(200);
  expect(await timelineOf(owner)).toHaveLength(before.length + 1);
  const blocked = await move(person.id, { parentId: left.id, rateGroupId: leftGroup });
  expect(blocked.body.errors).toMatchObject([
    { code: 'balance_left', message: expect.stringContaining('7.000000 EUR') },
  ]);
  await pay(person.id, '7', rightClient, { direction: 'refund' });
  expect((await move(person.id, { parentId: left.id, rateGroupId: leftGroup })).status).toBe(200);
  expect((await statementOf(owner)).items).toHaveLength(4);
  expect((await statementOf(rightClient)).status).toBe(404);
});

test('a reseller moves with everything below it, as deep as resellers may be', async () => {
  const chain = [await make(reseller())];
  for (let n = 1; n < 7; n++) chain.push(await make(reseller(below(chain.at(-1).id))));
  const [top] = chain;
  const shop = await make(reseller());
  const sub = await make(reseller(below(shop.id)));
  const person = await make(customer(below(sub.id)));
  await pay(person.id, '4', await signedIn(sub));
  const tooDeep = await preview(shop.id, `move?parentId=${chain[6].id}`);
  expect(codes(tooDeep.obstacles)).toEqual(['too_deep']);
  expect(tooDeep.obstacles[0].figures).toEqual({ depth: '9', most: '8' });
  expect(codes((await preview(shop.id, `move?parentId=${sub.id}`)).obstacles)).toEqual(['below_itself']);
  expect((await move(shop.id, { parentId: shop.id })).body.errors).toMatchObject([{ code: 'below_itself' }]);
  expect((await move(shop.id, { parentId: person.id })).body.errors).toMatchObject([
    { field: 'parentId', code: 'not_found' },
  ]);
  expect(codes((await preview(shop.id, `move?parentId=${chain[5].id}`)).notes)).toContain(
    'accounts_come_along',
  );
  expect((await move(shop.id, { parentId: chain[5].id })).status).toBe(200);
  const moved = await read(person.id);
  expect(moved.ownerPath.map(({ id }: Json) => id)).toEqual(
    [...chain.slice(0, 6), shop, sub].map(({ id }) => id),
  );
  expect(moved.wallet.balance).toBe('4.000000');
  const { rows } = await server.database.pool.query(
    'select count(*)::int as count from accounts a join accounts t on t.public_id = $1 join wallets w on w.account_id = a.id where a.branch_id = t.id and w.branch_id = t.id',
    [top.id],
  );
  expect(rows).toEqual([{ count: 10 }]);
  expect((await read(person.id, await signedIn(top))).number).toBe(person.number);
  expect((await move(shop.id, { parentId: null })).status).toBe(200);
  expect((await read(person.id)).ownerPath.map(({ id }: Json) => id)).toEqual([shop.id, sub.id]);
});

test('a commission reseller sells nothing: below it the wallet stays, with its money', async () => {
  const commission = { resellerTerms: { type: 'commission', commissionPercent: '10' } };
  const [first, second] = [await make(reseller(commission)), await make(reseller(commission))];
  const person = await make(customer(below(first.id)));
  await pay(person.id, '9');
  expect(await preview(person.id, `move?parentId=${second.id}`)).toMatchObject({
    isAllowed: true,
    sellerChanges: false,
  });
  server.advance(1000);
  expect((await move(person.id, { parentId: second.id })).body.wallet.balance).toBe('9.000000');
  const client = await signedIn(second);
  const statement = (await client.get(`/api/v1/accounts/${person.id}/statement`)).body;
  expect([statement.opening, statement.closing, statement.items]).toEqual(['9.000000', '9.000000', []]);
  // Below a distributor its accounts would get another seller with it.
  const shop = await make(reseller());
  expect(codes((await preview(second.id, `move?parentId=${shop.id}`)).obstacles)).toEqual([
    'others_change_seller',
  ]);
  const dollars = await make(reseller({ profile: { currency: 'USD' } }));
  const lone = await make(customer());
  expect(codes((await preview(lone.id, `move?parentId=${dollars.id}`)).obstacles)).toEqual([
    'other_currency',
  ]);
});

test('two opposite moves make no circle', async () => {
  for (let round = 0; round < 6; round++) {
    const [a, b] = [await make(reseller()), await make(reseller())];
    const answers = await Promise.all([move(a.id, { parentId: b.id }), move(b.id, { parentId: a.id })]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.find(({ status }) => status === 409)!.body.errors).toMatchObject([
      { code: 'below_itself' },
    ]);
  }
});

test('a reseller is closed, or gets another account, but not both', async () => {
  for (let round = 0; round < 8; round++) {
    const shop = await make(reseller());
    const person = await make(customer());
    const [moved, closed] = await Promise.all([
      move(person.id, { parentId: shop.id }),
      change(shop.id, { status: 'closed' }),
    ]);
    const first = moved.status === 200 ? [200, 409] : [409, 200];
    expect([moved.status, closed.status], `round ${round}`).toEqual(first);
    const code = moved.status === 200 ? closed.body.code : moved.body.errors[0].code;
    expect(code).toBe(moved.status === 200 ? 'in_use' : 'target_closed');
  }
});

test('a payment is in the book of the old seller and stops the move, or finds the account moved', async () => {
  for (let round = 0; round < 8; round++) {
    const shop = await make(reseller());
    const person = await make(customer());
    const [moved, paid] = await Promise.all([move(person.id, { parentId: shop.id }), pay(person.id, '2')]);
    const { wallet } = await read(person.id);
    if (moved.status === 200) expect([201, 409], `round ${round}`).toContain(paid.status);
    else expect(moved.body.errors).toMatchObject([{ code: 'balance_left' }]);
    if (paid.status === 409) expect(paid.body.code).toBe('account_was_moved');
    expect(wallet.balance).toBe(paid.status === 201 ? '2.000000' : '0.000000');
  }
});

test('a transfer to an account that moves stays in one book', async () => {
  for (let round = 0; round < 8; round++) {
    const shop = await make(reseller());
    const [giver, person] = [await make(customer()), await make(customer())];
    await pay(giver.id, '5');
    const [moved, given] = await Promise.all([
      move(person.id, { parentId: shop.id }),
      owner.post(
        '/api/v1/transfers',
        { fromAccountId: giver.id, toAccountId: person.id, amount: '2' },
        key(),
      ),
    ]);
    if (moved.status !== 200) expect(moved.body.errors).toMatchObject([{ code: 'balance_left' }]);
    if (given.status !== 201) expect(['account_was_moved', 'other_issuer']).toContain(given.body.code);
    expect([moved.status, given.status], `round ${round}`).not.toEqual([200, 201]);
    expect((await read(giver.id)).wallet.balance).toBe(given.status === 201 ? '3.000000' : '5.000000');
    expect((await read(person.id)).wallet.balance).toBe(given.status === 201 ? '2.000000' : '0.000000');
  }
});

test('a reseller moves its own accounts within its own tree', async () => {
  const [shop, foreign] = [await make(reseller()), await make(reseller())];
  const client = await signedIn(shop);
  const sub = await make(reseller(), client);
  const person = await make(customer(), client);
  expect((await move(person.id, { parentId: foreign.id }, client)).body.errors).toMatchObject([
    { field: 'parentId', code: 'not_found' },
  ]);
  expect((await move(foreign.id, { parentId: sub.id }, client)).body.code).toBe('not_found');
  expect((await move(shop.id, { parentId: sub.id }, client)).body.code).toBe('not_permitted');
  expect((await move(person.id, { parentId: sub.id }, client)).body.panelAccess.parentId).toBe(sub.id);
  expect((await preview(person.id, 'move', client)).to.id).toBe(shop.id);
  expect((await move(person.id, { parentId: null }, client)).body.panelAccess.parentId).toBe(shop.id);
  expect((await read(person.id)).ownerPath.map(({ id }: Json) => id)).toEqual([shop.id]);
});

test('the same key moves once; another request under it is refused', async () => {
  const [first, second] = [await make(reseller()), await make(reseller())];
  const person = await make(customer());
  const once = key();
  const to = (parentId: string) => owner.post(`/api/v1/accounts/${person.id}/move`, { parentId }, once);
  expect((await to(first.id)).status).toBe(200);
  expect((await move(person.id, { parentId: second.id })).status).toBe(200);
  expect((await to(first.id)).body.panelAccess.parentId).toBe(second.id);
  expect((await to(second.id)).body.code).toBe('idempotency_key_reused');
});

test('accounts that are made below a moving reseller are in its place, or refused', async () => {
  const shop = await make(reseller());
  const target = await make(reseller());
  const client = await signedIn(shop);
  const [moved, ...made] = await Promise.all([
    move(shop.id, { parentId: target.id }),
    ...Array.from({ length: 10 }, () => client.post('/api/v1/accounts', customer(), key())),
  ]);
  expect(moved.status).toBe(200);
  for (const { status, body } of made) {
    if (status === 409) expect(body.code).toBe('account_was_moved');
    else expect(status, JSON.stringify(body)).toBe(201);
    if (status === 201)
      expect((await read(body.account.id)).ownerPath.map(({ id }: Json) => id)).toEqual([target.id, shop.id]);
  }
});

test('accounts past their end are listed, counted and exported, and closed ones are not among them', async () => {
  const shop = await make(reseller());
  const client = await signedIn(shop);
  const until = async (validUntil: string | null) => {
    const made = await make(customer(), client);
    expect((await change(made.id, { controls: { validUntil } }, client)).status).toBe(200);
    return made;
  };
  const [over, closed] = [await until('2027-01-01T00:00:00.000Z'), await until('2027-01-01T00:00:00.000Z')];
  for (const end of [null, '2031-01-01T00:00:00.000Z']) await until(end);
  await change(closed.id, { status: 'closed' });
  const listed = async (status: string): Promise<Json> =>
    (await client.get(`/api/v1/accounts?status=${status}`)).body.items.map(({ id }: Json) => id);
  expect(await listed('expired')).toEqual([]);
  server.advance(Date.UTC(2027, 0, 1) - server.now().getTime());
  const again = await signedIn(shop);
  expect((await again.get('/api/v1/accounts?status=expired')).body.items).toMatchObject([{ id: over.id }]);
  expect((await again.get('/api/v1/accounts/count?status=expired')).body.count).toBe(1);
  const { body } = await again.get('/api/v1/accounts/export?status=expired&format=csv');
  expect(body).toContain(over.number);
  expect(body).not.toContain(closed.number);
});
