-- What the columns of a carrier's sheet meant at the last import, by their plain names: the next sheet of the list
-- has them again. Null before the first.
alter table rate_groups
  add column sheet_mapping jsonb,
  add constraint sheet_mapping_is_an_object check (jsonb_typeof(sheet_mapping) = 'object');
