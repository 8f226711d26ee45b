-- The numbers and addresses that belong to an account: where its calls come from, what it shows, what it may not call.

-- Calls from these networks are this account's, without a password; a tech prefix tells accounts of one network apart.
create table account_ip_addresses (
  id          bigint generated always as identity primary key,
  public_id   uuid   not null default gen_random_uuid() unique,
  account_id  bigint not null references accounts on delete restrict,
  network     cidr   not null,
  tech_prefix text   not null default '',
  label       text   not null default '',
  created_at  timestamptz not null,
  constraint network_is_not_too_wide check (masklen(network) >= case family(network) when 4 then 16 else 48 end),
  constraint tech_prefix_is_dialable check (tech_prefix ~ '^[0-9*#]{0,10}$')
);
create unique index address_and_tech_prefix_have_one_account on account_ip_addresses (network, tech_prefix);
create index account_ip_addresses_by_account on account_ip_addresses (account_id);

create table account_caller_ids (
  id          bigint generated always as identity primary key,
  public_id   uuid   not null default gen_random_uuid() unique,
  account_id  bigint not null references accounts on delete restrict,
  number      text   not null, -- E.164 digits
  is_present  boolean not null default false, -- the CLI pool may present it
  is_pinless  boolean not null default false, -- card calls from it need no PIN
  is_verified boolean not null default false,
  label       text   not null default '',
  created_at  timestamptz not null,
  constraint caller_id_is_e164 check (number ~ '^[1-9][0-9]{6,14}$'),
  constraint caller_id_is_listed_once unique (account_id, number)
);
create unique index pinless_caller_id_has_one_account on account_caller_ids (number) where is_pinless;

create table account_speed_dials (
  id          bigint generated always as identity primary key,
  public_id   uuid   not null default gen_random_uuid() unique,
  account_id  bigint not null references accounts on delete restrict,
  digits      text   not null,
  destination text   not null,
  label       text   not null default '',
  created_at  timestamptz not null,
  constraint speed_dial_is_1_to_3_digits check (digits ~ '^[0-9]{1,3}$'),
  constraint speed_dial_is_listed_once unique (account_id, digits)
);

create table account_blocked_prefixes (
  id          bigint generated always as identity primary key,
  public_id   uuid   not null default gen_random_uuid() unique,
  account_id  bigint not null references accounts on delete restrict,
  prefix      text   not null,
  label       text   not null default '',
  created_at  timestamptz not null,
  constraint blocked_prefix_is_digits check (prefix ~ '^[0-9]{1,15}$'),
  constraint blocked_prefix_is_listed_once unique (account_id, prefix)
);

-- Numbers that the operator has from its carriers, and the account each is given to.
create table dids (
  id          bigint generated always as identity primary key,
  public_id   uuid   not null default gen_random_uuid() unique,
  number      text   not null,
  owner_id    bigint not null references accounts on delete restrict,
  account_id  bigint references accounts on delete restrict,
  label       text   not null default '',
  created_at  timestamptz not null,
  assigned_at timestamptz,
  constraint did_is_e164 check (number ~ '^[1-9][0-9]{6,14}$'),
  constraint did_number_is_unique unique (number),
  constraint assigned_has_its_time check ((account_id is null) = (assigned_at is null))
);
create index dids_by_account on dids (account_id) where account_id is not null;

alter table accounts add column forced_caller_id text;
alter table accounts add constraint forced_caller_id_is_e164 check (forced_caller_id ~ '^[1-9][0-9]{6,14}$');

-- Below this much available money the holder is told, once for each crossing.
alter table accounts add column alert_threshold_micros bigint;
alter table accounts add constraint alert_threshold_is_never_negative check (alert_threshold_micros >= 0);

do $$
declare watched record; event text;
begin
  for watched in select * from (values
    ('account_ip_addresses', 'address'), ('account_speed_dials', 'account'), ('account_blocked_prefixes', 'account')) as t(relation, entity)
  loop
    foreach event in array array['insert', 'update', 'delete'] loop
      execute format('create trigger %I after %s on %I referencing %s table as changed_rows for each statement execute function note_catalogue_change(%L, %L)',
        'catalogue_' || event, event, watched.relation, case event when 'delete' then 'old' else 'new' end, watched.entity, 'account_id');
    end loop;
  end loop;
end $$;

-- What a switch may know without asking: whether calls from a source need no password.
create view switch.ip_addresses as select network from public.account_ip_addresses;
grant select on switch.ip_addresses to tollbook_switch;
