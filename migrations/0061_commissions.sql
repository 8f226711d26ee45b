-- Commission resellers are credited a part of what their customers are charged.
alter table ledger_accounts drop constraint ledger_account_kind_is_known;
alter table ledger_accounts add constraint ledger_account_kind_is_known check (kind in ('wallet', 'revenue', 'cash', 'carrier_cost',
  'carrier_payable', 'tax', 'exchange', 'rounding', 'adjustment', 'commission'));
alter table ledger_transfers drop constraint transfer_kind_is_known;
alter table ledger_transfers add constraint transfer_kind_is_known check (kind in ('payment', 'refund', 'transfer', 'staff_debit', 'staff_credit',
  'call_charge', 'call_overrun', 'call_correction', 'carrier_cost', 'carrier_cost_correction', 'commission', 'commission_correction'));
insert into ledger_accounts (issuer_id, kind, currency)
  select issuer_id, 'commission', currency from ledger_accounts where kind = 'revenue' order by id;

-- Networks have had such an index since 0015; a second one only costs.
drop index account_ip_addresses_by_overlap;
