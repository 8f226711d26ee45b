-- A reseller may sell at what it pays itself and a mark-up: such a list follows the one that its owner buys by.
alter table rate_groups
  add column basis text not null default 'own_rates',
  add constraint basis_is_known check (basis in ('own_rates', 'purchase')),
  add constraint carriers_ask_their_own check (basis = 'own_rates' or direction = 'origination');
