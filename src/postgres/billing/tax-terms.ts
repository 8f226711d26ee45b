/** The taxes that documents of accounts are computed with. */
import type { TaxTerms } from '../../domain/billing/taxes.ts';
import type { Db } from '../pool.ts';

/**
 * By account, in its order; one without taxes has an empty list. An inactive tax counts still: it is only not offered any more.
 * A fixed one counts at accounts of its currency.
 */
export async function taxTermsOf(
  db: Db,
  accountIds: readonly bigint[],
): Promise<ReadonlyMap<bigint, readonly TaxTerms[]>> {
  const { rows } = await db.query<TaxTerms & Readonly<{ accountId: bigint }>>(
    `select at.account_id as "accountId", t.public_id as "taxId", t.name, t.jurisdiction, t.kind, t.rate_ppm as "ratePpm",
       t.fixed_micros as "fixedMicros", t.is_compound as "isCompound", t.is_inclusive as "isInclusive"
     from account_taxes at join taxes t on t.id = at.tax_id join wallets w on w.account_id = at.account_id
     where at.account_id = any($1::bigint[]) and coalesce(t.fixed_currency = w.currency, true)
     order by at.account_id, at.position`,
    [accountIds],
  );
  const terms = new Map(accountIds.map((id): [bigint, TaxTerms[]] => [id, []]));
  for (const { accountId, ...tax } of rows) terms.get(accountId)?.push(tax);
  return terms;
}
