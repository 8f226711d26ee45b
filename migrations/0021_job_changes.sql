-- Jobs that change many accounts: what each account had before, so that the job goes on after a restart and can be undone.
alter table jobs drop constraint job_kind_is_known;
alter table jobs add constraint job_kind_is_known check (kind in ('import_accounts', 'create_accounts', 'undo_accounts',
  'change_accounts', 'undo_changes'));
alter table jobs drop constraint undoing_names_the_job;
alter table jobs add constraint undoing_names_the_job
  check ((kind in ('undo_accounts', 'undo_changes')) = (undoes_id is not null));

create table job_changes (
  job_id     bigint not null references jobs on delete cascade,
  position   int    not null, -- in the list that was sent
  account_id bigint references accounts on delete cascade, -- null = nothing that the job may see
  outcome    text   not null,
  before     jsonb, -- the values before and after, as a change has them
  after      jsonb,
  reasons    jsonb  not null default '[]',
  primary key (job_id, position),
  constraint change_outcome_is_known check (outcome in ('changed', 'same', 'refused', 'undone', 'kept')),
  constraint changed_says_what check (outcome <> 'changed' or (account_id is not null and before is not null and after is not null))
);
create index job_changes_by_account on job_changes (account_id);
