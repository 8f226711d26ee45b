-- Charging compares caller IDs with the numbers of an account: it is told when they change. A DID that goes from one
-- account to another changes both.
do $$
declare watched record;
begin
  for watched in select * from (values
    ('account_caller_ids', 'insert', 'new'), ('account_caller_ids', 'update', 'new'), ('account_caller_ids', 'delete', 'old'),
    ('dids', 'insert', 'new'), ('dids', 'update', 'old'), ('dids', 'update', 'new'), ('dids', 'delete', 'old')) as t(relation, event, side)
  loop
    execute format('create trigger %I after %s on %I referencing %s table as changed_rows for each statement execute function note_catalogue_change(%L, %L)',
      'catalogue_' || watched.event || '_' || watched.side, watched.event, watched.relation, watched.side, 'account', 'account_id');
  end loop;
end $$;

-- What the CLI pool presented, and what a gateway was told, are numbers of people, too.
create or replace function masked_frozen(frozen jsonb) returns jsonb language sql immutable as $$
  select frozen
    || jsonb_build_object(
      'dialled', masked_number(frozen ->> 'dialled'), 'meant', masked_number(frozen ->> 'meant'),
      'localized', masked_number(frozen ->> 'localized'), 'destination', masked_number(frozen ->> 'destination'),
      'caller', masked_number(frozen ->> 'caller'), 'callerGiven', masked_number(frozen ->> 'callerGiven'),
      'username', case when frozen ->> 'username' is not null then 'xxxx' end, 'source', 'xxxx',
      'userAgent', null, 'callId', null,
      'routes', coalesce((select jsonb_agg(route || '{"uri": "xxxx"}'
          || case when route ? 'caller' then jsonb_build_object('caller', masked_number(route ->> 'caller')) else '{}' end order by position)
        from jsonb_array_elements(frozen -> 'routes') with ordinality as r (route, position)), '[]'))
    || case when frozen -> 'cli' ? 'presented' then jsonb_build_object('cli',
      (frozen -> 'cli') || jsonb_build_object('presented', masked_number(frozen -> 'cli' ->> 'presented'))) else '{}' end
    -- A figure of the check that failed may be the number.
    || case when jsonb_typeof(frozen -> 'failed') = 'object' then jsonb_build_object('failed', (frozen -> 'failed') || jsonb_build_object(
      'figures', coalesce((select jsonb_agg(case when figure in (frozen -> 'dialled', frozen -> 'meant', frozen -> 'localized',
        frozen -> 'destination', frozen -> 'caller', frozen -> 'callerGiven') then to_jsonb(masked_number(figure #>> '{}')) else figure end order by position)
        from jsonb_array_elements(frozen -> 'failed' -> 'figures') with ordinality as f (figure, position)), '[]'))) else '{}' end
$$;
