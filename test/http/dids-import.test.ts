/** A carrier's sheet of numbers: every row is accounted for, and all are added or none. */
import { expect, test } from 'vitest';
import { assign, createWorldOfDids, listed } from './did-support.ts';
import { key, type Client, type Json } from './support.ts';

const { owner, server, seller, person } = await createWorldOfDids();
const provider = (await owner.post('/api/v1/providers', { name: 'Wholesale Ltd' }, key())).body;

function send(payload: string | Buffer, query = '', client: Client = owner) {
  const headers = { 'content-type': 'text/csv' };
  return client.send({ method: 'POST', url: `/api/v1/dids/import${query}`, headers, payload });
}

test('a sheet is looked at without adding anything, and then added', async () => {
  const sheet = [
    'الرقم;Beschreibung;Land;Stadt;Carrier;Preis;Leer',
    '+49 30 555-0001;Zentrale;;Berlin;wholesale LTD;0,5',
    '493055500020;;at;;',
    '',
    ';;;;',
    '"+800 1234 5678";=1+1;;;',
  ].join('\r\n');
  const look = await send(sheet, '?dryRun=true');
  expect(look.body).toEqual({
    read: 5,
    valid: 3,
    rejected: [],
    rejectedRows: 0,
    skipped: 2,
    leftOut: ['Preis'],
    applied: false,
  });
  expect(await listed(owner)).toEqual([]);
  expect((await send(sheet)).body).toMatchObject({ valid: 3, applied: true });
  const { items } = (await owner.get('/api/v1/dids')).body;
  expect(
    items.map((did: Json) => [did.number, did.label, did.country, did.city, did.providerName, did.isOwn]),
  ).toEqual([
    ['49305550001', 'Zentrale', 'DE', 'Berlin', 'Wholesale Ltd', true],
    ['493055500020', '', 'AT', '', null, true],
    ['80012345678', '=1+1', null, '', null, true],
  ]);
  const again = await send(sheet);
  expect(again.body).toMatchObject({ valid: 0, rejectedRows: 3, applied: false });
});

test('with one row that is wrong none is added, and each mistake stands at its row and column', async () => {
  const sheet = [
    'Number,Label,Country,City,Provider',
    '+493066600001,fine,,,',
    '+493066600001,twice,,,',
    '0306660000,national,,,',
    '+49306660,short,XX,,',
    `+493066600002,${'x'.repeat(101)},,,`,
    '+493066600003,,,,Nobody',
    '4.93066E+11,by a spreadsheet,,,',
    '+493066600004,,,"Ber\nlin",',
  ].join('\n');
  const { status, body } = await send(sheet);
  expect(status).toBe(200);
  expect(body).toMatchObject({ read: 8, valid: 1, rejectedRows: 7, skipped: 0, applied: false });
  expect(
    body.rejected.map(({ row, errors }: Json) => [row, errors.map(({ field }: Json) => field).join(' ')]),
  ).toEqual([
    [3, 'number'],
    [4, 'number'],
    [5, 'country'],
    [6, 'label'],
    [7, 'provider'],
    [8, 'number'],
    [9, 'city'],
  ]);
  expect(await listed(owner, '?q=4930666')).toEqual([]);
});

test('two providers of one name are told apart by nobody', async () => {
  await owner.post('/api/v1/providers', { name: 'Twin' }, key());
  await owner.post('/api/v1/providers', { name: 'TWIN' }, key());
  const { body } = await send('Number,Provider\n+493077700001,twin\n');
  expect(body.rejected[0].errors[0].message).toContain('Several providers are called "twin"');
});

test.each([
  ['nothing', '', 'empty'],
  ['no column of numbers', 'Label\nx\n', 'missing_column'],
  ['a header alone', 'Number\n', null],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'any'],
  ['too many rows', `Number\n${'+493012345678\n'.repeat(10_001)}`, 'too_many_rows'],
])('%s: answered, and nothing is added', async (_name, payload, code) => {
  const before = (await listed(owner, '?limit=200')).length;
  const { status, body } = await send(payload);
  if (code === null) expect(body).toMatchObject({ read: 0, applied: false });
  else expect(status, JSON.stringify(body)).toBe(422);
  if (code !== null && code !== 'any') expect(body.errors[0]).toMatchObject({ field: 'file', code });
  expect(await listed(owner, '?limit=200')).toHaveLength(before);
});

test('the same sheet sent twice at once is added once', async () => {
  const rows = Array.from({ length: 300 }, (_, index) => `+4930888${String(index).padStart(5, '0')}`);
  const sheet = ['Number', ...rows, ''].join('\n');
  const answers = await Promise.all([send(sheet), send(sheet), send(sheet)]);
  expect(answers.filter(({ body }) => body.applied === true)).toHaveLength(1);
  for (const { status } of answers) expect([200, 422]).toContain(status);
  expect(await listed(owner, '?q=4930888&limit=200')).toHaveLength(200);
});

test('an export has what the list shows, and an import takes it back', async () => {
  await send(
    `Number,Label,City,Provider\n+390612345670,=1+1,Roma,${provider.name}\n+390612345671,"a, ""b""",,\n`,
  );
  const { items } = (await owner.get('/api/v1/dids?q=3906')).body;
  const given = (await assign(owner, items[1], person.account)).body;
  const file = await owner.get('/api/v1/dids/export?q=3906&sort=-number');
  expect(file.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="dids.csv"',
  });
  const operator = server.operator.number;
  expect(String(file.body).replace('\ufeff', '').split('\r\n')).toEqual([
    'Number,Label,Country,City,Provider,Used by,Account number,Account,Owner number,Assigned at (UTC)',
    `'+390612345671,"a, ""b""",IT,,,account,${person.account.number},${given.accountName},${operator},${given.assignedAt}`,
    `'+390612345670,'=1+1,IT,Roma,Wholesale Ltd,free,,,${operator},`,
    '',
  ]);
  const theirs = String((await person.client.get('/api/v1/dids/export')).body);
  expect(theirs).toContain('390612345671');
  expect(theirs).not.toMatch(new RegExp(`Wholesale|390612345670|${operator}`));
  await owner.delete(`/api/v1/dids/${items[1].id}/assignment`);
  for (const { id } of items) expect((await owner.delete(`/api/v1/dids/${id}`)).status).toBe(200);
  expect((await send(String(file.body))).body).toMatchObject({ valid: 2, applied: true });
  expect((await owner.get('/api/v1/dids?q=3906')).body.items[0]).toMatchObject({
    label: '=1+1',
    city: 'Roma',
    providerName: 'Wholesale Ltd',
  });
  const xlsx = await owner.get('/api/v1/dids/export?q=3906&format=xlsx');
  expect([xlsx.status, String(xlsx.body).slice(0, 2)]).toEqual([200, 'PK']);
  expect((await owner.get('/api/v1/dids/export?limit=1')).status).toBe(422);
});

test('only the operator’s staff imports', async () => {
  for (const client of [seller.client, person.client])
    expect((await send('Number\n+493099900001\n', '', client)).status).toBe(403);
  const json = await owner.post('/api/v1/dids/import', { number: '+493099900001' });
  expect(json.status).toBe(415);
});

test('what came by a sheet is a number like any other', async () => {
  await send(`Number,Provider\n+493099900002,${provider.name}\n`);
  const { items } = (await owner.get('/api/v1/dids?q=493099900002')).body;
  expect((await assign(owner, items[0], person.account)).status).toBe(200);
  const { actor } = (await owner.get('/api/v1/me')).body;
  const timeline = (await owner.get(`/api/v1/accounts/${actor.id}/timeline`)).body;
  expect(JSON.stringify(timeline.items)).toContain('493099900002');
  expect(server.operator.number).toBe(actor.number);
});
