-- The page by which customers open an account below the operator or a reseller, and those who have not confirmed yet.

create table sign_up_pages (
  owner_id   bigint primary key references accounts on delete cascade, -- the operator, or a reseller
  is_open    boolean not null,
  slug       text    not null unique, -- names the page in its address, and says nothing about its owner
  terms_url  text    not null default '', -- empty: nothing has to be accepted
  changed_at timestamptz not null,
  constraint sign_up_terms_are_a_web_page check (terms_url ~ '^(https?://[^[:space:]]+)?$')
);

-- Nobody's account yet: deleted when it is confirmed, or a day after it was typed.
create table sign_ups (
  id            bigint generated always as identity primary key,
  owner_id      bigint not null references accounts on delete cascade,
  token_hash    bytea  not null unique, -- SHA-256 of the token in the link
  mail_id       bigint not null references mails on delete cascade,
  email_key     text   not null, -- lower case
  form          jsonb  not null,
  password_hash text   not null,
  terms_url     text   not null, -- what was accepted
  created_at    timestamptz not null,
  expires_at    timestamptz not null
);
create index sign_ups_by_email on sign_ups (email_key);
create index sign_ups_by_owner on sign_ups (owner_id, created_at);
create index sign_ups_by_expiry on sign_ups (expires_at);
create index sign_ups_by_mail on sign_ups (mail_id);
