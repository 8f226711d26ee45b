-- Taxes are kept by the operator and by resellers. One that is inactive is no longer offered, and stays where it is.
-- Both tables were empty so far: the indexes cost nothing.
alter table taxes
  add column status text not null default 'active',
  add constraint tax_has_a_name check (name <> ''),
  add constraint tax_status_is_known check (status in ('active', 'inactive'));
create unique index tax_name_is_unique_for_its_owner on taxes (owner_id, lower(name));
-- For counting who has a tax, and for the foreign key when one is deleted.
create index account_taxes_by_tax on account_taxes (tax_id);
