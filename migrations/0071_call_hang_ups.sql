-- Which calls were ended from here, why, and by whom. A row of its own beside the call: the end that the switch reports settles
-- the call as ever, and charging neither reads nor writes this.
create table call_hang_ups (
  session_id  uuid        primary key,
  account_id  bigint      not null references accounts on delete cascade,
  reason      text        not null,
  note        text        not null default '',
  -- Null: the program itself.
  asked_by_id bigint      references accounts on delete set null,
  asked_at    timestamptz not null,
  -- The switch said that it ends the call, or that it is gone. It may have ended it without saying so.
  is_told     boolean     not null
);
create index call_hang_ups_of_an_account on call_hang_ups (account_id);
alter table call_hang_ups enable row level security;
create policy own_tree on call_hang_ups for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id = call_hang_ups.account_id));
grant select on call_hang_ups to tollbook_api;
create trigger own_tree after insert or update or delete on call_hang_ups for each row
  when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('account_id');
