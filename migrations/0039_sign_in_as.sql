-- Looking at the panel as an account below: a short session of that account which says whose it really is. It goes with
-- the session that it was begun from.
alter table sign_in_sessions
  add column impersonator_id   bigint references accounts on delete cascade,
  add column parent_token_hash bytea references sign_in_sessions on delete cascade,
  add column may_change        boolean not null default false,
  add constraint borrowed_session_has_its_origin check ((impersonator_id is null) = (parent_token_hash is null));
create index sign_in_sessions_by_parent on sign_in_sessions (parent_token_hash) where parent_token_hash is not null;

-- As whom the actor acted; null = as itself.
alter table audit_events add column as_account_id bigint;
