-- What a minute of a call between devices of the same operator costs the account, in its currency: 1e-9 each.
-- A constant default: no rewrite of the table, and the lock is short.
alter table accounts
  add column local_call_rate_nanos bigint not null default 0,
  add constraint local_call_rate_is_from_0_to_a_million check (local_call_rate_nanos between 0 and 1000000000000000);
