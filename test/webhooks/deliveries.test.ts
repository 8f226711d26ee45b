/** Webhooks are told what happens: signed, retried, at least once and marked once, each owner of its own part. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { insertEvents } from '../../src/postgres/events/events.ts';
import { withTransaction } from '../../src/postgres/pool.ts';
import { createDeliverer } from '../../src/operations/webhooks/deliver.ts';
import { tidyDeliveries } from '../../src/operations/webhooks/tidy-deliveries.ts';
import { key, PASSWORD, reseller, type Json } from '../http/support.ts';
import { mailsOf } from '../mail/support.ts';
import { startReceiver } from '../outgoing/receiver.ts';
import { addCustomer, addWebhook, createWebhookWorld, isSigned, ok, pay } from './support.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;

const world = await createWebhookWorld();
const { server, owner, context, handOut, step, tell } = world;
const receiver = await startReceiver();
afterAll(receiver.close);

/** Each test has its own endpoint, and hears of nobody else's. */
beforeEach(async () => {
  for (const { id } of (await ok(owner.get('/api/v1/webhooks'))).items)
    await ok(owner.delete(`/api/v1/webhooks/${id}`));
  await step();
  receiver.received.length = 0;
  receiver.answer((response) => response.end('ok'));
});

const fail = (error: unknown) => expect.unreachable(String(error));
const deliveriesOf = async (id: string, query = '') =>
  (await ok(owner.get(`/api/v1/webhooks/${id}/deliveries${query}`))).items as Json[];
const detailOf = async (id: string) => {
  const [delivery] = await deliveriesOf(id);
  return ok(owner.get(`/api/v1/webhooks/${id}/deliveries/${delivery.id}`));
};
const webhook = (id: string) => ok(owner.get(`/api/v1/webhooks/${id}`));
/** So many things that happen to the operator, each with a word of its own. */
const happen = async (count: number) => {
  const words = Array.from({ length: count }, (_each, index) => `guard ${index}`);
  const { rows } = await server.database.pool.query<{ id: bigint }>(
    "select id from accounts where kind = 'operator'",
  );
  await withTransaction(server.database.pool, (tx) =>
    insertEvents(
      tx,
      words.map((guard) => ({
        type: 'guard.blocked',
        accountId: rows[0]!.id,
        happenedAt: server.now(),
        data: { guard },
      })),
    ),
  );
  return words;
};
const sorted = (words: readonly string[]) => [...words].toSorted();
const heard = () => receiver.received.map(({ body }) => JSON.parse(body) as Json);

describe('telling', () => {
  test('a payment is told with the id of its event, signed so that others can check it', async () => {
    const { id, secret } = await addWebhook(owner, receiver.url);
    const account = await addCustomer(owner);
    const { receipt } = await pay(owner, account.id, '12.5');
    await step();
    const [created, received, issued] = receiver.received;
    const kinds = ['account.created', 'document.issued', 'payment.received'];
    expect(sorted(heard().map(({ type }) => type))).toEqual(kinds);
    expect(receiver.received).toHaveLength(3);
    for (const each of [created!, received!, issued!]) {
      expect(await isSigned(each, secret)).toBe(true);
      expect(await isSigned({ ...each, body: `${each.body} ` }, secret)).toBe(false);
      expect(each.method).toBe('POST');
      expect(each.headers['content-type']).toBe('application/json');
      expect(each.headers['webhook-timestamp']).toBe(String(Math.floor(server.now().getTime() / 1000)));
      expect(JSON.parse(each.body).id).toBe(each.headers['webhook-id']);
    }
    const payment = heard().find(({ type }) => type === 'payment.received');
    expect(payment).toMatchObject({
      createdAt: server.now().toISOString(),
      accountId: account.id,
      accountNumber: account.number,
      data: { amount: '12.500000', currency: 'EUR', method: 'cash', receipt: { name: receipt.number } },
    });
    const { items } = await ok(owner.get(`/api/v1/events?types=payment.received&accountId=${account.id}`));
    expect(items).toEqual([payment]);
    expect(await deliveriesOf(id, '?state=delivered')).toHaveLength(3);
    await step();
    expect(receiver.received).toHaveLength(3);
  });

  test('only what was asked for is told, and what a paused one missed comes when it goes on', async () => {
    const { id } = await addWebhook(owner, receiver.url, { types: ['account.status_changed'] });
    const account = await addCustomer(owner);
    const url = `/api/v1/accounts/${account.id}`;
    await ok(owner.patch(url, { status: 'suspended' }));
    await step();
    expect(heard().map(({ type, data }) => [type, data])).toEqual([
      ['account.status_changed', { before: 'active', after: 'suspended' }],
    ]);
    expect(await ok(owner.patch(`/api/v1/webhooks/${id}`, { status: 'paused' }))).toMatchObject({
      status: 'paused',
      pauseReason: 'by_hand',
    });
    await ok(owner.patch(url, { status: 'active' }));
    await ok(owner.patch(url, { status: 'closed' }));
    await step();
    expect(receiver.received).toHaveLength(1);
    expect(await webhook(id)).toMatchObject({ queued: 2 });
    expect(await ok(owner.patch(`/api/v1/webhooks/${id}`, { status: 'active' }))).toMatchObject({
      status: 'active',
      pauseReason: null,
    });
    await step();
    expect(sorted(heard().map(({ data }) => data.after))).toEqual(['active', 'closed', 'suspended']);
  });

  test('a test is heard by the one endpoint that it is of, also while that is paused', async () => {
    const { id } = await addWebhook(owner, receiver.url, { types: ['payment.received'] });
    await addWebhook(owner, receiver.url);
    await ok(owner.patch(`/api/v1/webhooks/${id}`, { status: 'paused' }));
    await ok(owner.post(`/api/v1/webhooks/${id}/test`));
    await step();
    expect(heard().map(({ type, data }) => [type, data])).toEqual([['webhook.tested', { webhookId: id }]]);
  });

  test('the secret is shown once; a new one signs with the former for a day, and alone afterwards', async () => {
    const once = key();
    const body = { url: receiver.url, types: ['webhook.tested'] };
    const first = await ok(owner.post('/api/v1/webhooks', body, once));
    expect(await ok(owner.post('/api/v1/webhooks', body, once))).toEqual({ ...first, secret: null });
    expect(
      (await owner.post('/api/v1/webhooks', { ...body, url: `${receiver.url}/2` }, once)).body.code,
    ).toBe('idempotency_key_reused');
    expect(JSON.stringify(await webhook(first.id))).not.toContain('whsec');
    const test1 = async () => {
      await ok(owner.post(`/api/v1/webhooks/${first.id}/test`));
      await step();
      return receiver.received.at(-1)!;
    };
    const { secret, previousSecretUntil } = await ok(owner.post(`/api/v1/webhooks/${first.id}/secret`));
    expect(previousSecretUntil).toBe(new Date(server.now().getTime() + DAY_MS).toISOString());
    const both = await test1();
    expect([await isSigned(both, secret), await isSigned(both, first.secret)]).toEqual([true, true]);
    server.advance(DAY_MS);
    const alone = await test1();
    expect([await isSigned(alone, secret), await isSigned(alone, first.secret)]).toEqual([true, false]);
    const { rows } = await server.database.pool.query('select sealed_secret from webhook_endpoints');
    for (const row of rows) expect(row.sealed_secret.toString('latin1')).not.toContain(secret.slice(6, 20));
  });
});

describe('trying again', () => {
  const TYPES = { types: ['webhook.tested'] };
  const test1 = (id: string) => ok(owner.post(`/api/v1/webhooks/${id}/test`));

  test('waits grow from five seconds to three hours, and after three days it has failed, with its owner told', async () => {
    receiver.answer((response) => response.writeHead(500).end('no room'));
    const { id } = await addWebhook(owner, receiver.url, { types: ['account.created'] });
    await addCustomer(owner);
    const beganAt = server.now().getTime();
    await handOut();
    const waits: number[] = [];
    for (;;) {
      await tell();
      const [{ nextAttemptAt, state }] = (await deliveriesOf(id)) as [Json];
      if (state !== 'queued') break;
      const waitMs = Date.parse(nextAttemptAt) - server.now().getTime();
      waits.push(waitMs / SECOND_MS);
      // Not a moment sooner.
      server.advance(waitMs - 1);
      const before = receiver.received.length;
      await tell();
      expect(receiver.received).toHaveLength(before);
      server.advance(1);
    }
    const [first, ...rest] = waits;
    expect(first).toBe(5);
    expect(rest.slice(0, 6)).toEqual([30, 120, 600, 1800, 3600, 10_800]);
    expect(new Set(rest.slice(5))).toEqual(new Set([10_800]));
    const tookMs = server.now().getTime() - beganAt;
    expect(tookMs).toBeLessThan(3 * DAY_MS);
    expect(tookMs).toBeGreaterThan(3 * DAY_MS - 3 * HOUR_MS);
    const ids = new Set(receiver.received.map(({ headers }) => headers['webhook-id']));
    expect(ids.size).toBe(1);
    const { log, state, lastStatus, attempts } = await detailOf(id);
    expect({ state, lastStatus, attempts }).toEqual({
      state: 'failed',
      lastStatus: 500,
      attempts: waits.length + 1,
    });
    expect(log[0]).toMatchObject({ status: 500, answer: 'no room', error: '' });
    // The next that happens finds that nothing arrived for three days.
    server.advance(3 * HOUR_MS);
    await addCustomer(owner);
    await step();
    expect(await webhook(id)).toMatchObject({ status: 'paused', pauseReason: 'failing' });
    const { actor } = await ok(owner.get('/api/v1/me'));
    const mails = await server.database.pool.query(
      "select subject, text_body as text from mails where kind = 'webhook_paused'",
    );
    // The operator of this test has no address: nobody is written to.
    expect([actor.kind, mails.rows]).toEqual(['operator', []]);
  }, 120_000);

  test('a receiver that comes back is told what it missed, once', async () => {
    let isDown = true;
    receiver.answer((response) => response.writeHead(isDown ? 503 : 204).end());
    const { id } = await addWebhook(owner, receiver.url, TYPES);
    await test1(id);
    await step();
    expect(await webhook(id)).toMatchObject({ failingSince: server.now().toISOString(), queued: 1 });
    isDown = false;
    server.advance(5 * SECOND_MS);
    await tell();
    expect(await webhook(id)).toMatchObject({
      failingSince: null,
      queued: 0,
      lastDeliveredAt: server.now().toISOString(),
    });
    server.advance(HOUR_MS);
    await tell();
    expect(receiver.received).toHaveLength(2);
  });

  test('410 pauses at once and tells the owner, whose webhook goes on when it says so', async () => {
    const shop = (await ok(owner.post('/api/v1/accounts', reseller(), key()))).account;
    const seller = await server.signIn(shop.number, PASSWORD);
    await step();
    receiver.answer((response) => response.writeHead(410).end());
    const { id } = await addWebhook(seller, receiver.url);
    const account = await addCustomer(seller);
    await step();
    expect(receiver.received).toHaveLength(1);
    expect(await ok(seller.get(`/api/v1/webhooks/${id}`))).toMatchObject({
      status: 'paused',
      pauseReason: 'gone',
      failed: 1,
    });
    const [mail] = await mailsOf(owner, shop.id);
    expect(mail).toMatchObject({ kind: 'webhook_paused', to: [shop.panelAccess.email] });
    const { text } = await ok(owner.get(`/api/v1/accounts/${shop.id}/mails/${mail.id}`));
    expect(text).toContain(receiver.url);
    expect(text).toContain('410');
    receiver.answer((response) => response.end());
    await ok(seller.patch(`/api/v1/webhooks/${id}`, { status: 'active' }));
    expect(await ok(seller.post(`/api/v1/webhooks/${id}/send-again`, {}))).toEqual({ queued: 1 });
    await tell();
    expect(heard().map(({ accountId }) => accountId)).toEqual([account.id, account.id]);
    await ok(seller.delete(`/api/v1/webhooks/${id}`));
  });

  test('a redirect, a page of megabytes and one that is no answer count as what they are', async () => {
    const { id } = await addWebhook(owner, receiver.url, TYPES);
    receiver.answer((response) => response.writeHead(307, { location: `${receiver.url}/elsewhere` }).end());
    await test1(id);
    await step();
    expect(await detailOf(id)).toMatchObject({ state: 'queued', lastStatus: 307 });
    expect(receiver.received).toHaveLength(1);
    receiver.answer((response) =>
      response.writeHead(400, { 'content-type': 'text/html' }).end(`a\u0000\u202eb${'x'.repeat(3_000_000)}`),
    );
    server.advance(5 * SECOND_MS);
    await tell();
    const { log } = await detailOf(id);
    expect(log[0].status).toBe(400);
    expect(log[0].answer).toMatch(/^a {2}bx{900,}$/);
    expect(log[0].answer.length).toBeLessThanOrEqual(1024);
    receiver.answer((response) => response.socket?.destroy());
    server.advance(30 * SECOND_MS);
    await tell();
    expect(await detailOf(id)).toMatchObject({
      state: 'queued',
      lastStatus: null,
      lastError: expect.stringContaining('failed'),
    });
  });

  test('one that never answers keeps nobody else waiting', async () => {
    const slow = await startReceiver();
    const open: (() => void)[] = [];
    slow.answer((response) => open.push(() => response.end()));
    const hanging = await addWebhook(owner, slow.url, { concurrency: 2 });
    await addWebhook(owner, receiver.url, { concurrency: 1 });
    const told = await happen(5);
    await handOut();
    let wake: () => void = () => {};
    const deliverer = createDeliverer(context, { onError: fail, onDone: () => wake() });
    while (receiver.received.length < 5) {
      const done = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await deliverer.look();
      await done;
    }
    expect(heard().map(({ data }) => data.guard)).toEqual(told);
    // As many as it may have at once, over all servers.
    const second = createDeliverer(context, { onError: fail });
    await second.look();
    expect(slow.received).toHaveLength(2);
    expect(await webhook(hanging.id)).toMatchObject({ queued: 5 });
    for (const end of open) end();
    await deliverer.settled();
    await slow.close();
  });

  test('a delivery whose sender died is sent by another one, and marked once', async () => {
    const { id } = await addWebhook(owner, receiver.url, TYPES);
    await test1(id);
    await handOut();
    // Claimed, and perhaps sent, by a program that is no more.
    await server.database.pool.query(
      `update webhook_deliveries set attempts = attempts + 1, claimed_until = $1, next_attempt_at = $1 where state = 'queued'`,
      [new Date(server.now().getTime() + 30 * SECOND_MS)],
    );
    await server.database.pool.query(
      `insert into webhook_attempts (delivery_id, began_at) select id, $1 from webhook_deliveries where state = 'queued'`,
      [server.now()],
    );
    await tell();
    expect(receiver.received).toHaveLength(0);
    server.advance(30 * SECOND_MS);
    await tell();
    expect(receiver.received).toHaveLength(1);
    const { state, attempts, log } = await detailOf(id);
    expect({ state, attempts }).toEqual({ state: 'delivered', attempts: 2 });
    expect(log.map(({ status }: Json) => status)).toEqual([200, null]);
  });

  test('three servers that look at once send each delivery once', async () => {
    await addWebhook(owner, receiver.url, { concurrency: 20 });
    const told = await happen(25);
    await handOut();
    const deliverers = [1, 2, 3].map(() => createDeliverer(context, { onError: fail }));
    for (let round = 0; round < 4; round++) {
      await Promise.all(deliverers.map(({ look }) => look()));
      await Promise.all(deliverers.map(({ settled }) => settled()));
    }
    expect(sorted(heard().map(({ data }) => data.guard))).toEqual(sorted(told));
  });
});

describe('sending again', () => {
  test('one, all that failed, or all of a time', async () => {
    const { id } = await addWebhook(owner, receiver.url, { types: ['account.created'] });
    const times: string[] = [];
    const accounts: Json[] = [];
    for (let count = 0; count < 3; count++) {
      server.advance(HOUR_MS);
      times.push(server.now().toISOString());
      accounts.push(await addCustomer(owner));
    }
    await step();
    expect(await ok(owner.post(`/api/v1/webhooks/${id}/send-again`, {}))).toEqual({ queued: 0 });
    const [newest] = await deliveriesOf(id);
    await ok(owner.post(`/api/v1/webhooks/${id}/deliveries/${newest.id}/send-again`));
    await tell();
    expect(
      heard()
        .slice(3)
        .map(({ accountId }) => accountId),
    ).toEqual([accounts[2].id]);
    const ofNewest = receiver.received.filter(({ body }) => JSON.parse(body).accountId === accounts[2].id);
    const ids = new Set(ofNewest.map(({ headers }) => headers['webhook-id']));
    expect([...ids]).toEqual([newest.eventId]);
    const which = { from: times[0], to: times[2], hasDelivered: true };
    expect(await ok(owner.post(`/api/v1/webhooks/${id}/send-again`, which))).toEqual({ queued: 2 });
    await tell();
    expect(
      sorted(
        heard()
          .slice(4)
          .map(({ accountId }) => accountId),
      ),
    ).toEqual(sorted([accounts[0].id, accounts[1].id]));
    const turned = await owner.post(`/api/v1/webhooks/${id}/send-again`, { from: times[2], to: times[0] });
    expect(turned.body.errors).toMatchObject([{ field: 'to' }]);
    const nobody = '99999999-9999-4999-8999-999999999999';
    expect((await owner.post(`/api/v1/webhooks/${id}/deliveries/${nobody}/send-again`)).status).toBe(404);
  });

  test('the log ends after thirty days, but for what still waits', async () => {
    const { id } = await addWebhook(owner, receiver.url, { types: ['account.created'] });
    await addCustomer(owner);
    await step();
    server.advance(29 * DAY_MS);
    await tidyDeliveries(context);
    expect(await deliveriesOf(id)).toHaveLength(1);
    server.advance(DAY_MS + 1);
    await tidyDeliveries(context);
    expect(await deliveriesOf(id)).toEqual([]);
    const { rows } = await server.database.pool.query('select count(*)::int as count from webhook_attempts');
    expect(rows[0].count).toBe(0);
  });
});

describe('whose events', () => {
  test('a reseller hears of itself and those below, nobody beside or above it, and nothing from before an account was its own', async () => {
    const [shop, other] = [
      (await ok(owner.post('/api/v1/accounts', reseller(), key()))).account,
      (await ok(owner.post('/api/v1/accounts', reseller(), key()))).account,
    ];
    const seller = await server.signIn(shop.number, PASSWORD);
    const rival = await server.signIn(other.number, PASSWORD);
    await step();
    receiver.received.length = 0;
    await addWebhook(seller, `${receiver.url}/seller`);
    await addWebhook(rival, `${receiver.url}/rival`);
    await addWebhook(owner, `${receiver.url}/operator`);
    const account = await addCustomer(seller);
    await pay(owner, shop.id, '50');
    await pay(seller, account.id, '7');
    const beside = await addCustomer(owner);
    await step();
    const of = (place: string) =>
      receiver.received.flatMap(({ path, body }) => {
        const { type, accountNumber } = JSON.parse(body);
        return path === `/hook/${place}` ? [`${type} ${accountNumber}`] : [];
      });
    const below = [
      `account.created ${account.number}`,
      `document.issued ${account.number}`,
      `document.issued ${shop.number}`,
      `payment.received ${account.number}`,
      `payment.received ${shop.number}`,
    ].toSorted();
    expect(of('seller').toSorted()).toEqual(below);
    expect(of('rival')).toEqual([]);
    expect(of('operator').toSorted()).toEqual([...below, `account.created ${beside.number}`].toSorted());
    const listOf = async (client: typeof seller) =>
      ((await ok(client.get('/api/v1/events?limit=200'))).items as Json[]).map(
        ({ type, accountNumber }) => `${type} ${accountNumber}`,
      );
    expect((await listOf(seller)).toSorted()).toEqual(
      [...below, `account.created ${shop.number}`].toSorted(),
    );
    expect((await rival.get(`/api/v1/events?accountId=${account.id}`)).status).toBe(404);

    server.advance(1000);
    await ok(owner.post(`/api/v1/accounts/${beside.id}/move`, { parentId: shop.id }, key()));
    expect(await listOf(seller)).not.toContain(`account.created ${beside.number}`);
    server.advance(1000);
    await pay(seller, beside.id, '1');
    await step();
    expect(await listOf(seller)).toContain(`payment.received ${beside.number}`);
    expect(await listOf(seller)).not.toContain(`account.created ${beside.number}`);
    expect((await ok(seller.get('/api/v1/webhooks'))).items).toHaveLength(1);
  });

  test('whoever follows misses nothing, in whatever order transactions end', async () => {
    const account = await addCustomer(owner);
    await step();
    const begin = await ok(owner.get('/api/v1/events/follow'));
    expect(begin.items).toEqual([]);
    const late = await server.database.pool.connect();
    await late.query('begin');
    // It has the lower id, and commits later.
    const insert = `insert into events (type, account_id, happened_at, data) select 'guard.blocked', id, $2, $3 from accounts where public_id = $1`;
    await late.query(insert, [account.id, server.now(), '{"guard": "late"}']);
    await server.database.pool.query(insert, [account.id, server.now(), '{"guard": "early"}']);
    await handOut();
    const first = await ok(owner.get(`/api/v1/events/follow?after=${begin.next}`));
    expect(first.items.map(({ data }: Json) => data.guard)).toEqual(['early']);
    await late.query('commit');
    late.release();
    await handOut();
    const second = await ok(
      owner.get(`/api/v1/events/follow?after=${first.next}&types=guard.blocked,account.created`),
    );
    expect(second.items.map(({ data }: Json) => data.guard)).toEqual(['late']);
    expect((await ok(owner.get(`/api/v1/events/follow?after=${second.next}`))).items).toEqual([]);
    const waiting = owner.get(`/api/v1/events/follow?after=${second.next}&waitSeconds=20`);
    await addCustomer(owner);
    await handOut();
    expect((await ok(waiting)).items.map(({ type }: Json) => type)).toEqual(['account.created']);
    for (const wrong of ['after=x', 'types=nothing', 'waitSeconds=26', 'limit=0'])
      expect((await owner.get(`/api/v1/events/follow?${wrong}`)).status, wrong).toBe(422);
  });
});
