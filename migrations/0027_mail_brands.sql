-- Mails in the name of whoever sells to an account, and the kinds that signing up and running low of money need.

alter table mails add column sender_name text not null default ''; -- empty: as the mail server's settings say
alter table mails add column logo_hash text; -- of the picture that comes along; null = none
alter table mails add constraint mail_sender_is_one_line check (sender_name !~ '[[:cntrl:]]');

alter table mails drop constraint mail_kind_is_known;
alter table mails add constraint mail_kind_is_known check (kind in
  ('welcome', 'invite', 'password_changed', 'email_changed', 'money_low', 'sign_up', 'sign_up_known'));

-- The ten notification addresses of an account and its own.
alter table mails drop constraint mail_has_a_recipient;
alter table mails add constraint mail_has_a_recipient check (cardinality(to_addresses) between 1 and 11);
