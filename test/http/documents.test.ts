/** Reading documents: who sees which, what is open of an invoice, and what stands behind one. */
import { afterAll, expect, test } from 'vitest';
import { annexCalls } from '../../src/postgres/billing/document-files.ts';
import { createWorld } from '../charging/world.ts';
import { key, PASSWORD, type Client, type Json } from './support.ts';

const world = await createWorld();
const { ask, answer, end, send } = world;
afterAll(world.verify);

await world.trunk({ 49: { costPerMinute: '0.001' }, 44: { costPerMinute: '0.001' } });
const named = { 49: { destination: 'Germany' }, 44: { destination: 'England' } };
const wholesale = await world.rateGroup({
  49: { ...named[49], costPerMinute: '0.0731' },
  44: { ...named[44], costPerMinute: '0.1234' },
});

/** By API key, which lives while days go by. */
const keyOf = async (client: Client): Promise<Client> => {
  const made = await client.post('/api/v1/api-keys', { name: 'reads' });
  return world.clientOf({ authorization: `Bearer ${made.body.key}` });
};
const owner = await keyOf(world.owner);
const settings = { cps: 'unlimited', concurrentCalls: 'unlimited' };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const read = async (client: Client, url: string): Promise<Json> => {
  const { status, body } = await client.get(`/api/v1/${url}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const post = async (client: Client, url: string, body?: object): Promise<Json> => {
  const made = await client.post(`/api/v1/${url}`, body, key());
  expect([200, 201], JSON.stringify(made.body)).toContain(made.status);
  return made.body;
};
type Issued = Readonly<{ id: string; number: string }>;
const invoice = async (accountId: string, unitPrice: string, dueDays: number, client = owner) => {
  world.advance(1000);
  const draft = await post(client, `accounts/${accountId}/invoice-drafts`, {
    lines: [{ text: 'Line', quantity: '1', unitPrice }],
    dueDays,
  });
  return (await post(client, `invoice-drafts/${draft.id}/issue`)) as Issued;
};
const pay = async (accountId: string, amount: string, client = owner, direction = 'payment') => {
  world.advance(1000);
  const body = { amount, method: 'bank_transfer', note: 'Order 7', direction };
  return (await post(client, `accounts/${accountId}/payments`, body)) as {
    receipt: Issued;
    transfer: Json;
  };
};
const idsOf = async (client: Client, query = ''): Promise<string[]> => {
  const { items } = await read(client, `documents?limit=200&${query}`);
  expect((await read(client, `documents/count?${query}`)).count).toBe(items.length);
  return items.map(({ id }: Json) => id);
};

async function person(kind: 'reseller' | 'customer', client = owner, rateGroupId?: string) {
  const input = kind === 'reseller' ? world.resellerOf : world.customerOf;
  const billing = { accountType: 'postpaid', creditLimit: '5000', ...(rateGroupId && { rateGroupId }) };
  const made = await world.account(input({ billing, settings }), {}, client);
  const signedIn = await world.signIn(made.number, PASSWORD);
  return { ...made, client: kind === 'reseller' ? await keyOf(signedIn) : signedIn };
}

test('what is open goes to the newest invoices, and a credit note lowers the one that it corrects', async () => {
  const { accountId, number } = await person('customer');
  const first = await invoice(accountId, '100', 5);
  world.advance(HOUR_MS);
  const from = world.now().toISOString();
  const second = await invoice(accountId, '50', 5);
  const to = new Date(world.now().getTime() + 1).toISOString();
  world.advance(10 * DAY_MS);
  const third = await invoice(accountId, '30', 30);
  const { receipt } = await pay(accountId, '110');
  // 180 − 110 = 70 are open: the 30 of the newest, 40 of the second, nothing of the oldest.
  const states = async () => {
    const { items } = await read(owner, `documents?accountId=${accountId}&kind=invoice`);
    return items.map(({ id, open, state }: Json) => [id, open, state]);
  };
  expect(await states()).toEqual([
    [third.id, '30.000000', 'open'],
    [second.id, '40.000000', 'overdue'],
    [first.id, '0.000000', 'paid'],
  ]);
  const of = (query: string) => idsOf(owner, `accountId=${accountId}&${query}`);
  expect(await of('state=open')).toEqual([third.id, second.id]);
  expect(await of('state=overdue')).toEqual([second.id]);
  expect(await of('state=paid')).toEqual([first.id]);
  // 45 of the second are taken back: 25 are open, all of the newest.
  const note = await post(owner, `documents/${second.id}/credit-notes`, {
    reason: 'Twice',
    lines: [{ line: 0, amount: '45' }],
  });
  expect(await states()).toEqual([
    [third.id, '25.000000', 'open'],
    [second.id, '0.000000', 'paid'],
    [first.id, '0.000000', 'paid'],
  ]);
  expect(await read(owner, `documents/${second.id}`)).toMatchObject({
    total: '50.000000',
    creditNotes: [{ id: note.id, total: '45.000000' }],
    lines: [{ kind: 'charge', amount: '50.000000', quantity: '1', calls: null, correctsLine: null }],
  });
  expect(await read(owner, `documents/${note.id}`)).toMatchObject({
    corrects: { id: second.id, number: second.number },
    correction: { number: second.number, reason: 'Twice' },
    lines: [{ correctsLine: 0 }],
    state: null,
    open: null,
  });
  // The rest, too: all of it is taken back, and nothing of it was paid.
  const rest = await post(owner, `documents/${second.id}/credit-notes`, { reason: 'All of it' });
  expect(await of('state=credited')).toEqual([second.id]);
  expect(await read(owner, `documents/${second.id}`)).toMatchObject({ state: 'credited', open: '0.000000' });
  expect(await of('state=paid')).toEqual([first.id]);
  expect(await of('kind=credit_note')).toEqual([rest.id, note.id]);
  expect(await of(`issuedFrom=${from}&issuedTo=${to}`)).toEqual([second.id]);
  expect(await of('currency=USD')).toEqual([]);
  expect(await of(`q=${second.number.toLowerCase()}`)).toEqual([second.id]);
  expect(await of(`q=${number}`)).toEqual([rest.id, note.id, receipt.id, third.id, second.id, first.id]);
  expect(await of('q=%25')).toEqual([]);
  await owner.patch(`/api/v1/accounts/${accountId}`, { billing: { reference: 'CRM-4711' } });
  expect((await of('q=crm-47')).length).toBe(6);
});

test('pages neither repeat nor skip', async () => {
  const { accountId } = await person('customer');
  for (let n = 0; n < 7; n++) await pay(accountId, '1');
  const all = await idsOf(owner, `accountId=${accountId}`);
  const paged: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const place: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: Json = await read(owner, `documents?accountId=${accountId}&limit=3${place}`);
    paged.push(...page.items.map(({ id }: Json) => id));
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all);
  expect(all.length).toBe(7);
});

test('a reseller sees what it issued, those below and its own; a customer its own; after a move each keeps its history', async () => {
  const upper = await person('reseller');
  const lower = await person('reseller', upper.client);
  const beside = await person('reseller');
  const line = await person('customer', lower.client);
  const ofUpper = await invoice(upper.accountId, '1', 5);
  const ofLower = await invoice(lower.accountId, '1', 5, upper.client);
  const ofBeside = await invoice(beside.accountId, '1', 5);
  const paid = (await pay(line.accountId, '5', lower.client)).receipt;
  const back = (await pay(line.accountId, '5', lower.client, 'refund')).receipt;
  expect(await idsOf(upper.client, 'issuer=all')).toEqual([back.id, paid.id, ofLower.id, ofUpper.id]);
  expect(await idsOf(upper.client)).toEqual([ofLower.id]);
  expect(await idsOf(upper.client, 'issuer=received')).toEqual([ofUpper.id]);
  expect(await idsOf(upper.client, `accountId=${upper.accountId}`)).toEqual([ofUpper.id]);
  expect(await idsOf(lower.client, 'issuer=all')).toEqual([back.id, paid.id, ofLower.id]);
  expect(await idsOf(lower.client, 'receiptOf=refund')).toEqual([back.id]);
  // What came and what went are not added up.
  expect((await read(lower.client, 'documents/totals')).items).toMatchObject([
    { kind: 'receipt', receiptOf: 'payment', count: 1, total: '5.000000' },
    { kind: 'receipt', receiptOf: 'refund', count: 1, total: '5.000000' },
  ]);
  expect(await idsOf(line.client)).toEqual([back.id, paid.id]);
  expect(await idsOf(beside.client, 'issuer=all')).toEqual([ofBeside.id]);
  for (const id of [ofUpper.id, ofLower.id, paid.id])
    for (const part of ['', '/calls', '/transfers'])
      expect((await beside.client.get(`/api/v1/documents/${id}${part}`)).status).toBe(404);

  world.advance(1000);
  await post(owner, `accounts/${line.accountId}/move`, { parentId: beside.accountId });
  const later = (await pay(line.accountId, '3', beside.client)).receipt;
  expect(await idsOf(lower.client, 'issuer=all')).toEqual([back.id, paid.id, ofLower.id]);
  expect(await read(lower.client, `documents/${paid.id}`)).toMatchObject({ accountId: null });
  expect(await idsOf(beside.client, 'issuer=all')).toEqual([later.id, ofBeside.id]);
  expect((await beside.client.get(`/api/v1/documents/${paid.id}`)).status).toBe(404);
  expect(await idsOf(line.client)).toEqual([later.id, back.id, paid.id]);
  // The search over everything finds the same ones.
  const found = async (client: Client, { number }: Issued) =>
    (await read(client, `search?q=${number.toLowerCase()}`)).hits
      .filter(({ kind }: Json) => kind === 'document')
      .map(({ id }: Json) => id)
      .filter((id: string) => [paid, later, ofUpper].some((each) => each.id === id));
  expect(await found(lower.client, paid)).toEqual([paid.id]);
  expect(await found(beside.client, paid)).not.toContain(paid.id);
  expect(await found(beside.client, later)).toContain(later.id);
  expect(await found(owner, ofUpper)).toEqual([ofUpper.id]);
});

test('the calls of a document are told at the price of its own level, and a line has its own', async () => {
  const upper = await person('reseller', owner, wholesale);
  const retail = await world.rateGroup({}, { basis: 'purchase', markUpPercent: '37' }, upper.client);
  const line = await person('customer', upper.client, retail);
  for (const destination of ['+493012345678', '+442012345678']) {
    const granted = await ask(line, { destination });
    await send(answer(granted));
    await send(end(granted, 60_000));
    world.advance(1000);
  }
  const bill = async (client: Client, accountId: string): Promise<Issued> =>
    (await post(client, `accounts/${accountId}/bill`)).items[0];
  const bought = await bill(owner, upper.accountId);
  const sold = await bill(upper.client, line.accountId);
  const charges = async (client: Client, id: string, query = '') =>
    (await read(client, `documents/${id}/calls${query}`)).items.map(({ charge }: Json) => charge);
  expect(await charges(upper.client, bought.id)).toEqual(['0.123400', '0.073100']);
  const customer = await world.signIn(line.number, PASSWORD);
  expect(await charges(customer, sold.id)).toEqual(['0.169058', '0.100147']);
  const { lines } = await read(customer, `documents/${sold.id}`);
  const placeOf = (name: string) => lines.findIndex(({ calls }: Json) => calls.destination === name);
  expect(await charges(customer, sold.id, `?line=${placeOf('Germany')}`)).toEqual(['0.100147']);
  expect(await charges(customer, sold.id, `?line=${placeOf('England')}`)).toEqual(['0.169058']);
  expect((await customer.get(`/api/v1/documents/${sold.id}/calls?line=9`)).body.errors[0]).toMatchObject({
    field: 'line',
    code: 'not_found',
  });
  // What its reseller pays is not the customer's to know.
  for (const part of ['', '/calls', '/transfers'])
    expect(JSON.stringify(await read(customer, `documents/${sold.id}${part}`))).not.toMatch(
      /0\.0731|0\.1234/,
    );
  const { items } = await read(customer, `documents/${sold.id}/calls?limit=1`);
  expect(items[0]).toMatchObject({
    accountId: line.accountId,
    destinationNumber: '442012345678',
    billedSeconds: 60,
    isLate: false,
  });
  expect((await read(upper.client, `documents/${bought.id}/calls`)).items[0].billedSeconds).toBe(null);
  // Printed at the same prices, in the order of time.
  const { rows } = await world.database.pool.query(
    'select id, wallet_id as "walletId" from documents where public_id = $1',
    [bought.id],
  );
  expect(await annexCalls(world.database.pool, rows[0], 10)).toMatchObject([
    { destinationNumber: '493012345678', talkMs: 60_000n, chargeMicros: 73_100n },
    { destinationNumber: '442012345678', talkMs: 60_000n, chargeMicros: 123_400n },
  ]);
});

test('the movements behind a document are told as on the statement', async () => {
  const { accountId, client } = await person('customer');
  const { receipt, transfer } = await pay(accountId, '12.34');
  const { items } = await read(client, `documents/${receipt.id}/transfers`);
  expect(items).toMatchObject([
    {
      id: transfer.id,
      amount: '12.340000',
      why: 'Payment by bank transfer: Order 7',
      reason: { code: 'payment' },
    },
  ]);
  expect((await read(client, `documents/${receipt.id}/calls`)).items).toEqual([]);
});

test('a return has each tax by kind of document, taken back where money went back; the sheet has what the list has', async () => {
  const vat = (await post(owner, 'taxes', { name: 'VAT', percent: '20', jurisdiction: 'DE' })).id;
  const seller = await person('reseller');
  const own = (await post(seller.client, 'taxes', { name: 'MwSt', percent: '10' })).id;
  const { accountId } = await person('customer');
  await owner.patch(`/api/v1/accounts/${accountId}`, { billing: { taxIds: [vat] } });
  const line = await world.account(
    world.customerOf({ billing: { accountType: 'prepaid', taxIds: [own] }, settings }),
    {},
    seller.client,
  );
  const from = world.now().toISOString();
  const bill = await invoice(accountId, '50', 5);
  const note = await post(owner, `documents/${bill.id}/credit-notes`, {
    reason: 'Half',
    lines: [{ line: 0, amount: '25' }],
  });
  await pay(line.accountId, '110', seller.client);
  await pay(line.accountId, '11', seller.client, 'refund');
  world.advance(1000);
  const time = `from=${from}&to=${world.now().toISOString()}`;
  const taxes = async (client: Client, query = time) =>
    (await read(client, `documents/taxes?${query}`)).items.map((each: Json) => [
      each.name,
      each.percent,
      each.receiptOf ?? each.kind,
      each.count,
      each.base,
      each.tax,
    ]);
  expect(await taxes(owner)).toEqual([
    ['VAT', '20.0000', 'credit_note', 1, '-25.000000', '-5.000000'],
    ['VAT', '20.0000', 'invoice', 1, '50.000000', '10.000000'],
  ]);
  expect(await taxes(seller.client)).toEqual([
    ['MwSt', '10.0000', 'payment', 1, '100.000000', '10.000000'],
    ['MwSt', '10.0000', 'refund', 1, '-10.000000', '-1.000000'],
  ]);
  expect(await taxes(owner, `from=${from}&to=${from}`)).toEqual([]);
  const { body } = await owner.get(`/api/v1/documents/export?accountId=${accountId}`);
  const rows = body.trim().split('\r\n').slice(1);
  expect(rows.map((row: string) => row.split(',')[0])).toEqual([note.number, bill.number]);
  expect(rows[1]).toMatch(/,EUR,50\.000000,10\.000000,60\.000000,30\.000000,open,$/);
});

test('a commission reseller, which issues nothing, reads by default what it got', async () => {
  const { account } = (
    await owner.post(
      '/api/v1/accounts',
      world.resellerOf({ resellerTerms: { type: 'commission', commissionPercent: '10' } }),
    )
  ).body;
  const agent = await world.signIn(account.number, PASSWORD);
  await owner.post(`/api/v1/accounts/${account.id}/payments`, { amount: '5', method: 'cash' }, key());
  const idsOfAgent = async (query: string) =>
    (await agent.get(`/api/v1/documents${query}`)).body.items.map(({ id }: Json) => id);
  const received = await idsOfAgent('?issuer=received');
  expect(received).toHaveLength(1);
  expect(await idsOfAgent('')).toEqual(received);
});
