/** What decides whether an account can call at all, before any number is dialled. */
import type { AccountKind } from '../../domain/accounts/actor.ts';
import type { Db } from '../pool.ts';

export type CallingFacts = Readonly<{
  kind: AccountKind;
  resellerType: 'distributor' | 'commission' | null;
  status: 'active' | 'suspended' | 'closed';
  validUntil: Date | null;
  hasActiveRateGroup: boolean;
  /** Null for an account without money of its own. */
  availableMicros: bigint | null;
}>;

/** The accounts of a path below the operator, the lowest first. */
export async function callingFacts(db: Db, ids: readonly bigint[]): Promise<CallingFacts[]> {
  const { rows } = await db.query<CallingFacts>(
    `select a.kind, a.reseller_type as "resellerType", a.status, a.valid_until as "validUntil",
       coalesce(g.status = 'active', false) as "hasActiveRateGroup",
       w.balance_micros + w.credit_limit_micros - w.held_micros as "availableMicros"
     from accounts a left join rate_groups g on g.id = a.rate_group_id left join wallets w on w.account_id = a.id
     where a.id = any($1::bigint[]) and a.kind in ('customer', 'reseller') order by a.depth desc`,
    [ids],
  );
  return rows;
}
