-- A second factor at sign-in: codes of a time-based one-time password (RFC 6238), and recovery codes.
create table second_factors (
  account_id    bigint primary key references accounts on delete cascade,
  sealed_secret bytea  not null, -- AES-256-GCM under the master key
  created_at    timestamptz not null,
  confirmed_at  timestamptz,     -- null: shown, but no code of it was given yet; it asks for nothing
  last_step     int    not null default 0 -- of the last code that was used: that one and older ones are refused
);

create table recovery_codes (
  account_id bigint not null references second_factors on delete cascade,
  code_hash  bytea  not null, -- SHA-256; used up = deleted
  primary key (account_id, code_hash)
);

alter table mails drop constraint mail_kind_is_known;
alter table mails add constraint mail_kind_is_known check (kind in
  ('welcome', 'invite', 'password_changed', 'email_changed', 'money_low', 'sign_up', 'sign_up_known',
   'second_factor_on', 'second_factor_off', 'password_reset', 'api_key_made'));
