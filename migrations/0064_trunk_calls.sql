-- How many calls a trunk with a limit carries or may still be sent, and its bucket of call attempts. A trunk that never had a
-- limit has no row, and costs a call nothing; a row stays when the limit goes, because calls that began under it still count.
create table trunk_calls (
  trunk_id         bigint primary key references trunks on delete cascade,
  live_calls       int         not null default 0,
  cps_tokens_milli bigint      not null default 0,
  cps_at           timestamptz not null default 'epoch',
  constraint live_calls_are_never_negative check (live_calls >= 0)
) with (fillfactor = 40, autovacuum_vacuum_cost_delay = 0);
alter table trunk_calls enable row level security;

insert into trunk_calls (trunk_id) select id from trunks where capacity is not null or cps_max is not null;

create function count_calls_of_trunk() returns trigger language plpgsql as $$
begin
  insert into trunk_calls (trunk_id) values (new.id) on conflict do nothing;
  return null;
end $$;
create trigger calls_are_counted after insert or update on trunks for each row
  when (new.capacity is not null or new.cps_max is not null) execute function count_calls_of_trunk();
