/** Where the billing of one wallet stands. */
import { known } from '../../domain/assert.ts';
import type { Db } from '../pool.ts';
import { OPEN } from './list-documents.ts';

export type BillingState = Readonly<{
  balanceMicros: bigint;
  documentedMicros: bigint;
  /** Of issued invoices: all that is open, and what of it is late. */
  openInvoices: number;
  openMicros: bigint;
  overdueInvoices: number;
  overdueMicros: bigint;
  isParked: boolean;
}>;

export async function readBillingState(db: Db, walletId: bigint, now: Date): Promise<BillingState> {
  const { rows } = await db.query<BillingState>(
    `select w.balance_micros as "balanceMicros", b.documented_micros as "documentedMicros",
       o.invoices as "openInvoices", o.micros as "openMicros", o.late as "overdueInvoices", o.late_micros as "overdueMicros",
       exists (select from parked_documents p where p.wallet_id = w.id) as "isParked"
     from wallets w join wallet_billing b on b.wallet_id = w.id cross join lateral (
       select count(*)::int as invoices, coalesce(sum(open.micros), 0)::bigint as micros,
         count(*) filter (where open.due_at <= $2)::int as late,
         coalesce(sum(open.micros) filter (where open.due_at <= $2), 0)::bigint as late_micros
       from (select d.due_at, ${OPEN} as micros from documents d
         where d.wallet_id = w.id and d.kind = 'invoice' and b.documented_micros < 0) open where open.micros > 0) o
     where w.id = $1`,
    [walletId, now],
  );
  return known(rows[0], 'the billing of a wallet');
}
