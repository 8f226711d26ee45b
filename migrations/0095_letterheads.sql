-- Who issues, as it stands at the head and foot of documents. Without a row it is made of the profile.
create table letterheads (
  owner_id   bigint primary key references accounts on delete cascade, -- the operator, or a reseller
  name       text   not null,
  address    text[] not null default '{}', -- lines, the country last
  tax_number text   not null default '',
  footer     text[] not null default '{}', -- lines
  logo_from  text   not null default 'brand',
  logo       bytea, -- of its own
  logo_type  text, -- found in the content
  logo_hash  text, -- SHA-256 of the content, in hexadecimal
  changed_at timestamptz not null,
  constraint letterhead_has_a_name check (name <> ''),
  constraint letterhead_logo_is_known check (logo_from in ('brand', 'own', 'none')),
  constraint own_logo_is_there check (logo_from <> 'own' or logo is not null),
  constraint letterhead_logo_is_whole check ((logo is null) = (logo_type is null) and (logo is null) = (logo_hash is null)),
  constraint letterhead_logo_is_small check (octet_length(logo) <= 262144),
  constraint letterhead_logo_type_is_known check (logo_type in ('image/png', 'image/jpeg', 'image/webp'))
);
create index letterheads_by_logo on letterheads (logo_hash) where logo_hash is not null;
alter table letterheads enable row level security;
create policy own_tree on letterheads for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id = letterheads.owner_id));
grant select on letterheads to tollbook_api;
create trigger own_tree after insert or update or delete on letterheads for each row
  when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('owner_id');
