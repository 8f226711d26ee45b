/** Whose available money fell below its alert threshold, and whom that was told. */
import type { Db, Tx } from '../pool.ts';

/**
 * held: money set aside for running calls took it below. released: those calls gave it back without a top-up.
 * spent: the money itself is below.
 */
export type AlertState = 'held' | 'released' | 'spent';

export type AlertChange = Readonly<{
  accountId: bigint;
  /** Null = there is no alert. */
  before: AlertState | null;
  after: AlertState | null;
  currency: string;
  /** Balance + credit limit. */
  moneyMicros: bigint;
  availableMicros: bigint;
  thresholdMicros: bigint;
}>;

/** The last of a page of accounts with a threshold after `after`; null when the page is the last one. */
export async function endOfPage(db: Db, after: bigint, size: number): Promise<bigint | null> {
  const { rows } = await db.query<{ id: bigint }>(
    'select id from accounts where alert_threshold_micros is not null and id > $1 order by id offset $2 limit 1',
    [after, size - 1],
  );
  return rows[0]?.id ?? null;
}

/** Alerts that have to change, of the accounts after `after` up to `end`, which are not closed. */
export async function alertChanges(
  db: Db,
  { after, end, limit }: Readonly<{ after: bigint; end: bigint | null; limit: number }>,
): Promise<AlertChange[]> {
  const { rows } = await db.query<AlertChange>(
    `with watched as (
       select a.id, w.currency, a.alert_threshold_micros as threshold, w.balance_micros + w.credit_limit_micros as money,
         w.balance_micros + w.credit_limit_micros - w.held_micros as available, m.state, m.money_micros as told
       from accounts a join wallets w on w.account_id = a.id left join money_alerts m on m.account_id = a.id
       where a.alert_threshold_micros is not null and a.id > $1 and ($2::bigint is null or a.id <= $2)
         and a.status <> 'closed'
     ), judged as (
       select *, case
         when money < threshold then 'spent'
         when available < threshold then coalesce(state, 'held')
         when state = 'spent' or money > told then null
         when state is not null then 'released' end as next
       from watched
     )
     select id as "accountId", state as before, next as after, currency, money as "moneyMicros",
       available as "availableMicros", threshold as "thresholdMicros"
     from judged where state is distinct from next order by id limit $3`,
    [after, end, limit],
  );
  return rows;
}

/** Notes what is so now, and that it is told with `isTold`; false when somebody else was faster. */
export async function changeAlert(tx: Tx, change: AlertChange, isTold: boolean, now: Date): Promise<boolean> {
  const { accountId, before, after, moneyMicros } = change;
  if (before === null) {
    const { rowCount } = await tx.query(
      `insert into money_alerts (account_id, state, money_micros, told_at) values ($1, $2, $3, $4)
       on conflict (account_id) do nothing`,
      [accountId, after, moneyMicros, now],
    );
    return rowCount === 1;
  }
  const { rowCount } =
    after === null
      ? await tx.query('delete from money_alerts where account_id = $1 and state = $2', [accountId, before])
      : await tx.query(
          `update money_alerts set state = $3, money_micros = case when $4 then $5 else money_micros end,
             told_at = case when $4 then $6 else told_at end where account_id = $1 and state = $2`,
          [accountId, before, after, isTold, moneyMicros, now],
        );
  return rowCount === 1;
}
