-- Whoever forgot its password asks for a link: of the same kind as an invitation, and beside it.
alter table account_invites add column kind text not null default 'invite';
alter table account_invites alter column kind drop default;
alter table account_invites add constraint invite_kind_is_known check (kind in ('invite', 'reset'));
alter table account_invites drop constraint account_invites_pkey;
alter table account_invites add primary key (account_id, kind);

-- What was asked for and not looked at yet. Whoever asks gets its answer before anything is looked up, so neither the
-- answer nor its time tells whether there is such an account.
create table password_reset_requests (
  id          bigint generated always as identity primary key,
  identifier  text   not null, -- as it was typed: an account number, or an e-mail address
  within_path text   not null, -- a reseller's host name sends links to the accounts of its tree only
  address     text   not null, -- where it was asked from
  asked_at    timestamptz not null
);
