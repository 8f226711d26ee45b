/** Payments that wait, as the API answers them. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { formatMoney } from '../../domain/money.ts';
import { pendingScope } from '../../operations/ledger/decide-payment.ts';
import { findPendingPayment, type PendingPayment } from '../../postgres/ledger/pending-payments.ts';
import type { HttpDeps } from '../app.ts';

export function pendingBody(payment: PendingPayment, actor: Actor) {
  const { publicId, accountPublicId, accountNumber, accountName, amountMicros, madeByName, decidedByName } =
    payment;
  return {
    id: publicId,
    account: { id: accountPublicId, number: accountNumber, name: accountName },
    kind: payment.kind,
    amount: formatMoney(amountMicros),
    currency: payment.currency,
    method: payment.method,
    note: payment.note,
    status: payment.status,
    isOwn: payment.madeBy === actor.accountId,
    madeBy: madeByName,
    madeAt: payment.madeAt.toISOString(),
    endsAt: payment.endsAt.toISOString(),
    decidedBy: decidedByName,
    decidedAt: payment.decidedAt?.toISOString() ?? null,
    reason: payment.reason,
    transferId: payment.transferId,
  };
}

export async function pendingBodyOf({ reads }: Pick<HttpDeps, 'reads'>, actor: Actor, publicId: string) {
  return pendingBody(await findPendingPayment(reads, publicId, pendingScope(actor)), actor);
}
