-- A change of rates names its prefixes: a price list of a million rates in memory is not read again for one of them.
-- More prefixes in one statement than that are a sheet, after which the whole list is read.

alter table catalogue_changes add column prefix text;

create function note_changed_rates() returns trigger language plpgsql as $$
declare next_version bigint;
begin
  if not exists (select 1 from changed_rows) then return null; end if;
  update catalogue_version set version = version + 1 returning version into next_version;
  insert into catalogue_changes (version, entity, entity_id, prefix)
    with named as (select distinct rate_group_id, prefix from changed_rows),
      counted as (select rate_group_id, count(*) as prefixes from named group by rate_group_id)
    select next_version, 'rates', rate_group_id, prefix from named join counted using (rate_group_id) where prefixes <= 1000
    union all
    select next_version, 'rates', rate_group_id, null from counted where prefixes > 1000;
  perform pg_notify('catalogue', next_version::text);
  return null;
end $$;

do $$
declare event text;
begin
  foreach event in array array['insert', 'update', 'delete'] loop
    execute format('drop trigger %I on rates', 'catalogue_' || event);
    execute format('create trigger %I after %s on rates referencing %s table as changed_rows for each statement execute function note_changed_rates()',
      'catalogue_' || event, event, case event when 'delete' then 'old' else 'new' end);
  end loop;
end $$;
