-- What became of calls at each gateway: after failures in a row it is left out for a while. A row for each gateway at which a
-- call has failed; written beside the batches, at most once a second by each server, and not at all while calls succeed.
create table gateway_health (
  gateway_id      bigint primary key references gateways on delete cascade,
  failures        int not null,    -- in a row
  failed_at       timestamptz,     -- the last one
  sip_status      int,             -- of the last one: 408 = it said nothing; null = the switch did not tell
  recovered_at    timestamptz,     -- the success that ended the last row of failures
  unhealthy_since timestamptz,
  retry_at        timestamptz,     -- left out until then; after that one call tries it
  rests           int not null,    -- how often it was left out since it was healthy
  constraint health_counts_are_not_negative check (failures >= 0 and rests >= 0),
  constraint unhealthy_gateway_is_tried_again check ((unhealthy_since is null) = (retry_at is null))
);

-- Routes are chosen by `retry_at` alone: a failure more of a healthy gateway is nothing that calls wait for.
create function note_gateway_health() returns trigger language plpgsql as $$
declare
  next_version bigint;
  was timestamptz;
  is_now timestamptz;
begin
  if tg_op <> 'INSERT' then was := old.retry_at; end if;
  if tg_op <> 'DELETE' then is_now := new.retry_at; end if;
  if was is not distinct from is_now then return null; end if;
  update catalogue_version set version = version + 1 returning version into next_version;
  insert into catalogue_changes (version, entity, entity_id) values (next_version, 'gateway_health', coalesce(new.gateway_id, old.gateway_id));
  perform pg_notify('catalogue', next_version::text);
  return null;
end $$;
create trigger catalogue_change after insert or update or delete on gateway_health for each row execute function note_gateway_health();

alter table gateway_health enable row level security;

-- Why somebody took a gateway out by hand.
alter table gateways add column inactive_reason text not null default '';
alter table gateways add constraint only_inactive_gateways_have_a_reason check (inactive_reason = '' or status = 'inactive');
