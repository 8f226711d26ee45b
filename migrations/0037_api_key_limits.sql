-- API keys end at a date, and work from some addresses only.
alter table api_keys add column expires_at timestamptz;                -- null: it does not end by itself
alter table api_keys add column addresses  text[] not null default '{}'; -- addresses and networks in CIDR notation; none: everywhere
alter table api_keys add column warned_at  timestamptz;                -- when its holder was told that it ends soon
alter table api_keys add constraint api_key_has_few_addresses check (cardinality(addresses) <= 20);
create index api_keys_to_warn_of on api_keys (expires_at)
  where expires_at is not null and warned_at is null and revoked_at is null;

alter table mails drop constraint mail_kind_is_known;
alter table mails add constraint mail_kind_is_known check (kind in
  ('welcome', 'invite', 'password_changed', 'email_changed', 'money_low', 'sign_up', 'sign_up_known',
   'second_factor_on', 'second_factor_off', 'password_reset', 'api_key_made', 'api_key_expiring',
   'passkey_added', 'passkey_removed'));
