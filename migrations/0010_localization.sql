-- Rules of number translation, in five ordered lists of a set.

create table localization_rules (
  id              bigint generated always as identity primary key,
  localization_id bigint not null references localization_sets on delete cascade,
  list            text   not null,
  position        int    not null,
  match           text   not null, -- a prefix, or '*'
  length_min      int,
  length_max      int,
  cut             int,             -- signs; null = the matched prefix
  add_prefix      text   not null default '',
  is_last         boolean not null,
  constraint list_is_known check (list in ('originationDestination', 'originationInboundCallerId',
    'originationOutboundCallerId', 'terminationDestination', 'terminationOutboundCallerId')),
  constraint match_is_a_prefix_or_any check (match = '*' or match ~ '^[+]?[0-9*#]{1,20}$'),
  constraint lengths_make_a_range check (length_min is null or length_max is null or length_min <= length_max),
  constraint cut_is_0_to_40 check (cut between 0 and 40),
  constraint added_prefix_is_dialable check (add_prefix ~ '^[+0-9*#]{0,20}$'),
  constraint position_is_taken_once unique (localization_id, list, position)
);
alter table localization_sets add constraint localization_name_is_unique_for_its_owner unique (owner_id, name);

do $$
declare event text;
begin
  foreach event in array array['insert', 'update', 'delete'] loop
    execute format('create trigger %I after %s on localization_rules referencing %s table as changed_rows for each statement execute function note_catalogue_change(%L, %L)',
      'catalogue_' || event, event, case event when 'delete' then 'old' else 'new' end, 'localization', 'localization_id');
  end loop;
end $$;
