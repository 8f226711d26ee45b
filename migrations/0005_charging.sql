-- Calls: the ones that live (holds), the ones that ended (CDRs). Hot tables carry the branch in their keys and
-- have no foreign keys: verify proves the references.

create table live_sessions (
  session_id       uuid   not null, -- UUIDv7 derived from switch, attempt and start time: the idempotency key
  branch_id        bigint not null,
  switch_id        bigint not null,
  attempt_id       text   not null,
  switch_ref       text,            -- how the switch finds the call again (a dialog's handle)
  content_digest   bigint not null, -- of the authorize request: same key, other content = id_reused
  account_id       bigint not null,
  device_id        bigint,
  started_at       timestamptz not null,
  authorized_at    timestamptz not null,
  answered_at      timestamptz,
  gateway_id       bigint,          -- tried or answering now
  slice_number     int    not null default 1,
  granted_seconds  int    not null, -- acknowledged by the switch
  offered_seconds  int    not null, -- held for; above granted_seconds while a push is under way
  longest_seconds  int    not null,
  extend_at        timestamptz,     -- when the next slice is due; null = never
  deadline_at      timestamptz not null, -- without an end by then the reaper asks
  switch_unknown_at timestamptz,    -- since when the switch could not be asked
  level_wallet_ids bigint[] not null, -- caller's wallet first
  level_held_micros bigint[] not null,
  frozen           json   not null, -- numbers, terms of every level, routes, trace: fixed at authorize
  primary key (session_id, branch_id),
  constraint offered_is_at_least_granted check (offered_seconds >= granted_seconds),
  constraint held_for_each_level check (cardinality(level_wallet_ids) = cardinality(level_held_micros))
) with (fillfactor = 60, autovacuum_vacuum_cost_delay = 0, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500);

create table cdrs (
  session_id        uuid     not null,
  leg               smallint not null default 0,
  revision          int      not null default 1, -- 0 = our own estimate; later ones replace earlier ones
  branch_id         bigint   not null,
  account_id        bigint   not null,
  device_id         bigint,
  switch_id         bigint   not null,
  attempt_id        text     not null,
  content_digest    bigint   not null, -- of the ended event (of the authorize request for refusals)
  recorded_at       timestamptz not null,
  started_at        timestamptz not null,
  answered_at       timestamptz,
  ended_at          timestamptz not null,
  outcome           text     not null,
  reason            text,              -- why it was refused
  talk_ms           bigint   not null default 0,
  granted_seconds   int      not null default 0,
  billed_seconds    int      not null default 0, -- at the caller's own level
  ended_by          text,
  sip_status        smallint,
  q850_cause        smallint,
  is_estimated      boolean  not null default false,
  is_overrun        boolean  not null default false,
  dialled_number    text     not null,
  destination_number text,
  caller_number     text,
  gateway_id        bigint,
  currency          text,              -- of the caller's wallet
  charge_micros     bigint   not null default 0, -- at the caller's own level
  level_wallet_ids  bigint[] not null default '{}',
  level_charge_micros bigint[] not null default '{}',
  carrier_currency  text,
  carrier_cost_micros bigint not null default 0,
  unit              text     not null default 'seconds',
  schema_version    smallint not null default 1,
  routing_number    text,              -- number portability
  attestation       text,              -- STIR
  node              text,              -- media or registration node
  frozen            json     not null, -- as on the session: terms, routes, trace
  primary key (session_id, leg, revision, branch_id),
  constraint outcome_is_known check (outcome in ('answered', 'unanswered', 'refused')),
  constraint only_refused_calls_have_a_reason check ((outcome = 'refused') = (reason is not null)),
  constraint only_answered_calls_cost check (outcome = 'answered' or (charge_micros = 0 and carrier_cost_micros = 0)),
  constraint charge_for_each_level check (cardinality(level_wallet_ids) = cardinality(level_charge_micros))
) partition by range (session_id);
create table cdrs_other partition of cdrs default;
create index cdrs_by_account on cdrs (account_id, session_id);
create trigger append_only before update or delete or truncate on cdrs for each statement execute function forbid_change();

-- Scanners cost counters, not rows: one row per source and minute, with one sample.
create table unauthenticated_attempts (
  switch_id bigint not null,
  source    text   not null,
  minute_at timestamptz not null,
  attempts  bigint not null,
  sample    jsonb  not null,
  primary key (source, minute_at, switch_id)
);

-- Identical refusals above ten a second for one account are counted here instead of written as CDRs.
create table folded_refusals (
  account_id bigint not null,
  branch_id  bigint not null,
  reason     text   not null,
  minute_at  timestamptz not null,
  refusals   bigint not null,
  primary key (account_id, reason, minute_at, branch_id)
);

-- What the charging memory (accounts, rates, trunks) is made of changes rarely; each change takes the next version
-- under this row's lock, so versions commit in order and a reader that saw version n saw every change up to n.
create table catalogue_version (only_row boolean primary key default true check (only_row), version bigint not null);
insert into catalogue_version (version) values (0);
create table catalogue_changes (
  version   bigint not null,
  entity    text   not null,
  entity_id bigint not null
);
create index catalogue_changes_by_version on catalogue_changes (version);

create function note_catalogue_change() returns trigger language plpgsql as $$
declare next_version bigint;
begin
  if not exists (select 1 from changed_rows) then return null; end if;
  update catalogue_version set version = version + 1 returning version into next_version;
  execute format('insert into catalogue_changes select %s, %L, id from (select distinct %I as id from changed_rows) as changed where id is not null',
    next_version, tg_argv[0], tg_argv[1]);
  perform pg_notify('catalogue', next_version::text);
  return null;
end $$;

do $$
declare watched record; event text;
begin
  for watched in select * from (values
    ('accounts', 'account', 'id'), ('account_profiles', 'account', 'account_id'), ('sip_devices', 'device', 'id'),
    ('rate_groups', 'rate_group', 'id'), ('rates', 'rate_group', 'rate_group_id'), ('rate_group_trunks', 'rate_group', 'rate_group_id'),
    ('trunks', 'trunk', 'id'), ('gateways', 'trunk', 'trunk_id'), ('exchange_rates', 'exchange_rate', 'id'),
    ('switches', 'switch', 'id'), ('settings', 'settings', 'account_id')) as t(relation, entity, id_column)
  loop
    foreach event in array array['insert', 'update', 'delete'] loop
      execute format('create trigger %I after %s on %I referencing %s table as changed_rows for each statement execute function note_catalogue_change(%L, %L)',
        'catalogue_' || event, event, watched.relation, case event when 'delete' then 'old' else 'new' end, watched.entity, watched.id_column);
    end loop;
  end loop;
end $$;
