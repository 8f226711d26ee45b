/** Turns the ids that a form names into rows, and collects what cannot be used, field by field. */
import type { FieldError } from '../../domain/problem.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import { accountsByIds, type AccountNode } from '../../postgres/accounts/find-account.ts';
import { localizationSet, taxesOf, usableRateGroup } from '../../postgres/accounts/references.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';

export type References = Readonly<{
  rateGroupId: bigint | null;
  nonCliRateGroupId: bigint | null;
  localizationId: bigint | null;
  taxIds: readonly bigint[];
}>;

/**
 * Who sells to an account with this parent, and so issues its wallet and owns its price lists: the
 * nearest distributor above, or the operator. A commission reseller sells nothing itself.
 */
export async function sellerUnder(db: Db, parent: Readonly<{ path: string }>): Promise<AccountNode> {
  const chain = await inFrontOfWall(() => accountsByIds(db, idsOfPath(parent.path)));
  return known(
    chain.findLast(({ kind, resellerType }) => kind === 'operator' || resellerType === 'distributor'),
    'the operator above an account',
  );
}

/** Looks the named things up among those of the seller; adds an error for each that is not there. */
export async function resolveReferences(
  db: Db,
  sellerId: bigint,
  named: Readonly<{
    rateGroupId: string | null;
    nonCliRateGroupId: string | null;
    localizationId: string | null;
    taxIds: readonly string[];
    /** Taxes that the account has already: they may be inactive by now. */
    keptTaxIds?: readonly string[];
  }>,
  errors: FieldError[],
): Promise<References> {
  const rateGroup = async (field: string, publicId: string | null) => {
    if (publicId === null) return null;
    const id = await usableRateGroup(db, publicId, sellerId);
    if (id === null) {
      const message = 'Choose one of the active rate groups of whoever sells to this account.';
      errors.push({ field, code: 'rate_group_not_usable', message });
    }
    return id;
  };
  const rateGroupId = await rateGroup('billing.rateGroupId', named.rateGroupId);
  const nonCliRateGroupId = await rateGroup('billing.nonCliRateGroupId', named.nonCliRateGroupId);
  const localizationId =
    named.localizationId === null ? null : await localizationSet(db, named.localizationId, sellerId);
  if (named.localizationId !== null && localizationId === null) {
    errors.push({
      field: 'settings.localizationId',
      code: 'not_found',
      message: 'Choose one of the rule sets offered.',
    });
  }
  const taxes = await taxesOf(db, { publicIds: named.taxIds, kept: named.keptTaxIds ?? [] }, sellerId);
  const taxIds = named.taxIds.flatMap((publicId) => taxes.get(publicId.toLowerCase()) ?? []);
  if (new Set(taxIds).size !== named.taxIds.length) {
    errors.push({
      field: 'billing.taxIds',
      code: 'not_found',
      message: 'Choose active taxes of whoever sells to this account, each at most once.',
    });
  }
  return { rateGroupId, nonCliRateGroupId, localizationId, taxIds };
}
