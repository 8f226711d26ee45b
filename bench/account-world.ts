/** A million accounts by bulk SQL: names of several scripts, resellers of every size, few that are closed. */
import type pg from 'pg';
import { withTransaction } from '../src/postgres/pool.ts';

const RESELLERS = 200;

/** Fills an empty database that has its operator. The reseller that is answered has a hundredth of the customers. */
export async function fillAccounts(pool: pg.Pool, count: number): Promise<{ resellerNumber: string }> {
  await withTransaction(pool, async (tx) => {
    // What charging would be told of each row is of no use here.
    await tx.query('set local session_replication_role = replica');
    const { rows } = await tx.query<{ id: bigint; path: string }>(
      "select id, path from accounts where kind = 'operator'",
    );
    const operator = rows[0];
    if (operator === undefined) throw new Error('the operator is missing');
    await tx.query(
      `insert into accounts (id, kind, parent_id, branch_id, path, depth, number, created_at, reseller_type)
       overriding system value
       select 1000 + n, 'reseller', $1, 1000 + n, $2 || (1000 + n) || '/', 1, '5' || lpad(n::text, 8, '0'), now(), 'distributor'
       from generate_series(1, $3::int) n`,
      [operator.id, operator.path, RESELLERS],
    );
    // Every third customer is the operator's; the others fall to resellers, the first of which have most.
    await tx.query(
      `insert into accounts (id, kind, parent_id, branch_id, path, depth, number, created_at, status, closed_at, reference)
       overriding system value
       select id, 'customer', parent, case when parent = $1 then id else parent end,
         case when parent = $1 then $2 || id || '/' else $2 || parent || '/' || id || '/' end,
         case when parent = $1 then 1 else 2 end, lpad(n::text, 8, '0'), now(),
         case when n % 1000 = 7 then 'closed' when n % 500 = 3 then 'suspended' else 'active' end,
         case when n % 1000 = 7 then now() end, case when n % 4 = 0 then 'REF-' || n else '' end
       from (select n, 10000 + n as id,
           case when n % 3 = 0 then $1 else 1001 + (($4::int - 1) * power(((n::bigint * 7919) % 100003) / 100003.0, 3))::int end as parent
         from generate_series(1, $3::int) n) made`,
      [operator.id, operator.path, count, RESELLERS],
    );
    await tx.query(
      `insert into account_profiles (account_id, branch_id, first_name, last_name, company, country, timezone)
       select id, branch_id, (array['Ada','Bob','Zoë','Ďábel','中文','عربية','Jürgen','Nguyễn','Ольга','Saoirse'])[1 + id % 10],
         (array['Lovelace','Müller','Smith','O''Neil','García','Kowalski','Tran','Иванова','Öztürk'])[1 + (id / 10) % 9] ||
           case when id % 2 = 0 then ' ' || id else '' end,
         case when id % 5 = 0 then 'Company ' || md5(id::text) else '' end, 'DE', 'Europe/Berlin'
       from accounts where kind <> 'operator'`,
    );
    await tx.query(
      `insert into account_sign_ins (account_id, realm_id, email, email_key)
       select id, (select id from sign_in_realms), 'person' || number || '@example.com', 'person' || number || '@example.com'
       from accounts where kind <> 'operator'`,
    );
    await tx.query(
      `insert into ledger_accounts (id, issuer_id, kind, holder_id, currency) overriding system value
       select 1000000 + id, case when parent_id is null then id else parent_id end, 'wallet', id, 'EUR'
       from accounts where kind <> 'operator'`,
    );
    await tx.query(
      `insert into wallets (id, account_id, branch_id, issuer_id, currency)
       select 1000000 + id, id, branch_id, parent_id, 'EUR' from accounts where kind <> 'operator'`,
    );
    for (const table of ['accounts', 'ledger_accounts'])
      await tx.query(
        `select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`,
      );
  });
  await pool.query('vacuum analyze');
  return { resellerNumber: '500000150' };
}
