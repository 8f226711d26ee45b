-- Mails that something caused, and the single-use links by which an account chooses its password.

-- A mail is written by the transaction that caused it, and sent afterwards: none is lost, none goes out for nothing.
create table mails (
  id           bigint generated always as identity primary key, -- their order, also within a millisecond
  public_id    uuid   not null unique,
  account_id   bigint not null references accounts on delete restrict,
  kind         text   not null,
  to_addresses text[] not null,
  language     text   not null,
  subject      text   not null,
  text_body    text   not null, -- where a secret link belongs, U+001A stands in its place
  html_body    text   not null,
  sealed_link  bytea,           -- AES-256-GCM under the master key; null = the mail has none, or no longer
  link_scope_path text,         -- who may read the link: an actor whose scope this path lies in
  created_at   timestamptz not null,
  status       text   not null,
  attempts     int    not null default 0,
  next_attempt_at timestamptz,
  give_up_at   timestamptz not null,
  last_error   text   not null default '',
  sent_at      timestamptz,
  message_id   text,            -- fixed before the first attempt, so that a repetition can be recognised
  constraint mail_kind_is_known check (kind in ('welcome', 'invite', 'password_changed', 'email_changed')),
  constraint mail_status_is_known check (status in ('queued', 'sent', 'failed', 'kept')),
  constraint mail_has_a_recipient check (cardinality(to_addresses) between 1 and 10),
  constraint mail_subject_is_one_line check (subject !~ '[[:cntrl:]]'),
  constraint only_queued_mails_have_a_next_attempt check ((status = 'queued') = (next_attempt_at is not null)),
  constraint sent_has_its_time check ((status = 'sent') = (sent_at is not null)),
  constraint sent_mails_keep_no_link check (status <> 'sent' or sealed_link is null),
  constraint link_and_its_scope_go_together check ((sealed_link is null) = (link_scope_path is null))
);
create index mails_by_account on mails (account_id, id);
create index mails_by_next_attempt on mails (next_attempt_at) where status = 'queued';
create index kept_mails_by_time on mails (created_at) where status = 'kept';

-- One at a time: a new invitation ends the one before.
create table account_invites (
  account_id bigint primary key references accounts on delete cascade,
  token_hash bytea  not null unique, -- SHA-256 of the token in the link
  mail_id    bigint not null references mails on delete restrict,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- The language of an account's mails; null = English.
alter table account_profiles add column language text;
alter table account_profiles add constraint language_is_known check (language in ('en', 'de'));
