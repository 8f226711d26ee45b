/** The operator's payment gateway, opened with its keys. */
import { Problem } from '../../domain/problem.ts';
import { gatewayOfKind, type GatewayRow } from '../../postgres/payments/payment-gateways.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';
import type { Context } from '../context.ts';
import type { OpenGateway, PaymentGateway } from '../ports.ts';
import { openSecret } from '../secrets.ts';
import { GatewayError } from './gateway-error.ts';

/** What they are sealed for. */
export const GATEWAY_SECRET_KEY = 'payment gateway secret key';
export const GATEWAY_WEBHOOK_SECRET = 'payment gateway webhook secret';

export type PaymentContext = Context & Readonly<{ openGateway: OpenGateway }>;

export type GatewayInUse = Readonly<{ row: GatewayRow; gateway: PaymentGateway }>;

/** Null before its keys were given. One that is inactive takes nothing new, and is still asked about what there is. */
export async function gatewayWithKeys(db: Db, context: PaymentContext): Promise<GatewayInUse | null> {
  const row = await inFrontOfWall(() => gatewayOfKind(db, 'stripe'));
  if (row === null || row.sealedSecretKey === null || row.sealedWebhookSecret === null) return null;
  const { masterKey, openGateway } = context;
  const gateway = openGateway({
    secretKey: openSecret(masterKey, GATEWAY_SECRET_KEY, row.sealedSecretKey),
    webhookSecret: openSecret(masterKey, GATEWAY_WEBHOOK_SECRET, row.sealedWebhookSecret),
  });
  return { row, gateway };
}

/** Throws `payment_gateway_off`. */
export async function activeGateway(db: Db, context: PaymentContext): Promise<GatewayInUse> {
  const inUse = await gatewayWithKeys(db, context);
  if (inUse === null || inUse.row.status !== 'active') throw new Problem('payment_gateway_off');
  return inUse;
}

/** What a gateway did not do, as whoever asked for it hears of it. `isStaff`: in the gateway's own words. */
export function problemOfGateway(error: unknown, isStaff: boolean): unknown {
  if (!(error instanceof GatewayError)) return error;
  if (error.kind === 'away') return new Problem('payment_gateway_away', {}, { cause: error });
  return new Problem('payment_gateway_refused', isStaff ? { detail: error.message } : {}, { cause: error });
}
