-- The timeline becomes a chain: each event is linked to the one before by a hash, and what is personal in it enters the
-- chain as a salted hash only, so that it can be erased and the chain still proves the rest.
-- Rewrites audit_events once, under an exclusive lock: some seconds for a million events.

-- The values themselves, each with the salt of its hash, until they are erased.
create table audit_personal_values (
  event_id bigint primary key references audit_events on delete restrict,
  kept     jsonb  not null -- {"address" | "reason" | "changes.0.before": {"salt", "text"}}; text: the value as JSON
);

create function forbid_all_but_erasing() returns trigger language plpgsql as $$
begin
  if new.event_id = old.event_id and old.kept @> new.kept then return new; end if;
  raise exception 'personal values of the timeline are erased, never changed' using errcode = 'restrict_violation';
end $$;
create trigger only_erasing before update on audit_personal_values for each row execute function forbid_all_but_erasing();
create trigger never_truncated before truncate on audit_personal_values for each statement execute function forbid_change();

-- What was recorded until now: every text counts as personal, since nobody sorted it.
insert into audit_personal_values
select id, jsonb_object_agg(place, jsonb_build_object('salt', encode(uuid_send(gen_random_uuid()), 'hex'), 'text', value::text))
from (
  select id, 'address' as place, to_jsonb(address) as value from audit_events
  union all select id, 'reason', to_jsonb(reason) from audit_events
  union all select e.id, 'changes.' || (c.position - 1) || '.' || side, change -> side
    from audit_events e, jsonb_array_elements(e.changes) with ordinality as c (change, position), unnest(array['before', 'after']) as side
) parts
where jsonb_typeof(value) in ('string', 'array') and value not in ('""', '[]') group by id;

alter table audit_events add column address_hash text not null default '', add column reason_hash text not null default '';
alter table audit_events disable trigger append_only;
update audit_events e set
  address_hash = coalesce(encode(sha256(convert_to((kept -> 'address' ->> 'salt') || (kept -> 'address' ->> 'text'), 'UTF8')), 'hex'), ''),
  reason_hash = coalesce(encode(sha256(convert_to((kept -> 'reason' ->> 'salt') || (kept -> 'reason' ->> 'text'), 'UTF8')), 'hex'), ''),
  changes = coalesce((
    select jsonb_agg(jsonb_build_object('field', change -> 'field', 'before', sides.before, 'after', sides.after) order by position)
    from jsonb_array_elements(e.changes) with ordinality as c (change, position), lateral (
      select
        (select case when k is null then change -> 'before' else jsonb_build_object('hash',
          encode(sha256(convert_to((k ->> 'salt') || (k ->> 'text'), 'UTF8')), 'hex')) end
          from (select kept -> ('changes.' || (c.position - 1) || '.before') as k) one) as before,
        (select case when k is null then change -> 'after' else jsonb_build_object('hash',
          encode(sha256(convert_to((k ->> 'salt') || (k ->> 'text'), 'UTF8')), 'hex')) end
          from (select kept -> ('changes.' || (c.position - 1) || '.after') as k) one) as after) sides), '[]')
from audit_personal_values p where p.event_id = e.id;
alter table audit_events enable trigger append_only;
alter table audit_events drop column address, drop column reason;

-- The chain. Position 1 follows 64 zeros.
create table audit_seals (
  position      bigint primary key,
  event_id      bigint not null unique references audit_events on delete restrict,
  previous_hash bytea  not null,
  hash          bytea  not null, -- SHA-256 of the previous hash and the event
  sealed_at     timestamptz not null,
  constraint position_counts_from_one check (position >= 1),
  constraint hashes_are_sha_256 check (length(previous_hash) = 32 and length(hash) = 32)
);
create trigger append_only before update or delete or truncate on audit_seals
  for each statement execute function forbid_change();

-- Whoever takes an id says so by a shared lock until it commits. So the sealer knows who may still bring a lower id, waits
-- for nobody else, and nobody waits for it.
alter table audit_events alter column id drop identity;
create sequence audit_event_ids owned by audit_events.id;
select setval('audit_event_ids', greatest(max(id), 1), max(id) is not null) from audit_events;
create function next_audit_event_id() returns bigint language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(7201934514);
  return nextval('audit_event_ids');
end $$;
alter table audit_events alter column id set default next_audit_event_id();
