/** What the form of a new account offers to choose from. */
import type { Db } from '../pool.ts';
import { DISPLAY_NAME } from './load-account.ts';
import { TAX_VALUES, type TaxValues } from './taxes.ts';
import { inFrontOfWall } from '../wall.ts';

/** A select shows this many at most; the panel searches for more. */
const OFFERED_MAX = 500;

export type OfferedParent = Readonly<{
  publicId: string;
  number: string;
  displayName: string;
  currency: string | null;
}>;

/** The open resellers in the reader's scope. */
export async function offeredParents(db: Db, scopePath: string): Promise<OfferedParent[]> {
  const { rows } = await db.query<OfferedParent>(
    `select a.public_id as "publicId", a.number, ${DISPLAY_NAME} as "displayName", w.currency
     from accounts a join account_profiles p on p.account_id = a.id left join wallets w on w.account_id = a.id
     where a.kind = 'reseller' and a.status <> 'closed' and starts_with(a.path, $1) order by a.id limit ${OFFERED_MAX}`,
    [scopePath],
  );
  return rows;
}

export type OfferedRateGroup = Readonly<{
  publicId: string;
  name: string;
  currency: string;
  ownerPublicId: string;
}>;

/** The active price lists that this seller's accounts may have. */
export async function offeredRateGroups(db: Db, sellerId: bigint): Promise<OfferedRateGroup[]> {
  const { rows } = await inFrontOfWall(() =>
    db.query<OfferedRateGroup>(
      `select g.public_id as "publicId", g.name, g.currency, o.public_id as "ownerPublicId"
     from rate_groups g join accounts o on o.id = g.owner_id
     where g.owner_id = $1 and g.status = 'active' and g.direction = 'origination' order by g.name limit ${OFFERED_MAX}`,
      [sellerId],
    ),
  );
  return rows;
}

/** The taxes of this seller, with those that are not offered any more: an account may have one still. */
export async function offeredTaxes(db: Db, sellerId: bigint) {
  const { rows } = await inFrontOfWall(() =>
    db.query<TaxValues & Readonly<{ publicId: string }>>(
      `select t.public_id as "publicId", ${TAX_VALUES} from taxes t where t.owner_id = $1 order by t.name limit ${OFFERED_MAX}`,
      [sellerId],
    ),
  );
  return rows;
}

/** The rule sets of this seller. */
export async function offeredLocalizations(db: Db, sellerId: bigint) {
  const { rows } = await inFrontOfWall(() =>
    db.query<{ publicId: string; name: string }>(
      `select public_id as "publicId", name from localization_sets where owner_id = $1 order by name limit ${OFFERED_MAX}`,
      [sellerId],
    ),
  );
  return rows;
}
