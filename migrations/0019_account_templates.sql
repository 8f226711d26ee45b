-- Named values for new accounts, and forms that somebody has begun to fill in.

create table account_templates (
  id         bigint generated always as identity primary key,
  public_id  uuid   not null default gen_random_uuid() unique,
  owner_id   bigint not null references accounts on delete cascade, -- the operator, or a reseller
  kind       text   not null,
  name       text   not null,
  is_default boolean not null default false,
  form       jsonb  not null, -- groups of fields, as the API takes them
  changed_at timestamptz not null,
  constraint template_kind_is_known check (kind in ('customer', 'reseller', 'admin', 'sub_admin')),
  constraint template_has_a_name check (name <> ''),
  constraint template_name_is_unique_for_its_owner unique (owner_id, kind, name)
);
create unique index one_default_template_of_a_kind on account_templates (owner_id, kind) where is_default;

-- Personal data that is no account's yet: deleted 30 days after it was last typed at.
create table account_drafts (
  account_id bigint not null references accounts on delete cascade, -- who types
  public_id  uuid   not null, -- drawn by the browser
  kind       text   not null,
  form       text   not null, -- JSON as the browser sent it: text, because half a character is no JSON of PostgreSQL
  changed_at timestamptz not null,
  primary key (account_id, public_id)
);
create index account_drafts_by_change on account_drafts (changed_at);
