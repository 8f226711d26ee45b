-- Each import of a sheet is a version of its price list: who made it and when, its figures, and what was there before.
create table rate_imports (
  id            bigint generated always as identity primary key,
  public_id     uuid   not null default gen_random_uuid() unique,
  rate_group_id bigint not null references rate_groups on delete cascade,
  number        int    not null, -- 1, 2, 3 … of its list
  file_name     text   not null,
  imported_by   bigint references accounts on delete set null,
  imported_at   timestamptz not null,
  valid_from      timestamptz not null, -- of its first rates, and of its last
  last_valid_from timestamptz not null,
  is_complete   boolean not null, -- what the sheet did not name has ended
  rows_read     int not null,
  rows_imported int not null,
  rows_rejected int not null,
  rows_skipped  int not null,
  changes       jsonb not null, -- how many rates are new, raised, lowered, changed, closed, unchanged
  is_undoable   boolean not null default true, -- what it did to each rate is kept
  undone_by     bigint references accounts on delete set null,
  undone_at     timestamptz,
  kept_prefixes int, -- changed by somebody since, which undoing left alone
  constraint version_is_one_of_its_list unique (rate_group_id, number),
  constraint every_row_is_accounted_for check (rows_read = rows_imported + rows_rejected + rows_skipped),
  constraint undone_says_what_it_kept check ((undone_at is null) = (kept_prefixes is null))
);

-- What one import did to a rate, until it is undone or too old to be.
create table rate_import_rates (
  import_id bigint not null references rate_imports on delete cascade,
  rate_id   bigint not null,
  prefix    text   not null,
  what      text   not null,
  revision  int    not null, -- of the rate as the import left it: another one is somebody's later change
  valid_to  timestamptz,     -- of a rate that was ended: when it would have
  before    jsonb,           -- of a rate that was overwritten or removed: the row
  primary key (import_id, rate_id),
  constraint what_is_known check (what in ('made', 'ended', 'overwritten', 'removed')),
  constraint former_rate_is_kept check ((what in ('overwritten', 'removed')) = (before is not null))
);
alter table rates add column revision int not null default 0;

alter table rate_imports enable row level security;
alter table rate_import_rates enable row level security;
create policy own_tree on rate_imports for select to tollbook_api
  using (exists (select 1 from rate_groups mine where mine.id = rate_imports.rate_group_id));
grant select on rate_imports to tollbook_api;
