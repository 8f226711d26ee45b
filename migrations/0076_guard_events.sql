-- Guards that watch: how many different risky destinations an account calls within an hour, and that it reached a cap. What
-- calls show is a sighting, written with the batch that decided the call; a job judges them, and what it finds is an event.

alter table account_guards
  add column risky_prefixes_max int, -- null = by the settings; -1 = unlimited
  add constraint risky_prefixes_are_some check (risky_prefixes_max = -1 or risky_prefixes_max between 1 and 1000);

-- No foreign keys: the batches of charging write it. Gone after a day; what an event needs stands in the event.
create table guard_sightings (
  id         bigint generated always as identity primary key,
  account_id bigint not null,
  session_id uuid   not null,
  guard      text   not null,
  subject    text   not null, -- the risky prefix, or the cap that was reached
  figures    json   not null, -- of the prefix its class; of the cap micros allowed and used
  is_granted boolean not null,
  seen_at    timestamptz not null,
  is_judged  boolean not null default false
);
create index guard_sightings_by_account on guard_sightings (account_id, seen_at);
create index guard_sightings_to_judge on guard_sightings (account_id) where not is_judged;

create table guard_events (
  id             bigint generated always as identity primary key,
  public_id      uuid   not null default gen_random_uuid() unique,
  account_id     bigint not null references accounts on delete cascade,
  guard          text   not null,
  subject        text   not null default '',
  step           text   not null,
  happened_at    timestamptz not null,
  evidence       jsonb  not null, -- figures, and the calls with their prefixes: no numbers
  released_at    timestamptz,
  released_by    bigint,          -- an account; no reference, for it may be removed
  release_reason text,
  constraint guard_is_known check (guard in ('risky_prefixes', 'spend_cap')),
  constraint step_is_known check (step in ('observe', 'alert', 'block', 'hang_up')),
  constraint only_blocks_are_released check (released_at is null or step in ('block', 'hang_up')),
  constraint release_is_whole check ((released_at is null) = (release_reason is null))
);
create index guard_events_by_account on guard_events (account_id, id);
create index guard_events_that_block on guard_events (account_id) where released_at is null and step in ('block', 'hang_up');

-- Charging reads with an account whether a guard blocks it.
do $$
declare event text;
begin
  foreach event in array array['insert', 'update', 'delete'] loop
    execute format('create trigger %I after %s on guard_events referencing %s table as changed_rows for each statement execute function note_catalogue_change(''account'', ''account_id'')',
      'catalogue_' || event, event, case event when 'delete' then 'old' else 'new' end);
  end loop;
end $$;

alter table guard_sightings enable row level security;
alter table guard_events enable row level security;
create policy own_tree on guard_events for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id = guard_events.account_id));
grant select on guard_events to tollbook_api;
create trigger own_tree after insert or update or delete on guard_events for each row
  when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('account_id');


alter table mails drop constraint mail_kind_is_known;
alter table mails add constraint mail_kind_is_known check (kind in
  ('welcome', 'invite', 'password_changed', 'email_changed', 'money_low', 'sign_up', 'sign_up_known',
   'second_factor_on', 'second_factor_off', 'password_reset', 'api_key_made', 'api_key_expiring',
   'passkey_added', 'passkey_removed', 'guard_noticed', 'guard_blocked', 'calls_blocked'));
