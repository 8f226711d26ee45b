-- What switches tell of phones: who is registered from where, and who was refused and why. It stands apart from
-- sip_devices, whose every change is one of the charging catalogue.

alter table sip_devices drop column last_registered_at, drop column last_registered_from;

-- The newest state of a device. Texts of phones are printable ASCII, cut.
create table device_registrations (
  device_id       bigint primary key references sip_devices on delete cascade,
  switch_id       bigint not null, -- that told the newest of it
  registered_at   timestamptz,     -- or refreshed; a refresh is told once a minute at most
  source          inet,            -- where the packet came from: behind a NAT, the NAT
  port            int,
  transport       text,
  contact         text,
  user_agent      text,
  expires_at      timestamptz,     -- of the contact that lives longest
  unregistered_at timestamptz,     -- the phone said goodbye
  failed_at       timestamptz,     -- the newest refusal
  failure_reason  text,
  failure_source  inet,
  constraint registration_is_whole check (num_nulls(registered_at, source, port, transport, contact, user_agent, expires_at) in (0, 7)),
  constraint failure_is_whole check (num_nulls(failed_at, failure_reason, failure_source) in (0, 3)),
  constraint failure_reason_is_known check (failure_reason in ('wrong_password', 'unknown_username', 'credential_ended', 'device_inactive',
    'wrong_realm', 'name_mismatch', 'too_many_contacts', 'contact_refused')),
  constraint texts_are_short_and_printable check (contact ~ '^[ -~]{0,255}$' and user_agent ~ '^[ -~]{0,128}$' and transport ~ '^[a-z]{1,10}$')
);

-- Phones that were refused: one row per source and minute with the first one as a sample, so that scanners cost counters.
create table refused_phones (
  switch_id  bigint not null,
  source     inet   not null, -- 0.0.0.0 = all sources beyond the ones that a switch names in a minute
  minute_at  timestamptz not null,
  attempts   bigint not null,
  reason     text,
  username   text,
  realm      text,
  user_agent text,
  primary key (source, minute_at, switch_id)
);
create index refused_phones_by_minute on refused_phones (minute_at);

-- Strangers' calls ask whether their source is listed.
create index account_ip_addresses_by_network on account_ip_addresses using gist (network inet_ops);

-- What a phone wrote, sent in hex so that no byte of it can be anything but data: what is not printable ASCII is made '?'.
-- encode() writes high bytes as \ooo and a backslash as two, which chr(1) stands for meanwhile.
create function switch.printable(hex text, length_max int) returns text language sql immutable as $$
  select left(replace(regexp_replace(
    replace(regexp_replace(encode(decode(hex, 'hex'), 'escape'), '[^ -~]', '?', 'g'), '\\', chr(1)),
    '\\[0-7]{3}', '?', 'g'), chr(1), '\'), length_max)
$$;

-- The switch tells by calling these: it reads none of the two tables, and changes nothing else in them. Instants are the
-- switch's, in seconds since 1970.
create function switch.note_registration(by_switch bigint, device bigint, at_second numeric, from_address inet, from_port int,
  by_transport text, contact_hex text, agent_hex text, until_second bigint) returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into public.device_registrations as r
    (device_id, switch_id, registered_at, source, port, transport, contact, user_agent, expires_at)
  select d.id, by_switch, to_timestamp(at_second), from_address, from_port, lower(by_transport),
    switch.printable(contact_hex, 255), switch.printable(agent_hex, 128), to_timestamp(until_second)
  from public.sip_devices d where d.id = device
  on conflict (device_id) do update set switch_id = excluded.switch_id, registered_at = excluded.registered_at, source = excluded.source,
    port = excluded.port, transport = excluded.transport, contact = excluded.contact, user_agent = excluded.user_agent,
    expires_at = excluded.expires_at, unregistered_at = null
  where r.registered_at is null or r.registered_at <= excluded.registered_at
$$;

-- A contact was taken away; until_second is the end of the one that lives longest of the others, 0 = there is none.
create function switch.note_unregistration(by_switch bigint, device bigint, at_second numeric, until_second bigint)
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  update public.device_registrations set switch_id = by_switch,
    expires_at = to_timestamp(case until_second when 0 then at_second else until_second end),
    unregistered_at = case until_second when 0 then to_timestamp(at_second) end
  where device_id = device and registered_at <= to_timestamp(at_second)
$$;

-- A phone was refused. The device is the one with that user name, also when its secret has ended.
create function switch.note_refusal(by_switch bigint, at_second numeric, from_address inet, username_hex text, realm_hex text,
  agent_hex text, why text) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  name text := switch.printable(username_hex, 64);
  shown_realm text := switch.printable(realm_hex, 64);
  at_instant timestamptz := to_timestamp(at_second);
  known record;
  told text := why;
begin
  insert into public.refused_phones as p (switch_id, source, minute_at, attempts, reason, username, realm, user_agent)
  values (by_switch, from_address, date_trunc('minute', at_instant, 'UTC'), 1, why, name, shown_realm, switch.printable(agent_hex, 128))
  on conflict (source, minute_at, switch_id) do update set attempts = p.attempts + 1;
  select c.device_id, c.realm, d.status into known
  from switch.sip_credentials c join public.sip_devices d on d.id = c.device_id
  where c.username = name order by (c.realm = shown_realm) desc, c.id desc limit 1;
  if known.device_id is null then return; end if;
  -- A switch knows only the names that are valid now.
  if told = 'unknown_username' then
    told := case when known.realm <> shown_realm then 'wrong_realm' when known.status <> 'active' then 'device_inactive' else 'credential_ended' end;
  end if;
  insert into public.device_registrations as r (device_id, switch_id, failed_at, failure_reason, failure_source)
  values (known.device_id, by_switch, at_instant, told, from_address)
  on conflict (device_id) do update set switch_id = excluded.switch_id, failed_at = excluded.failed_at,
    failure_reason = excluded.failure_reason, failure_source = excluded.failure_source
  where r.failed_at is null or r.failed_at <= excluded.failed_at;
end $$;

-- Further refusals of a source in a minute, which the switch only counted.
create function switch.count_refusals(by_switch bigint, from_address inet, minute_number bigint, further bigint)
returns void language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into public.refused_phones as p (switch_id, source, minute_at, attempts)
  values (by_switch, from_address, to_timestamp(minute_number * 60), further)
  on conflict (source, minute_at, switch_id) do update set attempts = p.attempts + excluded.attempts
$$;

revoke execute on all functions in schema switch from public;
grant execute on function switch.note_registration, switch.note_unregistration, switch.note_refusal, switch.count_refusals to tollbook_switch;
