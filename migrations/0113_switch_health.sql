-- How a switch does, as its event socket tells: for people who look at it. Any server writes; whoever hears nothing does not
-- speak for those that do.
create table switch_health (
  switch_id        bigint primary key references switches on delete cascade,
  is_connected     boolean     not null,
  since            timestamptz not null,
  trouble          text,        -- why there is no connection; null while there is one
  heard_at         timestamptz, -- the newest word of it, by our clock
  heard_by         uuid,        -- the run of a server that heard it
  core_id          uuid,        -- another one after each start of the switch
  version          text,
  started_at       timestamptz,
  sessions         int,
  sessions_max     int,
  idle_cpu_percent real,
  clock_ahead_ms   int,
  constraint trouble_is_known check (trouble in ('not_reached', 'wrong_key', 'denied', 'not_esl', 'silent', 'closed')),
  constraint trouble_is_told_when_away check (is_connected = (trouble is null)),
  constraint beat_is_whole check (num_nulls(core_id, started_at, sessions, sessions_max, idle_cpu_percent, clock_ahead_ms) in (0, 6))
);
alter table switch_health enable row level security;
