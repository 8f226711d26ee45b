/** Roles: what they give acts at once, nobody hands out more than they hold, and who has one is known. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { alignBuiltInRoles } from '../../src/operations/access/align-built-in-roles.ts';
import { mappingOf, upload } from './many-support.ts';
import { admin, createServer, customer, key, PASSWORD, reseller, type Client, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;

let names = 0;

async function makeRole(
  client: Client,
  permissions: readonly string[],
  { audience = 'staff', name }: { audience?: string; name?: string } = {},
): Promise<Json> {
  names += 1;
  const made = await client.post('/api/v1/roles', { audience, name: name ?? `Role ${names}`, permissions });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}

async function make(client: Client, input: object): Promise<Json> {
  const made = await client.post('/api/v1/accounts', input, key());
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.account;
}

function staff(roleId: string | null, kind = 'sub_admin') {
  const input = admin(kind);
  return { ...input, panelAccess: { ...input.panelAccess, roleId } };
}

function resellerWith(roleId: string | null) {
  return reseller({ panelAccess: { roleId } });
}

/** Signs in as a new sub-admin that has exactly these permissions. */
async function clerk(permissions: readonly string[]) {
  const role = await makeRole(owner, permissions);
  const account = await make(owner, staff(role.id));
  return { role, account, client: await server.signIn(account.number, PASSWORD) };
}

const field = (answer: Json, name: string) => answer.body.errors?.find((error: Json) => error.field === name);
const put = ({ name, description, permissions, version }: Json, over: object = {}) => ({
  name,
  description,
  permissions,
  version,
  ...over,
});

test('an operator begins with roles, found by name and description', async () => {
  const { items } = (await owner.get('/api/v1/roles')).body;
  const beginning = items.filter((role: Json) => !/^Role \d/.test(role.name));
  expect(beginning.map(({ audience, name }: Json) => `${audience} ${name}`)).toEqual([
    'staff Finance',
    'staff Finance, read only',
    'staff Full access',
    'staff Rates and carriers',
    'staff Support',
    'reseller Reseller without prices',
  ]);
  const found = (await owner.get('/api/v1/roles?q=carriers%20cost&audience=staff')).body.items;
  expect(found.map(({ name }: Json) => name)).toEqual(['Finance, read only']);
});

test('a sub-admin does what its role says, and a change acts on its session and its key at once', async () => {
  const { role, account, client } = await clerk(['money:read', 'api_keys:create']);
  const payer = await make(owner, customer());
  const keyMade = (await client.post('/api/v1/api-keys', { name: 'k' })).body.key;
  const program = server.clientOf({ authorization: `Bearer ${keyMade}` });
  const pay = (who: Client) =>
    who.post(`/api/v1/accounts/${payer.id}/payments`, { amount: '5', method: 'cash' }, key());
  expect((await client.get('/api/v1/me')).body.actor.permissions).toEqual([
    'self',
    'accounts:read',
    'money:read',
    'api_keys:create',
  ]);
  for (const who of [client, program]) {
    expect((await who.get(`/api/v1/accounts/${payer.id}/statement`)).status).toBe(200);
    const refused = await pay(who);
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toContain('money:pay');
    expect((await who.get('/api/v1/trunks')).status).toBe(403);
  }

  const wider = put(role, { permissions: [...role.permissions, 'money:pay'] });
  const preview = (await owner.post(`/api/v1/roles/${role.id}/preview`, wider)).body;
  expect(preview).toMatchObject({ added: ['money:pay'], removed: [], accounts: 1 });
  const saved = await owner.put(`/api/v1/roles/${role.id}`, wider);
  expect(saved.status).toBe(200);
  for (const who of [client, program]) expect((await pay(who)).status).toBe(201);

  const narrower = put(saved.body, { permissions: ['rates:read'] });
  expect((await owner.post(`/api/v1/roles/${role.id}/preview`, narrower)).body).toMatchObject({
    added: ['rates:read'],
    removed: ['accounts:read', 'money:read', 'money:pay', 'api_keys:create'],
  });
  await owner.put(`/api/v1/roles/${role.id}`, narrower);
  for (const who of [client, program]) {
    expect((await pay(who)).status).toBe(403);
    expect((await who.get('/api/v1/accounts')).status).toBe(403);
    expect((await who.get('/api/v1/rate-groups')).status).toBe(200);
  }

  const taken = await owner.patch(`/api/v1/accounts/${account.id}`, { panelAccess: { roleId: null } });
  expect(taken.body.panelAccess).toMatchObject({ roleId: null, roleName: null });
  expect((await client.get('/api/v1/rate-groups')).status).toBe(403);
  expect((await client.get('/api/v1/me')).status).toBe(200);
});

test('each part of a change has its own permission', async () => {
  const { client } = await clerk(['accounts:suspend']);
  const { client: editor } = await clerk(['accounts:edit', 'accounts:change_many']);
  const { id } = await make(owner, customer());
  const change = (who: Client, body: object) => who.patch(`/api/v1/accounts/${id}`, body);
  expect((await change(client, { status: 'suspended' })).status).toBe(200);
  expect((await change(client, { status: 'active', profile: { city: 'Bonn' } })).status).toBe(403);
  expect((await change(client, { status: 'closed' })).status).toBe(403);
  expect((await change(client, { panelAccess: { password: 'a long new password' } })).status).toBe(403);
  expect((await change(editor, { profile: { city: 'Bonn' } })).status).toBe(200);
  // A new password goes to the address, so whoever sets it could set the password.
  for (const panelAccess of [{ email: 'elsewhere@example.com' }, { pin: '482913' }]) {
    const refused = await change(editor, { panelAccess, profile: { city: 'Rom' } });
    expect([refused.status, refused.body.detail]).toEqual([403, 'This needs the permission sign_ins:reset.']);
    expect(field(refused, `panelAccess.${Object.keys(panelAccess)[0]}`)).toMatchObject({
      code: 'not_permitted',
    });
  }
  expect((await change(editor, { status: 'active' })).status).toBe(403);
  const many = { accountIds: [id], change: { status: 'active' } };
  expect((await editor.post('/api/v1/accounts/change-many/preview', many)).status).toBe(403);
  expect((await editor.post('/api/v1/accounts/change-many', many, key())).status).toBe(403);
});

test('credit, guards and price lists are not among what support changes, by any way', async () => {
  const { items: roles } = (await owner.get('/api/v1/roles')).body;
  const as = async (name: string) => {
    const account = await make(owner, staff(roles.find((role: Json) => role.name === name).id));
    return server.signIn(account.number, PASSWORD);
  };
  const [support, finance] = [await as('Support'), await as('Finance')];
  const group = async (name: string) =>
    (await owner.post('/api/v1/rate-groups', { name, currency: 'EUR' })).body.id;
  const [dear, cheap] = [await group('Dear'), await group('Cheap')];
  const line = await make(owner, customer({ billing: { rateGroupId: dear } }));
  const url = `/api/v1/accounts/${line.id}`;
  const credit = { accountType: 'postpaid', creditLimit: '1000000' };
  for (const [body, permission] of [
    [{ billing: credit }, 'money:credit'],
    [{ billing: { creditLimit: '5' } }, 'money:credit'],
    [{ billing: { rateGroupId: cheap } }, 'rates:assign'],
    [{ settings: { localCallRate: '0.01' } }, 'rates:assign'],
  ] as const) {
    const refused = await support.patch(url, { ...body, profile: { city: 'Bonn' } });
    expect([refused.status, refused.body.detail]).toEqual([403, `This needs the permission ${permission}.`]);
  }
  const open = { callCost: 'unlimited', satellite: true };
  expect((await support.patch(`${url}/guards`, open)).body.detail).toContain('guards:edit');
  const many = { accountIds: [line.id], change: { billing: { rateGroupId: cheap } } };
  const changer = (
    await clerk(['accounts:change_many', 'accounts:import', 'templates:edit', 'settings:edit'])
  ).client;
  expect((await changer.post('/api/v1/accounts/change-many', many, key())).status).toBe(403);
  expect((await owner.get(url)).body).toMatchObject({
    billing: { accountType: 'prepaid', creditLimit: '0.000000', rateGroupId: dear },
    profile: { city: '' },
  });

  // New ones are prepaid, or what a template gives.
  const made = await support.post('/api/v1/accounts', customer({ billing: credit }), key());
  expect([made.status, field(made, 'billing.accountType')?.code]).toEqual([422, 'not_permitted']);
  const template = { kind: 'customer', name: 'On credit', values: { billing: credit } };
  const own = await changer.post('/api/v1/account-templates', template);
  expect(field(own, 'values.billing.accountType')).toMatchObject({ code: 'not_permitted' });
  const guards = await changer.patch('/api/v1/settings', { settings: { 'guards.call_cost': null } });
  expect(field(guards, 'settings.guards.call_cost')).toMatchObject({ code: 'not_permitted' });
  const sheet = await upload(
    changer,
    'First name,E-mail,Account type,Credit limit\nA,sheet1@example.com,postpaid,1000\nB,sheet2@example.com,,\n',
  );
  const check = () =>
    changer.post(`/api/v1/account-imports/${sheet.body.uploadId}/check`, { mapping: mappingOf(sheet) });
  expect((await check()).body).toMatchObject({
    valid: 1,
    mistakes: [{ errors: [{ field: 'billing.accountType', code: 'not_permitted' }] }],
  });
  expect((await owner.post('/api/v1/account-templates', template)).status).toBe(201);
  await make(support, customer({ billing: { ...credit, rateGroupId: cheap } }));

  expect((await finance.patch(url, { billing: { ...credit, rateGroupId: cheap } })).status).toBe(200);
  expect((await finance.patch(`${url}/guards`, open)).status).toBe(200);
  expect((await finance.patch(url, { profile: { city: 'Bonn' } })).status).toBe(403);
});

test('nobody hands out what they do not hold, nor reaches who may do more', async () => {
  const held = ['staff:edit', 'roles:edit', 'sign_ins:reset', 'accounts:create', 'accounts:edit'];
  const { client, role, account } = await clerk(held);
  const beyond = await client.post('/api/v1/roles', {
    audience: 'staff',
    name: 'More',
    permissions: ['money:pay'],
  });
  expect(beyond.status).toBe(422);
  expect(field(beyond, 'permissions')).toMatchObject({ code: 'not_held' });
  expect(beyond.body.detail).toContain('money:pay');

  const { items } = (await client.get('/api/v1/roles')).body;
  const full = items.find(({ name }: Json) => name === 'Full access');
  expect(full.mayEdit).toBe(false);
  const edits = [
    client.put(`/api/v1/roles/${full.id}`, put(full, { permissions: [] })),
    client.delete(`/api/v1/roles/${full.id}`),
    client.put(`/api/v1/roles/${role.id}`, put(role, { permissions: [] })),
  ];
  for (const { status } of await Promise.all(edits)) expect(status).toBe(403);

  const asFull = await client.post('/api/v1/accounts', staff(full.id), key());
  expect(field(asFull, 'panelAccess.roleId')).toMatchObject({ code: 'not_held' });
  for (const input of [staff(null, 'admin'), resellerWith(null)]) {
    const answer = await client.post('/api/v1/accounts', input, key());
    expect(field(answer, 'panelAccess.roleId')).toMatchObject({ code: 'required' });
  }
  const small = await makeRole(client, ['accounts:read']);
  await make(client, staff(small.id, 'admin'));
  expect((await client.get('/api/v1/accounts/defaults?kind=sub_admin')).body).toMatchObject({
    roles: expect.arrayContaining([{ id: small.id, name: small.name }]),
    rules: { needsRole: false },
  });
  expect((await client.get('/api/v1/accounts/defaults?kind=admin')).body.rules.needsRole).toBe(true);

  const boss = await make(owner, admin());
  const shop = await make(owner, reseller());
  const newPassword = { panelAccess: { password: 'a long new password' } };
  for (const { id } of [boss, shop]) {
    expect((await client.patch(`/api/v1/accounts/${id}`, newPassword)).status).toBe(403);
    expect(
      (await client.patch(`/api/v1/accounts/${id}`, { panelAccess: { email: 'x@example.com' } })).status,
    ).toBe(403);
    expect((await client.post(`/api/v1/accounts/${id}/invite`, undefined, key())).status).toBe(403);
    expect((await client.delete(`/api/v1/accounts/${id}/sessions`)).status).toBe(403);
  }
  expect((await client.patch(`/api/v1/accounts/${boss.id}`, { status: 'suspended' })).status).toBe(403);
  expect((await client.patch(`/api/v1/accounts/${shop.id}`, { profile: { city: 'Bonn' } })).status).toBe(200);
  expect(
    (await client.patch(`/api/v1/accounts/${account.id}`, { panelAccess: { roleId: small.id } })).status,
  ).toBe(403);
});

test('a reseller makes roles for those below it, of what it holds; foreign ones are not there', async () => {
  const limited = await makeRole(
    owner,
    ['accounts:create', 'accounts:edit', 'money:read', 'roles:edit', 'rates:read', 'accounts:move'],
    { audience: 'reseller' },
  );
  const carriers = await owner.post('/api/v1/roles', {
    audience: 'reseller',
    name: 'Carriers',
    permissions: ['carriers:read'],
  });
  expect(field(carriers, 'permissions')).toMatchObject({ code: 'not_for_audience' });

  const shop = await make(owner, resellerWith(limited.id));
  const theirs = await server.signIn(shop.number, PASSWORD);
  expect((await theirs.post('/api/v1/rate-groups', { name: 'G', currency: 'EUR' })).status).toBe(403);
  expect((await theirs.get('/api/v1/roles')).body.items).toEqual([]);
  for (const answer of [
    await theirs.get(`/api/v1/roles/${limited.id}`),
    await theirs.get(`/api/v1/roles/${randomUUID()}`),
    await theirs.get(`/api/v1/roles/${limited.id}/accounts`),
    await theirs.delete(`/api/v1/roles/${limited.id}`),
  ])
    expect(answer.body.code).toBe('not_found');
  const stolen = await theirs.post('/api/v1/accounts', resellerWith(limited.id), key());
  expect(field(stolen, 'panelAccess.roleId')).toMatchObject({ code: 'not_found' });

  const staffRole = await theirs.post('/api/v1/roles', { audience: 'staff', name: 'S', permissions: [] });
  expect(field(staffRole, 'audience')).toMatchObject({ code: 'not_for_audience' });
  const own = await makeRole(theirs, ['accounts:read'], { audience: 'reseller' });
  const below = await make(theirs, resellerWith(own.id));
  const ofBelow = await server.signIn(below.number, PASSWORD);
  expect((await ofBelow.get('/api/v1/accounts')).status).toBe(200);
  expect((await ofBelow.post('/api/v1/accounts', customer(), key())).status).toBe(403);
  expect((await theirs.get(`/api/v1/roles/${own.id}/accounts`)).body.items).toMatchObject([{ id: below.id }]);

  // What somebody above gave stays.
  await owner.patch(`/api/v1/accounts/${below.id}`, { panelAccess: { roleId: limited.id } });
  const back = await theirs.patch(`/api/v1/accounts/${below.id}`, { panelAccess: { roleId: own.id } });
  expect(field(back, 'panelAccess.roleId')).toMatchObject({ code: 'given_from_above' });
  expect((await theirs.patch(`/api/v1/accounts/${below.id}`, { profile: { city: 'Bonn' } })).status).toBe(
    200,
  );

  // It does not leave with a role of a reseller that is no longer above it.
  await owner.patch(`/api/v1/accounts/${below.id}`, { panelAccess: { roleId: null } });
  const again = await theirs.patch(`/api/v1/accounts/${below.id}`, { panelAccess: { roleId: own.id } });
  expect(again.status).toBe(200);
  const move = (await owner.get(`/api/v1/accounts/${below.id}/move`)).body;
  expect(move.obstacles.map(({ code }: Json) => code)).toContain('foreign_role');
});

test('preview, version, copy, who has it, and a role that is in use stays', async () => {
  const role = await makeRole(owner, ['rates:edit'], { name: 'Prices' });
  expect(role.permissions).toEqual(['rates:read', 'rates:edit']);
  const saved = (await owner.put(`/api/v1/roles/${role.id}`, put(role, { description: 'Price lists' }))).body;
  expect(saved).toMatchObject({ version: 2, description: 'Price lists', accounts: 0, mayEdit: true });
  const late = await owner.put(`/api/v1/roles/${role.id}`, put(role, { name: 'Late' }));
  expect(late.body.code).toBe('changed_meanwhile');
  const twice = await owner.post('/api/v1/roles', { audience: 'staff', name: 'PRICES', permissions: [] });
  expect(field(twice, 'name')).toMatchObject({ code: 'name_taken' });
  const copy = await owner.post(`/api/v1/roles/${role.id}/copies`, { name: 'Prices too' }, key());
  expect(copy.body).toMatchObject({ name: 'Prices too', permissions: role.permissions, accounts: 0 });
  expect((await owner.delete(`/api/v1/roles/${copy.body.id}`)).status).toBe(200);

  const holders = [await make(owner, staff(role.id)), await make(owner, staff(role.id))];
  const first = (await owner.get(`/api/v1/roles/${role.id}/accounts?limit=1`)).body;
  const second = (await owner.get(`/api/v1/roles/${role.id}/accounts?limit=1&cursor=${first.nextCursor}`))
    .body;
  expect([first.items[0].id, second.items[0].id]).toEqual(holders.map(({ id }) => id));
  expect(second.nextCursor).toBeNull();
  const refused = await owner.delete(`/api/v1/roles/${role.id}`);
  expect(refused.body.code).toBe('in_use');
  for (const { number } of holders) expect(refused.body.detail).toContain(number);

  const wrong = await owner.post('/api/v1/accounts', resellerWith(role.id), key());
  expect(field(wrong, 'panelAccess.roleId')).toMatchObject({ code: 'not_found' });
  const csv = (
    await owner.get(
      '/api/v1/accounts/export?format=csv&columns=panelAccess.number,panelAccess.role&kind=sub_admin',
    )
  ).body;
  expect(csv).toContain(`${holders[0].number},Prices`);
});

test('a template carries a role, and the timeline tells what was given and taken', async () => {
  const role = await makeRole(owner, ['calls:read']);
  const values = { panelAccess: { roleId: role.id } };
  const template = { kind: 'sub_admin', name: 'Desk', values };
  expect((await owner.post('/api/v1/account-templates', template)).status).toBe(201);
  const unknown = { ...template, name: 'Lost', values: { panelAccess: { roleId: randomUUID() } } };
  expect(
    field(await owner.post('/api/v1/account-templates', unknown), 'values.panelAccess.roleId'),
  ).toMatchObject({
    code: 'not_found',
  });
  await owner.put(`/api/v1/roles/${role.id}`, put(role, { permissions: ['rates:read'] }));
  const { items } = (await owner.get('/api/v1/settings/timeline?about=roles')).body;
  expect(items[0]).toMatchObject({
    action: 'role.changed',
    changes: expect.arrayContaining([
      { field: 'role.permissions', before: ['accounts:read', 'calls:read'], after: ['rates:read'] },
    ]),
  });
  const account = await make(owner, staff(role.id));
  await owner.patch(`/api/v1/accounts/${account.id}`, { panelAccess: { roleId: null } });
  const events = (await owner.get(`/api/v1/accounts/${account.id}/timeline`)).body.items;
  expect(events[0].changes).toEqual([{ field: 'panelAccess.role', before: role.name, after: null }]);
});

test('a key does what was chosen for it, as far as its owner may still, and never changes the sign-in of its owner', async () => {
  const { client, role } = await clerk(['money:pay', 'rates:edit', 'api_keys:create']);
  const payer = await make(owner, customer());
  const keyWith = async (scopes: readonly string[] | null) => {
    const made = await client.post('/api/v1/api-keys', { name: 'k', scopes });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return { ...made.body, program: server.clientOf({ authorization: `Bearer ${made.body.key}` }) };
  };
  const pay = (who: Client) =>
    who.post(`/api/v1/accounts/${payer.id}/payments`, { amount: '5', method: 'cash' }, key());
  const beyond = await client.post('/api/v1/api-keys', { name: 'k', scopes: ['carriers:read'] });
  expect(field(beyond, 'scopes')).toMatchObject({ code: 'not_held' });

  const all = await keyWith(null);
  const reader = await keyWith(['accounts:read', 'money:read', 'rates:read']);
  const payments = await keyWith(['money:pay']);
  expect(payments.scopes).toEqual(['accounts:read', 'money:read', 'money:pay']);
  expect((await pay(all.program)).status).toBe(201);
  expect((await pay(payments.program)).status).toBe(201);
  expect((await pay(reader.program)).status).toBe(403);
  expect((await reader.program.get('/api/v1/rate-groups')).status).toBe(200);
  expect((await payments.program.get('/api/v1/rate-groups')).status).toBe(403);
  expect((await reader.program.get('/api/v1/me')).body.actor.permissions).toEqual([
    'self',
    'accounts:read',
    'money:read',
    'rates:read',
  ]);
  for (const request of [
    reader.program.delete('/api/v1/me/sessions'),
    reader.program.delete(`/api/v1/api-keys/${all.id}`),
    reader.program.post('/api/v1/me/password', {
      currentPassword: PASSWORD,
      newPassword: 'a long new password',
    }),
  ])
    expect((await request).status).toBe(403);

  await owner.put(`/api/v1/roles/${role.id}`, put(role, { permissions: ['rates:read'] }));
  for (const { program } of [all, payments]) expect((await pay(program)).status).toBe(403);
  expect((await reader.program.get('/api/v1/rate-groups')).status).toBe(200);
  expect((await reader.program.get(`/api/v1/accounts/${payer.id}`)).status).toBe(403);
});

test('after an update a role of the program has what is new, and one’s own tells of it until it is saved', async () => {
  const all = async (): Promise<Json[]> => (await owner.get('/api/v1/roles')).body.items;
  const named = async (name: string) => (await all()).find((role) => role.name === name)!;
  const own = await makeRole(owner, ['settings:read'], { name: 'Own before the update' });
  expect(own).toMatchObject({ isBuiltIn: false, newPermissions: [] });
  expect(await named('Full access')).toMatchObject({ isBuiltIn: true, newPermissions: [] });
  const clerkOf = await make(owner, staff((await named('Full access')).id));
  const client = await server.signIn(clerkOf.number, PASSWORD);
  // As an older version left them: it knew neither taxes nor classes of destinations.
  const { pool } = server.database;
  await pool.query(`update roles set known_permissions = array_remove(array_remove(known_permissions, 'taxes:edit'),
      'destination_classes:edit'), permissions = array_remove(array_remove(permissions, 'taxes:edit'), 'destination_classes:edit')`);
  const tax = () => client.post('/api/v1/taxes', { name: 'VAT', percent: '19' }, key());
  expect((await tax()).status).toBe(403);
  const context = { pool, now: server.now };
  // A reseller's own taxes are among what every one of these may do by its definition.
  expect(await alignBuiltInRoles(context)).toEqual(['Full access', 'Reseller without prices']);
  expect(await alignBuiltInRoles(context)).toEqual([]);
  expect((await tax()).status).toBe(201);
  const [event] = (await owner.get(`/api/v1/settings/timeline?limit=50`)).body.items.filter(
    ({ action, via }: Json) => action === 'role.changed' && via === 'system',
  );
  expect(event.changes[0]).toMatchObject({ field: 'role.name', after: 'Reseller without prices' });

  const told = await named('Own before the update');
  expect(told).toMatchObject({
    permissions: ['settings:read'],
    newPermissions: ['taxes:edit', 'destination_classes:edit'],
  });
  const copied = await owner.post(`/api/v1/roles/${own.id}/copies`, { name: 'Copy' }, key());
  expect(copied.body.newPermissions).toEqual(told.newPermissions);
  const saved = await owner.put(`/api/v1/roles/${own.id}`, put(told));
  expect(saved.body).toMatchObject({ permissions: ['settings:read'], newPermissions: [] });
  // Changed by somebody, it is theirs: the next update leaves it alone.
  const support = await named('Support');
  const changed = await owner.put(
    `/api/v1/roles/${support.id}`,
    put(support, { permissions: ['accounts:read'] }),
  );
  expect(changed.body).toMatchObject({ isBuiltIn: false });
  expect(await alignBuiltInRoles(context)).toEqual([]);
  expect((await named('Support')).permissions).toEqual(['accounts:read']);
});
