/** Views of the list: kept for one person, under names of its own. */
import { expect, test } from 'vitest';
import { createServer, customer, PASSWORD, type Json } from './support.ts';

const { owner, signIn } = await createServer();
const { account } = (await owner.post('/api/v1/accounts', customer())).body;
const other = await signIn(account.number, PASSWORD);
const URL = '/api/v1/me/account-views';

test('a view is kept, renamed, given another search, and forgotten', async () => {
  const search = { q: 'müller', kind: 'customer', status: 'suspended', sort: '-name' };
  const made = await owner.post(URL, { name: 'Late payers', search });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  expect(made.body).toEqual({ id: expect.any(String), name: 'Late payers', search, isDefault: false });
  const { id } = made.body;
  expect((await owner.patch(`${URL}/${id}`, { name: 'Suspended' })).body).toEqual({
    id,
    name: 'Suspended',
    search,
    isDefault: false,
  });
  expect((await owner.patch(`${URL}/${id}`, { search: {} })).body).toEqual({
    id,
    name: 'Suspended',
    search: {},
    isDefault: false,
  });
  expect((await owner.get(URL)).body.items).toHaveLength(1);
  expect((await owner.delete(`${URL}/${id}`)).status).toBe(200);
  expect((await owner.get(URL)).body.items).toEqual([]);
});

test('nobody sees, changes or deletes a view of another, and names are one’s own', async () => {
  const { id } = (await owner.post(URL, { name: 'Mine', search: {} })).body;
  expect((await other.get(URL)).body.items).toEqual([]);
  for (const answer of [
    await other.patch(`${URL}/${id}`, { name: 'x' }),
    await other.delete(`${URL}/${id}`),
    await owner.delete(`${URL}/x'--`),
  ])
    expect(answer.body.code).toBe('not_found');
  expect((await other.post(URL, { name: 'Mine', search: {} })).status).toBe(201);
  expect((await owner.post(URL, { name: 'Mine', search: {} })).body).toMatchObject({
    code: 'name_taken',
    errors: [{ field: 'name' }],
  });
});

test('one view is the default, with its columns; the next one takes its place', async () => {
  const search = { columns: ['name', 'balance', 'number'] };
  const first = (await owner.post(URL, { name: 'First', search, isDefault: true })).body;
  expect(first).toMatchObject({ search, isDefault: true });
  const second = (await owner.post(URL, { name: 'Second', search: { status: 'active' } })).body;
  expect(second.isDefault).toBe(false);
  const defaults = async () =>
    (await owner.get(URL)).body.items.filter((view: Json) => view.isDefault).map((view: Json) => view.name);
  await owner.patch(`${URL}/${second.id}`, { isDefault: true });
  expect(await defaults()).toEqual(['Second']);
  // One that is not there leaves the default as it was.
  expect((await other.patch(`${URL}/${second.id}`, { isDefault: true })).status).toBe(404);
  await owner.patch(`${URL}/${second.id}`, { isDefault: false });
  expect(await defaults()).toEqual([]);
});

test('what the list does not know is refused at its field, and so is one view too many', async () => {
  for (const [body, field] of [
    [{ name: '', search: {} }, 'name'],
    [{ name: 'n'.repeat(61), search: {} }, 'name'],
    [{ name: 'n', search: { sort: 'balance' } }, 'search.sort'],
    [{ name: 'n', search: { cursor: 'x' } }, 'search.cursor'],
    [{ name: 'n', search: { columns: ['number'] } }, 'search.columns'],
    [{ name: 'n', search: { columns: ['name', 'name'] } }, 'search.columns'],
    [{ name: 'n', search: { columns: ['name', 'secret'] } }, 'search.columns.1'],
  ] as const) {
    const { status, body: problem } = await owner.post(URL, body);
    expect(status).toBe(422);
    expect(problem.errors[0].field).toBe(field);
  }
  for (let n = (await owner.get(URL)).body.items.length; n < 30; n++)
    expect((await owner.post(URL, { name: `View ${n}`, search: {} })).status).toBe(201);
  expect((await owner.post(URL, { name: 'One more', search: {} })).body.errors[0]).toMatchObject({
    field: 'name',
    code: 'too_many',
  });
});
