-- Calls and registrations that belonged to nobody, in one table: what charging counted of strangers' calls, and what switches told of
-- refused phones. A row is a source, a minute and a kind, with the first of them as a sample: scanners cost counters.

create table unknown_calls (
  switch_id  bigint      not null,
  source     inet        not null, -- 0.0.0.0: all sources beyond the ones that are told apart in a minute
  minute_at  timestamptz not null,
  kind       text        not null,
  attempts   bigint      not null,
  -- The sample. Texts of phones are short and printable.
  username   text,
  realm      text,
  dialled    text,
  user_agent text,
  primary key (minute_at, source, kind, switch_id),
  constraint kind_is_known check (kind in ('wrong_password', 'unknown_username', 'credential_ended', 'device_inactive', 'wrong_realm',
    'name_mismatch', 'too_many_contacts', 'contact_refused', 'foreign_address', 'wrong_tech_prefix', 'unknown_did'))
);
alter table unknown_calls enable row level security;

insert into unknown_calls (switch_id, source, minute_at, kind, attempts, username, realm, user_agent)
select switch_id, source, date_trunc('minute', minute_at), coalesce(reason, 'unknown_username'), attempts, username, realm, user_agent
from refused_phones on conflict do nothing;
insert into unknown_calls (switch_id, source, minute_at, kind, attempts, username, realm)
select switch_id, case when is_address then source::inet else '0.0.0.0' end, minute_at,
  case sample ->> 'type' when 'sip_device' then 'unknown_username' when 'ip_address' then 'foreign_address' else 'unknown_did' end,
  attempts, left(sample ->> 'username', 64), left(sample ->> 'realm', 64)
from (select *, source ~ '^\d{1,3}(\.\d{1,3}){3}$' and source !~ '\d{4}|25[6-9]|2[6-9]\d|[3-9]\d\d' as is_address
      from unauthenticated_attempts) as old
on conflict do nothing;

drop table refused_phones;
drop table unauthenticated_attempts;

-- A phone was refused. The device is the one with that user name, also when its secret has ended.
create or replace function switch.note_refusal(by_switch bigint, at_second numeric, from_address inet, username_hex text, realm_hex text,
  agent_hex text, why text) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  name text := switch.printable(username_hex, 64);
  shown_realm text := switch.printable(realm_hex, 64);
  at_instant timestamptz := to_timestamp(at_second);
  known record;
  told text := why;
begin
  select c.device_id, c.realm, d.status into known
  from switch.sip_credentials c join public.sip_devices d on d.id = c.device_id
  where c.username = name order by (c.realm = shown_realm) desc, c.id desc limit 1;
  -- A switch knows only the names that are valid now.
  if told = 'unknown_username' and known.device_id is not null then
    told := case when known.realm <> shown_realm then 'wrong_realm' when known.status <> 'active' then 'device_inactive' else 'credential_ended' end;
  end if;
  insert into public.unknown_calls as u (switch_id, source, minute_at, kind, attempts, username, realm, user_agent)
  values (by_switch, from_address, date_trunc('minute', at_instant, 'UTC'), told, 1, name, shown_realm, switch.printable(agent_hex, 128))
  on conflict (minute_at, source, kind, switch_id) do update set attempts = u.attempts + 1;
  if known.device_id is null then return; end if;
  insert into public.device_registrations as r (device_id, switch_id, failed_at, failure_reason, failure_source)
  values (known.device_id, by_switch, at_instant, told, from_address)
  on conflict (device_id) do update set switch_id = excluded.switch_id, failed_at = excluded.failed_at,
    failure_reason = excluded.failure_reason, failure_source = excluded.failure_source
  where r.failed_at is null or r.failed_at <= excluded.failed_at;
end $$;

-- A call came from an address that is nobody's, and showed no digest when it was asked for one.
create function switch.note_foreign_address(by_switch bigint, at_second numeric, from_address inet, dialled_hex text, agent_hex text)
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into public.unknown_calls as u (switch_id, source, minute_at, kind, attempts, dialled, user_agent)
  values (by_switch, from_address, date_trunc('minute', to_timestamp(at_second), 'UTC'), 'foreign_address', 1,
    switch.printable(dialled_hex, 64), switch.printable(agent_hex, 128))
  on conflict (minute_at, source, kind, switch_id) do update set attempts = u.attempts + 1
$$;

-- Further ones of a source in a minute, which the switch only counted. A switch that runs with an older configuration names no kind.
drop function switch.count_refusals(bigint, inet, bigint, bigint);
create function switch.count_refusals(by_switch bigint, from_address inet, minute_number bigint, further bigint, why text default 'unknown_username')
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into public.unknown_calls as u (switch_id, source, minute_at, kind, attempts)
  values (by_switch, from_address, to_timestamp(minute_number * 60), why, further)
  on conflict (minute_at, source, kind, switch_id) do update set attempts = u.attempts + excluded.attempts
$$;

revoke execute on function switch.note_foreign_address, switch.count_refusals from public;
grant execute on function switch.note_foreign_address, switch.count_refusals to tollbook_switch;
