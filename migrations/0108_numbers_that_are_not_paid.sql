-- A number whose product waits for money: records know one reason more. Rows that are there know none that is new.
alter table cdrs drop constraint reason_is_known;
alter table cdrs add constraint reason_is_known check (reason in (
  'not_authenticated', 'cps_reached', 'account_suspended', 'account_closed', 'account_expired', 'suspended_for_debt', 'reseller_suspended',
  'blocked_by_guard', 'number_invalid', 'number_not_in_service', 'number_not_paid', 'forwarded_too_often', 'local_calls_not_allowed',
  'destination_blocked', 'destination_class_closed', 'caller_id_not_in_pool', 'no_rate_group', 'no_rate_for_destination',
  'no_exchange_rate', 'concurrent_calls_reached', 'spend_cap_reached', 'insufficient_funds', 'no_emergency_route', 'no_route',
  'no_profitable_route', 'trunks_full'
)) not valid;
alter table folded_refusals drop constraint reason_is_known;
alter table folded_refusals add constraint reason_is_known check (reason in (
  'not_authenticated', 'cps_reached', 'account_suspended', 'account_closed', 'account_expired', 'suspended_for_debt', 'reseller_suspended',
  'blocked_by_guard', 'number_invalid', 'number_not_in_service', 'number_not_paid', 'forwarded_too_often', 'local_calls_not_allowed',
  'destination_blocked', 'destination_class_closed', 'caller_id_not_in_pool', 'no_rate_group', 'no_rate_for_destination',
  'no_exchange_rate', 'concurrent_calls_reached', 'spend_cap_reached', 'insufficient_funds', 'no_emergency_route', 'no_route',
  'no_profitable_route', 'trunks_full'
)) not valid;
