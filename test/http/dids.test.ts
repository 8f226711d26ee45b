/** DIDs: an inventory of numbers, each in it once, found by how they begin. */
import { describe, expect, test } from 'vitest';
import { assign, createWorldOfDids, listed } from './did-support.ts';
import { key, type Json } from './support.ts';

const { server, owner, fresh, addDid, seller, direct } = await createWorldOfDids();

describe('a new number', () => {
  test.each([
    ['+49 30 1234-5678', '493012345678', 'DE'],
    ['(1) 212.555.0123', '12125550123', 'US'],
    ['+7 701 123 45 67', '77011234567', 'KZ'],
    ['+39 06 1234567', '39061234567', 'IT'],
    ['+800 1234 5678', '80012345678', null],
    ['+883 5100 00000', '883510000000', null],
  ])('%s is kept as %s of %s', async (number, digits, country) => {
    expect(await addDid({ number })).toMatchObject({
      number: digits,
      country,
      use: 'free',
      ownerNumber: server.operator.number,
      accountId: null,
      assignedAt: null,
    });
  });

  test.each([
    '',
    '0301234567',
    '+0301234567',
    '004930123456',
    '+4930',
    '+49301234567890123',
    '+999123456789',
    '+１２３４５６７８９０',
    '+49301234567a',
    '+49\u0000301234567',
    "493012345678' or 1=1 --",
    '٤٩٣٠١٢٣٤٥٦٧٨',
    '++493012345678',
    '=+493012345678',
    '+49301234567\u202e8',
    '5'.repeat(1000),
  ])('%j is refused at its field', async (number) => {
    const { status, body } = await owner.post('/api/v1/dids', { number }, key());
    expect(status, JSON.stringify(body)).toBe(422);
    expect(body.errors[0]).toMatchObject({ field: 'number' });
  });

  test('says where it is from when the number does not, and only what the API knows', async () => {
    const did = await addDid({ country: 'CA', city: 'Montréal', label: '<b>Hotline</b>' });
    expect(did).toMatchObject({ country: 'CA', city: 'Montréal', label: '<b>Hotline</b>' });
    const number = `+${fresh()}`;
    for (const [field, value] of [
      ['country', 'de'],
      ['country', 'XX'],
      ['label', 'x'.repeat(101)],
      ['city', 'a\nb'],
      ['providerId', '99999999-9999-4999-8999-999999999999'],
      ['providerId', direct.account.id],
      ['ownerId', direct.account.id],
      ['ownerId', '99999999-9999-4999-8999-999999999999'],
      ['monthlyPrice', '1'],
    ] as const) {
      const { status, body } = await owner.post('/api/v1/dids', { number, [field]: value }, key());
      expect([status, body.errors?.[0]?.field], JSON.stringify(body)).toEqual([422, field]);
    }
    expect(await listed(owner, `?q=${number.slice(1)}`)).toEqual([]);
  });

  test('is unique in the whole house, however it is written', async () => {
    const did = await addDid();
    const again = await owner.post('/api/v1/dids', { number: `+${did.number}` }, key());
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'listed_already', errors: [{ field: 'number', code: 'listed_already' }] },
    });
  });

  test('is made once however often the request is sent', async () => {
    const [body, header] = [{ number: `+${fresh()}` }, key()];
    const made = await owner.post('/api/v1/dids', body, header);
    const again = await owner.post('/api/v1/dids', body, header);
    expect([again.status, again.body.id]).toEqual([201, made.body.id]);
  });

  test('comes by a carrier, whom resellers and customers do not see', async () => {
    const provider = (await owner.post('/api/v1/providers', { name: 'Wholesale Ltd' }, key())).body;
    const did = await addDid({ providerId: provider.id, ownerId: seller.account.id });
    expect(did).toMatchObject({ providerName: 'Wholesale Ltd', ownerName: 'First Voice' });
    expect(await listed(owner, `?providerId=${provider.id}`)).toEqual([did.number]);
    const seen = await seller.client.get(`/api/v1/dids/${did.id}`);
    expect(seen.body).toMatchObject({ providerId: null, providerName: null, ownerName: 'First Voice' });
    expect((await seller.client.get(`/api/v1/dids?providerId=${provider.id}`)).status).toBe(422);
    const named = await seller.client.patch(`/api/v1/dids/${did.id}`, { providerId: provider.id });
    expect(named.body.errors[0]).toMatchObject({ field: 'providerId', code: 'not_permitted' });
    const timeline = await seller.client.get(`/api/v1/accounts/${seller.account.id}/timeline`);
    expect(JSON.stringify(timeline.body)).not.toMatch(/Wholesale/);
  });
});

describe('many numbers at once', () => {
  const many = (body: object, header = key()) => owner.post('/api/v1/dids/create-many', body, header);

  test('a range has as many numbers as it says, from the first on', async () => {
    const first = fresh();
    const { status, body } = await many({ first: `+${first}`, count: 100, label: 'Block' });
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toEqual({ created: 100, first, last: String(BigInt(first) + 99n) });
    const numbers = await listed(owner, `?q=${first.slice(0, -2)}&limit=200`);
    expect(numbers).toEqual(Array.from({ length: 100 }, (_, index) => String(BigInt(first) + BigInt(index))));
  });

  test('with one number that is there already none is added, and each such number is named', async () => {
    const first = fresh();
    const taken = [5n, 7n].map((step) => String(BigInt(first) + step));
    for (const number of taken) await addDid({ number: `+${number}` });
    const range = await many({ first: `+${first}`, count: 10 });
    expect(range.status).toBe(409);
    expect(range.body.errors).toEqual(
      taken.map((number) => ({
        field: 'first',
        code: 'listed_already',
        message: `+${number} is in the list already.`,
      })),
    );
    const list = await many({ numbers: [`+${first}`, `+${taken[0]}`, `+${BigInt(first) + 1n}`] });
    expect(list.body.errors).toMatchObject([{ field: 'numbers.1', code: 'listed_already' }]);
    expect(await listed(owner, `?q=${first.slice(0, -2)}`)).toEqual(taken);
  });

  test('each mistake of a list stands at its number', async () => {
    const number = fresh();
    const refused = await many({ numbers: [`+${number}`, '0301', '+493012'] });
    expect(refused.body.errors.map(({ field }: Json) => field)).toEqual(['numbers.1', 'numbers.2']);
    const twice = await many({ numbers: [`+${number}`, `${number.slice(0, 4)} ${number.slice(4)}`] });
    expect(twice.body.errors).toMatchObject([{ field: 'numbers.1', code: 'repeated' }]);
    expect(await listed(owner, `?q=${number}`)).toEqual([]);
  });

  test.each([
    ['neither', {}, 'numbers'],
    ['both', { numbers: ['+493012345678'], first: '+493012345678', count: 2 }, 'first'],
    ['no count', { first: '+493012345678' }, 'count'],
    ['a count alone', { numbers: ['+493012345678'], count: 2 }, 'count'],
    ['none', { first: '+493012345678', count: 0 }, 'count'],
    ['too many', { first: '+493012345678', count: 10_001 }, 'count'],
    ['a part of one', { first: '+493012345678', count: 1.5 }, 'count'],
    ['an empty list', { numbers: [] }, 'numbers'],
    [
      'too long a list',
      { numbers: Array.from({ length: 1001 }, (_, i) => `+4930${5_000_000 + i}`) },
      'numbers',
    ],
    ['numbers that grow longer', { first: '+4999999999999', count: 10_000 }, 'count'],
    ['numbers that grow beyond E.164', { first: '+999999999999990', count: 100 }, 'first'],
  ])('%s: refused', async (_name, body, field) => {
    const answer = await many(body);
    const fields = answer.body.errors?.map((error: Json) => error.field);
    expect([answer.status, fields?.[0]], JSON.stringify(answer.body)).toEqual([422, field]);
  });

  test('of two requests for the same numbers at once one wins, whole', async () => {
    const first = fresh();
    const up = Array.from({ length: 50 }, (_, index) => `+${BigInt(first) + BigInt(index)}`);
    const answers = await Promise.all([
      many({ numbers: up, label: 'up' }),
      many({ numbers: up.toReversed(), label: 'down' }),
      many({ first: `+${first}`, count: 50, label: 'range' }),
    ]);
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409, 409]);
    const { items } = (await owner.get(`/api/v1/dids?q=${first.slice(0, -2)}&limit=200`)).body;
    expect(items).toHaveLength(50);
    expect(new Set(items.map(({ label }: Json) => label)).size).toBe(1);
  });

  test('the largest range is made, and answered by page', async () => {
    const first = '4989500000000';
    expect((await many({ first, count: 10_000 })).body.created).toBe(10_000);
    const last = await owner.get('/api/v1/dids?q=4989500&sort=-number&limit=1');
    expect(last.body.items[0].number).toBe('4989500009999');
  });
});

describe('the list', () => {
  test('pages without repeating or skipping, in each order', async () => {
    const first = fresh();
    await owner.post('/api/v1/dids/create-many', { first, count: 7 }, key());
    const expected = Array.from({ length: 7 }, (_, index) => String(BigInt(first) + BigInt(index)));
    for (const sort of ['number', '-number', 'createdAt', '-createdAt']) {
      const found: string[] = [];
      let cursor = '';
      do {
        const query = `?q=${first.slice(0, -2)}&sort=${sort}&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`;
        const { body } = await owner.get(`/api/v1/dids${query}`);
        found.push(...body.items.map(({ number }: Json) => number));
        cursor = body.nextCursor ?? '';
      } while (cursor !== '');
      expect(found, sort).toEqual(sort.startsWith('-') ? expected.toReversed() : expected);
    }
  });

  test('is found by how a number begins, as people write it', async () => {
    const did = await addDid();
    const written = encodeURIComponent(
      `+${did.number.slice(0, 2)} (${did.number.slice(2, 4)}) ${did.number.slice(4)}`,
    );
    expect(await listed(owner, `?q=${written}`)).toEqual([did.number]);
    expect(await listed(owner, `?q=${did.number.slice(1)}`)).toEqual([]);
    for (const q of ['%25', '_', "'--", 'abc', '1'.repeat(16)]) {
      const { status, body } = await owner.get(`/api/v1/dids?q=${q}`);
      expect([status, body.errors?.[0]?.field], q).toEqual([422, 'q']);
    }
  });

  test('is narrowed by use, country, owner and account', async () => {
    const first = fresh();
    const begin = `q=${first.slice(0, -2)}`;
    const numbers = [0n, 1n, 2n].map((step) => String(BigInt(first) + step));
    const [used, free, card] = [
      await addDid({ number: numbers[0] }),
      await addDid({ number: numbers[1], country: 'AT', ownerId: seller.account.id }),
      await addDid({ number: numbers[2] }),
    ];
    await assign(owner, used, direct.account);
    await owner.post('/api/v1/access-numbers', { number: card.number, language: 'de' });
    expect(await listed(owner, `?${begin}&use=account`)).toEqual([used.number]);
    const count = async (query: string) => (await owner.get(`/api/v1/dids/count?${query}`)).body;
    expect(await count(begin)).toEqual({ count: 3, isMore: false });
    expect(await count(`${begin}&use=free`)).toEqual({ count: 1, isMore: false });
    expect(await listed(owner, `?${begin}&use=free`)).toEqual([free.number]);
    expect(await listed(owner, `?${begin}&use=access_number`)).toEqual([card.number]);
    expect(await listed(owner, `?${begin}&country=AT`)).toEqual([free.number]);
    expect(await listed(owner, `?${begin}&ownerId=${seller.account.id}`)).toEqual([free.number]);
    expect(await listed(owner, `?${begin}&accountId=${direct.account.id}`)).toEqual([used.number]);
    expect((await seller.client.get(`/api/v1/dids?accountId=${direct.account.id}`)).status).toBe(404);
    expect((await owner.get('/api/v1/dids?use=lost')).status).toBe(422);
  });
});
