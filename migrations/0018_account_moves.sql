-- Moves of accounts: since when whoever is above sees their history. And why somebody did something, in their own words.

create table account_moves (
  id         bigint generated always as identity primary key,
  account_id bigint not null references accounts on delete restrict,
  moved_at   timestamptz not null,
  moved_by   bigint,
  old_path   text   collate "C" not null,
  new_path   text   collate "C" not null,
  old_wallet_id bigint, -- the same as the new one when the issuer stayed
  new_wallet_id bigint,
  constraint a_move_goes_elsewhere check (old_path <> new_path)
);
create index account_moves_by_account on account_moves (account_id, moved_at);
create trigger append_only before update or delete or truncate on account_moves
  for each statement execute function forbid_change();

alter table audit_events add column reason text not null default '';
alter table audit_events add constraint reason_is_short check (length(reason) <= 200);
