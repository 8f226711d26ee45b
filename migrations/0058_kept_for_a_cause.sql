-- What the timeline keeps of people goes for a cause only: the account was erased, or taken back with everything about it, or
-- the retention of the timeline has passed it. `verify` (I8) asks for the same cause afterwards.

-- Retention left no mark until now: what is gone already is what it ended.
insert into retention_marks (kind, done_before)
select 'timeline', max(e.happened_at) + interval '1 microsecond' from audit_events e join accounts a on a.id = e.account_id
where a.erased_at is null and (e.address_hash <> '' or e.reason_hash <> '')
  and not exists (select from audit_personal_values p where p.event_id = e.id)
having max(e.happened_at) is not null
on conflict (kind) do nothing;

create function forbid_forgetting_without_a_cause() returns trigger language plpgsql as $$
declare
  event record;
begin
  select account_id, actor_id, happened_at into event from audit_events where id = old.event_id;
  if not exists (select from accounts where id = event.account_id and erased_at is null)
    or event.happened_at < (select done_before from retention_marks where kind = 'timeline')
    or (tg_op = 'UPDATE' and new.kept = old.kept - 'address'
      and exists (select from accounts where id = event.actor_id and erased_at is not null)) then
    return case tg_op when 'DELETE' then old else new end;
  end if;
  raise exception 'personal values of the timeline go with an erased account or by their retention only'
    using errcode = 'restrict_violation';
end $$;
create trigger only_for_a_cause before update or delete on audit_personal_values
  for each row execute function forbid_forgetting_without_a_cause();
