/** The invariants of the books as queries: each returns what breaks it, and nothing when all is well. */
import type { Cdr } from '../../domain/charging/book.ts';
import type { CostsOfCall } from '../../domain/charging/costs-of-call.ts';
import { readFrozen } from '../../domain/charging/frozen.ts';
import type { Db } from '../pool.ts';
import { QUERIES_OF_DOCUMENTS } from './verify-documents.ts';
import { QUERIES_OF_EXCHANGE } from './verify-exchange.ts';
import { QUERIES_OF_PRODUCTS } from './verify-products.ts';
import { HASH_OF_MONTH, MAY_PASS } from './closed-months.ts';

export type Breach = Readonly<{ invariant: string; what: string }>;

/** Where proving begins. */
export type Since = Readonly<{
  /** The closed month that it begins behind; null = with the first transfer. */
  month: string | null;
  at: Date | null;
  /** No transfer from there on has a smaller id. */
  transferId: string;
  /** The first call that is proved with all that was posted for it. */
  sessionId: string;
}>;

/**
 * A call that was held for more than three days before its charge, because nobody settled it meanwhile. Its id begins with the
 * milliseconds of its start (RFC 9562 §5.7).
 */
const IS_OLD_CALL = `(session_id is not null and posted_at - interval '3 days' >
  to_timestamp(('x' || translate(left(session_id::text, 13), '-', ''))::bit(48)::bigint / 1000.0))`;

/** What every query may ask for: `since`, and `moves`, what wallets stood at then and all that moved them after it. */
const COMMON = `since as materialized (
    select $1::timestamptz as now, $2::date as month, coalesce($3::timestamptz, '-infinity') as at, $4::uuid as transfer_id, $5::uuid as session_id),
  base as materialized (
    select distinct on (wallet_id) wallet_id, balance_micros, passed_micros from month_balances
    where month <= (select month from since) order by wallet_id, month desc),
  moves as not materialized (
    select wallet_id as id, (select at from since) as posted_at, balance_micros as micros, passed_micros as passed from base
    union all
    select credit_account_id, posted_at, amount_micros, 0 from ledger_transfers
      where credits_wallet and id >= (select transfer_id from since) and posted_at >= (select at from since)
    union all
    select debit_account_id, posted_at, -amount_micros, case when kind in ${MAY_PASS} or ${IS_OLD_CALL} then amount_micros else 0 end
      from ledger_transfers
      where debits_wallet and id >= (select transfer_id from since) and posted_at >= (select at from since))`;
const CALLS_SINCE = 'session_id >= (select session_id from since)';

const QUERIES: readonly Readonly<{ invariant: string; sql: string }>[] = [
  ...QUERIES_OF_DOCUMENTS,
  ...QUERIES_OF_EXCHANGE,
  ...QUERIES_OF_PRODUCTS,
  {
    invariant: 'I1',
    sql: `select 'transfer ' || t.id || ': its accounts, issuer, currency or wallet marks do not agree' as what
      from ledger_transfers t
      left join ledger_accounts d on d.id = t.debit_account_id
      left join ledger_accounts c on c.id = t.credit_account_id
      where t.id >= (select transfer_id from since) and (d.id is null or c.id is null or d.issuer_id <> t.issuer_id or c.issuer_id <> t.issuer_id
        or d.currency <> t.currency or c.currency <> t.currency
        or (d.kind = 'wallet') <> t.debits_wallet or (c.kind = 'wallet') <> t.credits_wallet)`,
  },
  {
    invariant: 'I1',
    sql: `select 'wallet ' || w.id || ': its ledger account, holder, issuer, currency or branch do not agree' as what
      from wallets w left join ledger_accounts l on l.id = w.id left join accounts a on a.id = w.account_id
      where l.kind is distinct from 'wallet' or l.holder_id is distinct from w.account_id
        or l.issuer_id is distinct from w.issuer_id or l.currency is distinct from w.currency
        or a.branch_id is distinct from w.branch_id`,
  },
  {
    invariant: 'I2',
    sql: `select 'wallet ' || w.id || ': balance ' || w.balance_micros || ', sum of its transfers ' || coalesce(t.micros, 0) as what
      from wallets w left join (
        select id, sum(micros) as micros from moves group by id) t using (id)
      where w.balance_micros <> coalesce(t.micros, 0)`,
  },
  {
    // An account that was moved left its former wallet in the former book.
    invariant: 'I2',
    sql: `select 'former wallet ' || l.id || ': nobody holds it, sum of its transfers ' || t.micros as what
      from ledger_accounts l join (
        select id, sum(micros) as micros from moves group by id) t using (id)
      where l.kind = 'wallet' and t.micros <> 0 and not exists (select 1 from wallets w where w.id = l.id)`,
  },
  {
    invariant: 'I2',
    sql: `select 'wallet ' || w.id || ': held ' || w.held_micros || ' for ' || w.live_calls || ' calls, ' || w.access_calls
        || ' of them to access numbers, its live calls hold ' || coalesce(s.micros, 0) || ' for ' || coalesce(s.calls, 0) || ' and '
        || coalesce(s.access_calls, 0) as what
      from wallets w left join (
        select u.wallet_id as id, sum(u.micros) as micros, count(*) as calls,
          count(*) filter (where frozen -> 'access' is not null) as access_calls
        from live_sessions, unnest(level_wallet_ids, level_held_micros) as u (wallet_id, micros) group by 1) s using (id)
      where w.held_micros <> coalesce(s.micros, 0) or w.live_calls <> coalesce(s.calls, 0)
        or w.access_calls <> coalesce(s.access_calls, 0)`,
  },
  {
    invariant: 'I10',
    sql: `with routes as (
        select s.session_id, s.answered_at, s.gateway_id, s.tried_gateway_ids, r.place,
          (r.route ->> 'gatewayId')::bigint as route_gateway_id, (r.route ->> 'trunkId')::bigint as trunk_id
        from live_sessions s, json_array_elements(s.frozen -> 'routes') with ordinality as r (route, place)),
      reached as (
        select session_id, max(place) as place from routes where route_gateway_id = any(tried_gateway_ids) group by 1),
      held as (
        select trunk_id, count(distinct session_id) as calls
        from routes left join reached using (session_id)
        where trunk_id is not null and case when answered_at is not null and gateway_id is not null
          then route_gateway_id = gateway_id else routes.place >= coalesce(reached.place, 1) end
        group by 1)
      select 'trunk ' || trunk_id || ': ' || coalesce(c.live_calls, 0) || ' calls are counted, its live calls are '
        || coalesce(held.calls, 0) as what
      from trunk_calls c full join held using (trunk_id) where coalesce(c.live_calls, 0) <> coalesce(held.calls, 0)`,
  },
  {
    invariant: 'I3',
    sql: `with latest as (
        select distinct on (session_id, leg) * from cdrs where ${CALLS_SINCE} order by session_id, leg, revision desc),
      charged as (
        select session_id, level, sum(case when debits_wallet then amount_micros else -amount_micros end) as micros,
          count(*) filter (where kind = 'call_charge') as charges
        from ledger_transfers
        where ${CALLS_SINCE} and level is not null and kind not in ('commission', 'commission_correction') group by 1, 2),
      due as (
        select l.session_id, (u.position - 1)::smallint as level, sum(u.micros) as micros
        from latest l, unnest(l.level_charge_micros) with ordinality as u (micros, position) group by 1, 2)
      select 'call ' || session_id || ' level ' || level || ': due ' || coalesce(due.micros, 0) || ', charged '
        || coalesce(charged.micros, 0) || ' in ' || coalesce(charged.charges, 0) || ' charges' as what
      from due full join charged using (session_id, level)
      where coalesce(due.micros, 0) <> coalesce(charged.micros, 0) or charged.charges > 1`,
  },
  {
    // A commission is a part of the charge that was frozen with the call, rounded down.
    invariant: 'I3',
    sql: `with latest as (
        select distinct on (session_id, leg) * from cdrs where ${CALLS_SINCE} order by session_id, leg, revision desc),
      due as (
        select l.session_id, (c.place - 1)::smallint as place, floor(l.level_charge_micros[(c.part ->> 'level')::int + 1]::numeric
          * (c.part ->> 'ppm')::numeric * (c.part ->> 'exchangeRateE10')::numeric / 1e16)::bigint as micros
        from latest l, json_array_elements(l.frozen -> 'commissions') with ordinality as c (part, place)
        where l.outcome <> 'refused'),
      credited as (
        select session_id, level as place, sum(case when credits_wallet then amount_micros else -amount_micros end) as micros
        from ledger_transfers where ${CALLS_SINCE} and kind in ('commission', 'commission_correction') group by 1, 2)
      select 'call ' || session_id || ' commission ' || place || ': due ' || coalesce(due.micros, 0) || ', credited '
        || coalesce(credited.micros, 0) as what
      from due full join credited using (session_id, place) where coalesce(due.micros, 0) <> coalesce(credited.micros, 0)`,
  },
  {
    // What a record says of its commissions is summed in lists and reports.
    invariant: 'I3',
    sql: `with latest as (
        select distinct on (session_id, leg) * from cdrs where ${CALLS_SINCE} order by session_id, leg, revision desc),
      said as (
        select l.session_id, l.commission_wallet_ids[n] as wallet_id, sum(l.commission_micros[n]) as micros
        from latest l, generate_series(1, cardinality(l.commission_wallet_ids)) n group by 1, 2),
      credited as (
        select session_id, case when credits_wallet then credit_account_id else debit_account_id end as wallet_id,
          sum(case when credits_wallet then amount_micros else -amount_micros end) as micros
        from ledger_transfers where ${CALLS_SINCE} and kind in ('commission', 'commission_correction') group by 1, 2)
      select 'call ' || session_id || ': its record says ' || coalesce(said.micros, 0) || ' of commission for wallet ' || wallet_id
        || ', credited ' || coalesce(credited.micros, 0) as what
      from said full join credited using (session_id, wallet_id) where coalesce(said.micros, 0) <> coalesce(credited.micros, 0)`,
  },
  {
    invariant: 'I4',
    sql: `select 'call ' || session_id || ' lives and has a record of its end' as what
      from live_sessions s where exists (select 1 from cdrs c where c.session_id = s.session_id)`,
  },
  {
    invariant: 'I4',
    sql: `select 'call ' || session_id || ' lives since ' || deadline_at || ' without a sign' as what
      from live_sessions where deadline_at < (select now from since) - interval '60 seconds' and switch_unknown_at is null`,
  },
  {
    // Walks each wallet. It may stand below its limit by what it stood below it before, and by what kinds that may have
    // taken since: within three days, because a call that was held for before them is charged after them.
    invariant: 'I5',
    sql: `with walked as (
        select id, posted_at, sum(micros) over now as balance, sum(passed) over now as passed,
          coalesce(sum(micros) over before, 0) as balance_before, coalesce(sum(passed) over before, 0) as passed_before
        from moves
        window now as (partition by id order by posted_at range between unbounded preceding and current row),
          before as (partition by id order by posted_at range between unbounded preceding and interval '3 days' preceding)),
      bounded as (
        select walked.*, greatest(0, (
          select max(limit_micros) from (
            select coalesce(
              (select new_micros from wallet_credit_limit_changes c where c.wallet_id = walked.id
                and c.changed_at <= walked.posted_at - interval '3 days' order by changed_at desc limit 1),
              (select old_micros from wallet_credit_limit_changes c where c.wallet_id = walked.id
                and c.changed_at > walked.posted_at - interval '3 days' order by changed_at limit 1),
              w.credit_limit_micros) as limit_micros
            union all select new_micros from wallet_credit_limit_changes c where c.wallet_id = walked.id
              and c.changed_at > walked.posted_at - interval '3 days' and c.changed_at <= walked.posted_at) limits)) as most
        from walked join wallets w on w.id = walked.id where walked.balance < 0)
      select distinct 'wallet ' || id || ': balance ' || balance || ' at ' || posted_at || ', limit ' || most as what
      from bounded
      where -(balance + most) > greatest(0, -(balance_before + most)) + passed - passed_before
        and posted_at >= (select at from since) + interval '3 days'
      union all
      select 'wallet ' || w.id || ': ' || w.held_micros || ' is held and not covered' as what
      from wallets w
      left join (select id, sum(passed) as passed from moves group by id) p using (id)
      left join (select wallet_id as id, max(greatest(old_micros, new_micros)) as most
        from wallet_credit_limit_changes group by wallet_id) c using (id)
      where w.held_micros > 0 and w.balance_micros - w.held_micros
        + greatest(w.credit_limit_micros, coalesce(c.most, 0)) + coalesce(p.passed, 0) < 0`,
  },
  {
    invariant: 'I6',
    sql: `with latest as (
        select distinct on (session_id, leg) * from cdrs where ${CALLS_SINCE} order by session_id, leg, revision desc),
      booked as (
        select t.session_id, sum(case when c.kind = 'carrier_payable' then t.amount_micros else -t.amount_micros end) as micros
        from ledger_transfers t join ledger_accounts c on c.id = t.credit_account_id
        where t.${CALLS_SINCE} and t.level is null group by 1)
      select 'call ' || session_id || ': carrier cost ' || coalesce(latest.carrier_cost_micros, 0) || ', booked ' || coalesce(booked.micros, 0) as what
      from latest full join booked using (session_id)
      where coalesce(latest.carrier_cost_micros, 0) <> coalesce(booked.micros, 0)`,
  },
  {
    // Free seconds: who uses them, and who holds them.
    invariant: 'I11',
    sql: `with latest as (
        select distinct on (session_id, leg) * from cdrs where ${CALLS_SINCE} order by session_id, leg, revision desc),
      of_calls as (
        select frozen, allowance_used_seconds as seconds, 'used' as what from latest where cardinality(allowance_used_seconds) > 0
        union all select frozen, allowance_held_seconds, 'held' from live_sessions where cardinality(allowance_held_seconds) > 0),
      named as (
        select what, seconds, array(select (p.pack ->> 'allowanceId')::uuid
          from json_array_elements(frozen -> 'levels') with ordinality as l (level, place),
            json_array_elements(l.level -> 'packages') with ordinality as p (pack, place) order by l.place, p.place) as ids
        from of_calls),
      counted as (
        select u.id, coalesce(sum(u.seconds) filter (where what = 'used'), 0) as used,
          coalesce(sum(u.seconds) filter (where what = 'held'), 0) as held
        from named, unnest(ids, seconds) as u (id, seconds) group by 1)
      select 'allowance ' || id || ': ' || coalesce(a.used_seconds, 0) || ' s used and ' || coalesce(a.held_seconds, 0)
        || ' held, by calls ' || coalesce(c.used, 0) || ' and ' || coalesce(c.held, 0) as what
      from package_allowances a full join counted c using (id)
      where coalesce(a.held_seconds, 0) <> coalesce(c.held, 0) or case when a.starts_at < (select at from since)
        then a.used_seconds < coalesce(c.used, 0) else coalesce(a.used_seconds, 0) <> coalesce(c.used, 0) end`,
  },
  {
    invariant: 'I12',
    sql: `select 'closed month ' || c.month || ': its balances do not have its hash' as what
      from closed_months c where c.month >= coalesce((select month from since), '-infinity') and c.hash <> ${HASH_OF_MONTH}`,
  },
  {
    invariant: 'I12',
    sql: `select 'closed month ' || c.month || ': it does not follow the month before' as what
      from (select *, lag(hash, 1, '') over (order by month) as hash_before, lag(month) over (order by month) as month_before from closed_months) c
      where c.previous_hash <> c.hash_before or c.month_before <> c.month - interval '1 month'`,
  },
  {
    // From the beginning only: all that was posted until the end of each month.
    invariant: 'I12',
    sql: `with posted as (
        select id, date_trunc('month', posted_at at time zone 'UTC')::date as month, sum(micros) as micros, sum(passed) as passed from moves group by 1, 2),
      summed as (
        select id, month, sum(micros) over so_far as micros, sum(passed) over so_far as passed from posted
        window so_far as (partition by id order by month))
      select 'closed month ' || b.month || ': wallet ' || b.wallet_id || ' stood at ' || b.balance_micros || ', by its transfers '
        || coalesce(s.micros, 0) as what
      from month_balances b left join summed s on s.id = b.wallet_id and s.month = b.month
      where (select month from since) is null and (b.balance_micros <> coalesce(s.micros, 0) or b.passed_micros <> coalesce(s.passed, 0))`,
  },
  {
    invariant: 'I11',
    sql: `select 'allowance ' || a.id || ': its assignment, account or wallet do not agree' as what
      from package_allowances a left join package_assignments s on s.id = a.assignment_id
        left join ledger_accounts l on l.id = a.wallet_id
      where s.account_id is distinct from a.account_id or l.holder_id is distinct from a.account_id`,
  },
  {
    invariant: 'I9',
    sql: `select 'event ' || id || ' of switch ' || switch_id || ' was kept aside: ' || reason as what from rejected_events where closed_at is null`,
  },
];

/** Runs every query; at most `limit` breaches of each are returned. */
export async function findBreaches(
  db: Db,
  { now, since, limit }: Readonly<{ now: Date; since: Since; limit: number }>,
): Promise<Breach[]> {
  const breaches: Breach[] = [];
  for (const { invariant, sql } of QUERIES) {
    const { rows } = await db.query<{ what: string }>(
      `with ${COMMON} select what from (${sql}) q limit ${limit}`,
      [now, since.month, since.at, since.transferId, since.sessionId],
    );
    breaches.push(...rows.map(({ what }) => ({ invariant, what })));
  }
  return breaches;
}

export type PricedCdr = Pick<
  Cdr,
  | 'sessionId'
  | 'leg'
  | 'revision'
  | 'outcome'
  | 'grantedSeconds'
  | 'endedBy'
  | 'gatewayId'
  | 'levelChargeMicros'
  | 'allowanceUsedSeconds'
  | 'carrierCurrency'
  | 'carrierCostMicros'
  | 'frozen'
> &
  Pick<CostsOfCall, 'levelCommissionMicros' | 'levelCostMicros'> &
  Readonly<{ talkMs: bigint }>;

export type PlaceOfCdr = Pick<Cdr, 'sessionId' | 'leg' | 'revision'>;

/** Records of answered calls after a place, every revision, in the order of their key: for whoever prices them again. */
export async function answeredCdrs(
  db: Db,
  { sessionId, leg, revision }: PlaceOfCdr,
  limit: number,
): Promise<PricedCdr[]> {
  const { rows } = await db.query<PricedCdr>(
    `select session_id as "sessionId", leg, revision, outcome, talk_ms as "talkMs",
       granted_seconds as "grantedSeconds", ended_by as "endedBy", gateway_id as "gatewayId",
       level_charge_micros as "levelChargeMicros", allowance_used_seconds as "allowanceUsedSeconds", carrier_cost_micros as "carrierCostMicros", carrier_currency as "carrierCurrency",
       level_commission_micros as "levelCommissionMicros", level_cost_micros as "levelCostMicros", frozen
     from cdrs where (session_id, leg, revision) > ($1::uuid, $2::smallint, $3::int) and session_id >= $1 and outcome <> 'refused'
     order by session_id, leg, revision limit $4`,
    [sessionId, leg, revision, limit],
  );
  return rows.map((row) => ({ ...row, frozen: readFrozen(row.frozen) }));
}
