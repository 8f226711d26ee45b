-- A sheet of rates takes the version of the catalogue at its end: whoever changes an account waits for that row. And a
-- statement that changes many rates is not looked through for their prefixes.

create function note_changed_rates_of(changed_id bigint, prefixes text[]) returns void language plpgsql as $$
declare next_version bigint;
begin
  if prefixes = '{}' then return; end if;
  update catalogue_version set version = version + 1 returning version into next_version;
  insert into catalogue_changes (version, entity, entity_id, prefix)
    select next_version, 'rates', changed_id, prefix from unnest(coalesce(prefixes, array[null])) prefix;
  perform pg_notify('catalogue', next_version::text);
end $$;

create or replace function note_changed_rates() returns trigger language plpgsql as $$
declare next_version bigint; rows_changed bigint;
begin
  if current_setting('tollbook.notes_changed_rates', true) = 'at_the_end' then return null; end if;
  select count(*) into rows_changed from (select from changed_rows limit 1001) as first_ones;
  if rows_changed = 0 then return null; end if;
  update catalogue_version set version = version + 1 returning version into next_version;
  if rows_changed > 1000 then
    insert into catalogue_changes (version, entity, entity_id) select distinct next_version, 'rates', rate_group_id from changed_rows;
  else
    insert into catalogue_changes (version, entity, entity_id, prefix)
      select distinct next_version, 'rates', rate_group_id, prefix from changed_rows;
  end if;
  perform pg_notify('catalogue', next_version::text);
  return null;
end $$;
