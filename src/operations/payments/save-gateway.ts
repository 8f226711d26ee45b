/** The operator's payment gateway: its keys, what resellers pay for it, and how much may be paid at once. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { formatDecimal, formatMoney } from '../../domain/money.ts';
import { mistakeOfCardAmount } from '../../domain/payments/card-payment.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { gatewayOfKind, saveGateway, type GatewayRow } from '../../postgres/payments/payment-gateways.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit, recordDifferences } from '../audit/record-audit.ts';
import { sealSecret } from '../secrets.ts';
import {
  GATEWAY_SECRET_KEY,
  GATEWAY_WEBHOOK_SECRET,
  gatewayWithKeys,
  problemOfGateway,
  type PaymentContext,
} from './gateway-in-use.ts';

export type GatewayInput = Pick<
  GatewayRow,
  'status' | 'currency' | 'feePpm' | 'feeMicros' | 'amountMinMicros' | 'amountMaxMicros'
> &
  /** undefined: the one that is kept. */
  Readonly<{ secretKey?: string | undefined; webhookSecret?: string | undefined }>;

/** Writes all of it. Throws `invalid_input`; an active gateway needs both secrets. */
export async function saveStripe(context: PaymentContext, actor: Actor, input: GatewayInput): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const before = await gatewayOfKind(tx, 'stripe');
    const { secretKey, webhookSecret, ...values } = input;
    const sealed = (purpose: string, given: string | undefined, kept: Buffer | null) =>
      given === undefined ? kept : sealSecret(context.masterKey, purpose, given);
    const after: Omit<GatewayRow, 'id'> = {
      kind: 'stripe',
      ...values,
      sealedSecretKey: sealed(GATEWAY_SECRET_KEY, secretKey, before?.sealedSecretKey ?? null),
      sealedWebhookSecret: sealed(GATEWAY_WEBHOOK_SECRET, webhookSecret, before?.sealedWebhookSecret ?? null),
    };
    checkGateway(after);
    const { operatorId: accountId } = actor;
    const happenedAt = context.now();
    await saveGateway(tx, after, happenedAt);
    await recordDifferences(tx, actor, {
      accountId,
      action: 'payment_gateway.changed',
      before: fieldsOf(before),
      after: fieldsOf(after),
      happenedAt,
    });
    // What they are is said nowhere.
    if (secretKey !== undefined || webhookSecret !== undefined)
      await recordAudit(tx, actor, { accountId, action: 'payment_gateway.keys_changed', happenedAt });
  });
}

function checkGateway(gateway: Omit<GatewayRow, 'id'>): void {
  const { currency } = gateway;
  const amounts = {
    fee: gateway.feeMicros,
    amountMin: gateway.amountMinMicros,
    amountMax: gateway.amountMaxMicros,
  };
  for (const [field, micros] of Object.entries(amounts)) {
    const mistake = mistakeOfCardAmount(micros, currency);
    if (mistake !== null) throw fieldProblem(field, 'too_many_digits', mistake);
  }
  if (gateway.amountMaxMicros < gateway.amountMinMicros)
    throw fieldProblem('amountMax', 'below_min', 'The most must not be less than the least.');
  if (gateway.status === 'inactive') return;
  if (gateway.sealedSecretKey === null)
    throw fieldProblem('secretKey', 'required', 'An active gateway needs its secret key.');
  if (gateway.sealedWebhookSecret === null)
    throw fieldProblem(
      'webhookSecret',
      'required',
      'An active gateway needs the signing secret of its webhook.',
    );
}

function fieldsOf(gateway: Omit<GatewayRow, 'id'> | null): Readonly<Record<string, Value>> {
  if (gateway === null) return {};
  return {
    'payment_gateway.status': gateway.status,
    'payment_gateway.currency': gateway.currency,
    'payment_gateway.feePercent': formatDecimal(BigInt(gateway.feePpm), 4),
    'payment_gateway.fee': formatMoney(gateway.feeMicros),
    'payment_gateway.amountMin': formatMoney(gateway.amountMinMicros),
    'payment_gateway.amountMax': formatMoney(gateway.amountMaxMicros),
    'payment_gateway.hasSecretKey': gateway.sealedSecretKey !== null,
    'payment_gateway.hasWebhookSecret': gateway.sealedWebhookSecret !== null,
  };
}

/** Asks the gateway whose keys they are. Throws `payment_gateway_off` without keys, and what the gateway said of them. */
export async function testGateway(
  context: PaymentContext,
): Promise<Readonly<{ name: string; isLive: boolean }>> {
  const inUse = await gatewayWithKeys(context.pool, context);
  if (inUse === null) throw new Problem('payment_gateway_off', { detail: 'Save both keys first.' });
  try {
    return await inUse.gateway.describeAccount();
  } catch (error) {
    throw problemOfGateway(error, true);
  }
}
