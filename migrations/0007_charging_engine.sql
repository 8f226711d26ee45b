-- What the charging engine needs besides its tables: news about wallets and credentials, the last proof that a call
-- lives, and a place for events that cannot be applied, so that none is lost.

alter table live_sessions add column alive_at timestamptz not null default 'epoch';

do $$
declare watched record; event text;
begin
  for watched in select * from (values
    ('public.ledger_accounts', 'account', 'holder_id'), ('switch.sip_credentials', 'device', 'device_id')) as t(relation, entity, id_column)
  loop
    foreach event in array array['insert', 'update', 'delete'] loop
      execute format('create trigger %I after %s on %s referencing %s table as changed_rows for each statement execute function public.note_catalogue_change(%L, %L)',
        'catalogue_' || event, event, watched.relation, case event when 'delete' then 'old' else 'new' end, watched.entity, watched.id_column);
    end loop;
  end loop;
end $$;

-- Events of a switch that could not be applied: kept with the reason, for a human.
create table rejected_events (
  id          bigint generated always as identity primary key,
  switch_id   bigint not null,
  body        jsonb  not null,
  reason      text   not null,
  rejected_at timestamptz not null
);

-- When a switch was last heard: apart from switches, whose every change is one of the catalogue.
alter table switches drop column last_seen_at;
create table switch_sightings (
  switch_id    bigint primary key references switches on delete cascade,
  last_seen_at timestamptz not null
);
