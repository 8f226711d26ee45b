/** A price list of a million rates as a carrier's sheet has them: bulk SQL for a bench, or the text of the sheet. */
import type pg from 'pg';
import { withTransaction } from '../src/postgres/pool.ts';

/**
 * The n-th of a million prefixes, all different: all of three, four and five digits, and every tenth of seven, in no order.
 * So each number is covered, nine of ten by a prefix of five digits that others of seven begin with.
 */
const PREFIX = `case when n < 99900 then 100 + n else 1000000 + (n::bigint * 7919) % 9000000 end`;

/** Fills a rate group of an empty database; what charging would be told of each row is of no use here. */
export async function fillRates(pool: pg.Pool, rateGroupId: bigint, count: number): Promise<void> {
  await withTransaction(pool, async (tx) => {
    await tx.query('set local session_replication_role = replica');
    await tx.query(
      `insert into rates (rate_group_id, prefix, destination, cost_per_minute_nanos, connection_cost_micros, initial_increment_seconds,
         increment_seconds, valid_from)
       select $1, (${PREFIX})::text, 'Destination ' || n / 50, 1000000 + (n::bigint * 104729) % 90000000,
         case when n % 50 = 0 then 5000 else 0 end, case n % 3 when 0 then 60 else 1 end, case n % 3 when 1 then 1 else 6 end, '2026-01-01'
       from generate_series(0, $2::int - 1) n`,
      [rateGroupId, count],
    );
  });
  await pool.query('vacuum analyze rates');
}

/** The same list as a carrier sends it, month by month: every thousandth row is wrong, one in `changedEach` costs something else. */
export function sheetOfRates(count: number, month: number, changedEach = 10): string {
  const rows = ['Code,Destination,Connection Cost,Grace Time,Cost/Min,Initial Increment,Increment'];
  for (let n = 0; n < count; n++) {
    const prefix = n < 99_900 ? 100 + n : 1_000_000 + ((n * 7919) % 9_000_000);
    const cost =
      n % 1000 === 999
        ? 'call us'
        : `0.0${String(((n + (n % changedEach === 0 ? month : 0)) * 104_729) % 90_000).padStart(5, '0')}`;
    const increments = ['60,60', '30,6', '1,1'][n % 3] ?? '';
    rows.push(`${prefix},"Destination ${Math.floor(n / 50)}, mobile",0,0,${cost},${increments}`);
  }
  return rows.join('\n');
}
