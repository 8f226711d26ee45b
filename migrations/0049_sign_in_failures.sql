-- Failed attempts to sign in, so that whoever guesses waits as long after a restart. Keys are hashes under the master key:
-- what was typed, and the address, are in no table. What is older than an hour counts no more, and goes with the next failure.
create table sign_in_failures (
  counter     text        not null,
  key_hash    text        not null,
  failures    int         not null,
  waits_until timestamptz not null,
  last_at     timestamptz not null,
  primary key (counter, key_hash),
  constraint failures_are_counted check (failures > 0)
);
create index sign_in_failures_by_age on sign_in_failures (last_at);
