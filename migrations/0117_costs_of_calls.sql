-- What a call costs those who sell it beside its charges: what commission resellers are credited for it, and costs in another
-- currency than that of the charge. All are null for most calls. They are summed, so they ride on the key of a record and on the index
-- that a branch has of a day that is over; those indexes are made again beside the calls that go on
-- (src/operations/charging/close-days.ts), and until then their days are read along the key. Finds by the ledger, and by the
-- currencies of wallets, which records have something to say, and reads what is frozen of those alone.
alter table cdrs
  add column commission_wallet_ids bigint[],   -- who was credited, in the order of what is frozen
  add column commission_micros bigint[],       -- how much, each in the currency of its wallet
  add column level_commission_micros bigint[], -- what the issuer of each level gave of its charge, in the currency of the level
  add column level_cost_micros bigint[],       -- of several currencies: what whoever sells to a level pays, in the currency of the level
  add constraint each_commission_has_a_wallet check (cardinality(commission_wallet_ids) = cardinality(commission_micros));

do $$
declare
  stale text;
begin
  for stale in select i.indexrelid::regclass::text from pg_index i join pg_class n on n.oid = i.indexrelid
    where n.relnamespace = 'public'::regnamespace and n.relname ~ '^cdrs_\d{8}_by_(branch|attempt)$' loop
    execute 'drop index ' || stale;
  end loop;
end $$;
alter table cdrs drop constraint cdrs_pkey;
alter table cdrs disable trigger only_masking;

-- A part of a charge, rounded down (src/domain/charging/commission.ts), and the same in the currency of the charge, rounded half up.
with parts as (
  select c.session_id, c.leg, c.revision, c.branch_id, c.level_wallet_ids, p.place, (p.part ->> 'walletId')::bigint as wallet_id,
    (p.part ->> 'level')::int + 1 as level, (p.part ->> 'exchangeRateE10')::numeric as rate,
    div(c.level_charge_micros[(p.part ->> 'level')::int + 1]::numeric * (p.part ->> 'ppm')::numeric
      * (p.part ->> 'exchangeRateE10')::numeric, 1e16) as micros
  from cdrs c, json_array_elements(c.frozen -> 'commissions') with ordinality as p (part, place)
  where c.outcome = 'answered' and c.session_id in (
    select t.session_id from ledger_transfers t where t.kind in ('commission', 'commission_correction'))),
given as (
  select session_id, leg, revision, branch_id, level_wallet_ids, array_agg(wallet_id order by place) as wallet_ids,
    array_agg(micros::bigint order by place) as micros
  from parts group by session_id, leg, revision, branch_id, level_wallet_ids having sum(micros) > 0),
by_level as (
  select session_id, leg, revision, level, sum(div(2 * micros * 1e10 + rate, 2 * rate))::bigint as micros
  from parts group by session_id, leg, revision, level),
levels as (
  select g.session_id, g.leg, g.revision, array_agg(coalesce(b.micros, 0) order by n) as micros
  from given g cross join lateral generate_series(1, cardinality(g.level_wallet_ids)) n
    left join by_level b on b.session_id = g.session_id and b.leg = g.leg and b.revision = g.revision and b.level = n
  group by g.session_id, g.leg, g.revision)
update cdrs c set commission_wallet_ids = g.wallet_ids, commission_micros = g.micros, level_commission_micros = l.micros
from given g join levels l using (session_id, leg, revision)
where c.session_id = g.session_id and c.leg = g.leg and c.revision = g.revision and c.branch_id = g.branch_id;

-- The rate that was known when the call began: the one that is frozen with the level, else the newest that was valid then.
create function pg_temp.rate_then(known_from text, known_to text, at timestamptz) returns numeric language sql as $$
  select coalesce(
    (select rate_e10 from exchange_rates where from_currency = known_from and to_currency = known_to and valid_from <= at
     order by valid_from desc limit 1),
    (select nullif(div(2 * 1e20 + rate_e10, 2 * rate_e10::numeric), 0) from exchange_rates
     where from_currency = known_to and to_currency = known_from and valid_from <= at order by valid_from desc limit 1))
$$;
with sold as (
  select c.*, array(select l.currency from unnest(c.level_wallet_ids) with ordinality as u (id, place)
      join ledger_accounts l on l.id = u.id order by u.place) as currencies
  from cdrs c where c.outcome = 'answered' and cardinality(c.level_wallet_ids) > 0),
foreign_cost as (
  select * from sold where cardinality(currencies) = cardinality(level_wallet_ids) and (
    carrier_currency <> currencies[cardinality(currencies)] or exists (select 1 from unnest(currencies) u where u <> currencies[1])))
update cdrs c set level_cost_micros = found.costs
from (
  select session_id, leg, revision, branch_id, (
    select array_agg(case when cost.micros = 0 then 0 when cost.currency = currencies[n] then cost.micros
      else div(2 * cost.micros * coalesce(
          case when level ->> 'rateCurrency' = cost.currency then (level -> 'terms' ->> 6)::numeric end,
          pg_temp.rate_then(cost.currency, currencies[n], started_at)) + 1e10, 2e10)::bigint end order by n)
    from generate_series(1, cardinality(currencies)) n,
      lateral (select case when n < cardinality(currencies) then level_charge_micros[n + 1] else carrier_cost_micros end as micros,
        case when n < cardinality(currencies) then currencies[n + 1] else coalesce(carrier_currency, currencies[n]) end as currency) cost,
      lateral (select frozen -> 'levels' -> (n - 1) as level) own) as costs
  from foreign_cost) found
where c.session_id = found.session_id and c.leg = found.leg and c.revision = found.revision and c.branch_id = found.branch_id;

alter table cdrs enable trigger only_masking;
alter table cdrs add constraint cdrs_pkey primary key (session_id, leg, revision, branch_id) include (
  dialled_number, destination_number, caller_number, given_number, account_id, outcome, reason, direction, gateway_id, rate_prefix, recorded_at,
  started_at, talk_ms, billed_seconds, charge_micros, currency, level_wallet_ids, level_charge_micros, carrier_currency, carrier_cost_micros,
  commission_wallet_ids, commission_micros, level_commission_micros, level_cost_micros);
