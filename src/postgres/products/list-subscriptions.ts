/** Subscriptions of accounts as lists show them, and what was charged for one. */
import type { AccountKind } from '../../domain/accounts/actor.ts';
import { isUuid } from '../../domain/ids.ts';
import type { ProductPart } from '../../domain/billing/document.ts';
import type { BillingInterval, EndReason, SubscriptionStatus } from '../../domain/products/product.ts';
import { DISPLAY_NAME } from '../accounts/load-account.ts';
import { cutPage, readCursor, writeCursor } from '../page-cursor.ts';
import type { Db } from '../pool.ts';

export type SubscriptionInfo = Readonly<{
  id: bigint;
  publicId: string;
  accountPublicId: string;
  accountNumber: string;
  accountName: string;
  productPublicId: string;
  productName: string;
  interval: BillingInterval;
  /** Of the product, and so of the prices here. */
  currency: string;
  /** In which the account pays. */
  walletCurrency: string;
  quantity: number;
  setupMicros: bigint;
  feeMicros: bigint;
  hasOwnPrices: boolean;
  status: SubscriptionStatus;
  orderedAt: Date;
  periodFrom: Date;
  renewsAt: Date | null;
  unpaidSince: Date | null;
  unpaidUntil: Date | null;
  endsAt: Date | null;
  endedAt: Date | null;
  endReason: EndReason | null;
  packageName: string | null;
  didPublicId: string | null;
  didNumber: string | null;
  creditsUnused: boolean;
  mayOrderCustomers: boolean;
  mayOrderResellers: boolean;
  accountId: bigint;
  accountKind: AccountKind;
  /** Of whoever sells to the account; null where the reader may not see it. */
  issuerPath: string | null;
}>;

const SELECT = `select s.id, s.public_id as "publicId", a.id as "accountId", a.kind as "accountKind", a.public_id as "accountPublicId",
    a.number as "accountNumber", ${DISPLAY_NAME} as "accountName", r.public_id as "productPublicId", r.name as "productName",
    r.billing_interval as interval, r.currency, w.currency as "walletCurrency", s.quantity, coalesce(s.setup_micros, r.setup_micros) as "setupMicros",
    coalesce(s.fee_micros, r.fee_micros) as "feeMicros", s.setup_micros is not null or s.fee_micros is not null as "hasOwnPrices",
    s.status, s.ordered_at as "orderedAt", s.period_from as "periodFrom", s.renews_at as "renewsAt", s.unpaid_since as "unpaidSince",
    s.unpaid_since + make_interval(days => r.unpaid_days_max) as "unpaidUntil", s.ends_at as "endsAt", s.ended_at as "endedAt",
    s.end_reason as "endReason", k.name as "packageName", d.public_id as "didPublicId", d.number as "didNumber",
    r.credits_unused as "creditsUnused", r.may_order_customers as "mayOrderCustomers", r.may_order_resellers as "mayOrderResellers",
    issuer.path as "issuerPath"
  from subscriptions s join accounts a on a.id = s.account_id join account_profiles p on p.account_id = a.id
    join products r on r.id = s.product_id left join packages k on k.id = r.package_id left join dids d on d.id = s.did_id
    join wallets w on w.account_id = a.id left join accounts issuer on issuer.id = w.issuer_id`;

export type SubscriptionFilter = Readonly<{
  scopePath: string;
  status?: SubscriptionStatus | 'open' | undefined;
  productId?: string | undefined;
  accountId?: string | undefined;
}>;

const MATCHES = `starts_with(a.path, $1) and ($2::text is null or s.status = $2 or $2 = 'open' and s.status <> 'ended')
  and ($3::uuid is null or r.public_id = $3) and ($4::uuid is null or a.public_id = $4)`;

function valuesOf({ scopePath, status, productId, accountId }: SubscriptionFilter): unknown[] {
  return [scopePath, status ?? null, productId ?? null, accountId ?? null];
}

/** The newest first. */
export async function listSubscriptions(
  db: Db,
  filter: SubscriptionFilter & Readonly<{ cursor?: string | undefined; limit: number }>,
) {
  const place = readCursor(filter.cursor, { order: 'subscriptions', parts: ['n'] });
  const { rows } = await db.query<SubscriptionInfo>(
    `${SELECT} where ${MATCHES} and ($5::bigint is null or s.id < $5) order by s.id desc limit $6`,
    [...valuesOf(filter), place?.[0] ?? null, filter.limit + 1],
  );
  return cutPage(rows, filter.limit, (row) => writeCursor('subscriptions', [row.id]));
}

/** One in this part of the tree; null for any other. */
export async function subscriptionInfo(
  db: Db,
  publicId: string,
  scopePath: string,
): Promise<SubscriptionInfo | null> {
  if (!isUuid(publicId)) return null;
  const { rows } = await db.query<SubscriptionInfo>(`${SELECT} where ${MATCHES} and s.public_id = $5`, [
    ...valuesOf({ scopePath }),
    publicId,
  ]);
  return rows[0] ?? null;
}

/** Active ones of one price: from the currency of their product to that in which their accounts pay. */
export type FeeGroup = Readonly<{
  currency: string;
  walletCurrency: string;
  interval: Exclude<BillingInterval, 'once'>;
  feeMicros: bigint;
  subscriptions: number;
  /** Units of all of them. */
  quantity: bigint;
}>;

export type SubscriptionTotals = Readonly<{
  active: number;
  unpaid: number;
  ended: number;
  /** Of active ones that renew. */
  fees: readonly FeeGroup[];
}>;

/** Of everything that the filter finds. */
export async function subscriptionTotals(db: Db, filter: SubscriptionFilter): Promise<SubscriptionTotals> {
  const FROM = `from subscriptions s join accounts a on a.id = s.account_id join products r on r.id = s.product_id
    join wallets w on w.account_id = a.id where ${MATCHES}`;
  const { rows } = await db.query<Omit<SubscriptionTotals, 'fees'>>(
    `select count(*) filter (where s.status = 'active')::int as active, count(*) filter (where s.status = 'unpaid')::int as unpaid,
       count(*) filter (where s.status = 'ended')::int as ended ${FROM}`,
    valuesOf(filter),
  );
  const { rows: fees } = await db.query<FeeGroup>(
    `select r.currency, w.currency as "walletCurrency", r.billing_interval as interval, coalesce(s.fee_micros, r.fee_micros) as "feeMicros",
       count(*)::int as subscriptions, sum(s.quantity)::bigint as quantity
     ${FROM} and s.status = 'active' and r.billing_interval <> 'once' group by 1, 2, 3, 4`,
    valuesOf(filter),
  );
  return { ...(rows[0] ?? { active: 0, unpaid: 0, ended: 0 }), fees };
}

export type ChargeInfo = Readonly<{
  id: bigint;
  part: ProductPart;
  from: Date;
  to: Date | null;
  level: number;
  accountPublicId: string;
  accountNumber: string;
  isCommission: boolean;
  isAddition: boolean;
  quantity: number;
  currency: string;
  amountMicros: bigint;
  exchangeRateE10: bigint;
  chargedAt: Date;
  transferId: string | null;
  documentPublicId: string | null;
  documentNumber: string | null;
}>;

/** The newest first; those of accounts in this part of the tree. */
export async function listCharges(
  db: Db,
  {
    subscriptionId,
    scopePath,
    cursor,
    limit,
  }: Readonly<{ subscriptionId: bigint; scopePath: string; cursor?: string | undefined; limit: number }>,
) {
  const place = readCursor(cursor, { order: 'product-charges', parts: ['n'] });
  const { rows } = await db.query<ChargeInfo>(
    `select c.id, c.part, c.period_from as from, c.period_to as to, c.level, a.public_id as "accountPublicId", a.number as "accountNumber",
       c.is_commission as "isCommission", c.is_addition as "isAddition", c.quantity, w.currency, c.amount_micros as "amountMicros",
       c.exchange_rate_e10 as "exchangeRateE10", c.charged_at as "chargedAt", c.transfer_id as "transferId",
       o.public_id as "documentPublicId", o.number as "documentNumber"
     from product_charges c join accounts a on a.id = c.account_id join wallets w on w.account_id = a.id
       left join document_items i on i.wallet_id = w.id and i.item_id = c.transfer_id left join documents o on o.id = i.document_id
     where c.subscription_id = $1 and starts_with(a.path, $2) and ($3::bigint is null or c.id < $3) order by c.id desc limit $4`,
    [subscriptionId, scopePath, place?.[0] ?? null, limit + 1],
  );
  return cutPage(rows, limit, (row) => writeCursor('product-charges', [row.id]));
}
