-- A rate of a carrier may change the number that is dialled, after the rules and prefixes of trunk and provider.

alter table rates
  add column strip_digits smallint not null default 0,
  add column add_prefix   text     not null default '',
  add constraint strip_is_0_to_15_digits check (strip_digits between 0 and 15),
  add constraint added_prefix_is_up_to_15_digits check (add_prefix = '' or add_prefix ~ '^\+?[0-9]{0,15}$');

-- What imports keep of a rate for an undo has every column.
update rate_import_rates set before = before || '{"strip_digits": 0, "add_prefix": ""}' where before is not null;
