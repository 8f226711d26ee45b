/** Receipts at once, invoices on the billing day: what they say is what moved. */
import { afterEach, expect, test } from 'vitest';
import type { Annex } from '../../src/domain/billing/print-document.ts';
import { fileOf } from '../../src/operations/billing/document-file.ts';
import { runBilling } from '../../src/operations/billing/run-billing.ts';
import { createWorld, type Line } from '../charging/world.ts';
import { key, PASSWORD, type Client, type Json } from '../http/support.ts';

const world = await createWorld();
const { database, operator, ask, send, end } = world;
const { pool } = database;
await world.trunk({ 49: { costPerMinute: '0.001' } });
const MINUTES = { initialIncrementSeconds: 60, incrementSeconds: 60 };
const rateGroupId = await world.rateGroup({
  49: { ...MINUTES, costPerMinute: '0.0633', destination: 'Germany' },
  4915: { ...MINUTES, costPerMinute: '0.12', destination: 'Germany mobile' },
});
const vat = (await world.created(world.owner, 'taxes', { name: 'VAT', percent: '20' })).id;
const HOUR_MS = 3_600_000;

/** Sessions end while days go by. */
const staff = (): Promise<Client> => world.signIn(operator.number, PASSWORD);
const failures: unknown[] = [];
const run = () => runBilling({ pool, now: world.now, onError: (error) => failures.push(error) });
const account = (billing: object, client = world.owner) =>
  world.account(world.customerOf({ billing: { rateGroupId, taxIds: [vat], ...billing } }), {}, client);
const documents = async ({ accountId }: Line): Promise<Json[]> =>
  (
    await pool.query(
      `select d.kind, d.number, d.net_micros as net, d.tax_micros as tax, d.total_micros as total, d.wallet_micros as wallet, d.items,
         d.period_from as "from", d.period_to as "to", d.content from documents d join accounts a on a.id = d.account_id
       where a.public_id = $1 order by d.id`,
      [accountId],
    )
  ).rows;
const pay = async (client: Client, { accountId }: Line, amount: string, direction = 'payment') =>
  client.post(`/api/v1/accounts/${accountId}/payments`, { amount, method: 'cash', direction }, key());
const call = async (line: Line, talkMs: number, over: object = {}) => {
  // Calls of one moment have no order.
  world.advance(1000);
  const granted = await ask(line, over);
  expect(granted, JSON.stringify(granted)).toMatchObject({ ok: true });
  await send(end(granted, talkMs));
};
const advanceTo = (iso: string) => world.advance(Date.parse(iso) - world.now().getTime());

afterEach(async () => {
  expect(failures).toEqual([]);
  await world.verify();
});

test('12.00 paid in advance are 10.00 of credit and 2.00 of tax, and go back the same way', async () => {
  const line = await account({ accountType: 'prepaid' });
  const paid = await pay(world.owner, line, '12');
  expect(paid.body).toMatchObject({
    wallet: { balance: '10.000000' },
    receipt: { number: 'REC-2026-00001' },
  });
  // All of it goes back, though the wallet has only 10.00: the tax comes along.
  expect((await pay(world.owner, line, '12.01', 'refund')).body.code).toBe('insufficient_funds');
  const back = await pay(world.owner, line, '12', 'refund');
  expect(back.body).toMatchObject({ wallet: { balance: '0.000000' }, receipt: { number: 'REC-2026-00002' } });
  expect(await documents(line)).toMatchObject([
    {
      kind: 'receipt',
      net: 10_000_000n,
      tax: 2_000_000n,
      total: 12_000_000n,
      wallet: 10_000_000n,
      items: 2,
      content: { balance: { beforeMicros: '0', afterMicros: '10000000' } },
    },
    {
      kind: 'receipt',
      net: 10_000_000n,
      tax: 2_000_000n,
      total: 12_000_000n,
      wallet: -10_000_000n,
      items: 2,
      content: { balance: { beforeMicros: '10000000', afterMicros: '0' } },
    },
  ]);
});

test('a postpaid account is billed on its day, with tax and rounding, and everything once', async () => {
  const line = await account({ accountType: 'postpaid', creditLimit: '100' });
  // 3 minutes of 0.0633 and one of 0.12: 0.1899 + 0.12 = 0.3099, so 0.31, and 0.06 of tax.
  await call(line, 61_000);
  await call(line, 30_000);
  await call(line, 10_000, { destination: '+4915112345678' });
  expect(await run()).toBe(0);
  advanceTo('2026-11-30T23:00:25Z');
  const late = await ask(line);
  expect(await run()).toBe(1);
  await send(end(late, 1000));
  const [invoice] = await documents(line);
  expect(invoice).toMatchObject({
    kind: 'invoice',
    number: 'INV-2026-00001',
    net: 310_000n,
    tax: 60_000n,
    total: 370_000n,
    wallet: -370_000n,
    items: 5,
    to: new Date('2026-11-30T23:00:00Z'),
  });
  expect(invoice.content.lines).toMatchObject([
    {
      kind: 'calls',
      amountMicros: '190000',
      calls: { destination: 'Germany', calls: 2, talkSeconds: 91, billedSeconds: 180 },
    },
    {
      kind: 'calls',
      amountMicros: '120000',
      calls: { destination: 'Germany mobile', calls: 1, prefixes: ['4915'] },
    },
  ]);
  expect(invoice.content.taxes).toMatchObject([{ name: 'VAT', baseMicros: '310000', amountMicros: '60000' }]);
  // In its annex each call stands under its line, and they come to what it says.
  const { rows } = await pool.query('select id from documents where number = $1', [invoice.number]);
  const annexes: Array<Annex | null> = [];
  const render = async (_document: unknown, annex: Annex | null) => {
    annexes.push(annex);
    return Buffer.from('%PDF');
  };
  await fileOf({ pool, now: world.now, renderer: { render } }, rows[0].id);
  expect(annexes[0]?.calls.map(({ line: place, amountMicros }) => [place, amountMicros])).toEqual([
    [0, 126_600n],
    [0, 63_300n],
    [1, 120_000n],
  ]);
  expect(await run()).toBe(0);
  // The call that began in November and was posted in December stands on the next one.
  advanceTo('2026-12-31T23:01:00Z');
  expect(await run()).toBe(1);
  expect((await documents(line))[1]).toMatchObject({
    number: 'INV-2027-00001',
    from: new Date('2026-11-30T23:00:00Z'),
    net: 60_000n,
  });
  const owes = await (await staff()).get(`/api/v1/accounts/${line.accountId}`);
  expect(owes.body.wallet.owed).toBe('0.440000');
});

test('an invoice that somebody writes charges its lines, takes what is open along, and is taken back by parts', async () => {
  const owner = await staff();
  const line = await account({ accountType: 'postpaid', creditLimit: '100' }, owner);
  await call(line, 10_000);
  world.advance(HOUR_MS);
  const begun = await owner.post(
    `/api/v1/accounts/${line.accountId}/invoice-drafts`,
    { lines: [{ text: 'Telephone', quantity: '2', unitPrice: '49.99' }], note: 'Thank you' },
    key(),
  );
  expect(begun.status, JSON.stringify(begun.body)).toBe(201);
  const draft = `/api/v1/invoice-drafts/${begun.body.id}`;
  expect((await owner.get(`${draft}/preview`)).body).toMatchObject({
    net: '100.040000',
    tax: '20.010000',
    total: '120.050000',
  });
  const issue = key();
  const issued = await owner.post(`${draft}/issue`, undefined, issue);
  expect(issued.status, JSON.stringify(issued.body)).toBe(201);
  expect(await owner.post(`${draft}/issue`, undefined, issue)).toMatchObject({
    status: 200,
    body: issued.body,
  });
  expect((await owner.get(draft)).status).toBe(404);
  const [invoice] = await documents(line);
  expect(invoice).toMatchObject({
    kind: 'invoice',
    total: 120_050_000n,
    wallet: -120_050_000n,
    content: { note: 'Thank you' },
  });

  const notes = `/api/v1/documents/${issued.body.id}/credit-notes`;
  const credit = (body: object) => owner.post(notes, body, key());
  expect(
    (await credit({ reason: 'One too many', lines: [{ line: 0, amount: '99.99' }] })).body.errors,
  ).toMatchObject([{ field: 'lines.0.amount' }]);
  expect((await credit({ reason: 'One too many', lines: [{ line: 0, amount: '49.99' }] })).body.number).toBe(
    'CN-2027-00001',
  );
  const racing = await Promise.all(Array.from({ length: 4 }, () => credit({ reason: 'All of it' })));
  expect(racing.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(racing.filter(({ body }) => body.code === 'credited_already')).toHaveLength(3);
  const taken = (await documents(line)).slice(1);
  expect(taken.map(({ total }) => total).reduce((sum: bigint, each: bigint) => sum + each, 0n)).toBe(
    120_050_000n,
  );
  expect((await owner.get(`/api/v1/accounts/${line.accountId}`)).body.wallet.balance).toBe('0.000000');
});

test('what would go wrong on paper is refused: discounts alone, more than is left, less than nothing, nothing', async () => {
  const owner = await staff();
  const line = await account({ accountType: 'postpaid', creditLimit: '1000', generateInvoice: true }, owner);
  const write = async (lines: object[]) => {
    const begun = await owner.post(`/api/v1/accounts/${line.accountId}/invoice-drafts`, { lines }, key());
    return owner.post(`/api/v1/invoice-drafts/${begun.body.id}/issue`, undefined, key());
  };
  const each = (text: string, unitPrice: string) => ({ text, quantity: '1', unitPrice });
  expect((await write([each('Gift', '-10')])).body.code).toBe('invoice_is_negative');
  const issued = await write([each('Router', '100'), each('Discount', '-50')]);
  expect(issued.status, JSON.stringify(issued.body)).toBe(201);
  const credit = async (lines: object[]) =>
    (await owner.post(`/api/v1/documents/${issued.body.id}/credit-notes`, { reason: 'Wrong', lines }, key()))
      .body;
  expect((await credit([{ line: 0, amount: '100' }])).errors).toMatchObject([{ field: 'lines' }]);
  expect((await credit([{ line: 1, amount: '-50' }])).errors).toMatchObject([{ field: 'lines' }]);
  expect(
    (
      await credit([
        { line: 0, amount: '60' },
        { line: 1, amount: '-30' },
      ])
    ).number,
  ).toMatch(/^CN-/);
  const bill = await owner.post(`/api/v1/accounts/${line.accountId}/bill`, undefined, key());
  expect(bill.body.code).toBe('nothing_to_invoice');
  const { items } = (await owner.get(`/api/v1/accounts/${line.accountId}/statement`)).body;
  expect(items.map(({ why }: Json) => why)).toEqual(
    expect.arrayContaining(['Tax: VAT 20 %', `Credit note: ${issued.body.number}`]),
  );
});

test('a number belongs to whoever’s letterhead it stands under, and to one document', async () => {
  const owner = await staff();
  const seller = async (useOwnLetterhead: boolean) => {
    const made = await world.account(world.resellerOf({ resellerTerms: { useOwnLetterhead } }), {}, owner);
    const client = await world.signIn(made.number, PASSWORD);
    const buyer = await world.account(world.customerOf({}), {}, client);
    return { client, receipt: (await pay(client, buyer, '5')).body.receipt.number as string };
  };
  const before = (await pay(owner, await account({ accountType: 'prepaid' }, owner), '12')).body.receipt
    .number as string;
  const serialOf = (number: string) => Number(number.slice(-5));
  expect(serialOf((await seller(false)).receipt)).toBe(serialOf(before) + 1);
  const { client, receipt } = await seller(true);
  expect(serialOf(receipt)).toBe(1);
  const format = async (settings: object) =>
    (await client.patch('/api/v1/settings', { settings })).body.errors;
  expect(await format({ 'billing.number_format_receipt': 'Q-{year}-{number:5}' })).toBeUndefined();
  // Free among the formats of now, and the number of a receipt that was issued.
  expect(await format({ 'billing.number_format_invoice': 'REC-{year}-{number:5}' })).toMatchObject([
    { field: 'settings.billing.number_format_invoice' },
  ]);
});

test('an invoice says what was paid in advance of it and what is left to pay, each in its turn', async () => {
  const owner = await staff();
  const line = await account({ accountType: 'postpaid', creditLimit: '1000' }, owner);
  await pay(owner, line, '100');
  const write = async (unitPrice: string): Promise<string> => {
    const body = { lines: [{ text: 'Telephone', quantity: '1', unitPrice }], note: '' };
    const drafts = `/api/v1/accounts/${line.accountId}/invoice-drafts`;
    const { id } = (await owner.post(drafts, body, key())).body;
    return (await owner.post(`/api/v1/invoice-drafts/${id}/issue`, undefined, key())).body.id;
  };
  const ids = [await write('50'), await write('50'), await write('50')];
  const invoices = (await documents(line)).filter(({ kind }) => kind === 'invoice');
  expect(invoices.map(({ content }) => content.due)).toEqual([
    { coveredMicros: '60000000', openMicros: '0' },
    { coveredMicros: '40000000', openMicros: '20000000' },
    { coveredMicros: '0', openMicros: '60000000' },
  ]);
  // As the list, which goes by the payments of today.
  for (const [place, id] of ids.entries())
    expect((await owner.get(`/api/v1/documents/${id}`)).body.open).toBe(
      ['0.000000', '20.000000', '60.000000'][place],
    );
});
