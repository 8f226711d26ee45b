-- Charging writes a row only while it is the version that the decision was made on; otherwise nothing of the batch counts.
create function stale_row() returns json language plpgsql as $$
begin
  raise exception 'a row was changed since it was read' using errcode = 'TB001';
end $$;
