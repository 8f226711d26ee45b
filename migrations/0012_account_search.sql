-- The list of accounts with a million rows. Its orders (number, name) need an index each; a search finds any three
-- letters by trigrams. Where pg_trgm is not installed, searching reads every row.
create index accounts_by_number on accounts (number collate "C", id);
create index accounts_by_branch on accounts (branch_id, id);
create index accounts_other_than_customers on accounts (kind, id) where kind <> 'customer';
create index accounts_not_active on accounts (status, id) where status <> 'active';
alter table account_profiles add column name_key text collate "C" not null generated always as
  (lower(coalesce(nullif(company, ''), trim(first_name || ' ' || last_name)))) stored;
create index account_profiles_by_name on account_profiles (name_key, account_id);
alter table account_profiles add column search_text text not null generated always as
  (lower(first_name || ' ' || last_name || ' ' || company)) stored;
do $$ begin
  if exists (select 1 from pg_available_extensions where name = 'pg_trgm') then
    create extension if not exists pg_trgm;
  end if;
exception when insufficient_privilege then
  raise notice 'pg_trgm may not be installed by this role: searches of accounts read every row';
end $$;
do $$ begin
  if exists (select 1 from pg_extension where extname = 'pg_trgm') then
    create index account_profiles_search on account_profiles using gin (search_text gin_trgm_ops);
    create index account_sign_ins_search on account_sign_ins using gin (email_key gin_trgm_ops);
    create index accounts_search_number on accounts using gin (number gin_trgm_ops);
    create index accounts_search_reference on accounts using gin (lower(reference) gin_trgm_ops) where reference <> '';
  end if;
end $$;
