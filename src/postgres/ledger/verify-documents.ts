/** I7 as queries: what is on documents, and what documents say. Each may ask for `since`, as those of `verify.ts`. */

import { WAITING } from '../billing/open-items.ts';

/** Posted by a server whose clock was behind, a movement may wait so long for the next document. */
const CLOCKS_DIFFER = "interval '1 hour'";

/** What moved a wallet since its documents began, and the item that stands for it. */
const MOVED = `moved as (
    select t.credit_account_id as wallet_id, t.kind, t.id, t.posted_at, t.amount_micros as micros,
        case when t.kind in ('call_charge', 'call_overrun') then t.session_id else t.id end as item_id
      from ledger_transfers t where t.credits_wallet and t.id >= (select transfer_id from since) and t.posted_at >= (select at from since)
    union all
    select t.debit_account_id, t.kind, t.id, t.posted_at, -t.amount_micros,
        case when t.kind in ('call_charge', 'call_overrun') then t.session_id else t.id end
      from ledger_transfers t where t.debits_wallet and t.id >= (select transfer_id from since) and t.posted_at >= (select at from since))`;

/** Documents whose items were all posted since then. */
const IS_SINCE = `((select month from since) is null or coalesce(d.first_item_id >= (select session_id from since), true))`;

export const QUERIES_OF_DOCUMENTS: readonly Readonly<{ invariant: string; sql: string }>[] = [
  {
    invariant: 'I7',
    sql: `with ${MOVED}
      select 'transfer ' || m.id || ' (' || m.kind || '): on no document of wallet ' || m.wallet_id as what
      from moved m join wallet_billing b on b.wallet_id = m.wallet_id
      where m.posted_at >= b.starts_at and (m.kind not in ${WAITING} or m.posted_at < b.period_from - ${CLOCKS_DIFFER})
        and not exists (select 1 from document_items i where i.wallet_id = m.wallet_id and i.item_id = m.item_id)`,
  },
  {
    // Calls of price 0, which moved nothing.
    invariant: 'I7',
    sql: `select 'call ' || c.session_id || ': on no document of its caller' as what
      from cdrs c join wallet_billing b on b.wallet_id = c.level_wallet_ids[1]
      where c.session_id >= (select session_id from since) and c.outcome = 'answered' and c.level_charge_micros[1] = 0
        and c.recorded_at >= b.starts_at and c.recorded_at >= (select at from since) and c.recorded_at < b.period_from - ${CLOCKS_DIFFER}
        and c.recorded_at - c.started_at < interval '14 days'
        and not exists (select 1 from cdrs e where e.session_id = c.session_id and e.branch_id = c.branch_id and e.leg = c.leg
          and e.revision < c.revision and e.outcome = 'answered')
        and not exists (select 1 from document_items i where i.wallet_id = b.wallet_id and i.item_id = c.session_id)`,
  },
  {
    invariant: 'I7',
    sql: `with ${MOVED},
      stamped as (
        select i.document_id, count(distinct i.item_id) as items, coalesce(sum(m.micros), 0) as micros
        from documents d join document_items i on i.document_id = d.id and i.wallet_id = d.wallet_id
          and i.item_id between d.first_item_id and d.last_item_id
        left join moved m on m.wallet_id = i.wallet_id and m.item_id = i.item_id
        where ${IS_SINCE} group by 1)
      select 'document ' || d.number || ': says ' || d.wallet_micros || ' of ' || d.items || ' items, moved were '
        || coalesce(s.micros, 0) || ' by ' || coalesce(s.items, 0) as what
      from documents d left join stamped s on s.document_id = d.id
      where ${IS_SINCE} and (d.wallet_micros <> coalesce(s.micros, 0) or d.items <> coalesce(s.items, 0))`,
  },
  {
    invariant: 'I7',
    sql: `select 'document ' || d.number || ': its account, issuer, currency and wallet do not agree' as what
      from documents d left join ledger_accounts l on l.id = d.wallet_id left join accounts a on a.id = d.account_id
      where d.issued_at >= (select at from since) and (a.id is null or l.kind is distinct from 'wallet'
        or l.holder_id is distinct from d.account_id or l.issuer_id is distinct from d.issuer_id or l.currency is distinct from d.currency)`,
  },
  {
    invariant: 'I7',
    sql: `select 'series ' || kind || ' of ' || owner_id || ' in ' || year || ': ' || coalesce(d.count, 0) || ' documents up to '
        || coalesce(d.last, 0) || ', its last number is ' || s.last_number as what
      from document_series s full join (
        select series_owner_id as owner_id, kind, year, count(*) as count, max(serial) as last from documents group by 1, 2, 3) d using (owner_id, kind, year)
      where s.last_number is distinct from d.last or d.count is distinct from d.last`,
  },
  {
    invariant: 'I7',
    sql: `select 'wallet ' || b.wallet_id || ': its documents come to ' || coalesce(d.micros, 0) || ' and ' || b.opening_micros
        || ' before them, ' || b.documented_micros || ' is kept' as what
      from wallet_billing b left join (select wallet_id, sum(wallet_micros) as micros from documents group by 1) d using (wallet_id)
      where b.documented_micros <> b.opening_micros + coalesce(d.micros, 0)`,
  },
  {
    invariant: 'I7',
    sql: `select 'document ' || d.number || ': its lines and taxes do not add up to ' || d.total_micros as what
      from documents d, lateral (
        select coalesce((select sum((l ->> 'amountMicros')::bigint) from jsonb_array_elements(d.content -> 'lines') l), 0) as lines,
          coalesce((select sum((t ->> 'amountMicros')::bigint) from jsonb_array_elements(d.content -> 'taxes') t), 0) as taxes,
          coalesce((select sum((t ->> 'amountMicros')::bigint) from jsonb_array_elements(d.content -> 'taxes') t
            where not (t ->> 'isInclusive')::boolean), 0) as added) c
      where d.issued_at >= (select at from since) and (c.lines + c.added <> d.total_micros or c.taxes <> d.tax_micros)`,
  },
];
