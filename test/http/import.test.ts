/** Import of accounts: every row is accounted for, nothing is half done, nothing leaks. */
import { expect, test } from 'vitest';
import { importSheet, mappingOf, runAll, upload } from './many-support.ts';
import { createServer, customer, key, PASSWORD, reseller, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;
const GROUP = (await owner.post('/api/v1/rate-groups', { name: 'Retail', currency: 'EUR' })).body;

const listed = async (q: string, client = owner) =>
  (await client.get(`/api/v1/accounts?q=${encodeURIComponent(q)}`)).body.items;

test('a local call rate comes by a sheet, with a decimal comma, and goes out as a number', async () => {
  const job = await importSheet(
    server,
    owner,
    'Account ID;First name;E-mail;Local call rate;Country\n70000091;Loc;loc@a.example;0,0125;DE\n70000092;Bad;bad@a.example;much;DE\n70000093;None;none@a.example;;DE\n',
  );
  expect(job.result).toMatchObject({ created: 2, invalid: 1 });
  expect(job.result.mistakes[0].errors[0].field).toBe('settings.localCallRate');
  const query = 'q=7000009&sort=number&columns=panelAccess.number,settings.localCallRate';
  const { body } = await owner.get(`/api/v1/accounts/export?${query}`);
  expect(String(body).replace('\ufeff', '').trim().split('\r\n')).toEqual([
    'Account number,Local call rate',
    '70000091,0.012500000',
    '70000093,0.000000000',
  ]);
});

test('a row brings its status as an export writes it, and commissions that are together at most the whole', async () => {
  const terms = { type: 'commission', commissionPercent: '60' };
  const made = await owner.post('/api/v1/accounts', reseller({ resellerTerms: terms }));
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const above = made.body.account;
  const job = await importSheet(
    server,
    owner,
    [
      'Kind;Status;Account number;First name;E-mail;Reseller number;Reseller type;Commission percent;Country',
      'customer;suspended;70000071;Sus;sus@a.example;;;;DE',
      'customer;Aktiv;70000072;Act;act@a.example;;;;DE',
      'customer;closed;70000073;Clo;clo@a.example;;;;DE',
      `reseller;;70000074;Fits;fits@a.example;${above.number};commission;40;DE`,
      `reseller;;70000075;More;more@a.example;${above.number};commission;40.0001;DE`,
      'reseller;;70000076;Alone;alone@a.example;;commission;100;DE',
      '',
    ].join('\n'),
  );
  expect(job.result).toMatchObject({ created: 4, invalid: 2 });
  expect(job.result.mistakes).toMatchObject([
    { row: 4, errors: [{ field: 'status' }] },
    { row: 6, errors: [{ field: 'resellerTerms.commissionPercent', code: 'commissions_above_whole' }] },
  ]);
  const { body } = await owner.get(
    '/api/v1/accounts/export?q=7000007&sort=number&columns=panelAccess.number,status',
  );
  expect(String(body).replace('\ufeff', '').trim().split('\r\n')).toEqual([
    'Account number,Status',
    '70000071,suspended',
    '70000072,active',
    '70000074,active',
    '70000076,active',
  ]);
});

test('a sheet of another panel is read, proposed, checked and imported; every row is accounted for', async () => {
  const sheet = [
    'Account ID;First Name;Surname;E-Mail;Credit Limit;Type;Tariff;Max Channels;Country;Unknown',
    '70000001;Zoë;Müller;zoe@a.example;12,50;Postpaid;retail;0;Germany;x',
    ';;;;;;;;;',
    '70000002;Bad;Mail;not-an-address;0;prepaid;Retail;2;DE;x',
    '70000003;;NoName;n@a.example;0;prepaid;Nothing;two;DE;x',
    '70000001;Twin;Number;twin@a.example;0;prepaid;Retail;2;DE;x',
    '70000004;Own;Words;own@a.example;0;prepaid;Retail;3;DE;x',
    '70000005;More;Cells;more@a.example;0;prepaid;Retail;3;DE;x;surplus',
    '',
  ].join('\r\n');
  const sent = await upload(owner, sheet);
  expect(sent.status, JSON.stringify(sent.body)).toBe(201);
  expect(sent.body).toMatchObject({ format: 'csv', encoding: 'utf-8', delimiter: ';', rows: 7 });
  expect(mappingOf(sent)).toEqual([
    'panelAccess.number',
    'profile.firstName',
    'profile.lastName',
    'panelAccess.email',
    'billing.creditLimit',
    'billing.accountType',
    'billing.rateGroup',
    'settings.concurrentCalls',
    'profile.country',
    null,
  ]);
  expect(sent.body.preview[0]).toEqual({
    row: 2,
    cells: ['70000001', 'Zoë', 'Müller', 'zoe@a.example', '12,50', 'Postpaid', 'retail', '0', 'Germany', 'x'],
  });
  const options = { mapping: mappingOf(sent), template: { profile: { city: 'Bonn' } } };
  const check = (await owner.post(`/api/v1/account-imports/${sent.body.uploadId}/check`, options)).body;
  expect(check).toMatchObject({ read: 7, valid: 2, invalid: 4, skipped: 1 });
  expect(
    check.mistakes.map(({ row, errors }: Json) => [
      row,
      errors.map(({ field, code }: Json) => `${field} ${code}`),
    ]),
  ).toEqual([
    [4, ['panelAccess.email invalid_format']],
    [
      5,
      [
        'billing.rateGroup rate_group_not_usable',
        'settings.concurrentCalls invalid_union',
        'profile.firstName required',
      ],
    ],
    [6, ['panelAccess.number number_taken']],
    [8, ['row too_many_cells']],
  ]);
  expect(await listed('70000001')).toEqual([]);
  const job = await importSheet(server, owner, sheet, { template: options.template });
  expect(job).toMatchObject({
    status: 'done',
    done: 6,
    total: 6,
    hasCredentials: true,
    fileName: 'sheet.csv',
    result: { read: 7, created: 2, invalid: 4, skipped: 1 },
  });
  const [made] = await listed('70000001');
  const account = (await owner.get(`/api/v1/accounts/${made.id}`)).body;
  expect(account).toMatchObject({
    number: '70000001',
    panelAccess: { email: 'zoe@a.example', hasPassword: false },
    profile: { firstName: 'Zoë', lastName: 'Müller', city: 'Bonn', country: 'DE', currency: 'EUR' },
    billing: { accountType: 'postpaid', creditLimit: '12.500000', rateGroupId: GROUP.id },
    settings: { concurrentCalls: 'unlimited' },
  });
  const devices = (await owner.get(`/api/v1/accounts/${made.id}/devices`)).body.items;
  expect(devices).toHaveLength(1);
});

test('cards get their days of validity from the template of a run, or from their row, and an export has them', async () => {
  const template = {
    profile: { firstName: 'Card' },
    settings: { validDays: 60 },
    billing: { reference: 'cards-60' },
  };
  await owner.post('/api/v1/accounts/create-many', { count: 2, template, sameReference: 'allow' }, key());
  await runAll(server);
  const sheet =
    'first name,reference,valid days after first use\nAda,cards-60,7\nBob,cards-60,\nEve,cards-60,never\n';
  const job = await importSheet(server, owner, sheet, { template, sameReference: 'allow' });
  expect(job.result).toMatchObject({ created: 2, invalid: 1 });
  expect(job.result.mistakes[0].errors[0]).toMatchObject({ field: 'settings.validDays' });
  const columns = 'columns=profile.firstName,settings.validDays,firstUsedAt';
  const { body } = await owner.get(`/api/v1/accounts/export?q=cards-60&sort=createdAt&format=csv&${columns}`);
  expect(
    String(body)
      .replace(/^\uFEFF/, '')
      .trim()
      .split('\r\n'),
  ).toEqual([
    'First name,Valid days after first use,First used at (UTC)',
    'Card,60,',
    'Card,60,',
    'Ada,7,',
    'Bob,60,',
  ]);
});

test('the credentials come once, to whoever started the import, within a day', async () => {
  const first = (await owner.post('/api/v1/accounts', reseller())).body.account;
  const client = await server.signIn(first.number, PASSWORD);
  const sheet = 'number,first name,e-mail\n71000001,=Ada,=ada@c.example\n71000002,Bob,bob@c.example\n';
  const job = await importSheet(server, client, sheet.replace('=ada', 'ada'), {
    passwords: 'generate',
    pins: 'generate',
  });
  expect(job).toMatchObject({ status: 'done', result: { created: 2 } });
  expect((await owner.post(`/api/v1/jobs/${job.id}/credentials`)).body.code).toBe('not_permitted');
  const { status, body, headers } = await client.post(`/api/v1/jobs/${job.id}/credentials`);
  expect(status).toBe(200);
  expect(headers['content-type']).toContain('text/csv');
  expect(headers['cache-control']).toBe('no-store');
  const rows = String(body)
    .slice(1)
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
  expect(rows[0]).toEqual([
    'Row',
    'Account number',
    'E-mail',
    'Password',
    'PIN',
    'SIP user name',
    'SIP domain',
    'SIP password',
  ]);
  const [row, number, email, password, pin, sipUser, domain, sipPassword] = rows[1]!;
  expect([row, number, email, domain]).toEqual(['2', '71000001', 'ada@c.example', 'sip.example.com']);
  expect(pin).toMatch(/^\d{6}$/);
  expect(sipUser).toMatch(/^[a-z0-9]{14}$/);
  expect(sipPassword).toMatch(/^\w{24}$/);
  const signedIn = await server.anonymous.post('/api/v1/sign-in', { identifier: number, password });
  expect(signedIn.status).toBe(200);
  expect(signedIn.body.actor.mustChangePassword).toBe(true);
  const again = await client.post(`/api/v1/jobs/${job.id}/credentials`);
  expect([again.status, again.body.code]).toEqual([410, 'credentials_are_gone']);
  const late = await importSheet(server, client, 'number,first name,e-mail\n71000003,Eve,eve@c.example\n');
  server.advance(24 * 3600 * 1000);
  const afterADay = await server.signIn(first.number, PASSWORD);
  expect((await afterADay.post(`/api/v1/jobs/${late.id}/credentials`)).body.code).toBe(
    'credentials_are_gone',
  );
});

test('all or nothing makes nothing when one row cannot be used', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const sheet = 'number,first name,e-mail\n72000001,A,a@d.example\n72000002,B,nonsense\n';
  const job = await importSheet(server, client, sheet, { mode: 'all_or_nothing' });
  expect(job).toMatchObject({ status: 'failed', result: { read: 2, created: 0, invalid: 1 } });
  expect(job.error).toContain('nothing was made');
  expect(await listed('72000001', client)).toEqual([]);
  const good = await importSheet(server, client, sheet.replace('nonsense', 'b@d.example'), {
    mode: 'all_or_nothing',
  });
  expect(good).toMatchObject({ status: 'done', result: { created: 2, invalid: 0 } });
});

test('what exists is found by address, number and reference, and others’ references are nobody’s business', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  await client.post(
    '/api/v1/accounts',
    customer({
      panelAccess: { email: 'TAKEN@e.example', number: '73000001' },
      billing: { reference: 'R-1' },
    }),
  );
  const made = (await client.post('/api/v1/accounts', reseller())).body.account;
  const below = await server.signIn(made.number, PASSWORD);
  const sheet = [
    'number,first name,e-mail,reference',
    '73000001,A,a@e.example,',
    '73000002,B,taken@E.example,',
    '73000003,C,c@e.example,R-1',
    '',
  ].join('\n');
  const check = async (who: typeof owner) => {
    const sent = await upload(who, sheet);
    const url = `/api/v1/account-imports/${sent.body.uploadId}/check`;
    return (await who.post(url, { mapping: mappingOf(sent) })).body.mistakes;
  };
  const ofOperator = await check(client);
  expect(ofOperator.map(({ row, errors }: Json) => [row, errors[0].code])).toEqual([
    [2, 'number_taken'],
    [3, 'email_taken'],
    [4, 'reference_taken'],
  ]);
  const ofReseller = await check(below);
  expect(ofReseller.map(({ row }: Json) => row)).toEqual([2, 3]);
  expect(JSON.stringify(ofReseller)).not.toContain('R-1');
});

test('a reseller imports under itself only, also by the number of a reseller in the sheet', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const one = (await client.post('/api/v1/accounts', reseller())).body.account;
  const two = (await client.post('/api/v1/accounts', reseller())).body.account;
  const ofOne = await server.signIn(one.number, PASSWORD);
  const ofTwo = await server.signIn(two.number, PASSWORD);
  const sub = (await ofOne.post('/api/v1/accounts', reseller())).body.account;
  const sheet = [
    'number,first name,e-mail,reseller',
    '74000001,A,a@f.example,',
    `74000002,B,b@f.example,${two.number}`,
    `74000003,C,c@f.example,${sub.number}`,
    `74000004,D,d@f.example,${server.operator.number}`,
    '',
  ].join('\n');
  const job = await importSheet(server, ofOne, sheet);
  expect(job.result).toMatchObject({ created: 2, invalid: 2 });
  expect(job.result.mistakes.map(({ row, errors }: Json) => [row, errors[0].code])).toEqual([
    [3, 'not_found'],
    [5, 'not_found'],
  ]);
  expect((await listed('74000001', client))[0].parentId).toBe(one.id);
  expect((await listed('74000003', client))[0].parentId).toBe(sub.id);
  expect((await ofTwo.get(`/api/v1/jobs/${job.id}`)).status).toBe(404);
  expect((await ofTwo.post(`/api/v1/jobs/${job.id}/undo`)).status).toBe(404);
  expect((await client.get(`/api/v1/jobs/${job.id}`)).status).toBe(200);
  const sent = await upload(ofOne, sheet);
  const elsewhere = { mapping: mappingOf(sent), template: { panelAccess: { parentId: two.id } } };
  const answer = await ofOne.post(`/api/v1/account-imports/${sent.body.uploadId}/check`, elsewhere);
  expect(answer.body.errors[0].field).toBe('template.panelAccess.parentId');
  const foreign = await ofTwo.post(`/api/v1/account-imports/${sent.body.uploadId}/check`, {
    mapping: mappingOf(sent),
  });
  expect(foreign.status).toBe(404);
});

test('a reseller of a sheet gets a role of whoever imports, and may do no more', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const role = async (who: typeof owner, name: string, permissions: string[]) =>
    (await who.post('/api/v1/roles', { name, description: '', audience: 'reseller', permissions }, key()))
      .body.id;
  const free = (await client.post('/api/v1/accounts', reseller())).body.account;
  const ofFree = await server.signIn(free.number, PASSWORD);
  const shop = await role(ofFree, 'Shop', ['accounts:read']);
  const importer = await role(client, 'Importer', ['accounts:import']);
  const narrow = (await client.post('/api/v1/accounts', reseller({ panelAccess: { roleId: importer } }))).body
    .account;
  const sheet = [
    'kind,first name,e-mail,reseller type,role',
    'reseller,A,a@role.example,distributor,shop',
    'reseller,B,b@role.example,distributor,Importer',
    'reseller,C,c@role.example,distributor,',
    '',
  ].join('\n');
  const { result } = await importSheet(server, ofFree, sheet);
  const told = ({ mistakes }: Json) =>
    mistakes.map(({ row, errors }: Json) => [row, `${errors[0].field} ${errors[0].code}`]);
  expect(told(result)).toEqual([[3, 'panelAccess.role not_found']]);
  const [made] = await listed('a@role.example', ofFree);
  expect((await ofFree.get(`/api/v1/accounts/${made.id}`)).body.panelAccess.roleId).toBe(shop);
  const ofNarrow = await server.signIn(narrow.number, PASSWORD);
  const unroled = sheet.replaceAll('@role', '@narrow').replace(/distributor,\w+/g, 'distributor,');
  expect(told((await importSheet(server, ofNarrow, unroled)).result)).toEqual(
    [2, 3, 4].map((row) => [row, 'panelAccess.role required']),
  );
});

test('the same key starts one job, and a sheet that was imported is gone', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const rows = Array.from(
    { length: 30 },
    (_, n) => `7500${String(n).padStart(4, '0')},N${n},n${n}@g.example`,
  );
  const sent = await upload(client, ['number,first name,e-mail', ...rows, ''].join('\n'));
  const url = `/api/v1/account-imports/${sent.body.uploadId}/run`;
  const once = key();
  const body = { mapping: mappingOf(sent), template: { panelAccess: { createSipDevice: false } } };
  const started = (await client.post(url, body, once)).body;
  expect((await client.post(url, body, once)).body).toEqual(started);
  await runAll(server);
  const job = (await client.get(`/api/v1/jobs/${started.jobId}`)).body;
  expect(job).toMatchObject({ status: 'done', result: { created: 30 } });
  expect((await client.post(url, body, once)).body).toEqual(started);
  expect((await client.post(url, body, key())).status).toBe(404);
  const page = (await client.get('/api/v1/jobs?limit=1')).body;
  expect(page.items).toHaveLength(1);
  expect(page.items[0].id).toBe(job.id);
});

test('a number that is taken between the check and the making fails its row only', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  // Somebody else is faster, at the one moment at which no check can see it.
  await server.database.pool.query(`
    create function be_faster() returns trigger language plpgsql as $$ begin
      insert into accounts (kind, parent_id, branch_id, path, depth, number, created_at)
      select 'customer', id, 999, path || '999/', 1, '76000005', now() from accounts where kind = 'operator'
      on conflict do nothing;
      return null;
    end $$;
    create trigger be_faster after update on jobs for each row when (new.phase = 'creating' and old.phase = 'checking')
      execute function be_faster()`);
  const rows = Array.from(
    { length: 20 },
    (_, n) => `7600${String(n).padStart(4, '0')},N${n},n${n}@race.example`,
  );
  const sheet = ['number,first name,e-mail', ...rows, ''].join('\n');
  const job = await importSheet(server, client, sheet);
  await server.database.pool.query('drop trigger be_faster on jobs');
  expect(job.result).toMatchObject({ read: 20, created: 19, invalid: 1 });
  expect(job.result.mistakes).toEqual([
    { row: 7, errors: [expect.objectContaining({ field: 'panelAccess.number', code: 'number_taken' })] },
  ]);
});

test('cards are made by a template: consecutive numbers, PINs, no address', async () => {
  const client = await server.signIn(server.operator.number, PASSWORD);
  const body = {
    count: 25,
    firstNumber: '0088000090',
    pins: 'generate',
    template: { panelAccess: { createSipDevice: false }, profile: { firstName: 'Card', company: 'Kiosk' } },
  };
  const { jobId } = (await client.post('/api/v1/accounts/create-many', body, key())).body;
  await runAll(server);
  const job = (await client.get(`/api/v1/jobs/${jobId}`)).body;
  expect(job).toMatchObject({ kind: 'create_accounts', status: 'done', result: { read: 25, created: 25 } });
  const csv = String((await client.post(`/api/v1/jobs/${jobId}/credentials`)).body);
  const rows = csv
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
  expect(rows.map(([, number]) => number)).toEqual(
    Array.from({ length: 25 }, (_, n) => `00880000${90 + n}`.slice(-10).padStart(10, '0')).map((_, n) =>
      String(88000090 + n).padStart(10, '0'),
    ),
  );
  expect(rows.every((cells) => /^\d{6}$/.test(cells[4]!) && cells[5] === '')).toBe(true);
  const [card] = await listed('0088000090', client);
  expect(card).toMatchObject({ email: null, displayName: 'Kiosk' });
  const tooHigh = await client.post('/api/v1/accounts/create-many', { ...body, firstNumber: '9999999990' });
  expect(tooHigh.body.errors[0].field).toBe('firstNumber');
});
