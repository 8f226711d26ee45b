/**
 * The matrix of access: each operation of the OpenAPI document, asked by everybody, for what is theirs, their parent's,
 * their sibling's, of those below, and nobody's. Every cell is asserted.
 */
import { expect, test } from 'vitest';
import { OPERATIONS, PUBLIC } from './access-operations.ts';
import { NEEDS } from './access-permissions.ts';
import { createAccessWorld, type Ids } from './access-world.ts';
import { PLACES, SCOPED, sees, type Place, type Seat } from './matrix-support.ts';
import { admin, customer, key, PASSWORD, reseller, type Client, type Json } from './support.ts';

const { below, boss, call, clerk, first, foreign, ofBelow, ofCarriers, ofOperator, own, server } =
  await createAccessWorld();
const { owner, anonymous, database } = server;

const WORLDS: Readonly<Record<Place, Ids & { account: { id: string } }>> = {
  operator: ofOperator,
  reseller: own,
  below: ofBelow,
  sibling: foreign,
};

const NOBODY = '99999999-9999-4999-8999-999999999999';

type Principal = Readonly<{
  name: string;
  client: Client;
  seat: Seat;
  permissions: ReadonlySet<string>;
  /** An API key with chosen scopes: it changes nothing of its owner's sign-in. */
  isNarrowed?: boolean;
}>;

async function principal(name: string, client: Client, seat: Seat, isNarrowed = false): Promise<Principal> {
  const { permissions } = (await client.get('/api/v1/me')).body.actor;
  return { name, client, seat, permissions: new Set(permissions), isNarrowed };
}

async function subAdmin(roleName: string): Promise<Client> {
  const { items } = (await owner.get('/api/v1/roles')).body;
  const role = items.find(({ name }: { name: string }) => name === roleName);
  const input = admin('sub_admin');
  const panelAccess = { ...input.panelAccess, roleId: role.id };
  const made = await owner.post('/api/v1/accounts', { ...input, panelAccess }, key());
  return server.signIn(made.body.account.number, PASSWORD);
}

async function program(scopes: readonly string[] | null): Promise<Client> {
  const made = await first.client.post('/api/v1/api-keys', { name: 'matrix', scopes });
  return server.clientOf({ authorization: `Bearer ${made.body.key}` });
}

const held = (await first.client.get('/api/v1/me')).body.actor.permissions as string[];
const reads = held.filter((permission) => permission.endsWith(':read'));
const principals: readonly Principal[] = [
  await principal('owner', owner, 'staff'),
  await principal('admin', boss.client, 'staff'),
  await principal('sub-admin with full access', await subAdmin('Full access'), 'staff'),
  await principal('sub-admin with finance, read only', await subAdmin('Finance, read only'), 'staff'),
  await principal('sub-admin without a role', clerk.client, 'staff'),
  await principal('reseller', first.client, 'reseller'),
  await principal('sub-reseller', below.client, 'below'),
  await principal('customer', own.holder, 'holder'),
  await principal('API key of the reseller', await program(null), 'reseller'),
  await principal('API key that reads', await program(reads), 'reseller', true),
  await principal('API key without scopes', await program([]), 'reseller', true),
];

/** What nobody but staff who may see it ever reads: what carriers cost and who they are. */
const OF_CARRIERS = ['7.777123', '0.007777123', 'Verschwiegen', 'gw.secret.example'];
/** What a reseller earns is not for its customers. */
const MARGIN = ['13.3777'];
/** What never leaves. */
const NEVER = ['gateway-secret-password', 'argon2', 'password_hash', 'sealed', 'keyHash'];

async function made(path: string, body: object): Promise<string> {
  const answer = await owner.post(`/api/v1${path}`, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.id;
}

const providerId = await made('/providers', { name: 'Verschwiegen GmbH' });
const bought = { name: 'Verschwiegen Wholesale', currency: 'EUR', direction: 'termination' };
const terminationRateGroupId = await made('/rate-groups', bought);
await made(`/rate-groups/${terminationRateGroupId}/rates`, { prefix: '49', costPerMinute: '0.007777123' });
const trunkId = await made('/trunks', { name: 'Verschwiegen', providerId, terminationRateGroupId });
const gateway = { name: 'Verschwiegen', trunkId, host: 'gw.secret.example', username: 'u' };
ofCarriers.gateways = await made('/gateways', { ...gateway, password: 'gateway-secret-password' });
ofCarriers.providers = providerId;
ofCarriers.trunks = trunkId;
ofCarriers.switches = await made('/switches', { name: 'S', kind: 'other' });
const { rows: rejected } = await server.database.pool.query(
  "insert into rejected_events (switch_id, body, reason, rejected_at) values (1, '{}', 'id_reused', now()) returning id::text",
);
ofCarriers['rejected-events'] = rejected[0]!.id;
ofCarriers['destination-classes'] = await made('/destination-classes', { prefix: '87099', class: 'premium' });
ofCarriers.dids = await made('/dids', { number: '+493077777777', providerId });
ofCarriers.accounts = first.account.id;
for (const { rateGroup } of Object.values(WORLDS))
  await owner.patch(`/api/v1/rate-groups/${rateGroup.id}`, { markUpPercent: '13.3777' });

const isProgram = ({ name }: Principal) => name.startsWith('API key');
/** What is for whoever began it alone: the admin and the sub-admins began nothing. */
const onlyStarter = ({ name, seat }: Principal, place: Place | null) =>
  seat === 'staff' ? (name === 'owner' && place === 'operator' ? null : 404) : seat === place ? null : 404;
const onlyIssuer = ({ seat }: Principal, place: Place | null) =>
  seat === 'reseller' && place === 'below' ? 403 : null;
/** Who recorded it: the owner for the operator's accounts, each reseller for its own. */
const isMaker = ({ name, seat }: Principal, place: Place | null) =>
  seat === 'staff' ? name === 'owner' && place === 'operator' : seat === place;
const notMaker = (who: Principal, place: Place | null) => (isMaker(who, place) ? 403 : null);
const onlyMaker = (who: Principal, place: Place | null) => (isMaker(who, place) ? null : 403);
const noProgram = (who: Principal) => (isProgram(who) ? 403 : null);

/** Cells that differ from the rules, with the reason in the name of what decides. */
const OTHERWISE: Readonly<Record<string, (who: Principal, place: Place | null) => number | null>> = {
  'POST /account-imports/{id}/check': onlyStarter,
  'POST /account-imports/{id}/run': onlyStarter,
  'POST /jobs/{id}/credentials': (who, place) => (onlyStarter(who, place) === null ? null : 403),
  'POST /accounts/{id}/payments': onlyIssuer,
  'POST /accounts/{id}/adjustments': onlyIssuer,
  'GET /accounts/{id}/payment-preview': onlyIssuer,
  'POST /accounts/{id}/coupons/redeem': onlyIssuer,
  'POST /pending-payments/{id}/approve': notMaker,
  'POST /pending-payments/{id}/refuse': notMaker,
  'POST /pending-payments/{id}/withdraw': onlyMaker,
  'POST /accounts/{id}/bill': onlyIssuer,
  'POST /dunning/exemptions': onlyIssuer,
  'PUT /accounts/{id}/dunning': onlyIssuer,
  'POST /accounts/{id}/dunning/suspend': onlyIssuer,
  'POST /accounts/{id}/dunning/lift': onlyIssuer,
  'POST /accounts/{id}/invoice-drafts': onlyIssuer,
  'PATCH /invoice-drafts/{id}': onlyIssuer,
  'DELETE /invoice-drafts/{id}': onlyIssuer,
  'POST /invoice-drafts/{id}/issue': onlyIssuer,
  'POST /documents/{id}/credit-notes': onlyIssuer,
  'POST /api-keys': noProgram,
  'PUT /me/payment-methods/{id}': () => 404,
  'DELETE /me/payment-methods/{id}': () => 404,
};

type Cell = Readonly<{ operation: string; who: Principal; place: Place | 'nobody' | null }>;
const short = (operation: string) => operation.replace(' /api/v1/', ' /');
const needs = new Map(
  Object.entries(NEEDS).flatMap(([permissions, operations]) =>
    operations.map((operation) => [operation, permissions.split(' ')] as const),
  ),
);
const isScoped = (operation: string) => SCOPED.includes(OPERATIONS[operation]!.to ?? 'self');

const cells: readonly Cell[] = Object.keys(OPERATIONS).flatMap((operation) =>
  principals.flatMap((who) =>
    (isScoped(operation) ? [...PLACES, 'nobody' as const] : [null]).map((place) => ({
      operation,
      who,
      place,
    })),
  ),
);

/** 403, 404, or null: it is let in. */
function expected({ operation, who, place }: Cell): number | null {
  const wanted = needs.get(short(operation)) ?? [];
  const isOwnSignIn = wanted.includes('self');
  if (isOwnSignIn && who.isNarrowed === true && !operation.startsWith('GET')) return 403;
  if (!wanted.some((permission) => who.permissions.has(permission))) return 403;
  // The id is another account's: what is one's own has no other. Where a password is asked for, it is asked for first.
  if (isOwnSignIn && operation.endsWith('/{id}')) return 404;
  if (operation.endsWith('/sign-in-as') && isProgram(who)) return 403;
  if (place === 'nobody') return 404;
  if (place !== null && !sees(who.seat, place, OPERATIONS[operation]!.to!)) return 404;
  return OTHERWISE[short(operation)]?.(who, place) ?? null;
}

const ghost = (() => {
  const nobody = { id: NOBODY };
  return {
    account: nobody,
    device: nobody,
    rateGroup: nobody,
    rate: nobody,
    importId: NOBODY,
    localization: nobody,
    template: nobody,
    role: nobody,
    tax: nobody,
    package: nobody,
    pendingPayment: nobody,
    product: nobody,
    subscription: nobody,
    webhook: nobody,
    couponBatch: nobody,
    couponId: NOBODY,
    did: nobody,
    accessNumber: nobody,
    pinPause: nobody,
    call: { sessionId: NOBODY },
    document: nobody,
    cardPayment: nobody,
    draft: nobody,
    liveCall: { sessionId: NOBODY },
    job: { done: NOBODY, queued: NOBODY },
    upload: NOBODY,
    items: Object.fromEntries(Object.keys(own.items).map((name) => [name, NOBODY])),
  } satisfies Ids;
})();

const HOME: Readonly<Record<Seat, Ids>> = {
  staff: ofOperator,
  reseller: own,
  below: ofBelow,
  holder: own,
};

function ask({ operation, who, place }: Cell) {
  const ids = place === null ? HOME[who.seat] : place === 'nobody' ? ghost : WORLDS[place];
  return call(who.client, operation, ids, HOME[who.seat]);
}

const NOT_FOUND = {
  type: '/problems/not_found',
  title: 'Not found',
  status: 404,
  code: 'not_found',
  detail: 'There is nothing here, or it is not yours to see.',
};

/** What is wrong with an answer; null = nothing. */
function mistakeOf(cell: Cell, { status, body }: Awaited<ReturnType<typeof ask>>): string | null {
  const wanted = expected(cell);
  const says = `${short(cell.operation)} · ${cell.who.name} · ${cell.place ?? '-'}: ${status} ${body?.code ?? ''} ${body?.detail ?? ''}`;
  if (wanted === null) return [401, 403, 404].includes(status) || status >= 500 ? `let in: ${says}` : null;
  if (status !== wanted) return `${wanted}: ${says}`;
  const { instance: _instance, ...rest } = body;
  if (wanted === 404 && JSON.stringify(rest) !== JSON.stringify(NOT_FOUND)) return `the same 404: ${says}`;
  return null;
}

/** What must not be read by this principal in any answer, whatever was asked. */
function leakOf({ operation, who }: Cell, { body }: Awaited<ReturnType<typeof ask>>): string | null {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
  const isOfStaff = who.seat === 'staff';
  const forbidden = [
    ...NEVER,
    ...(isOfStaff && (who.permissions.has('carrier_costs:read') || who.permissions.has('carriers:read'))
      ? []
      : OF_CARRIERS),
    ...(who.seat === 'holder' ? MARGIN : []),
  ];
  const found = forbidden.filter((secret) => text.includes(secret));
  return found.length === 0 ? null : `${short(operation)} tells ${who.name} ${found.join(', ')}`;
}

/** Transactions of the cells that are let in are undone where they would take away what others ask for. */
let isUndone = false;
const connect = database.pool.connect.bind(database.pool) as (
  ...args: unknown[]
) => Promise<{ query: unknown }>;
const patched = new WeakSet<object>();
(database.pool as { connect: unknown }).connect = async (...given: unknown[]) => {
  // The pool's own queries ask with a callback.
  if (given.length > 0) return connect(...given);
  const client = await connect();
  if (patched.has(client)) return client;
  patched.add(client);
  const query = (client.query as (...args: unknown[]) => Promise<unknown>).bind(client);
  // Not async: what streams (COPY) is answered as it is, and at once.
  client.query = (...args: unknown[]) => {
    if (!isUndone || args[0] !== 'commit') return query(...args);
    return query('rollback').then(() => ({ command: 'COMMIT' }));
  };
  return client;
};
const TAKES_AWAY =
  /^DELETE|\/(approve|refuse|withdraw|move|erasure|cancel|undo|credentials|run|password|remove|revoke-all)$/;

/** Requests at once: more only wait for connections. */
const AT_ONCE = 8;

async function askAll(asked: readonly Cell[], atOnce: number): Promise<string[]> {
  const found: string[] = [];
  const queue = [...asked];
  const work = async () => {
    for (let cell = queue.shift(); cell !== undefined; cell = queue.shift()) {
      const answer = await ask(cell);
      found.push(...[mistakeOf(cell, answer), leakOf(cell, answer)].filter((each) => each !== null));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return found.sort();
}

test('each operation of the document has its rows, and each row is an operation', async () => {
  const { paths } = (await anonymous.get('/api/v1/openapi.json')).body;
  const operations = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect([...Object.keys(OPERATIONS), ...PUBLIC].sort()).toEqual(operations.sort());
  expect([...needs.keys()].sort()).toEqual(Object.keys(OPERATIONS).map(short).sort());
});

test('whoever may not is refused, and what is not theirs is not there', async () => {
  const refused = cells.filter((cell) => expected(cell) !== null);
  expect(await askAll(refused, AT_ONCE)).toEqual([]);
  console.log(`${refused.length} cells refuse`);
}, 120_000);

test('whoever may is let in, and reads nothing that is not for them', async () => {
  const letIn = cells.filter((cell) => expected(cell) === null);
  const reading = letIn.filter(({ operation }) => operation.startsWith('GET'));
  const writing = letIn.filter(({ operation }) => !operation.startsWith('GET'));
  expect(await askAll(reading, AT_ONCE)).toEqual([]);
  expect(
    await askAll(
      writing.filter(({ operation }) => !TAKES_AWAY.test(operation)),
      1,
    ),
  ).toEqual([]);
  isUndone = true;
  expect(
    await askAll(
      writing.filter(({ operation }) => TAKES_AWAY.test(operation)),
      1,
    ),
  ).toEqual([]);
  isUndone = false;
  console.log(`${letIn.length} cells let in, of ${cells.length}`);
}, 120_000);

test('ids in bodies, arrays, queries and filters: foreign is as good as unknown, and nothing of it is told', async () => {
  const me = first.client;
  const answers = async (ids: Ids, who: Client) => {
    const { account, rateGroup, localization, role, template, did, device } = ids;
    const person = { ...customer().profile };
    const create = (over: object) =>
      who.post('/api/v1/accounts', { ...customer(over), profile: person }, key());
    const own1 = own.account.id as string;
    const requests: readonly Promise<{ status: number; body: Json }>[] = [
      who.get(`/api/v1/accounts?parentId=${account.id}`),
      who.get(`/api/v1/accounts/count?parentId=${account.id}`),
      who.get(`/api/v1/accounts/export?format=csv&parentId=${account.id}`),
      who.get(`/api/v1/accounts/defaults?parentId=${account.id}`),
      who.get(`/api/v1/dids?accountId=${account.id}`),
      who.get(`/api/v1/dids/count?accountId=${account.id}`),
      who.get(`/api/v1/dids?ownerId=${account.id}`),
      who.get(`/api/v1/dids/export?accountId=${account.id}`),
      who.get(`/api/v1/search?q=${account.number ?? NOBODY}`),
      who.get(`/api/v1/search?q=${account.id}`),
      create({ panelAccess: { parentId: account.id } }),
      create({ billing: { rateGroupId: rateGroup.id } }),
      create({ settings: { localizationId: localization.id } }),
      who.patch(`/api/v1/accounts/${own1}`, { billing: { rateGroupId: rateGroup.id } }),
      who.post('/api/v1/accounts', reseller({ panelAccess: { roleId: role.id } }), key()),
      who.post(`/api/v1/accounts/${own1}/move`, { parentId: account.id }, key()),
      who.post(
        '/api/v1/transfers',
        { fromAccountId: own1, toAccountId: account.id, amount: '1', note: 'n' },
        key(),
      ),
      who.post(
        '/api/v1/transfers',
        { fromAccountId: account.id, toAccountId: own1, amount: '1', note: 'n' },
        key(),
      ),
      who.post('/api/v1/accounts/change-many/preview', {
        accountIds: [account.id],
        change: { status: 'suspended' },
      }),
      who.post('/api/v1/accounts/create-many', { count: 1, templateId: template.id }, key()),
      who.put(`/api/v1/dids/${own.did.id}/assignment`, { accountId: account.id }),
      who.put(`/api/v1/dids/${did.id}/assignment`, { accountId: own1 }),
      who.post('/api/v1/access-numbers', { number: `+${did.number ?? '493099999999'}`, language: 'de' }),
      who.post(`/api/v1/rate-groups/${own.rateGroup.id}/rates`, {
        prefix: '4930',
        costPerMinute: '1',
        accountId: account.id,
      }),
      who.patch('/api/v1/settings', { settings: { 'defaults.rate_group_id': rateGroup.id } }),
      who.post(`/api/v1/devices/${device.id}/secret`),
    ];
    return Promise.all(requests);
  };
  const secrets = [
    foreign.account.id,
    foreign.account.number,
    foreign.rateGroup.name,
    foreign.localization.name,
  ];
  const [theirs, nobodys] = [await answers(foreign, me), await answers(ghost, me)];
  const plain = ({ status, body }: { status: number; body: Json }) => {
    const { instance: _instance, ...rest } = typeof body === 'string' ? { text: body } : body;
    // What was sent comes back: the id that was asked for.
    return JSON.stringify({ status, ...rest })
      .replaceAll(foreign.account.id, NOBODY)
      .replaceAll(foreign.did.number, '');
  };
  for (const [index, answer] of theirs.entries()) {
    expect(plain(answer), `request ${index}`).toBe(plain(nobodys[index]!).replaceAll('493099999999', ''));
    for (const secret of secrets.slice(1)) expect(JSON.stringify(answer.body)).not.toContain(secret);
  }
});

test('lists, counts, exports, jobs and events hold nothing from outside the wall', async () => {
  const lists = [
    '/accounts?limit=200',
    '/accounts/export?format=jsonl',
    '/jobs',
    '/dids',
    '/dids/export',
    '/documents?limit=200&issuer=all',
    '/documents/export?issuer=all',
    '/audit?limit=200',
    '/audit/export',
    '/rate-groups',
    '/localizations',
    '/roles',
    '/account-templates',
    '/access-numbers',
    '/card-calls',
    '/pin-failures',
    '/pin-pauses',
    '/settings/timeline',
    '/events?limit=200',
    '/events/follow?limit=200',
    '/webhooks',
  ];
  const walls = [
    [first.client, [ofOperator, foreign]],
    [below.client, [ofOperator, foreign, own]],
    [own.holder, [ofOperator, foreign, ofBelow]],
  ] as const;
  for (const [who, outside] of walls)
    for (const list of lists) {
      const { status, body } = await who.get(`/api/v1${list}`);
      expect([200, 403], `${list} ${status}`).toContain(status);
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      for (const { account, rateGroup, localization, job, did, role, document } of outside)
        for (const secret of [
          account.id,
          account.number,
          rateGroup.id,
          localization.id,
          job.done,
          did.number,
          role.id,
          document.id,
        ])
          expect(text.includes(secret), `${list} tells ${secret}`).toBe(false);
    }
});
