-- The second wall. Requests of resellers and customers read as the role tollbook_api, which sees the rows of one part of
-- the tree, whatever a statement forgets to ask for. Its part stands in three settings of the connection:
-- tollbook.path ('/1/7/'), tollbook.path_end (the first path behind it) and tollbook.line ('{1,7}': those above it, and it).
-- A connection without them reads nothing: current_setting fails.

-- Roles belong to the whole server: another database of it may have made this one, even at this moment.
do $$ begin
  create role tollbook_api nologin;
exception when duplicate_object or unique_violation then null;
end $$;
-- A superuser may take any role; who is none must be a member, and may be one already.
do $$ begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant tollbook_api to %I', current_user);
  end if;
end $$;
grant usage on schema public to tollbook_api;

-- Whose row: the account itself, or one below.
create policy own_tree on accounts for select to tollbook_api
  using (path >= current_setting('tollbook.path') and path < current_setting('tollbook.path_end'));

-- What belongs to an account is seen with it. The policy of accounts holds inside of these as well.
do $$
declare
  name text;
begin
  foreach name in array array['account_profiles', 'account_sign_ins', 'account_taxes', 'account_ip_addresses',
    'account_caller_ids', 'account_speed_dials', 'account_blocked_prefixes', 'account_guards', 'account_invites',
    'account_moves', 'account_drafts', 'list_views', 'money_alerts', 'second_factors', 'recovery_codes', 'passkeys',
    'mails', 'sip_devices', 'jobs', 'sheet_uploads', 'sign_in_sessions', 'api_keys', 'wallets', 'live_sessions',
    'cdrs', 'folded_refusals', 'audit_events'] loop
    execute format('create policy own_tree on %I for select to tollbook_api
      using (exists (select 1 from accounts mine where mine.id = %I.account_id))', name, name);
  end loop;
  foreach name in array array['rate_groups', 'roles', 'taxes', 'localization_sets', 'account_templates', 'sign_ups'] loop
    execute format('create policy own_tree on %I for select to tollbook_api
      using (exists (select 1 from accounts mine where mine.id = %I.owner_id))', name, name);
  end loop;
  -- What those above have set holds below: settings, the look of the panel, the page that signs up.
  foreach name in array array['brands', 'sign_up_pages'] loop
    execute format('create policy own_line on %I for select to tollbook_api
      using (owner_id = any (current_setting(''tollbook.line'')::bigint[])
        or exists (select 1 from accounts mine where mine.id = %I.owner_id))', name, name);
  end loop;
end $$;
create policy own_line on settings for select to tollbook_api
  using (account_id = any (current_setting('tollbook.line')::bigint[])
    or exists (select 1 from accounts mine where mine.id = settings.account_id));
create policy own_tree on dids for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id in (dids.owner_id, dids.account_id)));
create policy own_tree on device_registrations for select to tollbook_api
  using (exists (select 1 from sip_devices mine where mine.id = device_registrations.device_id));
create policy own_tree on job_accounts for select to tollbook_api
  using (exists (select 1 from jobs mine where mine.id = job_accounts.job_id));
create policy own_tree on job_changes for select to tollbook_api
  using (exists (select 1 from jobs mine where mine.id = job_changes.job_id));
create policy own_tree on audit_personal_values for select to tollbook_api
  using (exists (select 1 from audit_events mine where mine.id = audit_personal_values.event_id));
create policy own_tree on rates for select to tollbook_api
  using (exists (select 1 from rate_groups mine where mine.id = rates.rate_group_id));
create policy own_tree on localization_rules for select to tollbook_api
  using (exists (select 1 from localization_sets mine where mine.id = localization_rules.localization_id));
create policy own_books on ledger_accounts for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id in (ledger_accounts.issuer_id, ledger_accounts.holder_id)));
create policy own_books on ledger_transfers for select to tollbook_api
  using (exists (select 1 from ledger_accounts mine where mine.id in (debit_account_id, credit_account_id)));
create policy own_tree on wallet_credit_limit_changes for select to tollbook_api
  using (exists (select 1 from wallets mine where mine.id = wallet_credit_limit_changes.wallet_id));
-- Which trunks a price list of one's own goes by.
create policy own_tree on rate_group_trunks for select to tollbook_api
  using (exists (select 1 from rate_groups mine where mine.id = rate_group_trunks.rate_group_id));
create policy own_tree on trunks for select to tollbook_api
  using (exists (select 1 from rate_group_trunks mine where mine.trunk_id = trunks.id));
-- User names of phones; what their passwords are checked by is the switch's alone.
create policy own_tree on switch.sip_credentials for select to tollbook_api
  using (exists (select 1 from sip_devices mine where mine.id = sip_credentials.device_id));
-- What everybody may know.
create policy everybody on switches for select to tollbook_api using (true);
create policy everybody on sign_in_realms for select to tollbook_api using (true);
create policy everybody on exchange_rates for select to tollbook_api using (true);
create policy everybody on destination_classes for select to tollbook_api using (true);

-- Every table has the wall; only those with a policy above can be read. The owner of the tables, which charges calls and
-- migrates, stands in front of it.
do $$
declare
  name text;
begin
  for name in select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition loop
    execute format('alter table %I enable row level security', name);
  end loop;
  for name in select distinct tablename from pg_policies where schemaname = 'public' and roles = '{tollbook_api}'
    and tablename not in ('trunks', 'switches') loop
    execute format('grant select on %I to tollbook_api', name);
  end loop;
end $$;
-- The role of the switch reads by a view of the owner's.
alter table switch.sip_credentials enable row level security;
grant usage on schema switch to tollbook_api;
grant select (id, device_id, account_id, username, realm, valid_until) on switch.sip_credentials to tollbook_api;
grant select (id, public_id) on trunks to tollbook_api;
-- Whether a call can be ended: keys and secrets are the operator's.
grant select (id, status, control_url) on switches to tollbook_api;
