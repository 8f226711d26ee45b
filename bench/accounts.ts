/**
 * The list of accounts and its search with a million rows, and the import of 10,000, on a PostgreSQL of its own:
 * `npm run bench:accounts -- [--accounts N] [--rows N] [--json]`. Rows come by bulk SQL; what is measured are the
 * calls of the API, through the HTTP server in this process, on the disk.
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { known } from '../src/domain/assert.ts';
import { groupBy } from '../src/domain/group-by.ts';
import { buildHttp } from '../src/http/build-http.ts';
import { ensureOperator } from '../src/operations/accounts/bootstrap-operator.ts';
import type { Context } from '../src/operations/context.ts';
import { runJobs } from '../src/operations/jobs/run-jobs.ts';
import { ensureDatabase } from '../src/postgres/database.ts';
import { migrate } from '../src/postgres/migrate.ts';
import { createPool } from '../src/postgres/pool.ts';
import { readRow } from '../src/schemas/accounts/many-accounts.ts';
import { startTemporaryCluster } from '../test/support/temporary-cluster.ts';
import { fillAccounts } from './account-world.ts';

const REPEATS = 10;
const ORIGIN = 'http://localhost:8080';

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '1000000' },
    rows: { type: 'string', default: '10000' },
    json: { type: 'boolean', default: false },
  },
});

type Timing = Readonly<{ what: string; ms: number }>;

const PASSWORD = 'correct horse battery staple';

const result = await bench(Number(values.accounts), Number(values.rows));
console.log(values.json ? JSON.stringify(result) : inWords(result));

async function bench(accounts: number, rows: number) {
  const cluster = await startTemporaryCluster('bench', { inMemory: false });
  const url = new URL(cluster.url);
  url.pathname = '/bench_accounts';
  await ensureDatabase(url.href);
  await migrate(url.href);
  const onError = (error: Error) => console.error(error.message);
  const pool = createPool({ url: url.href, connectionsMax: 6, applicationName: 'bench', onError });
  const reads = createPool({
    url: url.href,
    connectionsMax: 4,
    applicationName: 'bench',
    readOnly: true,
    onError,
  });
  try {
    const context = {
      pool,
      now: () => new Date(),
      masterKey: Buffer.alloc(32, 7),
      sipDomain: 'sip.example.com',
      publicUrl: ORIGIN,
    };
    const operator = await ensureOperator(context);
    if (operator === null) throw new Error('the database is not empty');
    const { resellerNumber } = await fillAccounts(pool, accounts);
    const app = await buildHttp({
      ...context,
      reads,
      isSecure: false,
      trustedProxies: [],
      logger: pino({ level: 'silent' }),
      webFolder: '/nonexistent',
    });
    const client = await signIn(app, operator);
    const getAs = (headers: Headers) => async (path: string) => {
      const response = await app.inject({ method: 'GET', url: `/api/v1${path}`, headers });
      if (response.statusCode !== 200) throw new Error(`${path}: ${response.body}`);
      return response.json();
    };
    const get = getAs(client);
    const reseller = (await get(`/accounts?q=${resellerNumber}&kind=reseller`)).items[0].id;
    const listed = listPaths(reseller, await placeOf(get));
    const searched = searchPaths(reseller, accounts);
    // Resellers read behind the wall. The first one has most accounts.
    await pool.query(
      `update account_sign_ins set password_hash = (select s.password_hash from account_sign_ins s
         join accounts o on o.id = s.account_id where o.kind = 'operator')
       where account_id = (select id from accounts where kind = 'reseller' order by id limit 1)`,
    );
    const { rows: first } = await pool.query<{ number: string }>(
      "select number from accounts where kind = 'reseller' order by id limit 1",
    );
    const ofReseller = getAs(await enter(app, known(first[0], 'a reseller').number, PASSWORD));
    const [ownLists, ownSearches] = [listed, searched].map((paths) =>
      paths.filter((path) => !/parentId|cursor/.test(path)),
    ) as [string[], string[]];
    const lists = [...(await timed(get, listed)), ...named('reseller: ', await timed(ofReseller, ownLists))];
    const searches = [
      ...(await timed(get, searched)),
      ...named('reseller: ', await timed(ofReseller, ownSearches)),
    ];
    const counts = [
      ...(await timed(get, [...listPaths(reseller, ''), ...searched].map(countPath))),
      ...named('reseller: ', await timed(ofReseller, [...ownLists, ...ownSearches].map(countPath))),
    ];
    const importSeconds = await importRows(app, client, context, rows);
    await app.close();
    return {
      listP95Ms: p95(lists),
      searchP95Ms: p95(searches),
      countP95Ms: p95(counts),
      importSeconds,
      accounts,
      rows,
      slowest: [...slowest(lists), ...slowest(searches), ...slowest(counts)],
    };
  } finally {
    await Promise.all([pool.end(), reads.end()]);
    await cluster.stop();
  }
}

type App = Awaited<ReturnType<typeof buildHttp>>;
type Headers = Readonly<Record<string, string>>;
type Get = (path: string) => Promise<{ items: { id: string }[]; nextCursor: string | null }>;

function post(app: App, path: string, payload: object, headers: Headers = {}) {
  return app.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    payload,
    headers: { origin: ORIGIN, ...headers },
  });
}

async function enter(app: App, identifier: string, password: string): Promise<Headers> {
  const response = await post(app, '/sign-in', { identifier, password });
  return { cookie: String(response.headers['set-cookie']).split(';')[0] ?? '', origin: ORIGIN };
}

async function signIn(
  app: App,
  { number, password }: Readonly<{ number: string; password: string }>,
): Promise<Headers> {
  const once = await enter(app, number, password);
  await post(app, '/me/password', { currentPassword: password, newPassword: PASSWORD }, once);
  return enter(app, number, PASSWORD);
}

function named(prefix: string, timings: readonly Timing[]): Timing[] {
  return timings.map(({ what, ms }) => ({ what: prefix + what, ms }));
}

/** A cursor in the middle of the list by name. */
async function placeOf(get: Get): Promise<string> {
  let cursor = '';
  for (let page = 0; page < 20; page++) {
    const { nextCursor } = await get(`/accounts?sort=name&limit=200${cursor}`);
    if (nextCursor === null) break;
    cursor = `&cursor=${nextCursor}`;
  }
  return cursor;
}

function listPaths(reseller: string, place: string): string[] {
  const sorts = ['createdAt', '-createdAt', 'number', '-number', 'name', '-name'];
  return [
    ...sorts.map((sort) => `/accounts?sort=${sort}`),
    ...sorts.map((sort) => `/accounts?sort=${sort}&kind=customer&limit=200`),
    ...sorts.map((sort) => `/accounts?sort=${sort}&parentId=${reseller}`),
    `/accounts?sort=name${place}`,
    '/accounts?kind=reseller&sort=name',
    '/accounts?status=closed',
    '/accounts?status=suspended&sort=number',
  ];
}

function searchPaths(reseller: string, accounts: number): string[] {
  const middle = String(Math.floor(accounts / 2)).padStart(8, '0');
  const texts = [
    middle, // one number
    `person${middle}@example.com`, // one address
    'example.com', // every address
    'Ada', // some hundred names
    'ada lovelace',
    'Müller', // a name of many
    'nobody has this', // nothing
    'zz', // two letters that begin nothing
    'a', // one letter that begins many words
    '中文',
    'REF-123',
    '0042',
  ];
  const encoded = texts.map((text) => encodeURIComponent(text));
  return [
    ...encoded.map((text) => `/accounts?q=${text}`),
    ...encoded.map((text) => `/accounts?q=${text}&sort=name`),
    ...encoded.map((text) => `/accounts?q=${text}&parentId=${reseller}`),
    ...encoded.map((text) => `/accounts?q=${text}&status=active&kind=customer&sort=-number`),
  ];
}

/** The count that the panel asks for beside a list. */
function countPath(path: string): string {
  return path.replace('/accounts?', '/accounts/count?').replaceAll(/&?(?:sort|limit)=[^&]*/g, '');
}

async function timed(get: Get, paths: readonly string[]): Promise<Timing[]> {
  const timings: Timing[] = [];
  for (const path of paths) {
    await get(path); // what is read the first time comes from the disk
    for (let repeat = 0; repeat < REPEATS; repeat++) {
      const begun = performance.now();
      await get(path);
      timings.push({ what: path, ms: performance.now() - begun });
    }
  }
  return timings;
}

async function importRows(app: App, headers: Headers, context: Context, count: number): Promise<number> {
  const rows = Array.from(
    { length: count },
    (_, n) => `9${String(n).padStart(9, '0')};Zoë ${n};Müller;import${n}@import.example;Berlin;DE;IMP-${n}`,
  );
  const sheet = ['number;first name;last name;e-mail;city;country;reference', ...rows, ''].join('\n');
  const begun = performance.now();
  const send = async (path: string, payload: string | object, type: string) => {
    const response = await app.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      payload,
      headers: { ...headers, 'content-type': type, 'idempotency-key': randomUUID() },
    });
    if (response.statusCode >= 300) throw new Error(response.body);
    return response.json();
  };
  const uploaded = await send('/account-imports', sheet, 'text/csv');
  const options = { mapping: uploaded.columns.map(({ field }: { field: string | null }) => field) };
  await send(`/account-imports/${uploaded.uploadId}/check`, options, 'application/json');
  const { jobId } = await send(`/account-imports/${uploaded.uploadId}/run`, options, 'application/json');
  await runJobs({
    ...context,
    readRow,
    onBug: (error) => {
      throw error;
    },
  });
  const job = (await app.inject({ method: 'GET', url: `/api/v1/jobs/${jobId}`, headers })).json();
  if (job.result?.created !== count) throw new Error(`the import made ${JSON.stringify(job)}`);
  return Math.round((performance.now() - begun) / 100) / 10;
}

function p95(timings: readonly Timing[]): number {
  const sorted = timings.map(({ ms }) => ms).sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0);
}

function slowest(timings: readonly Timing[]): { what: string; medianMs: number }[] {
  const byPath = groupBy(timings, ({ what }) => what);
  return [...byPath]
    .map(([what, group]) => ({
      what,
      medianMs: Math.round(group.map(({ ms }) => ms).sort((a, b) => a - b)[5] ?? 0),
    }))
    .sort((a, b) => b.medianMs - a.medianMs)
    .slice(0, 6);
}

function inWords({
  listP95Ms,
  searchP95Ms,
  countP95Ms,
  importSeconds,
  accounts,
  rows,
  slowest: slow,
}: Awaited<ReturnType<typeof bench>>) {
  return [
    `${accounts} accounts: a page of the list in ${listP95Ms} ms, a search in ${searchP95Ms} ms, a count in ${countP95Ms} ms (95 %)`,
    `${rows} accounts sent, checked and imported in ${importSeconds} s`,
    ...slow.map(({ what, medianMs }) => `  ${medianMs} ms ${decodeURIComponent(what)}`),
  ].join('\n');
}
