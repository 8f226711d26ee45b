-- Calls that come in by a DID: what they cost whoever has it, and where they go when no phone of its answers.

-- What the account that has the number pays; without a price it costs nothing.
alter table dids add column price_currency text;
alter table dids add column connection_cost_micros bigint not null default 0;
alter table dids add column cost_per_minute_nanos bigint not null default 0;
alter table dids add column initial_increment_seconds int not null default 60;
alter table dids add column increment_seconds int not null default 60;
alter table dids add constraint did_price_has_a_currency check (price_currency is not null
  or (connection_cost_micros = 0 and cost_per_minute_nanos = 0));
alter table dids add constraint did_price_is_never_negative check (connection_cost_micros >= 0 and cost_per_minute_nanos >= 0);
alter table dids add constraint did_increments_are_seconds check (initial_increment_seconds between 1 and 3600 and increment_seconds between 1 and 3600);

-- What a reseller above that account pays to whoever is above it. It stays with the reseller when the number is handed on.
create table did_prices (
  did_id                    bigint not null references dids on delete cascade,
  account_id                bigint not null references accounts,
  currency                  text   not null,
  connection_cost_micros    bigint not null,
  cost_per_minute_nanos     bigint not null,
  initial_increment_seconds int    not null,
  increment_seconds         int    not null,
  primary key (did_id, account_id),
  constraint price_is_never_negative check (connection_cost_micros >= 0 and cost_per_minute_nanos >= 0),
  constraint increments_are_seconds check (initial_increment_seconds between 1 and 3600 and increment_seconds between 1 and 3600)
);
create index did_prices_by_account on did_prices (account_id);
alter table did_prices enable row level security;
create policy own_tree on did_prices for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id = did_prices.account_id));
grant select on did_prices to tollbook_api;

alter table dids add column forward_when text;
alter table dids add column forward_to text;
alter table dids add column forward_after_seconds int not null default 20;
alter table dids add constraint forwarding_is_known check (forward_when in ('always', 'unregistered', 'no_answer'));
alter table dids add constraint forwarding_has_all_or_nothing check ((forward_when is null) = (forward_to is null));
alter table dids add constraint forwarding_is_e164 check (forward_to ~ '^[1-9][0-9]{6,14}$');
alter table dids add constraint forwarding_after_seconds check (forward_after_seconds between 5 and 120);

-- Charging keeps all numbers in memory. A sheet of them is told as one change: everything is read again.
create function note_changed_dids() returns trigger language plpgsql as $$
declare next_version bigint;
begin
  if not exists (select 1 from changed_rows) then return null; end if;
  update catalogue_version set version = version + 1 returning version into next_version;
  if (select count(*) from changed_rows) > 1000 then
    insert into catalogue_changes (version, entity, entity_id) values (next_version, 'dids', 0);
  else
    insert into catalogue_changes (version, entity, entity_id) select next_version, 'did', id from changed_rows;
  end if;
  perform pg_notify('catalogue', next_version::text);
  return null;
end $$;

do $$
declare event text;
begin
  foreach event in array array['insert', 'update', 'delete'] loop
    execute format('create trigger %I after %s on dids referencing %s table as changed_rows for each statement execute function note_changed_dids()',
      'catalogue_of_numbers_' || event, event, case event when 'delete' then 'old' else 'new' end);
  end loop;
end $$;

do $$
declare event text;
begin
  foreach event in array array['insert', 'update', 'delete'] loop
    execute format('create trigger %I after %s on did_prices referencing %s table as changed_rows for each statement execute function note_catalogue_change(%L, %L)',
      'catalogue_' || event, event, case event when 'delete' then 'old' else 'new' end, 'did', 'did_id');
  end loop;
end $$;

-- Calls from a carrier's gateway need no password, either. What a host name stands for nobody knows here.
create or replace view switch.ip_addresses as
  select network from public.account_ip_addresses
  union all
  select case when host ~ '^((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\.|$)){4}$' or host ~ '^[0-9a-f]*:[0-9a-f:]+$'
    then host::inet::cidr end from public.gateways where status = 'active';

-- Phones that a number rings, and where it is forwarded to, are masked with the rest.
create or replace function masked_frozen(frozen jsonb) returns jsonb language sql immutable as $$
  select frozen
    || jsonb_build_object(
      'dialled', masked_number(frozen ->> 'dialled'), 'meant', masked_number(frozen ->> 'meant'),
      'localized', masked_number(frozen ->> 'localized'), 'destination', masked_number(frozen ->> 'destination'),
      'caller', masked_number(frozen ->> 'caller'), 'callerGiven', masked_number(frozen ->> 'callerGiven'),
      'username', case when frozen ->> 'username' is not null then 'xxxx' end, 'source', 'xxxx',
      'userAgent', null, 'callId', null,
      'routes', coalesce((select jsonb_agg(route || '{"uri": "xxxx"}'
          || case when route ? 'caller' then jsonb_build_object('caller', masked_number(route ->> 'caller')) else '{}' end order by position)
        from jsonb_array_elements(frozen -> 'routes') with ordinality as r (route, position)), '[]'))
    || case when frozen -> 'cli' ? 'presented' then jsonb_build_object('cli',
      (frozen -> 'cli') || jsonb_build_object('presented', masked_number(frozen -> 'cli' ->> 'presented'))) else '{}' end
    || case when frozen ? 'local' then jsonb_build_object('local', (frozen -> 'local') || '{"username": "xxxx", "uri": "xxxx"}') else '{}' end
    || case when frozen ? 'inbound' then jsonb_build_object('inbound', (frozen -> 'inbound') || '{"devices": []}'
      || case when frozen -> 'inbound' ? 'forward' then jsonb_build_object('forward',
        (frozen -> 'inbound' -> 'forward') || jsonb_build_object('to', masked_number(frozen -> 'inbound' -> 'forward' ->> 'to'))) else '{}' end) else '{}' end
    || case when frozen ? 'forwarded' then jsonb_build_object('forwarded',
      (frozen -> 'forwarded') || jsonb_build_object('number', masked_number(frozen -> 'forwarded' ->> 'number'))) else '{}' end
    -- A figure of the check that failed may be the number.
    || case when jsonb_typeof(frozen -> 'failed') = 'object' then jsonb_build_object('failed', (frozen -> 'failed') || jsonb_build_object(
      'figures', coalesce((select jsonb_agg(case when figure in (frozen -> 'dialled', frozen -> 'meant', frozen -> 'localized',
        frozen -> 'destination', frozen -> 'caller', frozen -> 'callerGiven') then to_jsonb(masked_number(figure #>> '{}')) else figure end order by position)
        from jsonb_array_elements(frozen -> 'failed' -> 'figures') with ordinality as f (figure, position)), '[]'))) else '{}' end
$$;
