-- Personal data has an end: numbers of calls are masked, the rest is erased, and the books stay as they are.
-- Adds a column to cdrs (with a default, so no row is rewritten).

alter table accounts add column erased_at timestamptz;
alter table accounts add constraint only_closed_accounts_are_erased check (erased_at is null or status = 'closed');

-- Up to where retention was done, so that it need not look at everything again; 'daily': when it last ran.
create table retention_marks (
  kind        text primary key,
  done_before timestamptz not null
);

-- What an account did, for whoever looks for it and whoever erases it.
create index audit_events_by_actor on audit_events (actor_id, id);

-- A CDR changes once: its numbers are masked. Enough digits stay to tell the country, and mostly the network.
alter table cdrs add column is_masked boolean not null default false;

create function masked_number(number text) returns text language sql immutable as $$
  select case when number like '%xxxx' then number else left(number, least(length(number) / 2, 5)) || 'xxxx' end
$$;

-- What was fixed at authorize, without who called whom from where. Prices, levels and routes stay.
create function masked_frozen(frozen jsonb) returns jsonb language sql immutable as $$
  select frozen
    || jsonb_build_object(
      'dialled', masked_number(frozen ->> 'dialled'), 'meant', masked_number(frozen ->> 'meant'),
      'localized', masked_number(frozen ->> 'localized'), 'destination', masked_number(frozen ->> 'destination'),
      'caller', masked_number(frozen ->> 'caller'), 'callerGiven', masked_number(frozen ->> 'callerGiven'),
      'username', case when frozen ->> 'username' is not null then 'xxxx' end, 'source', 'xxxx',
      'userAgent', null, 'callId', null,
      'routes', coalesce((select jsonb_agg(route || '{"uri": "xxxx"}' order by position)
        from jsonb_array_elements(frozen -> 'routes') with ordinality as r (route, position)), '[]'))
    -- A figure of the check that failed may be the number.
    || case when jsonb_typeof(frozen -> 'failed') = 'object' then jsonb_build_object('failed', (frozen -> 'failed') || jsonb_build_object(
      'figures', coalesce((select jsonb_agg(case when figure in (frozen -> 'dialled', frozen -> 'meant', frozen -> 'localized',
        frozen -> 'destination', frozen -> 'caller', frozen -> 'callerGiven') then to_jsonb(masked_number(figure #>> '{}')) else figure end order by position)
        from jsonb_array_elements(frozen -> 'failed' -> 'figures') with ordinality as f (figure, position)), '[]'))) else '{}' end
$$;

drop trigger append_only on cdrs;
create trigger append_only before delete or truncate on cdrs for each statement execute function forbid_change();
create function forbid_all_but_masking() returns trigger language plpgsql as $$
begin
  if new.is_masked and not old.is_masked and to_jsonb(new) - 'is_masked' = to_jsonb(old) - 'is_masked' then
    new.dialled_number := masked_number(old.dialled_number);
    new.destination_number := masked_number(old.destination_number);
    new.caller_number := masked_number(old.caller_number);
    new.routing_number := masked_number(old.routing_number);
    new.frozen := masked_frozen(old.frozen::jsonb)::json;
    return new;
  end if;
  raise exception 'cdrs is append-only: update is refused, but for masking its numbers' using errcode = 'restrict_violation';
end $$;
create trigger only_masking before update on cdrs for each row execute function forbid_all_but_masking();

-- Of a transfer the note can be erased, and nothing else.
drop trigger append_only on ledger_transfers;
create trigger append_only before delete or truncate on ledger_transfers for each statement execute function forbid_change();
create function forbid_all_but_erasing_the_note() returns trigger language plpgsql as $$
begin
  if new.note = '' and to_jsonb(new) - 'note' = to_jsonb(old) - 'note' then return new; end if;
  raise exception 'ledger_transfers is append-only: update is refused, but for erasing its note' using errcode = 'restrict_violation';
end $$;
create trigger only_erasing_the_note before update on ledger_transfers for each row execute function forbid_all_but_erasing_the_note();
