/** Four parts of the tree with everything that can belong to one, and everybody who may ask for it. */
import { expect } from 'vitest';
import type { Frozen } from '../../src/domain/charging/frozen.ts';
import { ITEMS, OPERATIONS } from './access-operations.ts';
import { runAll, upload as uploadSheet } from './many-support.ts';
import { admin, createServer, customer, key, PASSWORD, reseller, type Json } from './support.ts';

/** What a request names, of one part of the tree. */
export type Ids = Readonly<{
  account: Json;
  device: Json;
  rateGroup: Json;
  importId: string;
  rate: Json;
  call: Json;
  liveCall: Json;
  document: Json;
  cardPayment: Json;
  draft: Json;
  localization: Json;
  template: Json;
  tax: Json;
  package: Json;
  pendingPayment: Json;
  product: Json;
  subscription: Json;
  webhook: Json;
  couponBatch: Json;
  couponId: string;
  role: Json;
  did: Json;
  accessNumber: Json;
  pinPause: Json;
  job: { done: string; queued: string };
  upload: string;
  items: Record<string, string>;
}>;

/** A server of its own with all of it. Call it once, at the top of a test file. */
export async function createAccessWorld(options: Parameters<typeof createServer>[0] = {}) {
  const server = await createServer(options);
  const { owner } = server;

  let networks = 0;
  let dids = 0;

  /** An account with a device, a rate group with a rate, below a given client. */
  async function belongings(client: typeof owner) {
    const made = (await client.post('/api/v1/accounts', customer({ panelAccess: { createSipDevice: true } })))
      .body;
    const rateGroup = (
      await client.post('/api/v1/rate-groups', { name: `G${made.account.number}`, currency: 'EUR' })
    ).body;
    const rate = (
      await client.post(`/api/v1/rate-groups/${rateGroup.id}/rates`, { prefix: '49', costPerMinute: '1' })
    ).body;
    const { importId } = (
      await client.send({
        method: 'POST',
        url: `/api/v1/rate-groups/${rateGroup.id}/rates/import`,
        headers: { 'content-type': 'text/csv' },
        payload: 'Code,Cost/Min\n43,1\n',
      })
    ).body;
    const call = { sessionId: await insertCall(made.account.id) };
    const payment = { amount: '1', method: 'cash' };
    const document = (await client.post(`/api/v1/accounts/${made.account.id}/payments`, payment, key())).body
      .receipt;
    const liveCall = { sessionId: await insertLiveCall(made.account.id) };
    const items: Record<string, string> = {};
    const bodies = { ...ITEMS, 'speed-dials': { digits: '8', destination: '+493044444444' } };
    for (const [path, body] of Object.entries(bodies)) {
      const first = { ...body, ...(path === 'ip-addresses' && { network: nextNetwork() }) };
      const added = await client.post(`/api/v1/accounts/${made.account.id}/${path}`, first);
      expect(added.status, JSON.stringify(added.body)).toBe(201);
      items[path] = added.body.id;
    }
    // Before it has a second factor, of which it would be asked for the code.
    const holder = await server.signIn(made.account.number, PASSWORD);
    await server.database.pool.query(
      `insert into second_factors (account_id, sealed_secret, created_at, confirmed_at)
       select id, 'x', $2, $2 from accounts where public_id = $1`,
      [made.account.id, server.now()],
    );
    // Customers make none themselves.
    const apiKey = await server.database.pool.query<{ id: string }>(
      `insert into api_keys (public_id, account_id, key_hash, name, created_at)
       select gen_random_uuid(), id, sha256(public_id::text::bytea), 'Key', $2 from accounts where public_id = $1
       returning public_id as id`,
      [made.account.id, server.now()],
    );
    items.apiKey = apiKey.rows[0]!.id;
    items.mail = (await client.get(`/api/v1/accounts/${made.account.id}/mails`)).body.items[0].id;
    const localization = (await client.post('/api/v1/localizations', { name: `L${made.account.number}` }))
      .body;
    const template = (
      await client.post('/api/v1/account-templates', {
        kind: 'customer',
        name: `T${made.account.number}`,
        values: {},
      })
    ).body;
    const tax = (await client.post('/api/v1/taxes', { name: `V${made.account.number}`, percent: '19' })).body;
    const packageBody = {
      name: `P${made.account.number}`,
      period: 'month',
      includedSeconds: 60,
      prefixes: [],
    };
    const { body: ownPackage } = await client.post('/api/v1/packages', packageBody);
    const { body: has } = await client.post(`/api/v1/accounts/${made.account.id}/packages`, {
      packageId: ownPackage.id,
    });
    items.packages = has.items[0].id;
    const { body: product } = await client.post('/api/v1/products', {
      name: 'Line',
      currency: 'EUR',
      fee: '0',
      interval: 'month',
      mayOrderCustomers: true,
      mayOrderResellers: true,
    });
    const ordersProduct = `/api/v1/accounts/${made.account.id}/subscriptions`;
    const ordered = await client.post(ordersProduct, { productId: product.id }, key());
    expect(ordered.status, JSON.stringify(ordered.body)).toBe(201);
    const webhook = (await client.post('/api/v1/webhooks', { url: 'https://hook.example.com/' })).body;
    items.deliveries = await insertDelivery(webhook.id, made.account.id);
    const coupons = { name: `C${made.account.number}`, count: 1, amount: '5', currency: 'EUR' };
    const couponBatch = (await client.post('/api/v1/coupon-batches', coupons, key())).body;
    const { items: ofBatch } = (await client.get(`/api/v1/coupon-batches/${couponBatch.id}/coupons`)).body;
    const role = (
      await client.post('/api/v1/roles', {
        audience: 'reseller',
        name: `R${made.account.number}`,
        permissions: [],
      })
    ).body;
    const did = await addDid(client);
    const accessDid = await addDid(client);
    const access = { number: accessDid.number, language: 'de' };
    const accessNumber = (await client.post('/api/v1/access-numbers', access)).body;
    const upload = (await uploadSheet(client, 'first name\nAda\n')).body.uploadId;
    const job = { done: await startJob(client), queued: '' };
    await runAll(server);
    return {
      holder,
      job,
      upload,
      localization,
      template,
      tax,
      package: ownPackage,
      couponBatch,
      couponId: ofBatch[0].id,
      pendingPayment: { id: await insertPendingPayment(made.account.id) },
      product,
      subscription: { id: ordered.body.subscriptionId },
      webhook,
      role,
      did,
      accessNumber,
      pinPause: { id: await insertPinPause(made.account.id) },
      items,
      account: made.account,
      device: made.sipDevice,
      rateGroup,
      importId,
      rate,
      call,
      liveCall,
      document,
      cardPayment: { id: await insertCardPayment(made.account.id) },
      draft: { id: await insertDraft(made.account.id) },
    };
  }

  /** A number of the client's own, out of the operator's hands. */
  async function addDid(client: typeof owner) {
    dids += 1;
    const { actor } = (await client.get('/api/v1/me')).body;
    const ownerId = actor.kind === 'reseller' ? { ownerId: actor.id } : {};
    const added = await owner.post('/api/v1/dids', { number: `+49301${1_000_000 + dids}`, ...ownerId });
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    return added.body;
  }

  /** A job that makes one account. */
  async function startJob(client: typeof owner): Promise<string> {
    const template = { profile: { firstName: 'Card' } };
    return (await client.post('/api/v1/accounts/create-many', { count: 1, template }, key())).body.jobId;
  }

  function nextNetwork(): string {
    networks += 1;
    return `198.${51 + Math.floor(networks / 256)}.${networks % 256}.0/24`;
  }

  /** An answered call as charging writes it, whose carrier has its price. */
  async function insertCall(accountId: string): Promise<string> {
    const frozen: Frozen = {
      version: 1,
      question: '0',
      username: null,
      dialled: '1',
      meant: '1',
      localized: '1',
      destination: null,
      caller: null,
      callerGiven: null,
      source: '192.0.2.77',
      userAgent: null,
      callId: null,
      canPush: false,
      sliceSeconds: 60,
      codecs: [],
      levels: [],
      routes: [],
      seen: { calls: [], available: [], skipped: [] },
      failed: null,
    };
    const { rows } = await server.database.pool.query<{ id: string }>(
      `insert into cdrs (session_id, branch_id, account_id, switch_id, attempt_id, content_digest, recorded_at, started_at,
         answered_at, ended_at, talk_ms, outcome, carrier_cost_micros, carrier_currency, dialled_number, frozen)
       select gen_random_uuid(), branch_id, id, 1, 'a', 0, $2, $2, $2, $2, 1000, 'answered', 7777123, 'EUR', '1', $3
       from accounts where public_id = $1 returning session_id as id`,
      [accountId, server.now(), JSON.stringify(frozen)],
    );
    return rows[0]!.id;
  }

  /** An event of an account on its way to a webhook. */
  async function insertDelivery(webhookId: string, accountId: string): Promise<string> {
    const { rows } = await server.database.pool.query<{ id: string }>(
      `with event as (
         insert into events (type, account_id, happened_at, data, handed_out_at, place)
         select 'account.created', id, $3, '{"kind": "customer"}', $3, nextval('event_places') from accounts where public_id = $2
         returning *)
       insert into webhook_deliveries (endpoint_id, owner_id, event_id, event_public_id, type, happened_at, queued_at,
         next_attempt_at, give_up_at)
       select w.id, w.owner_id, e.id, e.public_id, e.type, $3, $3, $3, $3 from webhook_endpoints w, event e
       where w.public_id = $1 returning public_id as id`,
      [webhookId, accountId, server.now()],
    );
    return rows[0]!.id;
  }

  /** One that was paid, at a gateway without keys. */
  async function insertCardPayment(accountId: string): Promise<string> {
    await server.database.pool.query(
      `insert into payment_gateways (kind, currency, amount_min_micros, amount_max_micros, changed_at)
       values ('stripe', 'EUR', 5000000, 500000000, $1) on conflict do nothing`,
      [server.now()],
    );
    const { rows } = await server.database.pool.query<{ id: string }>(
      `insert into gateway_payments (account_id, gateway_id, purpose, state, amount_micros, currency, created_at, paid_at)
       select a.id, g.id, 'top_up', 'paid', 10000000, 'EUR', $2, $2 from accounts a, payment_gateways g where a.public_id = $1
       returning public_id as id`,
      [accountId, server.now()],
    );
    return rows[0]!.id;
  }

  /** Accounts are prepaid here, and only postpaid ones get drafts by the API. */
  async function insertDraft(accountId: string): Promise<string> {
    const { rows } = await server.database.pool.query<{ id: string }>(
      `insert into invoice_drafts (account_id, created_by, changed_at, lines, includes_open)
       select id, id, $2, '[{"text": "Telephone", "quantity": "1", "unitPrice": "10"}]', true from accounts where public_id = $1
       returning public_id as id`,
      [accountId, server.now()],
    );
    return rows[0]!.id;
  }

  /** Of a card of the account, at an access number of whoever is above it. */
  async function insertPinPause(accountId: string): Promise<string> {
    const { rows } = await server.database.pool.query<{ id: string }>(
      `insert into pin_pauses (id, kind, key, paused_at, paused_until, access_number, owner_id, calling_card_number, account_id)
       select gen_random_uuid(), 'card', number, $2, $2::timestamptz + interval '1 day', '49301', parent_id, number, id
       from accounts where public_id = $1 returning id`,
      [accountId, server.now()],
    );
    return rows[0]!.id;
  }

  /** Recorded by the issuer itself: it may not approve it, and the operator's staff may. */
  async function insertPendingPayment(accountId: string): Promise<string> {
    const { rows } = await server.database.pool.query<{ id: string }>(
      `insert into pending_payments (account_id, issuer_id, kind, method, amount_micros, currency, made_by, made_at, ends_at)
       select a.id, w.issuer_id, 'payment', 'cash', 1000000, w.currency, w.issuer_id, $2, $2::timestamptz + interval '30 days'
       from accounts a join wallets w on w.account_id = a.id where a.public_id = $1 returning public_id as id`,
      [accountId, server.now()],
    );
    return rows[0]!.id;
  }

  /** A call that goes on, on a switch that nobody can tell anything. */
  async function insertLiveCall(accountId: string): Promise<string> {
    const { rows } = await server.database.pool.query<{ id: string }>(
      `insert into live_sessions (session_id, branch_id, switch_id, attempt_id, content_digest, account_id, started_at,
         authorized_at, answered_at, granted_seconds, offered_seconds, longest_seconds, deadline_at, level_wallet_ids,
         level_held_micros, frozen)
       select gen_random_uuid(), branch_id, 1, gen_random_uuid()::text, 0, id, $2, $2, $2, 60, 60, 60, $2, '{}', '{}',
         '{"version": 1, "dialled": "030", "username": null, "caller": null, "destination": null, "levels": [], "routes": []}'
       from accounts where public_id = $1 returning session_id as id`,
      [accountId, server.now()],
    );
    return rows[0]!.id;
  }

  async function as(created: { body: Json }) {
    return {
      account: created.body.account,
      client: await server.signIn(created.body.account.number, PASSWORD),
    };
  }

  const first = await as(await owner.post('/api/v1/accounts', reseller()));
  const second = await as(await owner.post('/api/v1/accounts', reseller()));
  const below = await as(await first.client.post('/api/v1/accounts', reseller()));
  const own = await belongings(first.client);
  const foreign = await belongings(second.client);
  const ofOperator = await belongings(owner);
  own.job.queued = await startJob(first.client);
  foreign.job.queued = await startJob(second.client);
  ofOperator.job.queued = await startJob(owner);
  const ofBelow = await belongings(below.client);
  ofBelow.job.queued = await startJob(below.client);
  const person = await as(await first.client.post('/api/v1/accounts', customer()));
  const clerk = await as(await owner.post('/api/v1/accounts', admin('sub_admin')));
  const boss = await as(await owner.post('/api/v1/accounts', admin()));

  /** What is the operator's alone, by the first word of its path. */
  const ofCarriers: Record<string, string> = {};

  /** `home` is what whoever asks has itself. */
  function call(client: typeof owner, operation: string, ids: Ids, home = ids) {
    const [method = '', path = ''] = operation.split(' ');
    const { body: given, to, query } = OPERATIONS[operation]!;
    const item = Object.keys(ITEMS).find((name) => path.includes(`/${name}`));
    const isNewItem = method === 'POST' && item !== undefined;
    // A second one of the same account must differ from its first.
    const changes = {
      'ip-addresses': { network: nextNetwork() },
      'caller-ids': { number: `+4930${700_000_000 + networks}` },
      'speed-dials': { digits: String(100 + (networks % 900)) },
      'blocked-prefixes': { prefix: String(33_000 + networks) },
    };
    if (path.endsWith('/move') && method === 'POST') return move(client, ids);
    const isAssignment = method === 'PUT' && path.endsWith('/assignment');
    const body = isAssignment
      ? { accountId: ids.account.id }
      : isNewItem
        ? { ...given, ...changes[item as keyof typeof changes] }
        : given && JSON.parse(JSON.stringify(given).replace('{account}', ids.account.id));
    const id =
      to === 'localization' ||
      to === 'template' ||
      to === 'tax' ||
      to === 'package' ||
      to === 'pendingPayment' ||
      to === 'product' ||
      to === 'subscription' ||
      to === 'webhook' ||
      to === 'couponBatch' ||
      to === 'document' ||
      to === 'cardPayment' ||
      to === 'draft' ||
      to === 'role' ||
      to === 'did' ||
      to === 'accessNumber' ||
      to === 'pinPause'
        ? ids[to].id
        : to === 'job'
          ? ids.job[path.endsWith('/cancel') ? 'queued' : 'done']
          : to === 'upload'
            ? ids.upload
            : to === 'device'
              ? ids.device.id
              : to === 'rateGroup' || to === 'rate'
                ? ids.rateGroup.id
                : to === 'operator'
                  ? (ofCarriers[path.split('/')[3] ?? ''] ?? ids.account.id)
                  : ids.account.id;
    const url = path
      .replace('{id}', id)
      .replace('{rateId}', ids.rate.id)
      .replace('{importId}', ids.importId)
      .replace('{couponId}', ids.couponId)
      .replace('{sessionId}', (path.endsWith('/hang-up') ? ids.liveCall : ids.call).sessionId)
      .replace('{itemId}', ids.items[item ?? (path.includes('/packages/') ? 'packages' : '')] ?? '')
      .replace('{kind}/{language}', 'welcome/en')
      .replace('{mailId}', ids.items.mail ?? '')
      .replace('{deliveryId}', ids.items.deliveries ?? '')
      .replace('{keyId}', ids.items.apiKey ?? '');
    const isSheet = /\/(import|import\/look|account-imports)$/.test(path);
    const headers = { ...key(), ...(isSheet ? { 'content-type': 'text/csv' } : {}) };
    const payload = isSheet ? 'Code,Cost/Min\n1,1\n' : body;
    return client.send({
      method: method as 'GET',
      url: query === undefined ? url : `${url}?${query.replace('{ownRateGroup}', home.rateGroup.id)}`,
      headers,
      ...(payload === undefined ? {} : { payload }),
    });
  }

  /** To where it is: nothing moves, and whoever may not move it hears so first. */
  function move(client: typeof owner, { account }: Ids) {
    const body = { parentId: account.panelAccess?.parentId ?? null };
    return client.send({
      method: 'POST',
      url: `/api/v1/accounts/${account.id}/move`,
      headers: key(),
      payload: body,
    });
  }
  return {
    server,
    first,
    second,
    below,
    own,
    foreign,
    ofOperator,
    ofBelow,
    person,
    clerk,
    boss,
    ofCarriers,
    call,
  };
}
