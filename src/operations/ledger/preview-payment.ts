/** What a payment by hand would come to at this moment: nothing is moved. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { PaymentKind } from '../../domain/ledger/pending-payment.ts';
import type { Db } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { conversionOf } from './convert-money.ts';
import { needsApproval } from './hold-for-approval.ts';
import { walletInScope } from './record-payment.ts';

export type PaymentPreview = Readonly<{
  /** In the currency of the wallet; null: no exchange rate is known. */
  amountMicros: bigint | null;
  currency: string;
  /** null: it is the same currency, or no rate is known. */
  exchangeRateE10: bigint | null;
  waits: boolean;
}>;

/** Throws what recording it would about the account and the actor. */
export async function previewPayment(
  { reads, now }: Pick<Context, 'now'> & Readonly<{ reads: Db }>,
  actor: Actor,
  asked: Readonly<{
    accountId: string;
    kind: PaymentKind;
    amountMicros: bigint;
    currency: string | undefined;
  }>,
): Promise<PaymentPreview> {
  const wallet = await walletInScope(reads, actor, asked.accountId);
  const { issuerId, currency: to } = wallet;
  const { amountMicros, kind, currency: from = to } = asked;
  const at = now();
  const waits = await needsApproval(reads, { issuerId, amountMicros, currency: from, at });
  if (from === to) return { amountMicros, currency: to, exchangeRateE10: null, waits };
  const direction = kind === 'payment' ? 'in' : 'out';
  const conversion = await conversionOf(reads, { issuerId, amountMicros, from, to, direction, at });
  return {
    amountMicros: conversion?.amountMicros ?? null,
    currency: to,
    exchangeRateE10: conversion?.exchangeRateE10 ?? null,
    waits,
  };
}
