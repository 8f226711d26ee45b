/** What intervals of an account's products are reckoned by. */
import type { BillingCalendar } from '../../domain/billing/periods.ts';
import type { Db } from '../pool.ts';

/** Of an account that is known to exist. */
export async function calendarOf(db: Db, accountId: bigint): Promise<BillingCalendar> {
  const { rows } = await db.query<BillingCalendar>(
    `select a.billing_schedule as schedule, a.billing_day as "billingDay", p.timezone
     from accounts a join account_profiles p on p.account_id = a.id where a.id = $1`,
    [accountId],
  );
  if (rows[0] === undefined) throw new Error(`the account ${accountId} has a profile`);
  return rows[0];
}
