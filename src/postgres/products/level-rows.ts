/** Who pays for a product, from the account that has it up to whoever resells nothing more. */
import type { PricedProduct } from '../../domain/products/levels.ts';
import type { Db } from '../pool.ts';

export type LevelRow = PricedProduct &
  Readonly<{
    accountId: bigint;
    accountPath: string;
    accountNumber: string;
    accountPublicId: string;
    walletId: bigint;
    walletCurrency: string;
    issuerId: bigint;
    ownerId: bigint;
    resellsId: bigint | null;
    status: 'active' | 'inactive';
    mayResell: boolean;
  }>;

/** The account first. A level whose product is not its seller's is the last one. */
export async function levelRows(
  db: Db,
  { accountId, productId }: Readonly<{ accountId: bigint; productId: bigint }>,
): Promise<readonly LevelRow[]> {
  const { rows } = await db.query<LevelRow>(
    `with recursive chain as (
       select 0 as level, a.id as account_id, w.id as wallet_id, w.currency, w.issuer_id, p.id as product_id, p.owner_id, p.resells_id
         from accounts a join wallets w on w.account_id = a.id, products p where a.id = $1 and p.id = $2
       union all
       select c.level + 1, w.account_id, w.id, w.currency, w.issuer_id, p.id, p.owner_id, p.resells_id
         from chain c join wallets w on w.account_id = c.issuer_id join products p on p.id = c.resells_id
         where c.owner_id = c.issuer_id)
     select p.id, p.public_id as "publicId", p.name, p.currency, p.setup_micros as "setupMicros", p.fee_micros as "feeMicros",
       p.no_money as "noMoney", p.credits_unused as "creditsUnused", p.pays_commission as "paysCommission", p.status,
       p.may_resell as "mayResell", c.account_id as "accountId", a.path as "accountPath", a.number as "accountNumber", a.public_id as "accountPublicId",
       c.wallet_id as "walletId", c.currency as "walletCurrency", c.issuer_id as "issuerId", c.owner_id as "ownerId",
       c.resells_id as "resellsId"
     from chain c join products p on p.id = c.product_id join accounts a on a.id = c.account_id order by c.level`,
    [accountId, productId],
  );
  return rows;
}

export type CommissionRow = Readonly<{ accountId: bigint; walletId: bigint; currency: string; ppm: number }>;

/** Commission resellers between an account and who sells to it, the nearest first. */
export async function commissionRows(
  db: Db,
  { accountPath, issuerId }: Readonly<{ accountPath: string; issuerId: bigint }>,
): Promise<readonly CommissionRow[]> {
  const { rows } = await db.query<CommissionRow>(
    `select a.id as "accountId", w.id as "walletId", w.currency, a.commission_ppm as ppm
     from accounts a join accounts issuer on issuer.id = $2 join wallets w on w.account_id = a.id
     where starts_with($1, a.path) and a.path <> $1 and a.depth > issuer.depth and a.reseller_type = 'commission'
       and a.commission_ppm > 0
     order by a.depth desc`,
    [accountPath, issuerId],
  );
  return rows;
}

/** Of an account that is known to exist. */
export async function accountNumberOf(db: Db, accountId: bigint): Promise<string> {
  const { rows } = await db.query<{ number: string }>('select number from accounts where id = $1', [
    accountId,
  ]);
  return rows[0]?.number ?? '';
}
