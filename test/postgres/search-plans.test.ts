/** Looking things up by the search reads an index of each, whoever asks: here of 30,000 accounts. */
import { expect, test } from 'vitest';
import { fillAccounts } from '../../bench/account-world.ts';
import { ensureOperator } from '../../src/operations/accounts/bootstrap-operator.ts';
import { hitsQuery } from '../../src/postgres/search/find-hits.ts';
import { createTestDatabase } from '../support/test-database.ts';

const { pool } = await createTestDatabase();
await ensureOperator({ pool, now: () => new Date() });
await fillAccounts(pool, 30_000);
await pool.query(`
  insert into account_caller_ids (account_id, number, created_at)
    select id, '4930' || lpad(id::text, 7, '0'), now() from accounts where kind = 'customer';
  update accounts set forced_caller_id = '4969' || lpad(id::text, 7, '0') where kind = 'customer';
  update account_profiles set phone = '+49 40 ' || lpad(account_id::text, 7, '0');
  insert into dids (number, owner_id, account_id, created_at, assigned_at)
    select '4989' || lpad(id::text, 7, '0'), 1, id, now(), now() from accounts where kind = 'customer';
  insert into account_ip_addresses (account_id, network, created_at)
    select id, ((('10.' || id / 65536 || '.' || id / 256 % 256 || '.' || id % 256)::inet)::cidr), now() from accounts where kind = 'customer';
  insert into documents (kind, issuer_id, series_owner_id, account_id, wallet_id, year, serial, number, currency, issued_at, net_micros, tax_micros,
      total_micros, wallet_micros, items, content)
    select 'receipt', 1, 1, id, id, 2026, id, 'REC-2026-' || lpad(id::text, 7, '0'), 'EUR', now(), 0, 0, 0, 0, 0, '{}' from accounts
    where kind = 'customer';
  insert into account_moves (account_id, moved_at, moved_by, old_path, new_path)
    select id, now(), 1, path, path || '0/' from accounts where kind = 'customer';
  insert into sip_devices (account_id, created_at) select id, now() from accounts where kind = 'customer';
  insert into switch.sip_credentials (device_id, account_id, username, realm, ha1)
    select d.id, d.account_id, a.number, 'sip.example.com', md5('x') from sip_devices d join accounts a on a.id = d.account_id;
  analyze`);

const asked = {
  onlyOwnerId: null,
  now: new Date(),
  text: '00012345',
  begins: '493001234',
  ends: '0012345',
  network: '10.0.48.57',
  hasAccounts: true,
  hasDids: true,
  hasDocuments: true,
  hasRates: false,
  seesCarrierPrices: false,
  hasCarriers: false,
  limit: 8,
};

test.each([
  ['the operator', "kind = 'operator'"],
  ['a reseller with many accounts', "number = '500000001'"],
])('for %s', async (_who, which) => {
  const { rows: scope } = await pool.query<{ path: string }>(`select path from accounts where ${which}`);
  const { text, values } = hitsQuery({ ...asked, scopePath: scope[0]!.path });
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  for (const index of [
    'dids_by_number',
    'dids_by_end',
    'account_caller_ids_by_number',
    'account_caller_ids_by_end',
    'accounts_by_forced_caller_id',
    'accounts_by_forced_caller_id_end',
    'account_ip_addresses_by_network',
    'account_profiles_by_phone',
    'account_profiles_by_phone_end',
    'sip_credentials_by_beginning',
    'documents_by_number',
  ])
    expect(plan, index).toMatch(new RegExp(`${index}[^\n]*\n\\s*Index Cond`));
  expect(plan).not.toContain('Seq Scan');
});
