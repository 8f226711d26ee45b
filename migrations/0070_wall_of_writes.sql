-- The second wall for what requests of resellers and customers write. Their transactions read what those above them have
-- decided, so they do not run as the role that is behind the wall; but the database refuses each row of another part of the
-- tree that one of them would add, change or delete, whatever the statement forgot to ask for. Whose request it is stands in
-- tollbook.writer ('/1/7/'), set by the transaction; everybody else (staff, charging, jobs) is not asked.

create function is_foreign_to_writer(account_id bigint) returns boolean language sql stable as $$
  select exists (
    select 1 from accounts
    where id = account_id
      and not (path >= current_setting('tollbook.writer')
        and path < left(current_setting('tollbook.writer'), -1) || '0'))
$$;

-- Arguments: the column that says whose row it is; and, where that is no account, the table and column that it leads to.
create function refuse_foreign_row() returns trigger language plpgsql as $$
declare
  version jsonb;
  whose bigint;
begin
  foreach version in array case tg_op
      when 'INSERT' then array[to_jsonb(new)]
      when 'DELETE' then array[to_jsonb(old)]
      else array[to_jsonb(old), to_jsonb(new)] end loop
    whose := (version ->> tg_argv[0])::bigint;
    if tg_nargs = 3 then
      execute format('select %I from %I where id = $1', tg_argv[2], tg_argv[1]) into whose using whose;
    end if;
    if is_foreign_to_writer(whose) then
      raise exception 'a row of % belongs to another part of the tree', tg_table_name using errcode = 'TB404';
    end if;
  end loop;
  return null;
end $$;

-- Its parent's path says where a new account stands; an account that moves comes from where it was.
create function refuse_foreign_account() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' and is_foreign_to_writer(coalesce(new.parent_id, new.id)) and is_foreign_to_writer(new.id)
    or tg_op <> 'INSERT' and not (old.path >= current_setting('tollbook.writer')
      and old.path < left(current_setting('tollbook.writer'), -1) || '0') then
    raise exception 'an account stands in another part of the tree' using errcode = 'TB404';
  end if;
  return null;
end $$;

-- A DID that is taken back goes to whoever lent it: only what it was is asked for.
create function refuse_foreign_did() returns trigger language plpgsql as $$
begin
  if is_foreign_to_writer(old.owner_id) and (old.account_id is null or is_foreign_to_writer(old.account_id)) then
    raise exception 'a DID belongs to another part of the tree' using errcode = 'TB404';
  end if;
  return null;
end $$;

do $$
declare
  name text;
  whose text[];
  is_request constant text := $when$ when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function $when$;
begin
  foreach name in array array['account_profiles', 'account_sign_ins', 'account_taxes', 'account_ip_addresses',
    'account_caller_ids', 'account_speed_dials', 'account_blocked_prefixes', 'account_guards', 'account_invites',
    'account_drafts', 'list_views', 'second_factors', 'recovery_codes', 'passkeys', 'sip_devices', 'jobs',
    'sheet_uploads', 'sign_in_sessions', 'api_keys', 'wallets', 'settings'] loop
    execute format('create trigger own_tree after insert or update or delete on %I for each row', name) || is_request
      || 'refuse_foreign_row(''account_id'')';
  end loop;
  foreach name in array array['rate_groups', 'roles', 'taxes', 'localization_sets', 'account_templates', 'brands',
    'sign_up_pages'] loop
    execute format('create trigger own_tree after insert or update or delete on %I for each row', name) || is_request
      || 'refuse_foreign_row(''owner_id'')';
  end loop;
  foreach whose slice 1 in array array[
    array['rates', 'rate_group_id', 'rate_groups', 'owner_id'],
    array['rate_group_trunks', 'rate_group_id', 'rate_groups', 'owner_id'],
    array['localization_rules', 'localization_id', 'localization_sets', 'owner_id'],
    array['job_accounts', 'job_id', 'jobs', 'account_id'],
    array['job_changes', 'job_id', 'jobs', 'account_id']] loop
    execute format('create trigger own_tree after insert or update or delete on %I for each row', whose[1]) || is_request
      || format('refuse_foreign_row(%L, %L, %L)', whose[2], whose[3], whose[4]);
  end loop;
  execute 'create trigger own_tree after insert or update or delete on accounts for each row' || is_request
    || 'refuse_foreign_account()';
  execute 'create trigger own_tree after update or delete on dids for each row' || is_request || 'refuse_foreign_did()';
  execute 'create trigger own_tree after insert or update or delete on switch.sip_credentials for each row' || is_request
    || 'refuse_foreign_row(''account_id'')';
end $$;
