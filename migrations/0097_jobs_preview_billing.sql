-- What a billing day would issue is composed by a job, and taken back.
alter table jobs drop constraint job_kind_is_known;
alter table jobs add constraint job_kind_is_known check (kind in ('import_accounts', 'create_accounts', 'undo_accounts',
  'change_accounts', 'undo_changes', 'import_rates', 'undo_rates', 'preview_billing'));
