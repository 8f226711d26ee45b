-- Work that takes longer than a request: jobs run one after another, and go on after a restart.

-- A sheet that somebody sent, until it is imported or a day old. It may hold passwords, so it is sealed.
create table sheet_uploads (
  id          bigint generated always as identity primary key,
  public_id   uuid   not null default gen_random_uuid() unique,
  account_id  bigint not null references accounts on delete cascade, -- who sent it
  file_name   text   not null,
  sealed      bytea  not null,
  encoding    text,  -- as chosen by whoever sent it; null = detected
  created_at  timestamptz not null,
  expires_at  timestamptz not null
);
create index sheet_uploads_by_account on sheet_uploads (account_id, id);

create table jobs (
  id          bigint generated always as identity primary key,
  public_id   uuid   not null default gen_random_uuid() unique,
  kind        text   not null,
  account_id  bigint not null references accounts on delete cascade, -- who started it; whoever is above sees it too
  via         text   not null, -- how it was signed in, and from where: for the timeline of what is made
  address     text   not null default '',
  status      text   not null default 'queued',
  is_cancel_requested boolean not null default false,
  phase       text   not null default '', -- what it is at, in a word
  done        int    not null default 0,
  total       int    not null,
  created_at  timestamptz not null,
  started_at  timestamptz,
  finished_at timestamptz,
  input       jsonb  not null, -- without secrets
  upload_id   bigint references sheet_uploads on delete set null,
  undoes_id   bigint references jobs on delete cascade, -- the job whose accounts this one takes back
  result      jsonb,
  error       text,
  constraint job_kind_is_known check (kind in ('import_accounts', 'create_accounts', 'undo_accounts')),
  constraint job_via_is_known check (via in ('session', 'api_key')),
  constraint job_status_is_known check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  constraint progress_is_within_its_total check (done between 0 and total),
  constraint ended_has_its_time check ((status in ('done', 'failed', 'cancelled')) = (finished_at is not null)),
  constraint failed_says_why check (status <> 'failed' or error is not null),
  constraint undoing_names_the_job check ((kind = 'undo_accounts') = (undoes_id is not null))
);
create index jobs_to_run on jobs (id) where status in ('queued', 'running');
create index jobs_by_account on jobs (account_id, id);
-- Taking back twice at once would count everything twice.
create unique index job_is_undone_once_at_a_time on jobs (undoes_id) where status in ('queued', 'running');

-- What a job made of a row, written with it: a job that runs again finds here what it need not do twice.
create table job_accounts (
  job_id     bigint not null references jobs on delete cascade,
  row_number int    not null,
  account_id bigint references accounts on delete set null, -- null = taken back
  sealed_credentials bytea, -- null = downloaded, or a day old
  primary key (job_id, row_number)
);
create index job_accounts_by_account on job_accounts (account_id);
create index job_accounts_with_credentials on job_accounts (job_id) where sealed_credentials is not null;

-- Removing an account looks for what names it; these two tables had no way but to read every row.
create index ledger_accounts_by_holder on ledger_accounts (holder_id) where holder_id is not null;
create index sip_credentials_by_account on switch.sip_credentials (account_id);
