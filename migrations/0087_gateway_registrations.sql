-- Carriers that send calls only to who registers: the switch does, for each gateway that says so.
alter table gateways add column registers boolean not null default false;
alter table gateways add constraint who_registers_has_a_password check (not registers or (username <> '' and sealed_password is not null));

-- What the carrier named its realm, and HA1 there: asked of Tollbook once, and kept for the next registration.
create table switch.gateway_realms (
  gateway_id bigint primary key references public.gateways on delete cascade,
  realm      varchar(128) not null,
  ha1        varchar(32)  not null,
  constraint ha1_is_an_md5 check (ha1 ~ '^[0-9a-f]{32}$')
);

create function forget_gateway_realm() returns trigger language plpgsql as $$
begin
  delete from switch.gateway_realms where gateway_id = new.id;
  return null;
end $$;
create trigger gateway_realm after update on gateways for each row
  when (old.host <> new.host or old.username <> new.username or old.sealed_password is distinct from new.sealed_password)
  execute function forget_gateway_realm();

-- Kamailio's uac module reads this, with the columns of its version 5. Without a realm nothing fits, until it is learned.
create view switch.uacreg as
select w.id::int as id, ('gw-' || w.public_id)::varchar(64) as l_uuid, w.username::varchar(64) as l_username, 'gateway'::varchar(64) as l_domain,
  w.username::varchar(64) as r_username, case when w.host like '%:%' then '[' || w.host || ']' else w.host end::varchar(253) as r_domain,
  coalesce(r.realm, '')::varchar(128) as realm, w.username::varchar(64) as auth_username, ''::varchar(64) as auth_password,
  coalesce(r.ha1, repeat('0', 32))::varchar(128) as auth_ha1,
  ('sip:' || case when w.host like '%:%' then '[' || w.host || ']' else w.host end || ':' || w.port
    || case w.transport when 'udp' then '' else ';transport=' || w.transport end)::varchar(512) as auth_proxy,
  600 as expires, 0 as flags, 0 as reg_delay, ''::varchar(255) as contact_addr, ''::varchar(128) as socket, ''::varchar(64) as contact_user
from public.gateways w
join public.trunks t on t.id = w.trunk_id
join public.accounts p on p.id = t.provider_id
left join switch.gateway_realms r on r.gateway_id = w.id
where w.registers and w.status = 'active' and t.status = 'active' and p.status = 'active';
insert into kamailio.version (table_name, table_version) values ('uacreg', 5);

-- Whether it is registered, as the switch says; a row is written when that changes, and once a minute.
create table gateway_registrations (
  gateway_id    bigint primary key references gateways on delete cascade,
  switch_id     bigint not null,
  is_registered boolean not null,
  since         timestamptz not null,
  seen_at       timestamptz not null
);
alter table gateway_registrations enable row level security;

create function switch.note_gateway_realm(uuid text, realm_hex text, digest text)
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into switch.gateway_realms (gateway_id, realm, ha1)
  select w.id, switch.printable(realm_hex, 128), digest from public.gateways w where 'gw-' || w.public_id = uuid
  on conflict (gateway_id) do update set realm = excluded.realm, ha1 = excluded.ha1
$$;

create function switch.note_gateway_registration(by_switch bigint, uuid text, is_on boolean, at_second numeric)
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into public.gateway_registrations as r (gateway_id, switch_id, is_registered, since, seen_at)
  select w.id, by_switch, is_on, to_timestamp(at_second), to_timestamp(at_second) from public.gateways w where 'gw-' || w.public_id = uuid
  on conflict (gateway_id) do update set switch_id = excluded.switch_id, is_registered = excluded.is_registered, seen_at = excluded.seen_at,
    since = case when r.is_registered = excluded.is_registered then r.since else excluded.since end
$$;

-- Of several switches the oldest one registers: a carrier would send each call to all of them.
create function switch.registers(by_switch bigint) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select by_switch = min(id) from public.switches where kind = 'kamailio' and status = 'active'
$$;
revoke execute on function switch.note_gateway_realm, switch.note_gateway_registration, switch.registers from public;
grant execute on function switch.note_gateway_realm, switch.note_gateway_registration, switch.registers, switch.printable to tollbook_switch;
grant select on switch.uacreg to tollbook_switch;
