-- A reseller has barred prefixes for everybody below it: its own, and those that somebody above it has set, which it does not lift.
alter table account_blocked_prefixes add column is_from_above boolean not null default false;
