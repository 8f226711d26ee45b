-- The account tree, who may sign in, and the settings that give every field its default.

create function forbid_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;

-- A realm is where an e-mail address must be unique: the operator's, or a reseller's own domain.
create table sign_in_realms (
  id     bigint generated always as identity primary key,
  domain text not null unique
);
insert into sign_in_realms (domain) values ('operator');

create table accounts (
  id         bigint generated always as identity primary key,
  public_id  uuid   not null default gen_random_uuid() unique,
  kind       text   not null,
  parent_id  bigint references accounts on delete restrict,
  branch_id  bigint not null, -- the top-level account above (itself for a child of the operator)
  path       text   collate "C" not null unique, -- '/1/7/42/': ids from the root to this account
  depth      int    not null,
  number     text   not null,
  status     text   not null default 'active',
  created_at timestamptz not null,
  closed_at  timestamptz,
  first_used_at timestamptz,
  valid_until   timestamptz, -- null = never expires
  -- account settings
  localization_id    bigint,
  allow_local_calls  boolean not null default true,
  notifications      boolean not null default true,
  payment_gateway_permission boolean not null default false,
  -- billing settings
  account_type       text   not null default 'prepaid',
  rate_group_id      bigint,
  cli_pool           text   not null default 'off',
  non_cli_rate_group_id bigint,
  billing_schedule   text   not null default 'monthly',
  billing_day        int    not null default 1, -- weekly 1 (Monday) to 7; monthly 1 to 28, 0 = last day; daily 1
  tax_number         text   not null default '',
  generate_invoice   boolean not null default false,
  invoice_note       text   not null default '',
  reference          text   not null default '',
  -- reseller terms
  reseller_type      text,
  commission_ppm     int,
  invoice_due_days   int,
  own_letterhead     boolean not null default false,
  role               text   not null default '',
  constraint kind_is_known check (kind in ('operator', 'admin', 'sub_admin', 'reseller', 'customer', 'provider')),
  constraint only_the_operator_is_root check ((kind = 'operator') = (parent_id is null)),
  constraint tree_is_at_most_ten_deep check (depth between 0 and 10),
  constraint number_is_6_to_20_digits check (number ~ '^[0-9]{6,20}$'),
  constraint status_is_known check (status in ('active', 'suspended', 'closed')),
  constraint closed_has_its_time check ((status = 'closed') = (closed_at is not null)),
  constraint account_type_is_known check (account_type in ('prepaid', 'postpaid')),
  constraint cli_pool_is_known check (cli_pool in ('off', 'present_did', 'present_caller_id', 'rate_did',
    'rate_caller_id', 'rate_either', 'refuse_did', 'refuse_caller_id', 'refuse_either')),
  constraint rating_cli_pool_has_its_group
    check (cli_pool not in ('rate_did', 'rate_caller_id', 'rate_either') or non_cli_rate_group_id is not null),
  constraint billing_schedule_is_known check (billing_schedule in ('daily', 'weekly', 'monthly')),
  constraint billing_day_fits_schedule check (case billing_schedule
    when 'daily' then billing_day = 1 when 'weekly' then billing_day between 1 and 7 else billing_day between 0 and 28 end),
  constraint invoice_note_is_short check (length(invoice_note) <= 500),
  constraint reference_is_short check (length(reference) <= 100),
  constraint reseller_terms_only_on_resellers check (kind = 'reseller' or (reseller_type is null and commission_ppm is null)),
  constraint reseller_type_is_known check (kind <> 'reseller' or reseller_type in ('distributor', 'commission')),
  constraint commission_is_a_share check (commission_ppm is null or commission_ppm between 0 and 1000000),
  constraint due_days_are_0_to_365 check (invoice_due_days is null or invoice_due_days between 0 and 365)
);
create unique index one_operator on accounts ((true)) where kind = 'operator';
create unique index account_number_is_unique on accounts (number);
create index accounts_by_parent on accounts (parent_id, id);
create index accounts_by_reference on accounts (reference) where reference <> '';

-- Personal data lives here and nowhere else (besides CDR numbers and documents), so that erasure has one place.
create table account_profiles (
  account_id  bigint primary key references accounts on delete restrict,
  first_name  text not null,
  last_name   text not null default '',
  company     text not null default '',
  phone       text not null default '',
  notification_emails text[] not null default '{}',
  address1    text not null default '',
  address2    text not null default '',
  city        text not null default '',
  province    text not null default '',
  zip         text not null default '',
  country     text not null, -- ISO 3166-1 alpha-2
  timezone    text not null, -- IANA
  constraint first_name_is_given check (first_name <> ''),
  constraint country_is_iso_3166 check (country ~ '^[A-Z]{2}$')
);

create table account_sign_ins (
  account_id    bigint primary key references accounts on delete restrict,
  realm_id      bigint not null references sign_in_realms on delete restrict,
  email         text,          -- as typed
  email_key     text,          -- lower case, what must be unique
  password_hash text,          -- argon2id; null = cannot sign in yet (invited)
  must_change_password boolean not null default false,
  password_changed_at  timestamptz,
  pin_hash      text,          -- HMAC-SHA-256 under the master key; null = no card calls by number
  last_sign_in_at timestamptz,
  constraint email_is_unique_in_its_realm unique (realm_id, email_key),
  constraint email_and_key_go_together check ((email is null) = (email_key is null))
);

create table account_taxes (
  account_id bigint not null references accounts on delete cascade,
  position   int    not null,
  tax_id     bigint not null,
  primary key (account_id, position)
);

create table taxes (
  id        bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  owner_id  bigint not null references accounts on delete restrict,
  name      text not null,
  rate_ppm  int  not null,
  constraint tax_rate_is_a_share check (rate_ppm between 0 and 1000000)
);
alter table account_taxes add constraint tax_exists foreign key (tax_id) references taxes on delete restrict;

create table localization_sets (
  id        bigint generated always as identity primary key,
  public_id uuid not null default gen_random_uuid() unique,
  owner_id  bigint not null references accounts on delete restrict,
  name      text not null
);
alter table accounts add constraint localization_exists
  foreign key (localization_id) references localization_sets on delete restrict;

-- A number that the form shows is kept for its form, so that Save cannot collide.
create table account_number_reservations (
  number      text primary key,
  reserved_by bigint not null references accounts on delete cascade,
  expires_at  timestamptz not null
);

create table sign_in_sessions (
  token_hash  bytea primary key, -- SHA-256 of the cookie's value
  account_id  bigint not null references accounts on delete cascade,
  created_at  timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at  timestamptz not null,
  address     text not null default '',
  user_agent  text not null default ''
);
create index sign_in_sessions_by_account on sign_in_sessions (account_id);

create table api_keys (
  id          bigint generated always as identity primary key,
  public_id   uuid not null default gen_random_uuid() unique,
  account_id  bigint not null references accounts on delete cascade,
  name        text not null,
  key_hash    bytea not null unique, -- SHA-256 of the key
  created_at  timestamptz not null,
  last_used_at timestamptz,
  revoked_at  timestamptz
);

-- The first answer to a write, repeated to whoever sends the same key again.
create table idempotency_keys (
  principal_id bigint not null references accounts on delete cascade,
  route        text   not null,
  key          uuid   not null,
  request_hash bytea  not null,
  status       int    not null,
  response     jsonb  not null, -- without secrets
  created_at   timestamptz not null,
  kept_for_ever boolean not null default false, -- money
  primary key (principal_id, route, key)
);

create table settings (
  account_id bigint not null references accounts on delete cascade, -- the operator, or a reseller's own
  key        text   not null,
  value      jsonb  not null,
  changed_at timestamptz not null,
  changed_by bigint references accounts on delete set null,
  primary key (account_id, key)
);
