-- Calls of everybody are searched and added up. Sessions are in the order of time, so their key grows at its end only:
-- what is searched and summed rides on it, and costs a call no index of its own. A day that is over gets indexes of its
-- numbers (src/operations/charging/close-days.ts). Rewrites the key of every partition, and fills one column once.
alter table cdrs add column rate_prefix text; -- of the rate at the caller's own level
alter table cdrs disable trigger only_masking;
update cdrs set rate_prefix = frozen -> 'levels' -> 0 ->> 'prefix' where frozen -> 'levels' -> 0 ->> 'prefix' is not null;
alter table cdrs enable trigger only_masking;
alter table cdrs drop constraint cdrs_pkey;
alter table cdrs add constraint cdrs_pkey primary key (session_id, leg, revision, branch_id) include (
  dialled_number, destination_number, caller_number, account_id, outcome, reason, gateway_id, rate_prefix, recorded_at, started_at,
  talk_ms, billed_seconds, charge_micros, currency, level_wallet_ids, level_charge_micros, carrier_currency, carrier_cost_micros);
-- Few calls have another revision than the first: which, says this one.
create index cdrs_revised on cdrs (session_id) where revision <> 1;
