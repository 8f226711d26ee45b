/** What becomes of a payment that waits: another person approves or refuses it, its maker withdraws it, or it ends by itself. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import { differencesOf, type Value } from '../../domain/audit/differences.ts';
import { trimmed, formatMoney } from '../../domain/money.ts';
import { Problem } from '../../domain/problem.ts';
import {
  decidePendingPayment,
  lockPendingPayment,
  lockStale,
  type Decision,
  type PendingPayment,
  type PendingScope,
} from '../../postgres/ledger/pending-payments.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { derivedId } from '../secrets.ts';
import { postPayment, type PaymentByHand } from './post-payment.ts';
import type { PostedAnswer } from './posted-answer.ts';

const STALE_AT_ONCE = 100;

/** Staff see those of the whole tree; a reseller those of its own book. */
export function pendingScope(actor: Actor): PendingScope {
  return { scopePath: actor.scopePath, issuerId: isStaff(actor) ? null : actor.accountId };
}

/** Of the timeline. */
export function factsOfPayment({
  kind,
  amountMicros,
  currency,
}: Pick<PaymentByHand, 'kind' | 'amountMicros' | 'currency'>): Readonly<Record<string, Value>> {
  return {
    'payment.kind': kind,
    'payment.amount': `${trimmed(formatMoney(amountMicros), 2)} ${currency}`,
  };
}

/**
 * Posts it with everything that is checked of a payment, as it is now, under whoever recorded it. Two who approve it at once post it
 * once. Throws `needs_another_person` to its maker, `payment_is_decided`, `account_was_moved` when the account is in another book
 * or has another currency by now, and what posting throws: it waits on then.
 */
export function approvePayment(context: Context, actor: Actor, publicId: string): Promise<PostedAnswer> {
  return withTransaction(context.pool, async (tx) => {
    const { payment, now } = await lockToDecide(tx, context, actor, publicId);
    if (payment.madeBy === actor.accountId) throw new Problem('needs_another_person');
    const wallet = await walletOfAccount(tx, payment.accountId);
    if (wallet?.issuerId !== payment.issuerId) throw new Problem('account_was_moved');
    // A moment of now, because ids of transfers are in the order in which they were posted.
    const id = derivedId(now, 'pending payment', publicId);
    const posted = await postPayment(tx, payment, {
      id,
      wallet,
      actorId: payment.madeBy,
      clock: context.now,
      now,
    });
    await decide(tx, actor, payment, { status: 'approved', transferId: id, reason: '', now });
    return posted;
  });
}

/** Throws `needs_another_person` to its maker, and `payment_is_decided`. */
export function refusePayment(
  context: Context,
  actor: Actor,
  publicId: string,
  reason: string,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const { payment, now } = await lockToDecide(tx, context, actor, publicId);
    if (payment.madeBy === actor.accountId) throw new Problem('needs_another_person');
    await decide(tx, actor, payment, { status: 'refused', transferId: null, reason, now });
  });
}

/** Throws `not_permitted` to anybody but its maker, and `payment_is_decided`. */
export function withdrawPayment(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const { payment, now } = await lockToDecide(tx, context, actor, publicId);
    if (payment.madeBy !== actor.accountId) {
      const detail = 'Only whoever recorded a payment withdraws it. Refuse it instead.';
      throw new Problem('not_permitted', { detail });
    }
    await decide(tx, actor, payment, { status: 'withdrawn', transferId: null, reason: '', now });
  });
}

/** Ends those that nobody decided about in time. Safe to run at any time, on several servers. */
export async function endStalePayments(context: Pick<Context, 'pool' | 'now'>): Promise<void> {
  const system = { accountId: null, via: 'system' as const, address: '' };
  for (;;) {
    const ended = await withTransaction(context.pool, async (tx) => {
      const now = context.now();
      const stale = await lockStale(tx, now, STALE_AT_ONCE);
      for (const payment of stale)
        await decide(tx, system, payment, { status: 'ended', transferId: null, reason: '', now });
      return stale.length;
    });
    if (ended < STALE_AT_ONCE) return;
  }
}

async function lockToDecide(
  tx: Tx,
  context: Context,
  actor: Actor,
  publicId: string,
): Promise<Readonly<{ payment: PendingPayment; now: Date }>> {
  const payment = await lockPendingPayment(tx, publicId, pendingScope(actor));
  const now = context.now();
  if (payment.status !== 'waiting' || payment.endsAt <= now) throw new Problem('payment_is_decided');
  return { payment, now };
}

const ACTIONS: Readonly<Record<Decision['status'], AuditAction>> = {
  approved: 'payment.approved',
  refused: 'payment.refused',
  withdrawn: 'payment.withdrawn',
  ended: 'payment.ended',
};

async function decide(
  tx: Tx,
  doer: Parameters<typeof recordAudit>[1],
  payment: PendingPayment,
  {
    status,
    reason,
    transferId,
    now,
  }: Pick<Decision, 'status' | 'reason' | 'transferId'> & Readonly<{ now: Date }>,
): Promise<void> {
  const decision = { status, reason, transferId, decidedBy: doer.accountId, decidedAt: now };
  await decidePendingPayment(tx, payment.id, decision);
  await recordAudit(tx, doer, {
    accountId: payment.accountId,
    action: ACTIONS[status],
    changes: differencesOf({}, { ...factsOfPayment(payment), 'payment.madeBy': payment.madeByName }),
    reason,
    happenedAt: now,
  });
}
