-- What the checks saw ends after some days; the reason, the price and all that proves it stay. Set once, like the mask of numbers.
alter table cdrs add column has_trace boolean not null default true;

-- Text of values stays as it was written, so that the record gets shorter and finds room on its page.
create function without_trace(frozen json) returns json language sql immutable as $$
  select ('{' || string_agg(to_json(key)::text || ':' || case
      when key = 'seen' then '{"calls":[],"available":[],"skipped":[]}'
      when key = 'failed' and json_typeof(value) = 'object' then
        (select '{' || string_agg(to_json(f.key)::text || ':' || case f.key when 'figures' then '[]' else f.value::text end, ',' order by f.place) || '}'
         from json_each(value) with ordinality as f (key, value, place))
      else value::text end, ',' order by place) || ',"traceEnded":true}')::json
  from json_each(frozen) with ordinality as e (key, value, place) where key not in ('caps', 'cli', 'traceEnded')
$$;

create or replace function forbid_all_but_masking() returns trigger language plpgsql as $$
begin
  if new.is_masked and not old.is_masked and to_jsonb(new) - 'is_masked' = to_jsonb(old) - 'is_masked' then
    new.dialled_number := masked_number(old.dialled_number);
    new.destination_number := masked_number(old.destination_number);
    new.caller_number := masked_number(old.caller_number);
    new.given_number := masked_number(old.given_number);
    new.routing_number := masked_number(old.routing_number);
    new.frozen := masked_frozen(old.frozen::jsonb)::json;
    return new;
  end if;
  if old.has_trace and not new.has_trace then
    old.has_trace := false;
    -- As texts, which is quick: each record is written once for this.
    if new::text = old::text then
      new.frozen := without_trace(old.frozen);
      return new;
    end if;
  end if;
  raise exception 'cdrs is append-only: update is refused, but for masking its numbers and ending its trace' using errcode = 'restrict_violation';
end $$;
