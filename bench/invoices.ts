/**
 * The invoices of a month on a PostgreSQL of its own, on the disk: `npm run bench:invoices -- [--accounts N] [--cdrs N] [--json]`.
 * Calls, charges and wallets come by bulk SQL as charging writes them; what is measured is the run that bills them, and how long the
 * wallets of accounts that are billed keep calls waiting meanwhile. Then the books are proved.
 */
import { parseArgs } from 'node:util';
import { known } from '../src/domain/assert.ts';
import { writeTerms } from '../src/domain/charging/frozen.ts';
import { SAME_CURRENCY_E10 } from '../src/domain/rating/rate.ts';
import { ensureOperator } from '../src/operations/accounts/bootstrap-operator.ts';
import { runBilling } from '../src/operations/billing/run-billing.ts';
import { closeDays } from '../src/operations/charging/close-days.ts';
import { verifyBooks } from '../src/operations/ledger/verify-books.ts';
import { makePartitions } from '../src/postgres/charging/partitions.ts';
import { ensureDatabase } from '../src/postgres/database.ts';
import { ensureLedgerAccount } from '../src/postgres/ledger/ledger-accounts.ts';
import { migrate } from '../src/postgres/migrate.ts';
import { createPool, withTransaction } from '../src/postgres/pool.ts';
import { startTemporaryCluster } from '../test/support/temporary-cluster.ts';

const DAY_MS = 86_400_000;
const BEGAN_AT = new Date('2026-11-01T00:00:00Z');
const DAYS = 30;
/** A minute after midnight in Berlin. */
const NOW = new Date('2026-11-30T23:01:00Z');

const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '10000' },
    cdrs: { type: 'string', default: '1000000' },
    json: { type: 'boolean', default: false },
  },
});

type Pool = ReturnType<typeof createPool>;

/** Customers of the operator in Berlin, postpaid, with one tax of 19 %. */
async function fillAccounts(pool: Pool, count: number): Promise<bigint> {
  return withTransaction(pool, async (tx) => {
    await tx.query('set local session_replication_role = replica');
    const { rows } = await tx.query<{ id: bigint; path: string }>(
      "select id, path from accounts where kind = 'operator'",
    );
    const { id, path } = known(rows[0], 'the operator');
    await tx.query(
      `insert into accounts (id, kind, parent_id, branch_id, path, depth, number, created_at, account_type, generate_invoice)
       overriding system value
       select 10000 + n, 'customer', $1, 10000 + n, $2 || (10000 + n) || '/', 1, lpad(n::text, 8, '0'), $4, 'postpaid', true
       from generate_series(1, $3::int) n`,
      [id, path, count, BEGAN_AT],
    );
    await tx.query(
      `insert into account_profiles (account_id, branch_id, first_name, last_name, country, timezone)
       select id, branch_id, 'Ada', 'Lovelace ' || id, 'DE', 'Europe/Berlin' from accounts where kind = 'customer'`,
    );
    await tx.query(
      `insert into ledger_accounts (id, issuer_id, kind, holder_id, currency) overriding system value
       select 1000000 + id, $1, 'wallet', id, 'EUR' from accounts where kind = 'customer'`,
      [id],
    );
    await tx.query(
      `insert into wallets (id, account_id, branch_id, issuer_id, currency, credit_limit_micros)
       select 1000000 + id, id, branch_id, $1, 'EUR', 1000000000000 from accounts where kind = 'customer'`,
      [id],
    );
    await tx.query(
      `insert into wallet_billing (wallet_id, account_id, starts_at, period_from)
       select 1000000 + id, id, $1, $1 from accounts where kind = 'customer'`,
      [BEGAN_AT],
    );
    await tx.query(
      `with made as (insert into taxes (owner_id, name, rate_ppm) values ($1, 'VAT', 190000) returning id)
       insert into account_taxes (account_id, tax_id, position) select a.id, made.id, 1 from made, accounts a where a.kind = 'customer'`,
      [id],
    );
    for (const table of ['accounts', 'ledger_accounts'])
      await tx.query(
        `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`,
      );
    return id;
  });
}

/** 0.06 a minute, by the minute. */
const TERMS = writeTerms({
  connectionCostMicros: 0n,
  costPerMinuteNanos: 60_000_000n,
  graceSeconds: 0,
  initialIncrementSeconds: 60,
  incrementSeconds: 60,
  markUpPpm: 0n,
  exchangeRateE10: SAME_CURRENCY_E10,
});

const FREE = writeTerms({
  connectionCostMicros: 0n,
  costPerMinuteNanos: 0n,
  graceSeconds: 0,
  initialIncrementSeconds: 1,
  incrementSeconds: 1,
  markUpPpm: 0n,
  exchangeRateE10: SAME_CURRENCY_E10,
});
const ROUTE = { gatewayId: '1', currency: 'EUR', terms: FREE, costAccountId: '1', payableAccountId: '2' };

/** The calls of a day, with their charges and what wallets stand at then. Their cost is nothing, so no carrier is booked. */
async function fillDay(
  pool: Pool,
  { day, count, accounts, issuerId }: { day: Date; count: number; accounts: number; issuerId: bigint },
): Promise<void> {
  await withTransaction(pool, (tx) => makePartitions(tx, day.toISOString().slice(0, 10)));
  await withTransaction(pool, async (tx) => {
    await tx.query('set local session_replication_role = replica');
    const revenueId = await ensureLedgerAccount(tx, { issuerId, kind: 'revenue', currency: 'EUR' });
    await tx.query(
      `create temp table calls on commit drop as
       select (substr(hex, 1, 8) || '-' || substr(hex, 9, 4) || '-7' || substr(md5(n::text || $1), 1, 3) || '-8' || substr(md5($1 || n::text), 1, 3)
           || '-' || substr(md5(n::text || 'b' || $1), 1, 12))::uuid as session_id,
         (substr(hex, 1, 8) || '-' || substr(hex, 9, 4) || '-7' || substr(md5(n::text || 'x' || $1), 1, 3) || '-9' || substr(md5($1 || n::text || 'y'), 1, 3)
           || '-' || substr(md5(n::text || 'z' || $1), 1, 12))::uuid as transfer_id,
         10001 + (r::bigint * 31) % $4 as account_id, at, 1000 + r % 300000 as talk_ms, (60999 + r % 300000) / 60000 * 60000 as micros,
         (array['49','33','44','1','7','39','34','48','351','420','43','41'])[1 + r % 12] as prefix
       from (select n, (('x' || substr(md5(n::text || $1), 1, 7))::bit(28)::int) as r,
           $2::timestamptz + n * (interval '20 hours' / $3::float8) as at from generate_series(0, $3::int - 1) n) made
       cross join lateral (select lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') as hex) ids`,
      [day.toISOString(), day, count, accounts],
    );
    await tx.query(
      `insert into cdrs (session_id, branch_id, account_id, switch_id, attempt_id, content_digest, recorded_at, started_at, answered_at, ended_at,
         outcome, talk_ms, granted_seconds, billed_seconds, ended_by, sip_status, dialled_number, destination_number, caller_number, gateway_id,
         currency, charge_micros, level_wallet_ids, level_charge_micros, rate_prefix, direction, frozen)
       select session_id, account_id, account_id, 1, session_id::text, 0, at + talk_ms * interval '1 ms', at, at, at + talk_ms * interval '1 ms',
         'answered', talk_ms, 3600, micros / 1000, 'caller', 200, '00' || prefix || '1234567', prefix || '1234567', '49301234567', 1,
         'EUR', micros, array[1000000 + account_id], array[micros], prefix, 'outbound', json_build_object('version', 1, 'routes', $4::json,
           'padding', repeat('x', 400), 'levels', json_build_array(json_build_object('accountId', account_id::text,
             'walletId', (1000000 + account_id)::text, 'issuerId', $1::text, 'revenueAccountId', $2::text, 'currency', 'EUR', 'prefix', prefix,
             'destination', 'Destination ' || prefix, 'rateCurrency', 'EUR', 'terms', $3::json)))
       from calls`,
      [String(issuerId), String(revenueId), JSON.stringify(TERMS), JSON.stringify([ROUTE])],
    );
    await tx.query(
      `insert into ledger_transfers (id, branch_id, issuer_id, kind, debit_account_id, credit_account_id, debits_wallet, credits_wallet, currency,
         amount_micros, occurred_at, posted_at, session_id, level)
       select transfer_id, account_id, $1, 'call_charge', 1000000 + account_id, $2, true, false, 'EUR', micros, at + talk_ms * interval '1 ms',
         at + talk_ms * interval '1 ms', session_id, 0 from calls`,
      [issuerId, revenueId],
    );
    await tx.query(
      `update wallets w set balance_micros = balance_micros - c.micros
       from (select account_id, sum(micros) as micros from calls group by 1) c where w.account_id = c.account_id`,
    );
  });
}

/** Takes one wallet after the other as charging does, until it is over; the longest that it waited, in milliseconds. */
async function longestWait(pool: Pool, accounts: number, isOver: () => boolean): Promise<number> {
  let longest = 0;
  for (let n = 0; !isOver(); n++) {
    const begun = performance.now();
    await withTransaction(pool, async (tx) => {
      await tx.query('select id from wallets where id = $1 for update', [
        1_010_001 + ((n * 7919) % accounts),
      ]);
    });
    longest = Math.max(longest, performance.now() - begun);
  }
  return Math.round(longest);
}

async function bench(accounts: number, cdrs: number) {
  const cluster = await startTemporaryCluster('bench', { inMemory: false });
  const url = new URL(cluster.url);
  url.pathname = '/bench_invoices';
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
    const now = () => NOW;
    await ensureOperator({ pool, now: () => BEGAN_AT });
    const issuerId = await fillAccounts(pool, accounts);
    const filling = performance.now();
    for (let day = 0; day < DAYS; day++)
      await fillDay(pool, {
        day: new Date(BEGAN_AT.getTime() + day * DAY_MS),
        count: Math.floor(cdrs / DAYS),
        accounts,
        issuerId,
      });
    await withTransaction(pool, (tx) => makePartitions(tx, NOW.toISOString().slice(0, 10)));
    await closeDays({ pool, now });
    await pool.query('vacuum analyze');
    const fillSeconds = Math.round((performance.now() - filling) / 1000);
    let isOver = false;
    const waited = longestWait(pool, accounts, () => isOver);
    const begun = performance.now();
    const onError = (error: unknown) => console.error(error);
    const documents = await runBilling({ pool, now, onError });
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    isOver = true;
    const waitMsMax = await waited;
    const { rows } = await pool.query<{ items: bigint }>('select sum(items) as items from documents');
    const proving = performance.now();
    const { violations } = await verifyBooks(reads, NOW);
    for (const { what } of violations.slice(0, 10)) console.error(what);
    return {
      accounts,
      cdrs: Math.floor(cdrs / DAYS) * DAYS,
      seconds,
      verifyViolations: violations.length,
      documents,
      items: Number(rows[0]?.items),
      waitMsMax,
      fillSeconds,
      verifySeconds: Math.round((performance.now() - proving) / 1000),
    };
  } finally {
    await Promise.all([pool.end(), reads.end()]);
    await cluster.stop();
  }
}

const result = await bench(Number(values.accounts), Number(values.cdrs));
console.log(
  values.json
    ? JSON.stringify(result)
    : `${result.documents} invoices of ${result.cdrs} calls of ${result.accounts} accounts in ${result.seconds} s; a wallet waited ` +
        `${result.waitMsMax} ms at most; proved in ${result.verifySeconds} s with ${result.verifyViolations} violations`,
);
