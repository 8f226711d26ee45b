/** I14 as queries: what was charged for products. Each may ask for `since`, as those of `verify.ts`. */
import { unitOf } from './verify-exchange.ts';

const NAME = `'subscription ' || c.subscription_id || ' ' || c.part || ' of ' || c.period_from || ' level ' || c.level`;

export const QUERIES_OF_PRODUCTS: readonly Readonly<{ invariant: string; sql: string }>[] = [
  {
    // A payer is debited and a commission credited; a credit goes the other way.
    invariant: 'I14',
    sql: `select ${NAME} || ': ' || c.amount_micros || ' was not moved so between the wallet of account ' || c.account_id || ' and its seller' as what
      from product_charges c left join ledger_transfers t on t.id = c.transfer_id
        left join ledger_accounts l on l.id = case when t.debits_wallet then t.debit_account_id else t.credit_account_id end
      where c.transfer_id >= (select transfer_id from since) and (t.id is null or t.amount_micros <> c.amount_micros
        or l.holder_id is distinct from c.account_id or t.debits_wallet = t.credits_wallet
        or t.kind <> all(case when c.is_commission and c.part = 'credit' then array['product_commission_correction']
          when c.is_commission then array['product_commission'] when c.part = 'credit' then array['product_credit']
          else array['product_charge', 'product_owed'] end))`,
  },
  {
    invariant: 'I14',
    sql: `select 'transfer ' || t.id || ' (' || t.kind || '): it is no charge of a subscription' as what
      from ledger_transfers t
      where t.id >= (select transfer_id from since)
        and t.kind in ('product_charge', 'product_owed', 'product_credit', 'product_commission', 'product_commission_correction')
        and not exists (select 1 from product_charges c where c.transfer_id = t.id)`,
  },
  {
    // Each unit by itself, half up to the minor unit of whoever pays.
    invariant: 'I14',
    sql: `select ${NAME} || ': ' || c.amount_micros || ' is not ' || c.list_micros || ' at the rate ' || c.exchange_rate_e10 as what
      from product_charges c join ledger_transfers t on t.id = c.transfer_id
      where c.transfer_id >= (select transfer_id from since) and not c.is_commission and c.part <> 'credit'
        and c.amount_micros <> case when c.exchange_rate_e10 = 10000000000 then c.list_micros else c.quantity
          * round(c.list_micros::numeric / c.quantity * c.exchange_rate_e10 / 10000000000 / ${unitOf('t.currency')}) * ${unitOf('t.currency')} end`,
  },
  {
    // All levels pay for one thing, or none does.
    invariant: 'I14',
    sql: `select ${NAME} || ': the level below has not paid' as what
      from product_charges c
      where c.charged_at >= (select at from since) and c.level > 0 and c.part = 'fee' and not c.is_commission
        and not exists (select 1 from product_charges b where b.subscription_id = c.subscription_id and b.part = 'fee'
          and b.period_from = c.period_from and b.level = c.level - 1 and not b.is_commission and b.quantity = c.quantity)`,
  },
  {
    invariant: 'I14',
    sql: `select 'subscription ' || subscription_id || ': its interval from ' || period_from || ' does not follow the one until ' || coalesce(before::text, 'none') as what
      from (select subscription_id, period_from, begins_anew, lag(period_to) over (partition by subscription_id order by period_from, id) as before,
          lag(id) over (partition by subscription_id order by period_from, id) as earlier
        from product_charges where part = 'fee' and level = 0 and not is_commission and not is_addition) i
      where case when begins_anew then before > period_from else before is distinct from period_from or earlier is null end`,
  },
  {
    invariant: 'I14',
    sql: `select 'subscription ' || s.id || ': what it stands at is not the interval that was charged' as what
      from subscriptions s
      where s.status = 'active' and not exists (select 1 from product_charges c where c.subscription_id = s.id and c.part = 'fee' and c.level = 0
        and not c.is_commission and not c.is_addition and c.period_from = s.period_from and c.period_to is not distinct from s.renews_at)`,
  },
  {
    // Units that came later, within an interval that the others had paid.
    invariant: 'I14',
    sql: `select ${NAME} || ': it is an addition to nothing' as what
      from product_charges c
      where c.is_addition and c.part = 'fee' and not c.is_commission and not exists (select 1 from product_charges b
        where b.subscription_id = c.subscription_id and b.part = 'fee' and b.level = c.level and not b.is_commission and not b.is_addition
          and b.period_to = c.period_to and b.period_from <= c.period_from)`,
  },
  {
    invariant: 'I14',
    sql: `select 'subscription ' || subscription_id || ': account ' || account_id || ' got back ' || back || ' of ' || paid || ' until ' || period_to as what
      from (select subscription_id, account_id, is_commission, period_to,
          coalesce(sum(amount_micros) filter (where part = 'credit'), 0) as back, coalesce(sum(amount_micros) filter (where part = 'fee'), 0) as paid
        from product_charges where period_to is not null group by 1, 2, 3, 4) i where back > paid`,
  },
];
