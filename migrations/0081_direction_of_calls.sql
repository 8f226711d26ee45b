-- Which way a call went, and the number that the phone sent where the record shows another one: both searched and summed,
-- so both ride on the key of a record. Records are read once; written are only those that went another way than out, and
-- those whose phone sent another number. Indexes of numbers of closed days are made again beside the calls that go on
-- (src/operations/charging/close-days.ts), the oldest day first; until then their days are read along the key.
alter table cdrs
  add column direction text not null default 'outbound'
    constraint direction_is_known check (direction in ('outbound', 'local', 'inbound', 'forwarded', 'emergency')),
  add column given_number text; -- its first 32 digits; null where caller_number has them

create or replace function forbid_all_but_masking() returns trigger language plpgsql as $$
begin
  if new.is_masked and not old.is_masked and to_jsonb(new) - 'is_masked' = to_jsonb(old) - 'is_masked' then
    new.dialled_number := masked_number(old.dialled_number);
    new.destination_number := masked_number(old.destination_number);
    new.caller_number := masked_number(old.caller_number);
    new.given_number := masked_number(old.given_number);
    new.routing_number := masked_number(old.routing_number);
    new.frozen := masked_frozen(old.frozen::jsonb)::json;
    return new;
  end if;
  raise exception 'cdrs is append-only: update is refused, but for masking its numbers' using errcode = 'restrict_violation';
end $$;

do $$
declare
  stale text;
begin
  for stale in select i.indexrelid::regclass::text from pg_index i join pg_class n on n.oid = i.indexrelid
    where n.relnamespace = 'public'::regnamespace and n.relname ~ '^cdrs_\d{8}_by_(number|attempt)$' loop
    execute 'drop index ' || stale;
  end loop;
end $$;
alter table cdrs drop constraint cdrs_pkey;

-- What is frozen is text until it is read: most records say by their text that they went out.
create function pg_temp.direction_of(frozen json) returns text language sql immutable as $$
  select case when frozen::text like any (array['%"inbound":%', '%"forwarded":%', '%"local":%', '%"ownNumber":%', '%"emergency":%']) then
      case when frozen -> 'inbound' is not null then 'inbound'
        when frozen -> 'forwarded' is not null then 'forwarded'
        when frozen -> 'local' is not null or frozen -> 'ownNumber' is not null then 'local'
        when frozen -> 'emergency' is not null then 'emergency' else 'outbound' end
    else 'outbound' end
$$;
create function pg_temp.sent_number(frozen json, shown text) returns text language sql immutable as $$
  select case when strpos(coalesce(shown, ''), sent) = 0 then sent end
  from (select left(regexp_replace(frozen ->> 'callerGiven', '[^0-9*#]', '', 'g'), 32) as sent) given
$$;
alter table cdrs disable trigger only_masking;
update cdrs set direction = pg_temp.direction_of(frozen),
  given_number = case when not is_masked then pg_temp.sent_number(frozen, caller_number) end
where pg_temp.direction_of(frozen) <> 'outbound' or (not is_masked and pg_temp.sent_number(frozen, caller_number) is not null);
alter table cdrs enable trigger only_masking;

alter table cdrs add constraint cdrs_pkey primary key (session_id, leg, revision, branch_id) include (
  dialled_number, destination_number, caller_number, given_number, account_id, outcome, reason, direction, gateway_id, rate_prefix, recorded_at,
  started_at, talk_ms, billed_seconds, charge_micros, currency, level_wallet_ids, level_charge_micros, carrier_currency, carrier_cost_micros);
