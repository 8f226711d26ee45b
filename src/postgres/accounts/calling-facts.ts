/** What decides whether an account can call at all, before any number is dialled. */
import type { AccountKind } from '../../domain/accounts/actor.ts';
import type { Db } from '../pool.ts';

export type CallingFacts = Readonly<{
  id: bigint;
  number: string;
  kind: AccountKind;
  resellerType: 'distributor' | 'commission' | null;
  status: 'active' | 'suspended' | 'closed';
  expiresAt: Date | null;
  isSuspendedForDebt: boolean;
  rateGroupId: bigint | null;
  hasActiveRateGroup: boolean;
  /** Whether prices of the rate group can be had in the currency of the wallet. */
  hasExchangeRate: boolean;
  /** Null for an account without money of its own. */
  availableMicros: bigint | null;
  currency: string | null;
}>;

/** As `exchangeRateE10`: one currency, the pair, or the pair the other way round. */
const convertible = (from: string, to: string, now: string) =>
  `(${from} = ${to} or exists (select from exchange_rates x where x.valid_from <= ${now}
     and ((x.from_currency, x.to_currency) = (${from}, ${to}) or (x.from_currency, x.to_currency) = (${to}, ${from}))))`;

/** The accounts of a path below the operator, the lowest first. */
export async function callingFacts(db: Db, ids: readonly bigint[], now: Date): Promise<CallingFacts[]> {
  const { rows } = await db.query<CallingFacts>(
    `select a.id, a.number, a.kind, a.reseller_type as "resellerType", a.status, a.expires_at as "expiresAt",
       exists (select from debt_suspensions s where s.account_id = a.id and s.lifted_at is null) as "isSuspendedForDebt",
       a.rate_group_id as "rateGroupId", coalesce(g.status = 'active', false) as "hasActiveRateGroup",
       coalesce(${convertible('g.currency', 'w.currency', '$2')}, true) as "hasExchangeRate",
       w.balance_micros + w.credit_limit_micros - w.held_micros as "availableMicros", w.currency
     from accounts a left join rate_groups g on g.id = a.rate_group_id left join wallets w on w.account_id = a.id
     where a.id = any($1::bigint[]) and a.kind in ('customer', 'reseller') order by a.depth desc`,
    [ids, now],
  );
  return rows;
}

/**
 * Whether any number at all can have a route for whoever pays last, with this price list and this currency: an active
 * trunk with a gateway whose prices can be compared. Which numbers it has a price for is not asked.
 */
export async function hasAnyRoute(
  db: Db,
  { rateGroupId, accountId, now }: Readonly<{ rateGroupId: bigint; accountId: bigint; now: Date }>,
): Promise<boolean> {
  const { rows } = await db.query<{ hasRoute: boolean }>(
    `select exists (
       select from trunks t join accounts p on p.id = t.provider_id join rate_groups b on b.id = t.termination_rate_group_id
         join wallets w on w.account_id = $2
       where t.status = 'active' and p.status = 'active' and b.status = 'active'
         and exists (select from gateways where trunk_id = t.id and status = 'active')
         and ${convertible('b.currency', 'w.currency', '$3')}
         and (not exists (select from rate_group_trunks where rate_group_id = $1)
           or exists (select from rate_group_trunks where rate_group_id = $1 and trunk_id = t.id)
           or exists (select from rates where rate_group_id = $1 and forced_trunk_id = t.id))) as "hasRoute"`,
    [rateGroupId, accountId, now],
  );
  return rows[0]?.hasRoute === true;
}
