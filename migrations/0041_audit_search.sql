-- Searching the timeline of everybody. What can be searched are texts as people read them; words of personal values are
-- made again when one is erased. Rewrites the timeline once, under an exclusive lock.

create function words_of_kept(kept jsonb, of_doer boolean) returns text language sql immutable as $$
  select coalesce(string_agg((value ->> 'text')::jsonb #>> '{}', E'\n'), '')
  from jsonb_each(kept) where (key in ('address', 'reason')) = of_doer
$$;
-- Values before and after, which every reader of the event sees; address and reason, which those above the doer see.
alter table audit_personal_values add column value_words text not null generated always as (words_of_kept(kept, false)) stored;
alter table audit_personal_values add column doer_words text not null generated always as (words_of_kept(kept, true)) stored;

create function words_of_changes(changes jsonb) returns text language sql immutable as $$
  select coalesce(string_agg(side.value #>> '{}', E'\n'), '')
  from jsonb_array_elements(changes) as each (change), jsonb_each(each.change) as side
  where side.key in ('before', 'after') and jsonb_typeof(side.value) = 'string'
$$;
alter table audit_events add column plain_words text not null generated always as (words_of_changes(changes)) stored;

create index audit_events_by_time on audit_events (happened_at desc, id desc);
create index audit_events_by_address on audit_personal_values ((kept #>> '{address,text}') text_pattern_ops);
do $$ begin
  if exists (select 1 from pg_extension where extname = 'pg_trgm') then
    create index audit_personal_values_search on audit_personal_values using gin (value_words gin_trgm_ops, doer_words gin_trgm_ops);
    create index audit_events_search on audit_events using gin (plain_words gin_trgm_ops) where plain_words <> '';
  end if;
end $$;
