/** A world with billed accounts whose invoices are reminded of: the run of dunning, and what it told. */
import { runDunning } from '../../src/operations/dunning/run-dunning.ts';
import type { Line } from '../charging/world.ts';
import type { Client, Json } from '../http/support.ts';
import { createBillingWorld } from './billing-world.ts';

export async function createDunningWorld() {
  const world = await createBillingWorld();
  const { pool } = world.database;
  const failing = (error: unknown) => {
    throw error;
  };
  const dun = () => runDunning({ pool, now: world.now, onError: failing });
  /** What was told of an account, oldest first: the type, and days overdue or the number of the invoice. */
  const told = async ({ accountId }: Line): Promise<readonly string[]> => {
    const { rows } = await pool.query<{ type: string; data: Json }>(
      `select e.type, e.data from events e join accounts a on a.id = e.account_id
       where a.public_id = $1 and (e.type like 'invoice.%' or e.type like 'dunning.%') order by e.id`,
      [accountId],
    );
    return rows.map(({ type, data }) =>
      type === 'invoice.reminded' ? `reminded ${data.daysOverdue}` : type.replace('invoice.', ''),
    );
  };
  return {
    ...world,
    dun,
    told,
    /** An invoice of so much at this moment, due after the issuer's days. */
    invoice: async (line: Line, amount: string, client: Client = world.owner): Promise<Json> => {
      await world.adjust(line, amount, 'debit', client);
      world.advance(1000);
      return world.posted(client, `accounts/${line.accountId}/bill`, {});
    },
    /** Lets time go by as the job does: looking every so often. */
    live: async (days: number, everyHours = 1) => {
      for (let hour = 0; hour < days * 24; hour += everyHours) {
        world.advance(everyHours * 3_600_000);
        await dun();
      }
    },
    isSuspended: async ({ accountId }: Line): Promise<boolean> => {
      const { rows } = await pool.query(
        `select from debt_suspensions s join accounts a on a.id = s.account_id where a.public_id = $1 and s.lifted_at is null`,
        [accountId],
      );
      return rows.length > 0;
    },
  };
}
