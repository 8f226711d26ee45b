-- Notices of money, documents and services: documents come along with mails, topics have addresses of their own, and texts are
-- those of whoever sells to the account.

alter table mails add column document_id bigint references documents on delete restrict; -- comes along as PDF

alter table mails drop constraint mail_kind_is_known;
alter table mails add constraint mail_kind_is_known check (kind in
  ('welcome', 'invite', 'password_changed', 'email_changed', 'money_low', 'sign_up', 'sign_up_known',
   'second_factor_on', 'second_factor_off', 'password_reset', 'api_key_made', 'api_key_expiring',
   'passkey_added', 'passkey_removed', 'guard_noticed', 'guard_blocked', 'calls_blocked',
   'top_up', 'payment_failed', 'refunded', 'charged_back', 'receipt', 'usage_receipt', 'invoice', 'credit_note',
   'commission_note', 'invoice_due', 'invoice_overdue', 'suspended_for_debt', 'restored', 'renewal', 'renewal_unpaid',
   'subscription_ended'));

-- Where notices of a topic go instead of the notification addresses of the account.
create table mail_recipients (
  account_id bigint not null references accounts on delete cascade,
  topic      text   not null,
  addresses  text[] not null,
  primary key (account_id, topic),
  constraint mail_topic_is_known check (topic in ('money', 'documents', 'services')),
  constraint recipients_are_1_to_10 check (cardinality(addresses) between 1 and 10)
);

-- Texts of the operator or a reseller instead of ours, for the accounts below it.
create table mail_templates (
  id         bigint generated always as identity primary key,
  owner_id   bigint not null references accounts on delete cascade,
  kind       text   not null,
  language   text   not null,
  subject    text   not null,
  body       text   not null, -- paragraphs with empty lines between them
  changed_at timestamptz not null,
  constraint one_text_for_a_kind_and_language unique (owner_id, kind, language),
  constraint template_language_is_known check (language in ('en', 'de', 'ar')),
  constraint template_subject_is_one_line check (subject <> '' and subject !~ '[[:cntrl:]]')
);

alter table mail_recipients enable row level security;
create policy own_tree on mail_recipients for select to tollbook_api
  using (exists (select 1 from accounts mine where mine.id = mail_recipients.account_id));
create trigger own_tree after insert or update or delete on mail_recipients for each row
  when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('account_id');

-- Those of whoever is above hold below, and are shown there.
alter table mail_templates enable row level security;
create policy own_line on mail_templates for select to tollbook_api
  using (owner_id = any (current_setting('tollbook.line')::bigint[])
    or exists (select 1 from accounts mine where mine.id = mail_templates.owner_id));
create trigger own_tree after insert or update or delete on mail_templates for each row
  when (coalesce(current_setting('tollbook.writer', true), '') <> '') execute function refuse_foreign_row('owner_id');
grant select on mail_recipients, mail_templates to tollbook_api;
