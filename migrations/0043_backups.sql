-- When a backup was last taken, for whoever asks whether there is one.
create table backups (
  id       bigint generated always as identity primary key,
  taken_at timestamptz not null,
  rows     bigint not null,
  bytes    bigint not null
);
