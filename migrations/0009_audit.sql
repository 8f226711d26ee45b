-- Who changed what, when, from where: the timeline of an account. Append-only; money has its own journal.

create table audit_events (
  id         bigint generated always as identity primary key, -- their order, also within a millisecond
  public_id  uuid   not null default gen_random_uuid() unique,
  account_id bigint not null,    -- whom it is about
  actor_id   bigint,             -- null = the system
  via        text   not null,
  address    text   not null default '',
  action     text   not null,
  changes    jsonb  not null default '[]', -- [{"field", "before", "after"}]; secrets never
  happened_at timestamptz not null,
  constraint via_is_known check (via in ('session', 'api_key', 'system')),
  constraint action_is_named check (action ~ '^[a-z_]+\.[a-z_]+$')
);
create index audit_events_by_account on audit_events (account_id, id);
create trigger append_only before update or delete or truncate on audit_events
  for each statement execute function forbid_change();
