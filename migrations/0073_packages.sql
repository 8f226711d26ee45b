-- Packages: seconds that are free, for destinations and a period. What is left of them is held for running calls like money.
create table packages (
  id               bigint generated always as identity primary key,
  public_id        uuid   not null default gen_random_uuid() unique,
  owner_id         bigint not null references accounts on delete restrict,
  name             text   not null,
  status           text   not null default 'active',
  period           text   not null, -- for good: a running period keeps its seconds
  included_seconds int    not null,
  priority         int    not null, -- of several that cover a number the lowest is used first
  prefixes         text[] not null, -- E.164 digits; '' = every number
  constraint package_status_is_known check (status in ('active', 'inactive')),
  constraint package_period_is_known check (period in ('month', 'week', 'day', 'once')),
  constraint package_includes_something check (included_seconds > 0),
  constraint package_covers_something check (cardinality(prefixes) > 0)
);
create unique index package_name_is_unique_for_its_owner on packages (owner_id, lower(name));

create table package_assignments (
  id         bigint generated always as identity primary key,
  public_id  uuid   not null default gen_random_uuid() unique,
  package_id bigint not null references packages on delete restrict,
  account_id bigint not null references accounts on delete cascade,
  valid_from timestamptz not null,
  valid_to   timestamptz, -- null = no end
  constraint package_ends_after_it_begins check (valid_to >= valid_from)
);
create index package_assignments_by_account on package_assignments (account_id);
create index package_assignments_by_package on package_assignments (package_id);

-- The free seconds of one assignment and period. Only charging writes them, under the lock of the wallet: who remembers a
-- version of the wallet knows its allowances too. The id derives from assignment, start and length.
create table package_allowances (
  id               uuid   primary key,
  assignment_id    bigint not null,
  account_id       bigint not null,
  wallet_id        bigint not null,
  starts_at        timestamptz not null,
  ends_at          timestamptz, -- null = as long as the account has the package
  included_seconds int    not null,
  used_seconds     int    not null,
  held_seconds     int    not null,
  constraint free_seconds_are_never_negative check (used_seconds >= 0 and held_seconds >= 0),
  constraint no_free_second_is_given_twice check (used_seconds + held_seconds <= included_seconds)
) with (fillfactor = 40, autovacuum_vacuum_cost_delay = 0);
create index package_allowances_by_wallet on package_allowances (wallet_id);
create index package_allowances_by_account on package_allowances (account_id);

-- Constant defaults: no rewrite of the tables.
alter table live_sessions add column allowance_held_seconds int[] not null default '{}';
alter table cdrs
  add column free_seconds int not null default 0,
  add column allowance_used_seconds int[] not null default '{}';

do $$
declare watched record; event text;
begin
  for watched in select * from (values
    ('packages', 'package', 'id'), ('package_assignments', 'account', 'account_id')) as t(relation, entity, id_column)
  loop
    foreach event in array array['insert', 'update', 'delete'] loop
      execute format('create trigger %I after %s on %I referencing %s table as changed_rows for each statement execute function note_catalogue_change(%L, %L)',
        'catalogue_' || event, event, watched.relation, case event when 'delete' then 'old' else 'new' end, watched.entity, watched.id_column);
    end loop;
  end loop;
end $$;

alter table packages enable row level security;
alter table package_assignments enable row level security;
alter table package_allowances enable row level security;
-- One's own packages, and those that an account of one's own has.
create policy own_tree on package_assignments for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id = package_assignments.account_id));
create policy own_tree on packages for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id = packages.owner_id)
    or exists (select 1 from package_assignments mine where mine.package_id = packages.id));
create policy own_tree on package_allowances for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id = package_allowances.account_id));
grant select on packages, package_assignments, package_allowances to tollbook_api;

-- What a request of a reseller may write; allowances are charging's alone.
create trigger own_tree after insert or update or delete on packages for each row
  when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('owner_id');
create trigger own_tree after insert or update or delete on package_assignments for each row
  when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('account_id');
