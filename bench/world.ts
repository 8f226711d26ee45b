/** Accounts, prices and a route for a bench, written in bulk: two levels of resellers above every customer. */
import type pg from 'pg';
import { ensureOperator } from '../src/operations/accounts/bootstrap-operator.ts';
import { known } from '../src/domain/assert.ts';

export type BenchWorld = Readonly<{
  /** SIP user names, by branch; every customer has money for many calls. */
  usernames: readonly (readonly string[])[];
  switchId: bigint;
  realm: string;
}>;

const REALM = 'bench.example';

/** Makes `branches` chains of two resellers with `customers` customers each. */
export async function makeBenchWorld(
  pool: pg.Pool,
  { branches, customers, now }: Readonly<{ branches: number; customers: number; now: Date }>,
): Promise<BenchWorld> {
  await ensureOperator({ pool, now: () => now });
  const { rows } = await pool.query<{ id: bigint }>("select id from accounts where kind = 'operator'");
  const operatorId = known(rows[0], 'the operator').id;
  const groups = await makePrices(pool, operatorId, now);
  const usernames: string[][] = [];
  for (let branch = 0; branch < branches; branch++) {
    const first = await addAccount(pool, {
      parent: null,
      operatorId,
      kind: 'reseller',
      group: groups.first,
      now,
    });
    const second = await addAccount(pool, {
      parent: first,
      operatorId,
      kind: 'reseller',
      group: groups.second,
      now,
    });
    usernames.push(await addCustomers(pool, { parent: second, group: groups.retail, customers, now }));
  }
  const { rows: switches } = await pool.query<{ id: bigint }>(
    `insert into switches (name, kind, key_hash, created_at) values ('bench', 'other', sha256('bench'), $1) returning id`,
    [now],
  );
  return { usernames, switchId: known(switches[0], 'the switch').id, realm: REALM };
}

async function makePrices(pool: pg.Pool, operatorId: bigint, now: Date) {
  const group = async (name: string, direction: string, nanos: number) => {
    const { rows } = await pool.query<{ id: bigint }>(
      `with made as (insert into rate_groups (owner_id, name, direction, currency, created_at) values ($1, $2, $3, 'EUR', $4) returning id),
       rate as (insert into rates (rate_group_id, prefix, cost_per_minute_nanos, initial_increment_seconds, increment_seconds, valid_from)
         select id, prefix, $5, 60, 60, '2020-01-01' from made, unnest(array['49', '4930', '33', '1', '44']) as prefix)
       select id from made`,
      [operatorId, name, direction, now, nanos],
    );
    return known(rows[0], 'a rate group').id;
  };
  const termination = await group('carrier', 'termination', 4_000_000);
  const { rows } = await pool.query<{ id: bigint }>(
    `insert into accounts (kind, parent_id, branch_id, path, depth, number, created_at)
     values ('provider', $1, 0, '/' || $1::bigint || '/provider/', 1, '900000', $2) returning id`,
    [operatorId, now],
  );
  const providerId = known(rows[0], 'the provider').id;
  await pool.query(
    `insert into ledger_accounts (issuer_id, kind, currency, holder_id)
     values ($1, 'carrier_cost', 'EUR', null), ($1, 'carrier_payable', 'EUR', $2), ($1, 'revenue', 'EUR', null), ($1, 'cash', 'EUR', null)`,
    [operatorId, providerId],
  );
  await pool.query(
    `with t as (insert into trunks (provider_id, name, termination_rate_group_id, created_at) values ($1, 'carrier', $2, $3) returning id)
     insert into gateways (trunk_id, name, host) select id, 'gw', '192.0.2.1' from t`,
    [providerId, termination, now],
  );
  return {
    first: await group('first', 'origination', 6_000_000),
    second: await group('second', 'origination', 8_000_000),
    retail: await group('retail', 'origination', 12_000_000),
  };
}

type Node = Readonly<{ id: bigint; path: string; branchId: bigint }>;

async function addAccount(
  pool: pg.Pool,
  given: Readonly<{ parent: Node | null; operatorId: bigint; kind: string; group: bigint; now: Date }>,
): Promise<Node> {
  const { parent, operatorId, kind, group, now } = given;
  const { rows } = await pool.query<Node>(
    `with id as (select nextval(pg_get_serial_sequence('accounts', 'id')) as id),
     made as (insert into accounts (id, kind, parent_id, branch_id, path, depth, number, created_at, account_type, rate_group_id, reseller_type)
       overriding system value
       select id, $1, $2, coalesce($3, id), $4 || id || '/', $5, (700000 + id)::text, $6, 'postpaid', $7, 'distributor' from id
       returning id, path, branch_id)
     select id, path, branch_id as "branchId" from made`,
    [
      kind,
      parent?.id ?? operatorId,
      parent?.branchId ?? null,
      parent?.path ?? `/${operatorId}/`,
      parent === null ? 1 : 2,
      now,
      group,
    ],
  );
  const node = known(rows[0], 'an account');
  await pool.query(
    `with l as (insert into ledger_accounts (issuer_id, kind, currency, holder_id)
       values ($1, 'wallet', 'EUR', $2), ($2, 'revenue', 'EUR', null), ($2, 'cash', 'EUR', null) returning id, kind)
     insert into wallets (id, account_id, branch_id, issuer_id, currency, credit_limit_micros)
     select id, $2, $3, $1, 'EUR', 1000000000000 from l where kind = 'wallet'`,
    [parent?.id ?? operatorId, node.id, node.branchId],
  );
  return node;
}

async function addCustomers(
  pool: pg.Pool,
  { parent, group, customers, now }: Readonly<{ parent: Node; group: bigint; customers: number; now: Date }>,
): Promise<string[]> {
  const { rows } = await pool.query<{ username: string }>(
    `with made as (
       insert into accounts (id, kind, parent_id, branch_id, path, depth, number, created_at, account_type, rate_group_id)
       overriding system value
       select id, 'customer', $1, $2, $3 || id || '/', 3, (700000 + id)::text, $4, 'postpaid', $5
       from (select nextval(pg_get_serial_sequence('accounts', 'id')) as id from generate_series(1, $6::int)) ids
       returning id),
     profile as (
       insert into account_profiles (account_id, branch_id, first_name, country, timezone) select id, $2, 'Bench', 'DE', 'UTC' from made),
     ledger as (
       insert into ledger_accounts (issuer_id, kind, currency, holder_id) select $1, 'wallet', 'EUR', id from made returning id, holder_id),
     wallet as (
       insert into wallets (id, account_id, branch_id, issuer_id, currency, credit_limit_micros, concurrent_calls_max, cps_max)
       select id, holder_id, $2, $1, 'EUR', 1000000000000, -1, -1 from ledger),
     device as (insert into sip_devices (account_id, created_at) select id, $4 from made returning id, account_id)
     insert into switch.sip_credentials (device_id, account_id, username, realm, ha1)
     select id, account_id, 'u' || account_id, '${REALM}', repeat('0', 32) from device returning username`,
    [parent.id, parent.branchId, parent.path, now, group, customers],
  );
  return rows.map(({ username }) => username);
}
