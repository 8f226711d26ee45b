/** I13 as queries: money in another currency. Each may ask for `since`, as those of `verify.ts`. */
import { CURRENCIES, minorMicros } from '../../domain/money.ts';

/** Micros of one minor unit of the currency in `column`: what an exchange rounds to. */
export function unitOf(column: string): string {
  const other = CURRENCIES.filter((currency) => minorMicros(currency) !== 10_000n);
  const cases = other.map((currency) => `when '${currency}' then ${minorMicros(currency)}`);
  return `(case ${column} ${cases.join(' ')} else 10000 end)`;
}

/** What went through an exchange, with its other side; `t` is the side that was paid or sent, `c` what it became. */
const PAIRS = `ledger_transfers t join ledger_transfers c on c.id = t.counterpart_id
  where t.id >= (select transfer_id from since)
    and (t.kind = 'exchange' or (t.kind = 'transfer' and t.debits_wallet))`;

export const QUERIES_OF_EXCHANGE: readonly Readonly<{ invariant: string; sql: string }>[] = [
  {
    invariant: 'I13',
    sql: `select 'transfer ' || t.id || ': it and the other side of its exchange do not name each other, their issuer and their rate' as what
      from ledger_transfers t left join ledger_transfers c on c.id = t.counterpart_id
      where t.counterpart_id is not null and t.id >= (select transfer_id from since)
        and (c.id is null or c.counterpart_id is distinct from t.id or c.issuer_id <> t.issuer_id or c.currency = t.currency
          or t.exchange_rate_e10 is null or c.exchange_rate_e10 is distinct from t.exchange_rate_e10
          or c.posted_at <> t.posted_at)`,
  },
  {
    // In at one side, out at the other.
    invariant: 'I13',
    sql: `select 'transfer ' || t.id || ': it goes through an exchange account and has no other side, or the other way round' as what
      from ledger_transfers t
      join ledger_accounts d on d.id = t.debit_account_id join ledger_accounts a on a.id = t.credit_account_id
      where t.id >= (select transfer_id from since)
        and (d.kind = 'exchange')::int + (a.kind = 'exchange')::int <> (t.counterpart_id is not null)::int`,
  },
  {
    invariant: 'I13',
    sql: `select 'transfer ' || t.id || ': both sides of its exchange go the same way' as what
      from ${PAIRS} and (select kind = 'exchange' from ledger_accounts where id = t.credit_account_id)
        = (select kind = 'exchange' from ledger_accounts where id = c.credit_account_id)`,
  },
  {
    invariant: 'I13',
    sql: `select 'transfer ' || t.id || ': ' || t.amount_micros || ' ' || t.currency || ' at ' || t.exchange_rate_e10 || ' are not '
        || c.amount_micros || ' ' || c.currency as what
      from ${PAIRS} and abs(c.amount_micros::numeric * 1e10 - t.amount_micros::numeric * t.exchange_rate_e10)
        > ${unitOf('c.currency')}::numeric * 1e10 / 2`,
  },
];
