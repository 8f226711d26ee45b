-- The number by which a call came in is masked with the rest: the record says it as its destination, too.
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
    || case when frozen ? 'local' then jsonb_build_object('local', (frozen -> 'local') || '{"username": "xxxx", "uri": "xxxx"}') else '{}' end
    || case when frozen ? 'inbound' then jsonb_build_object('inbound', (frozen -> 'inbound') || jsonb_build_object('devices', '[]'::jsonb,
        'number', masked_number(frozen -> 'inbound' ->> 'number'))
      || case when frozen -> 'inbound' ? 'forward' then jsonb_build_object('forward',
        (frozen -> 'inbound' -> 'forward') || jsonb_build_object('to', masked_number(frozen -> 'inbound' -> 'forward' ->> 'to'))) else '{}' end) else '{}' end
    || case when frozen ? 'forwarded' then jsonb_build_object('forwarded',
      (frozen -> 'forwarded') || jsonb_build_object('number', masked_number(frozen -> 'forwarded' ->> 'number'))) else '{}' end
    -- A figure of the check that failed may be the number.
    || case when jsonb_typeof(frozen -> 'failed') = 'object' then jsonb_build_object('failed', (frozen -> 'failed') || jsonb_build_object(
      'figures', coalesce((select jsonb_agg(case when figure in (frozen -> 'dialled', frozen -> 'meant', frozen -> 'localized',
        frozen -> 'destination', frozen -> 'caller', frozen -> 'callerGiven') then to_jsonb(masked_number(figure #>> '{}')) else figure end order by position)
        from jsonb_array_elements(frozen -> 'failed' -> 'figures') with ordinality as f (figure, position)), '[]'))) else '{}' end
$$;
