-- Where calls go: providers' trunks, each with its gateways and the price list we pay.

create table trunks (
  id          bigint generated always as identity primary key,
  public_id   uuid   not null default gen_random_uuid() unique,
  provider_id bigint not null references accounts on delete restrict,
  name        text   not null unique,
  status      text   not null default 'active',
  priority    int    not null default 100, -- lower is tried first
  termination_rate_group_id bigint not null references rate_groups on delete restrict,
  capacity    int,                          -- calls at once; null = unlimited
  cps_max     int,
  codecs      text[] not null default '{}',
  strip_prefix text not null default '',
  add_prefix   text not null default '',
  localization_id bigint references localization_sets on delete restrict,
  created_at  timestamptz not null,
  constraint trunk_status_is_known check (status in ('active', 'inactive')),
  constraint trunk_prefixes_are_dialable check (strip_prefix ~ '^[0-9]*$' and add_prefix ~ '^[+0-9*#]*$')
);

create table gateways (
  id         bigint generated always as identity primary key,
  public_id  uuid   not null default gen_random_uuid() unique,
  trunk_id   bigint not null references trunks on delete restrict,
  name       text   not null,
  host       text   not null,
  port       int    not null default 5060,
  transport  text   not null default 'udp',
  position   int    not null default 1, -- order inside the trunk
  status     text   not null default 'active',
  username   text   not null default '',
  sealed_password bytea,                -- AES-256-GCM under the master key
  constraint gateway_name_is_unique_in_its_trunk unique (trunk_id, name),
  constraint port_is_1_to_65535 check (port between 1 and 65535),
  constraint transport_is_known check (transport in ('udp', 'tcp', 'tls')),
  constraint gateway_status_is_known check (status in ('active', 'inactive'))
);

create table rate_group_trunks (
  rate_group_id bigint not null references rate_groups on delete cascade,
  trunk_id      bigint not null references trunks on delete restrict,
  position      int    not null default 1,
  share_percent int,
  primary key (rate_group_id, trunk_id)
);
alter table rates add constraint forced_trunk_exists foreign key (forced_trunk_id) references trunks on delete restrict;

create table switches (
  id          bigint generated always as identity primary key,
  public_id   uuid   not null default gen_random_uuid() unique,
  name        text   not null unique,
  kind        text   not null,
  key_hash    bytea  not null unique,   -- SHA-256 of the key that the switch shows
  control_url text,                     -- where limits are pushed; null = cannot be pushed
  sealed_control_key bytea,
  status      text   not null default 'active',
  created_at  timestamptz not null,
  last_seen_at timestamptz,
  constraint switch_kind_is_known check (kind in ('kamailio', 'freeswitch', 'asterisk', 'other')),
  constraint switch_status_is_known check (status in ('active', 'inactive'))
);

-- SIP devices of accounts. Their credentials (HA1) are in the schema that only the switch role reads.
create table sip_devices (
  id         bigint generated always as identity primary key,
  public_id  uuid   not null default gen_random_uuid() unique,
  account_id bigint not null references accounts on delete restrict,
  label      text   not null default '',
  status     text   not null default 'active',
  created_at timestamptz not null,
  last_registered_at timestamptz,
  last_registered_from text,
  constraint device_status_is_known check (status in ('active', 'inactive'))
);
create index sip_devices_by_account on sip_devices (account_id);
