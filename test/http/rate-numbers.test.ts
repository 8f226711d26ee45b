/** What the rate of a carrier does to the number that is dialled: set, read, exported, imported, compared and undone. */
import { beforeEach, expect, test } from 'vitest';
import { createServer, key, type Json } from './support.ts';

const server = await createServer();
const { owner } = server;
let names = 0;

async function rateGroup(direction: 'origination' | 'termination'): Promise<string> {
  names += 1;
  const sent = { name: `Group ${names}`, currency: 'EUR', direction };
  return (await owner.post('/api/v1/rate-groups', sent, key())).body.id;
}

let id = '';
const url = (path = '') => `/api/v1/rate-groups/${id}/rates${path}`;

beforeEach(async () => {
  id = await rateGroup('termination');
});

async function importSheet(payload: string, query: Readonly<Record<string, string>> = {}): Promise<Json> {
  const { status, body } = await owner.send({
    method: 'POST',
    url: url(`/import?${new URLSearchParams(query).toString()}`),
    headers: { 'content-type': 'text/csv' },
    payload,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

/** "49 2 77" of those that are valid at a moment. */
async function changes(at?: string): Promise<string[]> {
  const { items } = (await owner.get(url(`?limit=200${at === undefined ? '' : `&at=${at}`}`))).body;
  return items.map(({ prefix, stripDigits, addPrefix }: Json) =>
    [prefix, stripDigits, addPrefix].join(' ').trim(),
  );
}

test('a carrier’s rate says it, and a rate of customers is refused it at its field', async () => {
  const sent = { prefix: '49', costPerMinute: '0.01', stripDigits: 2, addPrefix: '+77' };
  const made = await owner.post(url(), sent);
  expect([made.status, made.body.stripDigits, made.body.addPrefix]).toEqual([201, 2, '+77']);
  expect(await changes()).toEqual(['49 2 +77']);
  const put = (body: object) =>
    owner.send({ method: 'PUT', url: url(`/${made.body.id}`), payload: { costPerMinute: '0.02', ...body } });
  expect((await put({ addPrefix: '0044' })).body).toMatchObject({ stripDigits: 0, addPrefix: '0044' });
  const { actor } = (await owner.get('/api/v1/me')).body;
  const [event] = (await owner.get(`/api/v1/accounts/${actor.id}/timeline`)).body.items;
  expect(event.changes).toContainEqual(
    expect.objectContaining({ field: 'rate.addPrefix', before: '+77', after: '0044' }),
  );
  expect(event.changes).toContainEqual(
    expect.objectContaining({ field: 'rate.stripDigits', before: 2, after: null }),
  );

  for (const [field, value] of [
    ['stripDigits', 16],
    ['stripDigits', -1],
    ['addPrefix', '1234567890123456'],
    ['addPrefix', '7#'],
    ['addPrefix', '7+7'],
  ] as const) {
    const refused = await put({ [field]: value });
    expect([refused.status, refused.body.errors[0].field], `${field} ${value}`).toEqual([422, field]);
  }
  id = await rateGroup('origination');
  for (const field of [{ stripDigits: 2 }, { addPrefix: '77' }]) {
    const refused = await owner.post(url(), { prefix: '49', costPerMinute: '1', ...field });
    expect(refused.body.errors).toEqual([
      {
        field: Object.keys(field)[0],
        code: 'not_applicable',
        message: 'Only rates that a carrier asks change the number that is dialled: leave this out.',
      },
    ]);
  }
  expect((await owner.post(url(), { ...sent, stripDigits: 0, addPrefix: '' })).status).toBe(201);
});

test.each(['csv', 'xlsx'])('it goes out as %s and comes back, also into a copy', async (format) => {
  const rates = ['49 2 +77', '4930 0 0049', '44 15', '33 0'];
  for (const rate of rates) {
    const [prefix, strip, addPrefix = ''] = rate.split(' ');
    const sent = { prefix, costPerMinute: '0.01', stripDigits: Number(strip), addPrefix };
    expect((await owner.post(url(), sent)).status).toBe(201);
  }
  const copied = await owner.post(`/api/v1/rate-groups/${id}/copies`, { name: `Copy as ${format}` }, key());
  const before = await changes();
  expect(before.toSorted()).toEqual(rates.toSorted());
  const apiKey = (await owner.post('/api/v1/api-keys', { name: format })).body.key;
  const file = await server.app.inject({
    method: 'GET',
    url: url(`/export?format=${format}`),
    headers: { authorization: `Bearer ${apiKey}` },
  });
  id = copied.body.id;
  expect(await changes()).toEqual(before);
  id = await rateGroup('termination');
  const { status, body } = await owner.send({
    method: 'POST',
    url: url('/import'),
    headers: { 'content-type': 'application/octet-stream' },
    payload: file.rawPayload,
  });
  expect([status, body.imported, body.rejectedRows], JSON.stringify(body)).toEqual([200, 4, 0]);
  expect(await changes()).toEqual(before);
});

test('columns of it are for carriers alone, and each row says what is wrong with its own', async () => {
  const sheet =
    'Code,Rate,Strip,Prepend\n49,0.1,2,+77\n44,0.1,,\n33,0.1,16,77\n34,0.1,x,7-7\n35,0.1,0,0035\n';
  const body = await importSheet(sheet);
  expect(body).toMatchObject({ read: 5, imported: 3, rejectedRows: 2 });
  expect(
    body.rejected.flatMap(({ row, errors }: Json) => errors.map(({ field }: Json) => [row, field])),
  ).toEqual([
    [4, 'stripDigits'],
    [5, 'stripDigits'],
    [5, 'addPrefix'],
  ]);
  expect(await changes()).toEqual(['35 0 0035', '44 0', '49 2 +77']);

  id = await rateGroup('origination');
  const post = (path: string) =>
    owner.send({ method: 'POST', url: url(path), headers: { 'content-type': 'text/csv' }, payload: sheet });
  const looked = (await post('/import/look')).body;
  expect(looked.columns.map(({ field }: Json) => field)).toEqual(['code', 'costPerMinute', null, null]);
  expect(looked.fields.map(({ field }: Json) => field)).not.toContain('addPrefix');
  const refused = await post('/import?mapping=code,costPerMinute,stripDigits,');
  expect(refused.body.errors).toEqual([
    {
      field: 'mapping',
      code: 'not_applicable',
      message: "stripDigits is of carriers' rates only. Leave this column out.",
    },
  ]);
  expect(await importSheet(sheet)).toMatchObject({ imported: 5 });
  expect(await changes()).toEqual(['33 0', '34 0', '35 0', '44 0', '49 0']);
});

test('a sheet without the columns leaves it as it is, one with them is compared by it, and an undo brings it back', async () => {
  const [first, second] = ['2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z'];
  await importSheet('Code,Rate,Strip,Prepend\n49,0.1,2,77\n44,0.1,0,88\n', { validFrom: first });
  // New prices only.
  const prices = await importSheet('Code,Rate\n49,0.2\n44,0.1\n33,0.3\n', { validFrom: second });
  expect(prices.changes).toMatchObject({ new: 1, raised: 1, unchanged: 1 });
  expect(await changes(second)).toEqual(['33 0', '44 0 88', '49 2 77']);
  // One of the two, at the same moment: what stands there is overwritten.
  const numbers = await importSheet('Code,Rate,Prepend\n49,0.2,99\n44,0.1,88\n', { validFrom: second });
  expect(numbers.changes).toMatchObject({ changed: 1, unchanged: 1, raised: 0 });
  expect(await changes(second)).toEqual(['33 0', '44 0 88', '49 2 99']);
  const undo = (importId: string) =>
    owner.post(`/api/v1/rate-groups/${id}/imports/${importId}/undo`, {}, key());
  expect((await undo(numbers.importId)).status).toBe(200);
  expect(await changes(second)).toEqual(['33 0', '44 0 88', '49 2 77']);
  expect((await undo(prices.importId)).status).toBe(200);
  expect(await changes(second)).toEqual(['44 0 88', '49 2 77']);
});
