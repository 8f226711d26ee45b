-- Of several switches the oldest one registers at carriers, whichever of the two kinds that can it is.
create or replace function switch.registers(by_switch bigint) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select by_switch = min(id) from public.switches where kind in ('kamailio', 'freeswitch') and status = 'active'
$$;
