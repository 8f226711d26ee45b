-- Calls to access numbers of calling cards: how far each is, in the database, so that any server answers the next question and a killed
-- one loses nothing. Wrong PINs are counted under the lock of the caller and of the card, so that racers get no guess more.

create table card_calls (
  id                uuid   primary key, -- begins with when it began
  switch_id         bigint not null,    -- no reference: a switch may be removed
  channel           text   not null,    -- the switch's name of the leg
  access_number     text   not null,    -- E.164 digits
  owner_id          bigint not null references accounts on delete cascade, -- of the access number
  account_id        bigint references accounts on delete cascade,          -- whose card it is, once that is known
  caller_number     text,               -- as far as it is one; null = not shown
  source            text   not null,
  started_at        timestamptz not null,
  changed_at        timestamptz not null,
  ended_at          timestamptz,
  number            int    not null,    -- answers that were given
  version           int    not null,    -- written with each change: two servers never answer the same question differently
  state             jsonb  not null,
  answer            jsonb,              -- the last one, for whoever asks again
  asking            jsonb,              -- the call that is being asked for
  dialled           jsonb,              -- the calls that were granted and are not known to be over
  access_session_id uuid,               -- of the call to the access number itself, where it costs something
  calls             int    not null default 0, -- that were granted
  constraint channel_has_one_card_call unique (switch_id, channel),
  constraint access_number_is_e164 check (access_number ~ '^[1-9][0-9]{6,14}$')
);
create index card_calls_by_account on card_calls (account_id, id) where account_id is not null;
create index card_calls_by_owner on card_calls (owner_id, id);

-- Who guesses: a caller or a card, with the wrong PINs of the last hour.
create table pin_patience (
  kind         text not null,
  key          text not null,
  wrong_at     timestamptz[] not null default '{}',
  paused_until timestamptz,
  primary key (kind, key),
  constraint kind_is_known check (kind in ('caller', 'card'))
);

create table pin_failures (
  id            uuid   primary key, -- begins with when
  switch_id     bigint not null,
  channel       text   not null,
  entry         int    not null,    -- which of the call: the same one again counts once
  failed_at     timestamptz not null,
  access_number text   not null,
  owner_id      bigint not null references accounts on delete cascade,
  caller_number text,
  source        text   not null,
  calling_card_number   text   not null,    -- as it was entered
  account_id    bigint references accounts on delete cascade, -- null = no such card
  constraint entry_fails_once unique (switch_id, channel, entry)
);
create index pin_failures_by_account on pin_failures (account_id, id) where account_id is not null;
create index pin_failures_by_owner on pin_failures (owner_id, id);

create table pin_pauses (
  id             uuid   primary key, -- begins with when
  kind           text   not null,
  key            text   not null,
  paused_at      timestamptz not null,
  paused_until   timestamptz not null,
  access_number  text   not null,
  owner_id       bigint not null references accounts on delete cascade,
  caller_number  text,               -- of the last wrong one
  calling_card_number    text,               -- null = several
  account_id     bigint references accounts on delete cascade,
  released_at    timestamptz,
  released_by    bigint,             -- an account; no reference, for it may be removed
  release_reason text,
  constraint pause_kind_is_known check (kind in ('caller', 'card')),
  constraint pause_release_is_whole check ((released_at is null) = (release_reason is null))
);
create index pin_pauses_by_account on pin_pauses (account_id, id) where account_id is not null;
create index pin_pauses_by_owner on pin_pauses (owner_id, id);

-- Whose card it is sees them, and whose access number it was, with everybody above either.
create function refuse_foreign_card() returns trigger language plpgsql as $$
begin
  if is_foreign_to_writer(new.owner_id) and (new.account_id is null or is_foreign_to_writer(new.account_id)) then
    raise exception 'a row of % belongs to another part of the tree', tg_table_name using errcode = 'TB404';
  end if;
  return null;
end $$;

alter table pin_patience enable row level security;
do $$
declare name text;
begin
  foreach name in array array['card_calls', 'pin_failures', 'pin_pauses'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy own_tree on %I for select to tollbook_api
      using (exists (select 1 from accounts mine where mine.id in (account_id, owner_id)))', name);
    execute format('grant select on %I to tollbook_api', name);
    execute format('create trigger own_tree after insert or update on %I for each row
      when (coalesce(current_setting(''tollbook.writer'', true), '''') <> '''') execute function refuse_foreign_card()', name);
  end loop;
end $$;
