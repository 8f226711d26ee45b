-- A number belongs to whoever's letterhead is printed above it: a distributor without one of its own issues in the series of the
-- nearest above that has one, so that nobody has the same number twice under one name.
alter table document_series rename column issuer_id to owner_id;
alter table documents add column series_owner_id bigint;
alter table documents disable trigger append_only;
update documents set series_owner_id = issuer_id;
alter table documents enable trigger append_only;
alter table documents
  alter column series_owner_id set not null,
  drop constraint document_serial_is_unique,
  add constraint document_serial_is_unique unique (series_owner_id, kind, year, serial),
  add constraint document_number_is_unique unique (series_owner_id, number);
