-- Price lists: what a customer or reseller pays (origination) and what a carrier asks (termination).

create table rate_groups (
  id            bigint generated always as identity primary key,
  public_id     uuid   not null default gen_random_uuid() unique,
  owner_id      bigint not null references accounts on delete restrict,
  name          text   not null,
  direction     text   not null default 'origination',
  currency      text   not null,
  status        text   not null default 'active',
  mark_up_ppm   bigint not null default 0, -- 1e-4 % each; 10 % = 100000
  initial_increment_seconds int not null default 1,
  increment_seconds         int not null default 1,
  routing       text   not null default 'least_cost',
  timezone      text,
  created_at    timestamptz not null,
  constraint rate_group_name_is_unique_for_its_owner unique (owner_id, name),
  constraint direction_is_known check (direction in ('origination', 'termination')),
  constraint rate_group_status_is_known check (status in ('active', 'inactive')),
  constraint mark_up_is_not_below_minus_100_percent check (mark_up_ppm between -1000000 and 100000000),
  constraint routing_is_known check (routing in ('least_cost', 'cheapest', 'priority', 'percentage')),
  constraint default_increments_are_positive check (initial_increment_seconds between 1 and 3600 and increment_seconds between 1 and 3600),
  constraint rate_group_currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$')
);

create table rates (
  id                    bigint generated always as identity primary key,
  public_id             uuid   not null default gen_random_uuid(),
  rate_group_id         bigint not null references rate_groups on delete cascade,
  prefix                text   not null,
  destination           text   not null default '',
  connection_cost_micros bigint not null default 0,
  cost_per_minute_nanos bigint not null,
  grace_seconds         int    not null default 0,
  initial_increment_seconds int not null,
  increment_seconds     int    not null,
  valid_from            timestamptz not null,
  valid_to              timestamptz, -- exclusive; null = open
  forced_trunk_id       bigint,
  account_id            bigint,      -- a personal rate of one account; null = everybody's
  band_id               bigint,      -- time band of the week; null = always
  origin_prefix         text,        -- price by the caller's number; null = any
  constraint prefix_is_1_to_15_digits check (prefix ~ '^[0-9]{1,15}$'),
  constraint costs_are_never_negative check (connection_cost_micros >= 0 and cost_per_minute_nanos >= 0),
  constraint costs_are_bounded check (connection_cost_micros <= 1000000000000 and cost_per_minute_nanos <= 1000000000000000),
  constraint grace_is_0_to_3600_seconds check (grace_seconds between 0 and 3600),
  constraint increments_are_1_to_3600_seconds check (initial_increment_seconds between 1 and 3600 and increment_seconds between 1 and 3600),
  constraint validity_is_not_empty check (valid_to is null or valid_to > valid_from)
);
create unique index rate_starts_once on rates (rate_group_id, prefix, valid_from, coalesce(account_id, 0), coalesce(band_id, 0), coalesce(origin_prefix, ''));
create unique index rates_by_public_id on rates (public_id);

alter table accounts add constraint rate_group_exists foreign key (rate_group_id) references rate_groups on delete restrict;
alter table accounts add constraint non_cli_rate_group_exists foreign key (non_cli_rate_group_id) references rate_groups on delete restrict;
create index accounts_by_rate_group on accounts (rate_group_id);

-- One unit of `from_currency` is worth rate / 1e10 of `to_currency` from valid_from on.
create table exchange_rates (
  id            bigint generated always as identity primary key,
  from_currency text   not null,
  to_currency   text   not null,
  rate_e10      bigint not null,
  valid_from    timestamptz not null,
  constraint exchange_rate_starts_once unique (from_currency, to_currency, valid_from),
  constraint exchange_rate_is_positive check (rate_e10 > 0),
  constraint currencies_differ check (from_currency <> to_currency)
);
