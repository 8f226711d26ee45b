/** Notices of money, documents and services: each once, to whom the account says, with its document. */
import { expect, test } from 'vitest';
import type { NewEvent } from '../../src/domain/events/catalogue.ts';
import { keptFile } from '../../src/postgres/billing/document-files.ts';
import { insertEvents } from '../../src/postgres/events/events.ts';
import { withTransaction } from '../../src/postgres/pool.ts';
import { MINUTES } from '../billing/billing-world.ts';
import type { Line } from '../charging/world.ts';
import { PASSWORD, type Json } from '../http/support.ts';
import { createProductWorld } from '../products/product-world.ts';
import { deliver, handOut, mailServer, mailsOf, startMailServer } from './support.ts';

const world = await createProductWorld();
const { owner, database } = world;
const { pool } = database;
const smtp = await startMailServer();
await owner.put('/api/v1/settings/mail', mailServer(smtp.port));
const rateGroupId = await world.rateGroup({ 49: { ...MINUTES, costPerMinute: '0.10' } });
const PREPAID = { accountType: 'prepaid', rateGroupId };
const POSTPAID = { accountType: 'postpaid', creditLimit: '1000', rateGroupId };

/** As another part of the program tells it. */
async function happens(line: Line, ...events: readonly Omit<NewEvent, 'accountId' | 'happenedAt'>[]) {
  const { rows } = await pool.query<{ id: bigint }>('select id from accounts where public_id = $1', [
    line.accountId,
  ]);
  const whole = events.map(
    (event) => ({ ...event, accountId: rows[0]!.id, happenedAt: world.now() }) as NewEvent,
  );
  await withTransaction(pool, (tx) => insertEvents(tx, whole));
}

/** Makes the mails, sends them, and returns what arrived for it meanwhile, by kind and in order. */
async function arrivedAt(line: Line): Promise<Json[]> {
  const before = smtp.received.length;
  await handOut(world);
  await deliver(world);
  const mails: Json[] = (await mailsOf(owner, line.accountId)).toReversed();
  const arrived = smtp.received.slice(before);
  return mails.flatMap((mail) => {
    const found = arrived.filter(({ mail: { messageId } }) => messageId === `<${mail.id}@operator.example>`);
    return found.map(({ mail: parsed, recipients }) => ({ ...mail, parsed, recipients }));
  });
}

async function invoiced({ accountId }: Line, unitPrice: string) {
  const lines = [{ text: 'Telephone', quantity: '1', unitPrice }];
  const draft = await world.posted(owner, `accounts/${accountId}/invoice-drafts`, { lines });
  await world.posted(owner, `invoice-drafts/${draft.id}/issue`, {});
}

const kindsOf = (mails: readonly Json[]) => mails.map(({ kind }) => kind);

/** What came along is what is kept, and what everybody downloads. */
async function expectAttached(mail: Json, kind: string) {
  const { rows } = await pool.query('select id, kind from documents where public_id = $1', [
    mail.document.id,
  ]);
  expect(rows[0].kind).toBe(kind);
  const file = await keptFile(pool, rows[0].id);
  expect(mail.parsed.attachments).toHaveLength(1);
  const [{ content, contentType, filename }] = mail.parsed.attachments;
  expect([contentType, filename]).toEqual(['application/pdf', `${mail.document.number}.pdf`]);
  expect(Buffer.compare(content, file!.pdf)).toBe(0);
}

test('a top-up of a prepaid account is one mail with its receipt, and so is what goes back', async () => {
  const line = await world.account(PREPAID, { profile: { firstName: 'Ada', lastName: 'Byron' } });
  await arrivedAt(line);
  await world.pay(line, '25');
  const [mail, ...others] = await arrivedAt(line);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ kind: 'top_up', status: 'sent' });
  expect(mail.parsed.subject).toMatch(/^€25\.00 arrived at your account \d+$/);
  expect(mail.parsed.text).toContain(`The receipt ${mail.document.number} is attached.`);
  expect(mail.parsed.text).toContain(`/accounts/${line.accountId}?tab=statement`);
  expect(mail.parsed.text).toContain('notifications are on');
  expect(mail.parsed.text).toContain(`/accounts/${line.accountId}?tab=mails`);
  await expectAttached(mail, 'receipt');
  await world.pay(line, '5', 'refund');
  const [back, ...more] = await arrivedAt(line);
  expect([back.kind, more]).toEqual(['refunded', []]);
  await expectAttached(back, 'receipt');
  // Nothing is told twice.
  expect(await arrivedAt(line)).toEqual([]);
});

test('a charge by hand is a receipt, and calls of a prepaid account one on its billing day', async () => {
  const line = await world.account(PREPAID, { balance: '50' });
  await arrivedAt(line);
  await world.adjust(line, '3', 'debit');
  const [charged] = await arrivedAt(line);
  expect(charged).toMatchObject({ kind: 'receipt' });
  expect(charged.parsed.text).toContain('debit 3, €3.00');
  await expectAttached(charged, 'receipt');
  await world.call(line, 61_000);
  world.advanceTo('2026-11-30T23:00:30Z');
  await world.run();
  const [used] = await arrivedAt(line);
  expect(used.kind).toBe('usage_receipt');
  expect(used.parsed.subject).toContain('24 November 2026 – 30 November 2026');
  await expectAttached(used, 'usage_receipt');
});

test('an invoice with what is to be paid and by when; a credit note; reminders bring it once more', async () => {
  const line = await world.account(POSTPAID, { profile: { language: 'de' } });
  await arrivedAt(line);
  await invoiced(line, '120');
  const [mail, ...others] = await arrivedAt(line);
  expect(others).toEqual([]);
  expect(mail.kind).toBe('invoice');
  const [invoice] = await world.documents(line);
  expect(mail.parsed.subject).toBe(`Rechnung ${invoice.number} über 120,00\u00a0€`);
  expect(mail.parsed.text).toMatch(/Bitte zahlen Sie 120,00\u00a0€ bis \d+\. Dezember 2026\./);
  expect(mail.parsed.text).toContain(`?tab=documents&doc=${invoice.id}`);
  await expectAttached(mail, 'invoice');

  const document = { id: invoice.id, name: invoice.number };
  const dueAt = world.now().toISOString();
  const reminded = (daysOverdue: number) => ({
    type: 'invoice.reminded' as const,
    data: { document, open: '100.000000', currency: 'EUR', dueAt, daysOverdue },
  });
  await happens(line, reminded(-3), reminded(7));
  const reminders = await arrivedAt(line);
  expect(kindsOf(reminders)).toEqual(['invoice_due', 'invoice_overdue']);
  expect(reminders[1].parsed.subject).toBe(`Überfällig: 100,00\u00a0€ der Rechnung ${invoice.number}`);
  for (const reminder of reminders) await expectAttached(reminder, 'invoice');

  await world.posted(owner, `documents/${invoice.id}/credit-notes`, { reason: 'Wrong' });
  const [credit] = await arrivedAt(line);
  expect(credit.kind).toBe('credit_note');
  expect(credit.parsed.text).toContain(`der Rechnung ${invoice.number} zurück`);
  await expectAttached(credit, 'credit_note');

  await world.pay(line, '10');
  const [paid] = await arrivedAt(line);
  expect(paid.kind).toBe('top_up');
  await expectAttached(paid, 'receipt');
});

test('debt, cards and subscriptions: each in its words, and what only programs hear is no mail', async () => {
  const line = await world.account(PREPAID);
  await arrivedAt(line);
  const product = { id: '01939c3e-0000-7000-8000-000000000000', name: 'Flat <b>rate</b>' };
  const subscription = { subscriptionId: '01939c3e-0000-7000-8000-000000000001', product };
  const price = { amount: '9.900000', currency: 'EUR' };
  await happens(
    line,
    { type: 'dunning.suspended', data: { overdue: '12.340000', currency: 'EUR' } },
    { type: 'dunning.lifted', data: {} },
    { type: 'payment.failed', data: { ...price, reason: 'expired_card', isAutomatic: true } },
    { type: 'payment.charged_back', data: { ...price, transferId: 'x', receipt: null } },
    { type: 'subscription.started', data: subscription },
    {
      type: 'subscription.renewed',
      data: { ...subscription, ...price, periodTo: '2026-12-31T23:00:00.000Z' },
    },
    { type: 'subscription.unpaid', data: { ...subscription, ...price, endsAt: '2027-01-30T23:00:00.000Z' } },
    { type: 'subscription.ended', data: { ...subscription, reason: 'cancelled' } },
    { type: 'guard.blocked', data: { guard: 'spend_cap' } },
    { type: 'webhook.tested', data: {} },
  );
  const mails = await arrivedAt(line);
  expect(kindsOf(mails)).toEqual([
    'suspended_for_debt',
    'restored',
    'payment_failed',
    'charged_back',
    'renewal',
    'renewal_unpaid',
    'subscription_ended',
  ]);
  const textOf = (kind: string) => mails.find((mail) => mail.kind === kind)!.parsed.text;
  expect(textOf('suspended_for_debt')).toContain('€12.34 is overdue');
  expect(textOf('payment_failed')).toContain('the card has expired');
  expect(textOf('renewal')).toContain('until 31 December 2026');
  expect(textOf('renewal_unpaid')).toContain('unpaid on 31 January 2027');
  expect(textOf('subscription_ended')).toContain('it was cancelled');
  expect(String(mails[4].parsed.html)).toContain('Flat &lt;b&gt;rate&lt;/b&gt;');
});

test('the operator hears of gateways that do not take calls, where its services are told', async () => {
  const operator = { accountId: (await owner.get('/api/v1/me')).body.actor.id } as Line;
  const services = ['noc@operator.example'];
  const sent = await owner.put('/api/v1/me/notifications', {
    isOn: true,
    money: [],
    documents: [],
    services,
  });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  const id = '01939c3e-0000-7000-8000-000000000002';
  const names = { gateway: { id, name: 'gw1' }, trunk: { id, name: 'Carrier <b>A</b>' } };
  await arrivedAt(operator);
  await happens(
    operator,
    { type: 'gateway.unhealthy', data: { ...names, sipStatus: 503 } },
    { type: 'gateway.unhealthy', data: { ...names, sipStatus: 408 } },
    { type: 'gateway.unhealthy', data: { ...names, sipStatus: null } },
    { type: 'gateway.recovered', data: { ...names, unhealthySince: '2026-11-24T12:00:00.000Z' } },
  );
  const mails = await arrivedAt(operator);
  expect(mails.map(({ recipients }) => recipients)).toEqual(Array(4).fill(services));
  const texts = mails.map(({ parsed }) => parsed.text.replace(/\s+/g, ' '));
  expect(texts[0]).toContain('past the gateway gw1 of the trunk Carrier <b>A</b>: it answers 503.');
  expect(texts[0]).toContain(`/carriers/trunks/${id}`);
  expect(texts[1]).toContain('it does not answer.');
  expect(texts[2]).toContain('calls fail there.');
  expect(texts[3]).toContain('Calls went past it since 24 November 2026');
  expect(String(mails[0].parsed.html)).toContain('Carrier &lt;b&gt;A&lt;/b&gt;');
});

test('an ordered product is its receipt; each renewal is one mail, which brings its receipt along', async () => {
  const line = await world.account(PREPAID, { balance: '25' });
  const flat = await world.product({ name: 'Flat' });
  await arrivedAt(line);
  await world.order(line, { productId: flat.id });
  const [ordered, ...others] = await arrivedAt(line);
  expect([ordered.kind, others]).toEqual(['receipt', []]);
  expect(ordered.parsed.text).toContain('Flat, €');
  await expectAttached(ordered, 'receipt');
  world.advance(32 * 24 * 3_600_000);
  await world.renew();
  const [renewed, ...more] = await arrivedAt(line);
  expect([renewed.kind, kindsOf(more)]).toEqual(['renewal', []]);
  expect(renewed.parsed.text).toContain(`The receipt ${renewed.document.number} is attached.`);
  await expectAttached(renewed, 'receipt');
  world.advance(32 * 24 * 3_600_000);
  await world.renew();
  expect(kindsOf(await arrivedAt(line))).toEqual(['renewal_unpaid']);
});

test('who wants no notices gets none, and hears of its password all the same', async () => {
  const line = await world.anyAccount(
    world.customerOf({ billing: PREPAID, settings: { notifications: false } }),
    { balance: '20' },
    owner,
  );
  await world.adjust(line, '1', 'debit');
  await happens(line, { type: 'dunning.lifted', data: {} });
  expect(await arrivedAt(line)).toEqual([]);
  const holder = await world.signIn(line.number, PASSWORD);
  await holder.post('/api/v1/me/password', { currentPassword: PASSWORD, newPassword: `${PASSWORD}!` });
  const [mail] = await arrivedAt(line);
  expect(mail.kind).toBe('password_changed');
  expect(mail.parsed.text).not.toContain('notifications are on');
});

test('a mail waits for its document, and goes with it once it can be written', async () => {
  const line = await world.account(PREPAID);
  await arrivedAt(line);
  await world.pay(line, '7');
  await handOut(world);
  const before = smtp.received.length;
  const broken = { ...world, renderer: { ...world.renderer, render: () => Promise.reject(new Error('no')) } };
  await deliver(broken);
  expect(smtp.received.length).toBe(before);
  const [waiting] = await mailsOf(owner, line.accountId);
  expect(waiting).toMatchObject({
    kind: 'top_up',
    status: 'queued',
    attempts: 1,
    error: expect.stringContaining('could not be written as PDF yet'),
  });
  world.advance(60_000);
  const [mail] = await arrivedAt(line);
  expect(mail).toMatchObject({ kind: 'top_up', attempts: 2, error: null });
  await expectAttached(mail, 'receipt');
});

test('a server that dies while it makes mails of what happened makes each of them once', async () => {
  const line = await world.account(PREPAID);
  await arrivedAt(line);
  await world.pay(line, '1');
  await world.pay(line, '2');
  // The moment before the end of the transaction, in which the program could be killed.
  await pool.query(
    `create function die() returns trigger language plpgsql as $$ begin raise 'killed here'; end $$`,
  );
  await pool.query(`create trigger die before update on events for each statement execute function die()`);
  await expect(handOut(world)).rejects.toThrow('killed here');
  expect(kindsOf(await mailsOf(owner, line.accountId))).toEqual(['welcome']);
  await pool.query('drop trigger die on events');
  await Promise.all([handOut(world), handOut(world)]);
  expect(kindsOf(await arrivedAt(line))).toEqual(['top_up', 'top_up']);
});

test('an event of which no mail can be made keeps nobody else from theirs', async () => {
  const line = await world.account(PREPAID);
  await arrivedAt(line);
  const lost = { id: '01939c3e-0000-7000-8000-00000000dead', name: 'INV-0' };
  await happens(
    line,
    { type: 'dunning.lifted', data: {} },
    {
      type: 'document.issued',
      data: { document: lost, kind: 'invoice', total: '1', currency: 'EUR', dueAt: null },
    },
    { type: 'dunning.lifted', data: {} },
  );
  await expect(handOut(world)).rejects.toThrow('a document that was issued');
  const told: unknown[] = [];
  await handOut(world, (error) => told.push(error));
  expect(told).toHaveLength(1);
  expect(kindsOf(await arrivedAt(line))).toEqual(['restored', 'restored']);
});

test('the history shows what came along, also to the customer', async () => {
  const line = await world.account(PREPAID);
  await world.pay(line, '4');
  await arrivedAt(line);
  const holder = await world.signIn(line.number, PASSWORD);
  const mails = await mailsOf(holder, line.accountId);
  const [topUp] = mails.filter(({ kind }: Json) => kind === 'top_up');
  expect(topUp.document).toEqual({ id: expect.any(String), number: expect.stringMatching(/^REC-/) });
  const detail = await holder.get(`/api/v1/accounts/${line.accountId}/mails/${topUp.id}`);
  expect(detail.body.document).toEqual(topUp.document);
  expect((await holder.get(`/api/v1/documents/${topUp.document.id}/pdf`)).status).toBe(200);
});

test('ten thousand invoices are told while calls go on', async () => {
  const line = await world.account({ ...POSTPAID, creditLimit: '100000' });
  const billed = await world.account(POSTPAID);
  await invoiced(billed, '1');
  await arrivedAt(billed);
  const { rowCount } = await pool.query(
    `insert into events (type, account_id, happened_at, data)
     select e.type, e.account_id, e.happened_at, e.data
     from events e join accounts a on a.id = e.account_id, generate_series(1, 10000)
     where a.public_id = $1 and e.type = 'document.issued'`,
    [billed.accountId],
  );
  expect(rowCount).toBe(10_000);
  let isOver = false;
  const handing = handOut(world).finally(() => {
    isOver = true;
  });
  let calls = 0;
  while (!isOver) {
    await world.call(line, 1000);
    calls += 1;
    world.advance(1000);
  }
  await handing;
  expect(calls).toBeGreaterThan(5);
  const { rows } = await pool.query(
    `select count(*) from mails m join accounts a on a.id = m.account_id where a.public_id = $1 and m.kind = 'invoice'`,
    [billed.accountId],
  );
  expect(rows[0].count).toBe(10_001n);
}, 300_000);

test('the books are right after all of it', () => world.verify());
