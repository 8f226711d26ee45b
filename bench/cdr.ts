/**
 * Finding calls among ten million, and writing further ones, on a PostgreSQL of its own:
 * `npm run bench:cdr -- [--rows N] [--days N] [--json]`. Records come by bulk SQL, the last day being today; days that are over get their
 * indexes as the server makes them. What is measured are the calls of the API, through the HTTP server in this process,
 * as operator, as a reseller with many customers and as a customer, on the disk.
 */
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { known } from '../src/domain/assert.ts';
import { buildHttp } from '../src/http/build-http.ts';
import { ensureOperator } from '../src/operations/accounts/bootstrap-operator.ts';
import { closeDays } from '../src/operations/charging/close-days.ts';
import { makePartitions } from '../src/postgres/charging/partitions.ts';
import { ensureDatabase } from '../src/postgres/database.ts';
import { migrate } from '../src/postgres/migrate.ts';
import { createPool, withTransaction } from '../src/postgres/pool.ts';
import { startTemporaryCluster } from '../test/support/temporary-cluster.ts';
import { fillAccounts } from './account-world.ts';

const ORIGIN = 'http://localhost:8080';
const PASSWORD = 'correct horse battery staple';
const ACCOUNTS = 20_000;
const REPEATS = 5;
const DAY_MS = 86_400_000;
/** Of one more day, which is written by several connections in batches, as charging does. */
const INSERTED = 40_000;
const BATCH = 150;

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    days: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  },
});

type Timing = Readonly<{ what: string; ms: number }>;

async function bench(rows: number, days: number) {
  const cluster = await startTemporaryCluster('bench', { inMemory: false });
  const url = new URL(cluster.url);
  url.pathname = '/bench_cdr';
  await ensureDatabase(url.href);
  await migrate(url.href);
  const pools = {
    url: url.href,
    applicationName: 'bench',
    onError: (error: Error) => console.error(error.message),
  };
  const pool = createPool({ ...pools, connectionsMax: 6 });
  const reads = createPool({ ...pools, connectionsMax: 4, readOnly: true });
  try {
    const now = new Date();
    const context = {
      pool,
      now: () => now,
      masterKey: Buffer.alloc(32, 7),
      sipDomain: 'sip.example.com',
      publicUrl: ORIGIN,
    };
    const operator = known((await ensureOperator(context)) ?? undefined, 'an empty database');
    await fillAccounts(pool, ACCOUNTS);
    const begun = performance.now();
    const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
    for (let day = 0; day < days; day++)
      await fillDay(pool, new Date(today - (days - 1 - day) * DAY_MS), Math.floor(rows / days));
    const fillSeconds = Math.round((performance.now() - begun) / 1000);
    const closing = performance.now();
    await closeDays(context);
    const closeSeconds = Math.round((performance.now() - closing) / 1000);
    await pool.query('vacuum analyze cdrs');
    const insertRowsPerSecond = await insertMore(pool, new Date(today + DAY_MS));
    await pool.query('vacuum analyze cdrs');
    const app = await buildHttp({
      ...context,
      reads,
      isSecure: false,
      trustedProxies: [],
      logger: pino({ level: 'silent' }),
      webFolder: '/nonexistent',
    });
    const searches: Timing[] = [];
    const totals: Timing[] = [];
    for (const who of await readers(pool, operator)) {
      const get = await enter(app, who.number, who.password);
      const of = (timings: readonly Timing[]) =>
        timings.map(({ what, ms }) => ({ what: `${who.kind}: ${what}`, ms }));
      searches.push(...of(await timed(get, await searchPaths(pool, who), REPEATS)));
      totals.push(...of(await timed(get, totalPaths(now, who.kind), 1)));
    }
    await app.close();
    return {
      searchP95Ms: p95(searches),
      insertRowsPerSecond,
      rows,
      fillSeconds,
      closeSeconds,
      slowest: slowest(searches).slice(0, 8),
      totals: slowest(totals).slice(0, 8),
    };
  } finally {
    await Promise.all([pool.end(), reads.end()]);
    await cluster.stop();
  }
}

/** Records as charging writes them: a third of what is frozen, for its size alone is of no use here. */
const RECORD = `insert into cdrs (session_id, branch_id, account_id, switch_id, attempt_id, content_digest, recorded_at, started_at,
    answered_at, ended_at, outcome, reason, talk_ms, granted_seconds, billed_seconds, ended_by, sip_status, dialled_number,
    destination_number, caller_number, gateway_id, currency, charge_micros, level_wallet_ids, level_charge_micros, carrier_currency,
    carrier_cost_micros, rate_prefix, frozen, given_number, direction)`;
/** Of numbers from 0 on: $1 the account, $2 the first id of the day, $3 when it begins, $4 how many there are. */
const VALUES = `select (begun || substr(md5(n::text || begun), 1, 3) || '-8' || substr(md5(begun || n::text), 1, 3) || '-' || substr(md5(n::text), 1, 12))::uuid,
    a.branch_id, a.id, 1, gen_random_uuid(), 0, at + interval '1 minute', at, case when k < 6 then at + interval '5 seconds' end, at + interval '1 minute',
    case when k < 6 then 'answered' when k < 9 then 'unanswered' else 'refused' end,
    case when k >= 9 then case when n % 7 = 0 then 'no_route' else 'insufficient_funds' end end,
    case when k < 6 then 1000 + r % 300000 else 0 end, 300, case when k < 6 then 60 else 0 end, 'caller', 200,
    '00' || callee, callee, '4930' || lpad((a.id % 10000000)::text, 7, '0'), 1 + r % 20, 'EUR',
    case when k < 6 then 10000 + r % 90000 else 0 end, array[1000000 + a.id], array[case when k < 6 then 10000 + r % 90000 else 0 end],
    'EUR', case when k < 6 then 5000 + r % 90000 else 0 end, left(callee, 4), frozen::json,
    case when r % 3 = 0 then '030' || lpad((a.id % 10000000)::text, 7, '0') end, case when r % 5 = 0 then 'inbound' else 'outbound' end
  from (select n, (('x' || substr(md5(n::text || $1), 1, 7))::bit(28)::int) as r, n % 10 as k,
      $2::timestamptz + n * (interval '1 day' / $3::float8) as at from generate_series(0, $4::int - 1) n) made
  cross join lateral (select lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') as hex,
    (array['49','33','44','1','7','39','34','48'])[1 + r % 8] || lpad(((r::bigint * 7919) % 10000000000)::text, 10, '0') as callee) numbers
  cross join lateral (select substr(hex, 1, 8) || '-' || substr(hex, 9, 4) || '-7' as begun) ids
  join accounts a on a.id = 10001 + (r::bigint * 31) % ${ACCOUNTS}
  cross join (select '{"version":1,"levels":[{"prefix":"49","destination":"Germany"}],"failed":null,"padding":"' || repeat('x', 400) || '"}' as frozen) f`;

type Pool = ReturnType<typeof createPool>;

async function fillDay(pool: Pool, day: Date, count: number): Promise<void> {
  const name = day.toISOString().slice(0, 10);
  await withTransaction(pool, (tx) => makePartitions(tx, name));
  await pool.query(`${RECORD} ${VALUES}`, [name, day, count, count]);
}

/** Rows a second of the table with its indexes, by four connections in batches of their own. */
async function insertMore(pool: Pool, day: Date): Promise<number> {
  await withTransaction(pool, (tx) => makePartitions(tx, day.toISOString().slice(0, 10)));
  const begun = performance.now();
  let next = 0;
  const write = async () => {
    while (next < INSERTED) {
      const at = new Date(day.getTime() + next * 2);
      const name = `more ${next}`;
      next += BATCH;
      await pool.query(`${RECORD} ${VALUES}`, [name, at, DAY_MS / 2, BATCH]);
    }
  };
  await Promise.all([write(), write(), write(), write()]);
  return Math.round(INSERTED / ((performance.now() - begun) / 1000));
}

type Reader = Readonly<{ kind: string; number: string; password: string; id: bigint; path: string }>;

/** The operator, the reseller with most customers, and one of its customers; the password is everybody's. */
async function readers(
  pool: Pool,
  operator: Readonly<{ number: string; password: string }>,
): Promise<Reader[]> {
  const { rows } = await pool.query<Omit<Reader, 'password'>>(
    `(select kind, number, id, path from accounts where kind = 'operator')
     union all (select kind, number, id, path from accounts where kind = 'reseller' order by id limit 1)
     union all (select kind, number, id, path from accounts where kind = 'customer' and status = 'active' and parent_id =
       (select min(id) from accounts where kind = 'reseller') order by id limit 1)`,
  );
  await pool.query(
    `update account_sign_ins set password_hash = (select s.password_hash from account_sign_ins s
       join accounts o on o.id = s.account_id where o.kind = 'operator'), must_change_password = false where account_id = any($1::bigint[])`,
    [rows.map(({ id }) => id)],
  );
  return rows.map((row) => ({ ...row, password: operator.password }));
}

/** Numbers of calls of the reader, old and new, and what many and few calls have. */
async function searchPaths(pool: Pool, { path, kind }: Reader): Promise<string[]> {
  const { rows } = await pool.query<{
    id: string;
    attempt: string;
    callee: string;
    caller: string;
    account: string;
    at: Date;
  }>(
    `select * from (select c.session_id as id, c.attempt_id as attempt, c.destination_number as callee, c.caller_number as caller, a.public_id as account, c.started_at as at,
       row_number() over (order by c.session_id) as place, count(*) over () as total
     from cdrs c tablesample system (0.2) join accounts a on a.id = c.account_id
     where starts_with(a.path, $1)) sampled where place in (1, total / 2, total)`,
    [path],
  );
  const found = rows.length > 0 ? rows : [];
  return [
    '/calls?q=4930',
    '/calls?q=004912345',
    '/calls?q=999999999999',
    '/calls?outcome=refused',
    '/calls?prefix=33',
    '/calls?direction=inbound&outcome=refused',
    '/calls?minCharge=0.099',
    '/calls?q=777&outcome=refused&prefix=44',
    ...(kind === 'operator'
      ? ['/calls?reason=no_route', '/calls']
      : ['/calls?reason=insufficient_funds', '/calls']),
    ...found.flatMap(({ id, attempt, callee, caller, account, at }) => [
      `/calls?q=${callee}`,
      `/calls?q=${callee.slice(-7)}`,
      `/calls?q=${callee.slice(2, 8)}`,
      `/calls?q=${callee.slice(3, 6)}`,
      `/calls?q=${caller}`,
      `/calls?q=${id}`,
      `/calls?q=${attempt}`,
      `/calls?account=${account}`,
      `/calls?account=${account}&q=${callee.slice(-4)}`,
      `/calls?from=${new Date(at.getTime() - 3_600_000).toISOString()}&to=${at.toISOString()}&prefix=49`,
      `/calls?to=${at.toISOString()}&outcome=unanswered`,
    ]),
  ];
}

function totalPaths(now: Date, kind: string): string[] {
  const since = (days: number) =>
    `from=${new Date(now.getTime() - days * DAY_MS).toISOString()}&to=${now.toISOString()}`;
  const groups = [
    'none',
    'account',
    'prefix',
    'direction',
    'hour',
    ...(kind === 'operator' ? ['trunk', 'reason'] : []),
  ];
  return [1, 7, 30].flatMap((days) => groups.map((by) => `/calls/totals?${since(days)}&groupBy=${by}`));
}

type App = Awaited<ReturnType<typeof buildHttp>>;
type Get = (path: string) => Promise<{ items?: unknown[]; nextCursor?: string | null }>;

async function enter(app: App, identifier: string, password: string): Promise<Get> {
  const post = (path: string, payload: object, cookie = '') =>
    app.inject({ method: 'POST', url: `/api/v1${path}`, payload, headers: { origin: ORIGIN, cookie } });
  const signIn = async (word: string) => {
    const response = await post('/sign-in', { identifier, password: word });
    return String(response.headers['set-cookie']).split(';')[0] ?? '';
  };
  let cookie = await signIn(password);
  await post('/me/password', { currentPassword: password, newPassword: PASSWORD }, cookie);
  cookie = await signIn(PASSWORD);
  return async (path) => {
    const response = await app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { cookie } });
    if (response.statusCode !== 200) throw new Error(`${path}: ${response.body}`);
    return response.json();
  };
}

/** Until there is a call on a page, or there are no more: a page that only leads on answers nobody. */
async function timed(get: Get, paths: readonly string[], repeats: number): Promise<Timing[]> {
  const timings: Timing[] = [];
  for (const path of paths) {
    for (let repeat = 0; repeat <= repeats; repeat++) {
      const begun = performance.now();
      let page = await get(path);
      while (page.items?.length === 0 && typeof page.nextCursor === 'string')
        page = await get(`${path}&cursor=${page.nextCursor}`);
      // What is read the first time comes from the disk.
      if (repeat > 0 || repeats === 1) timings.push({ what: path, ms: performance.now() - begun });
    }
  }
  return timings;
}

function p95(timings: readonly Timing[]): number {
  const sorted = timings.map(({ ms }) => ms).sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0);
}

function slowest(timings: readonly Timing[]): { what: string; ms: number }[] {
  const worst = new Map<string, number>();
  for (const { what, ms } of timings) worst.set(what, Math.max(Math.round(ms), worst.get(what) ?? 0));
  return [...worst].map(([what, ms]) => ({ what, ms })).sort((a, b) => b.ms - a.ms);
}

function inWords(found: Awaited<ReturnType<typeof bench>>) {
  const lines = (timings: readonly Readonly<{ what: string; ms: number }>[]) =>
    timings.map(({ what, ms }) => `  ${ms} ms ${what}`);
  return [
    `${found.rows} calls (made in ${found.fillSeconds} s, their indexes in ${found.closeSeconds} s): a search in ${found.searchP95Ms} ms (95 %)`,
    `${found.insertRowsPerSecond} further calls a second written`,
    ...lines(found.slowest),
    'added up:',
    ...lines(found.totals),
  ].join('\n');
}

const result = await bench(Number(values.rows), Number(values.days));
console.log(values.json ? JSON.stringify(result) : inWords(result));
