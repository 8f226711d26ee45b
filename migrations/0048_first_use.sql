-- An account may be valid for so many days after its first answered call, besides a fixed end: the earlier counts, and
-- stands in `expires_at`, which charging reads. Days are 24 hours each. Rewrites accounts under an exclusive lock
-- (a million rows: some seconds), and reads the calls once to know who was used so far.
alter table accounts
  add column valid_days int, -- null = no end by use
  add constraint valid_days_are_days check (valid_days between 1 and 36500),
  add constraint only_customers_are_used check (kind = 'customer' or valid_days is null);
-- In UTC, where a day has 24 hours whatever the time zone of the session: so it may be kept.
alter table accounts add column expires_at timestamptz generated always as (
  least(valid_until, (first_used_at at time zone 'UTC' + make_interval(days => valid_days)) at time zone 'UTC')
) stored;

update accounts a set first_used_at = used.at
from (
  select account_id, min(answered_at) as at
  from (select account_id, answered_at from cdrs where outcome = 'answered'
        union all select account_id, answered_at from live_sessions where answered_at is not null) calls
  group by account_id
) used
where a.id = used.account_id and a.first_used_at is null and used.at is not null;
