/** Charges a subscription on all levels at once, and gives back: one transaction, or nothing. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { affordable, chargesOf, type Charge, type Due, type Shortage } from '../../domain/products/levels.ts';
import { commissionBackMicros, creditMicros } from '../../domain/products/prices.ts';
import { unusedDays } from '../../domain/products/periods.ts';
import { groupBy } from '../../domain/group-by.ts';
import { lockWallets, walletIdsOf, type WalletRow } from '../../postgres/ledger/wallets.ts';
import {
  feesOfInterval,
  insertCharges,
  type FeeRow,
  type NewCharge,
} from '../../postgres/products/product-charges.ts';
import { productById } from '../../postgres/products/products.ts';
import type { Tx } from '../../postgres/pool.ts';
import { writeAsSystem } from '../../postgres/wall.ts';
import type { Issued } from '../billing/issue-documents.ts';
import { moveMoney, type Movement } from '../ledger/move-money.ts';
import { derivedId } from '../secrets.ts';
import type { PricedLevel } from './price-levels.ts';

/** What is charged: which subscription, and how its lines are named. */
export type Charged = Readonly<{
  id: bigint;
  publicId: string;
  accountNumber: string;
  /** Of the number that comes with it, E.164 digits. */
  didNumber: string | null;
}>;

type Moment = Readonly<{ actor: Actor | null; clock: () => Date; now: Date }>;

export type ChargeResult =
  | Readonly<{ isCharged: true; amountMicros: bigint; currency: string; receipt: Issued | null }>
  | Readonly<{ isCharged: false; shortage: Shortage }>;

/**
 * The caller has locked the subscription. Wallets are locked in the order of their ids, and looked at then. Nothing is written when
 * somebody has too little.
 */
export function chargeProduct(
  tx: Tx,
  subscription: Charged,
  {
    levels,
    dues,
    isRenewal,
    beginsAnew,
    isAddition,
  }: Readonly<{
    levels: readonly PricedLevel[];
    dues: readonly Due[];
    isRenewal: boolean;
    beginsAnew: boolean;
    isAddition: boolean;
  }>,
  { actor, clock, now }: Moment,
): Promise<ChargeResult> {
  return writeAsSystem(tx, async () => {
    const charges = chargesOf(levels, dues);
    const wallets = await lockWallets(tx, [...new Set(charges.map(({ walletId }) => walletId))]);
    const availableMicros = new Map(
      [...wallets.values()].map((wallet) => [
        wallet.id,
        wallet.balanceMicros + wallet.creditLimitMicros - wallet.heldMicros,
      ]),
    );
    const { owing, shortage } = affordable(levels, charges, { availableMicros, isRenewal });
    if (shortage !== null) return { isCharged: false, shortage };
    const planned = charges.map((charge) => {
      const { product } = known(levels[charge.level], 'the level of a charge');
      const kind = charge.isCommission
        ? ('product_commission' as const)
        : owing.has(charge.level)
          ? ('product_owed' as const)
          : ('product_charge' as const);
      return { charge, kind, name: product.name };
    });
    const { written, receipts } = await move(tx, subscription, planned, wallets, { actor, clock, now });
    await insertCharges(tx, {
      subscriptionId: subscription.id,
      charges: written.filter(isWorthARow).map((each) => ({ ...each, beginsAnew, isAddition })),
      chargedAt: now,
    });
    const own = written.filter(({ level, isCommission }) => level === 0 && !isCommission);
    const [first] = own;
    return {
      isCharged: true,
      amountMicros: own.reduce((sum, { amountMicros: micros }) => sum + micros, 0n),
      currency: known(first, 'a charge of the account').currency,
      receipt:
        own.map(({ transferId }) => receipts.get(transferId ?? '')).find((each) => each !== undefined) ??
        null,
    };
  });
}

/**
 * Gives back what was paid for the days after today of the interval that ends at `to`: on each level whose product says so, with the
 * part of the commissions that were given of it. Returns what the account gets back.
 */
export function creditUnused(
  tx: Tx,
  subscription: Charged,
  { to, timezone }: Readonly<{ to: Date; timezone: string }>,
  moment: Moment,
): Promise<bigint> {
  return writeAsSystem(tx, async () => {
    const fees = await feesOfInterval(tx, subscription.id, to);
    const products = await productsOfLevels(tx, subscription.id, fees);
    const accountIds = [...new Set(fees.map(({ accountId }) => accountId))];
    const wallets = await lockWallets(tx, await walletIdsOf(tx, accountIds));
    const walletOf = new Map([...wallets.values()].map((wallet) => [wallet.accountId, wallet]));
    const planned = [...groupBy(fees, ({ level }) => level)].flatMap(([level, ofLevel]) => {
      const { name, creditsUnused } = known(products.get(level), 'the product of a level');
      if (!creditsUnused) return [];
      return creditsOf(ofLevel, walletOf, { now: moment.now, to, timezone }).map((charge) => ({
        charge,
        kind: charge.isCommission ? ('product_commission_correction' as const) : ('product_credit' as const),
        name,
      }));
    });
    if (planned.length === 0) return 0n;
    const { written } = await move(tx, subscription, planned, wallets, moment);
    await insertCharges(tx, {
      subscriptionId: subscription.id,
      charges: written.map((each) => ({ ...each, beginsAnew: false, isAddition: false })),
      chargedAt: moment.now,
    });
    return written.reduce(
      (sum, { level, isCommission, amountMicros }) =>
        level === 0 && !isCommission ? sum + amountMicros : sum,
      0n,
    );
  });
}

/** An interval has its row also where it is free: they are without gaps. */
function isWorthARow({ part, isCommission, amountMicros }: Charge): boolean {
  return amountMicros > 0n || (part === 'fee' && !isCommission);
}

type Planned = Readonly<{ charge: Charge; kind: Movement['kind']; name: string }>;

/** Moves what is more than nothing, and says what was written of all. */
async function move(
  tx: Tx,
  subscription: Charged,
  planned: readonly Planned[],
  wallets: ReadonlyMap<bigint, WalletRow>,
  { actor, clock, now }: Moment,
): Promise<Readonly<{ written: readonly NewCharge[]; receipts: ReadonlyMap<string, Issued> }>> {
  const withIds = planned.map((each) => ({
    ...each,
    transferId: each.charge.amountMicros === 0n ? null : idOf(subscription, each.charge, now),
  }));
  const movements = withIds.flatMap(({ charge, kind, name, transferId }) =>
    transferId === null
      ? []
      : [
          {
            id: transferId,
            kind,
            wallet: known(wallets.get(charge.walletId), 'a wallet that was locked'),
            house: charge.isCommission ? ('commission' as const) : ('revenue' as const),
            amountMicros: charge.amountMicros,
            line: lineOf(charge, textOf(subscription, charge, name)),
          },
        ],
  );
  const actorId = actor?.accountId ?? null;
  const { receipts } =
    movements.length === 0
      ? { receipts: new Map<string, Issued>() }
      : await moveMoney(tx, movements, { actorId, clock, occurredAt: now });
  const written = withIds.map(({ charge, transferId }) => ({
    ...charge,
    transferId,
    beginsAnew: false,
    isAddition: false,
  }));
  return { written, receipts };
}

/** The same for the same thing: a row of the charges is there once. */
function idOf(
  { publicId }: Charged,
  { part, from, level, accountId, isCommission }: Charge,
  now: Date,
): string {
  const cause = [part, from.toISOString(), String(level), String(accountId), String(isCommission)];
  return derivedId(now, 'product', publicId, ...cause);
}

/** A reseller reads for whom it pays. A commission has the name of the product alone: notes sum by it. */
function textOf(
  { accountNumber, didNumber }: Charged,
  { level, isCommission }: Charge,
  name: string,
): string {
  if (isCommission) return name;
  const number = didNumber === null ? '' : ` +${didNumber}`;
  return level === 0 ? `${name}${number}` : `${name}${number} (${accountNumber})`;
}

function lineOf({ part, from, to, quantity, amountMicros, isCommission }: Charge, text: string) {
  if (isCommission) return { text };
  return {
    text,
    product: { part, from: from.toISOString(), to: to?.toISOString() ?? null },
    ...(quantity > 1 && { quantity: String(quantity), unitMicros: amountMicros / BigInt(quantity) }),
  };
}

/** The products of the levels that were charged, by level: a level's is what the one below resells. */
async function productsOfLevels(tx: Tx, subscriptionId: bigint, fees: readonly FeeRow[]) {
  const { rows } = await tx.query<{ productId: bigint }>(
    'select product_id as "productId" from subscriptions where id = $1',
    [subscriptionId],
  );
  const products = new Map<number, Awaited<ReturnType<typeof productById>>>();
  let id = rows[0]?.productId ?? null;
  const levelMax = Math.max(-1, ...fees.map(({ level }) => level));
  for (let level = 0; level <= levelMax && id !== null; level += 1) {
    const product = await productById(tx, id);
    products.set(level, product);
    id = product.resellsId;
  }
  return products;
}

type Back = Readonly<{ fee: FeeRow; micros: bigint }>;

/** Of one level: of each fee its unused days, and of the commissions the same part as of the fees. Nothing of nothing. */
function creditsOf(
  fees: readonly FeeRow[],
  walletOf: ReadonlyMap<bigint, WalletRow>,
  span: Readonly<{ now: Date; to: Date; timezone: string }>,
): readonly Charge[] {
  const paid = fees
    .filter(({ isCommission }) => !isCommission)
    .map((fee): Back => {
      const { currency } = known(walletOf.get(fee.accountId), 'the wallet of a payer');
      return { fee, micros: creditMicros(fee, unusedDays(fee, span.now, span.timezone), currency) };
    });
  const chargedMicros = sumOf(paid, ({ fee }) => fee.amountMicros);
  const creditedMicros = sumOf(paid, ({ micros }) => micros);
  const given = fees
    .filter(({ isCommission }) => isCommission)
    .map(
      (fee): Back => ({
        fee,
        micros: commissionBackMicros(fee.amountMicros, { creditedMicros, chargedMicros }),
      }),
    );
  const byParty = groupBy([...paid, ...given], ({ fee }) => `${fee.accountId} ${fee.isCommission}`);
  return [...byParty.values()].flatMap((same) => {
    const credit = creditOf(same, walletOf, span);
    return credit.amountMicros === 0n ? [] : [credit];
  });
}

function creditOf(
  same: readonly Back[],
  walletOf: ReadonlyMap<bigint, WalletRow>,
  { now, to }: Readonly<{ now: Date; to: Date }>,
): Charge {
  const { fee } = known(same[0], 'a fee of a party');
  const wallet = known(walletOf.get(fee.accountId), 'the wallet of a party');
  const amountMicros = sumOf(same, ({ micros }) => micros);
  const chargedMicros = sumOf(same, (each) => each.fee.amountMicros);
  const listMicros = sumOf(same, (each) => each.fee.listMicros);
  return {
    level: fee.level,
    isCommission: fee.isCommission,
    part: 'credit',
    from: now,
    to,
    accountId: fee.accountId,
    walletId: wallet.id,
    currency: wallet.currency,
    // Units that were paid at different times have no price of one.
    quantity: same.length === 1 ? fee.quantity : 1,
    amountMicros,
    listMicros: chargedMicros === 0n ? 0n : (listMicros * amountMicros) / chargedMicros,
    exchangeRateE10: fee.exchangeRateE10,
  };
}

function sumOf(backs: readonly Back[], microsOf: (back: Back) => bigint): bigint {
  return backs.reduce((sum, back) => sum + microsOf(back), 0n);
}
