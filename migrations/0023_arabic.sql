-- Mails are written in Arabic too.
alter table account_profiles drop constraint language_is_known;
alter table account_profiles add constraint language_is_known check (language in ('en', 'de', 'ar'));
