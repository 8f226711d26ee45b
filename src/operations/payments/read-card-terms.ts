/** What the holder of an account may do with cards: whether at all, how much, with which, and what is charged by itself. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { payerById } from '../../postgres/payments/payers.ts';
import {
  autoToppedUpSince,
  autoTopUpOf,
  methodsOf,
  type AutoTopUpRow,
  type MethodRow,
} from '../../postgres/payments/saved-methods.ts';
import type { Db } from '../../postgres/pool.ts';
import { activeGateway, type PaymentContext } from './gateway-in-use.ts';
import { paymentLevels } from './payment-levels.ts';
import { amountLimits, payingAccount } from './start-card-payment.ts';
import { monthBegan } from './top-up-automatically.ts';

const REASONS = [
  'payment_gateway_not_permitted',
  'payment_gateway_off',
  'account_is_closed',
  'no_exchange_rate',
] as const;
type Reason = (typeof REASONS)[number];

export type CardTerms = Readonly<{
  /** Why the account cannot pay by card; null = it can. */
  reason: Reason | null;
  currency: string;
  limits: Readonly<{ minMicros: bigint; maxMicros: bigint }> | null;
  methods: readonly MethodRow[];
  autoTopUp: (AutoTopUpRow & Readonly<{ monthChargedMicros: bigint }>) | null;
}>;

/** Throws `account_has_no_wallet`. */
export async function readCardTerms(
  context: PaymentContext & Readonly<{ reads: Db }>,
  actor: Actor,
): Promise<CardTerms> {
  const { reads } = context;
  const payer = await payerById(reads, actor.accountId);
  if (payer === null || payer.currency === null) throw new Problem('account_has_no_wallet');
  const { accountId, currency, timezone } = payer;
  const now = context.now();
  const topUp = await autoTopUpOf(reads, accountId);
  const monthChargedMicros = await autoToppedUpSince(reads, accountId, monthBegan(now, timezone));
  const offer = await offerTo(context, actor, currency, now);
  return {
    ...offer,
    currency,
    methods: await methodsOf(reads, accountId),
    autoTopUp: topUp === null ? null : { ...topUp, monthChargedMicros },
  };
}

async function offerTo(
  context: PaymentContext & Readonly<{ reads: Db }>,
  actor: Actor,
  currency: string,
  at: Date,
): Promise<Pick<CardTerms, 'reason' | 'limits'>> {
  const { reads } = context;
  try {
    await payingAccount(reads, actor);
    const { row } = await activeGateway(reads, context);
    const limits = await amountLimits(reads, row, currency, at);
    const least = { accountId: actor.accountId, amountMicros: limits.minMicros, currency };
    await paymentLevels(reads, least, { fees: row, at });
    return { reason: null, limits };
  } catch (error) {
    const reason = error instanceof Problem ? REASONS.find((each) => each === error.code) : undefined;
    if (reason === undefined) throw error;
    return { reason, limits: null };
  }
}
