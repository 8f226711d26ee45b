/** Accounts with calls to be billed, by bulk SQL as charging writes them: `verify` finds nothing wrong with them. */
import type pg from 'pg';
import { known } from '../src/domain/assert.ts';
import { writeTerms } from '../src/domain/charging/frozen.ts';
import { SAME_CURRENCY_E10 } from '../src/domain/rating/rate.ts';
import { ensureLedgerAccount } from '../src/postgres/ledger/ledger-accounts.ts';
import { withTransaction } from '../src/postgres/pool.ts';

/** Customers of the operator in Berlin, postpaid, with one tax of 19 %. Returns the operator. */
export async function fillCustomers(
  pool: pg.Pool,
  { count, beganAt }: Readonly<{ count: number; beganAt: Date }>,
): Promise<bigint> {
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
      [id, path, count, beganAt],
    );
    await tx.query(
      `insert into account_profiles (account_id, branch_id, first_name, last_name, country, timezone)
       select id, branch_id, 'Ada', 'Lovelace ' || id, 'DE', 'Europe/Berlin' from accounts where kind = 'customer' and id > 10000`,
    );
    await tx.query(
      `insert into ledger_accounts (id, issuer_id, kind, holder_id, currency) overriding system value
       select 1000000 + id, $1, 'wallet', id, 'EUR' from accounts where kind = 'customer' and id > 10000`,
      [id],
    );
    await tx.query(
      `insert into wallets (id, account_id, branch_id, issuer_id, currency, credit_limit_micros)
       select 1000000 + id, id, branch_id, $1, 'EUR', 1000000000000 from accounts where kind = 'customer' and id > 10000`,
      [id],
    );
    await tx.query(
      `insert into wallet_billing (wallet_id, account_id, starts_at, period_from)
       select 1000000 + id, id, $1, $1 from accounts where kind = 'customer' and id > 10000`,
      [beganAt],
    );
    await tx.query(
      `with made as (insert into taxes (owner_id, name, rate_ppm) values ($1, 'VAT', 190000) returning id)
       insert into account_taxes (account_id, tax_id, position) select a.id, made.id, 1 from made, accounts a where a.kind = 'customer' and a.id > 10000`,
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
export async function fillCalls(
  pool: pg.Pool,
  { day, count, accounts, issuerId }: { day: Date; count: number; accounts: number; issuerId: bigint },
): Promise<void> {
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
