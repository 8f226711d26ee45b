/** Redeems a coupon: its amount goes to the wallet of an account, once, in the book of whoever made it. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { known } from '../../domain/assert.ts';
import { isPrefix, isRedeemable, readCode } from '../../domain/coupons/coupon.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { lockCouponByHash, markRedeemed, type CouponToRedeem } from '../../postgres/coupons/coupons.ts';
import { walletOfAccount, type WalletRow } from '../../postgres/ledger/wallets.ts';
import { withTransaction, type Db, type Tx } from '../../postgres/pool.ts';
import { writeAsSystem } from '../../postgres/wall.ts';
import type { SignInLimiter } from '../accounts/sign-in-limiter.ts';
import { recordAudit, recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { convertMoney } from '../ledger/convert-money.ts';
import { moveMoney, type Movement } from '../ledger/move-money.ts';
import { postedAnswer, type PostedAnswer } from '../ledger/posted-answer.ts';
import { runOnce, type Outcome } from '../run-once.ts';
import { derivedId } from '../secrets.ts';
import { hashCode } from './coupon-codes.ts';

type Input = Readonly<{ accountId: string; code: string; idempotencyKey: string }>;

/**
 * A coupon in another currency comes to what it is worth at the exchange rate of the moment. Throws `coupon_unknown` for every code that may not
 * be redeemed here, whatever the reason; `coupon_is_redeemed` to the account that it went to; `account_is_closed`, `no_exchange_rate`. Wrong codes are
 * counted for the account and whoever redeems, and for the address: `too_many_attempts` after ten, for a quarter of an hour.
 */
export async function redeemCoupon(
  context: Context & Readonly<{ signInLimiter: SignInLimiter }>,
  actor: Actor,
  { accountId, code, idempotencyKey: key }: Input,
): Promise<Outcome<PostedAnswer>> {
  const { accountId: holderId } = await walletToRefill(context.pool, actor, accountId);
  const attempt = context.signInLimiter.takeCoupon({
    account: String(holderId),
    redeemer: String(actor.accountId),
    address: actor.address,
  });
  try {
    const now = context.now();
    const route = 'POST /accounts/{id}/coupons/redeem';
    const once = {
      principalId: actor.accountId,
      route,
      key,
      content: { accountId, code },
      isKeptForEver: true,
    };
    const outcome = await runOnce(context, now, once, async (tx) =>
      redeem(tx, context, actor, {
        wallet: await walletToRefill(tx, actor, accountId),
        code,
        id: derivedId(now, String(actor.accountId), route, key),
        now,
      }),
    );
    attempt.succeeded();
    return outcome;
  } catch (error) {
    const isWrong = error instanceof Problem && error.code === 'coupon_unknown';
    if (!isWrong) attempt.succeeded();
    else if (attempt.pauses()) await tellPause(context, actor, holderId);
    throw error;
  }
}

/** For itself, for whoever buys from it, or by the operator's staff. */
async function walletToRefill(db: Db, actor: Actor, accountId: string): Promise<WalletRow> {
  const account = await findAccount(db, accountId, actor.scopePath);
  const wallet = await walletOfAccount(db, account.id);
  if (wallet === null) throw new Problem('account_has_no_wallet');
  if (!isStaff(actor) && wallet.issuerId !== actor.accountId && account.id !== actor.accountId) {
    const detail = 'Only the account itself and whoever sells to it redeem coupons.';
    throw new Problem('not_permitted', { detail });
  }
  if (account.status === 'closed') throw new Problem('account_is_closed');
  return wallet;
}

async function redeem(
  tx: Tx,
  context: Context,
  actor: Actor,
  { wallet, code: typed, id, now }: Readonly<{ wallet: WalletRow; code: string; id: string; now: Date }>,
): Promise<PostedAnswer> {
  const coupon = await couponFor(tx, context, wallet, typed);
  const money = await amountOf(tx, coupon, wallet, now);
  // The coupon, the series of its receipts and the house accounts are those of the seller above; the code alone was chosen.
  return writeAsSystem(tx, async () => {
    const { transfers, postedAt, receipts } = await moveMoney(
      tx,
      [
        {
          id,
          kind: 'payment',
          wallet,
          house: 'coupon',
          ...money,
          line: { text: `…${coupon.last4}`, method: 'coupon' },
        },
      ],
      { actorId: actor.accountId, clock: context.now, occurredAt: now },
    );
    const transfer = known(transfers[0], 'the transfer of a coupon');
    const { accountId } = wallet;
    const redeemedBy = actor.accountId;
    await markRedeemed(tx, coupon.id, { accountId, redeemedBy, redeemedAt: postedAt, transferId: id });
    await recordDifferences(tx, actor, {
      accountId,
      action: 'coupon.redeemed',
      before: {},
      after: { 'coupon.last4': coupon.last4 },
      happenedAt: postedAt,
    });
    return postedAnswer(transfer, postedAt, {
      wallet: (await walletOfAccount(tx, accountId)) ?? undefined,
      receipt: receipts.get(id) ?? null,
      exchanged: money.paidAs ?? null,
    });
  });
}

/** Locked until the transaction is over. */
async function couponFor(
  tx: Tx,
  { masterKey, now }: Context,
  wallet: WalletRow,
  typed: string,
): Promise<CouponToRedeem> {
  const read = readCode(typed);
  const coupon = read === null ? null : await lockCouponByHash(tx, hashCode(masterKey, read.code));
  if (read === null || coupon === null) throw new Problem('coupon_unknown');
  if (coupon.accountId === wallet.accountId) {
    const at = coupon.redeemedAt?.toISOString() ?? '';
    throw new Problem('coupon_is_redeemed', {
      detail: `This coupon was redeemed for this account at ${at}.`,
    });
  }
  const isOfSeller = coupon.ownerId === wallet.issuerId && isPrefix(read.prefix, coupon.prefix);
  if (!isOfSeller || !isRedeemable(coupon, now())) throw new Problem('coupon_unknown');
  return coupon;
}

async function amountOf(
  tx: Tx,
  { amountMicros, currency }: CouponToRedeem,
  wallet: WalletRow,
  at: Date,
): Promise<Pick<Movement, 'amountMicros' | 'paidAs'>> {
  if (currency === wallet.currency) return { amountMicros };
  const { issuerId, currency: to } = wallet;
  const asked = { issuerId, amountMicros, from: currency, to, direction: 'in' as const, at };
  const { exchangeRateE10, ...converted } = await convertMoney(tx, asked);
  return { ...converted, paidAs: { currency, amountMicros, exchangeRateE10 } };
}

/** Somebody may be guessing: whoever looks at the account reads so. */
function tellPause(context: Context, actor: Actor, accountId: bigint): Promise<void> {
  return withTransaction(context.pool, (tx) =>
    recordAudit(tx, actor, { accountId, action: 'coupon.paused', happenedAt: context.now() }),
  );
}
