-- What somebody keeps of a list: its search, filters and order under a name, for that person alone.
create table list_views (
  id         bigint generated always as identity primary key,
  public_id  uuid   not null default gen_random_uuid() unique,
  account_id bigint not null references accounts on delete cascade,
  name       text   not null,
  search     jsonb  not null, -- as the address of the list has it
  created_at timestamptz not null,
  constraint list_view_name_is_unique_for_its_owner unique (account_id, name),
  constraint list_view_name_is_short check (length(name) between 1 and 60)
);
