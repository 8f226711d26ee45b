/** Tells what became of a subscription: in the timeline of its account, and to others by an event. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import type { Value } from '../../domain/audit/differences.ts';
import type { EventData } from '../../domain/events/catalogue.ts';
import { formatMoney } from '../../domain/money.ts';
import type { SubscriptionRow } from '../../postgres/products/subscriptions.ts';
import type { Tx } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';

/** Nobody asked for what the job does. */
const SYSTEM = { accountId: null, via: 'system', address: '' } as const;

export type Fields = Readonly<Record<string, Value>>;

/** `product`: its name, which stands in the entry although it stayed. */
export function recordSubscription(
  tx: Tx,
  actor: Actor | null,
  entry: Readonly<{
    accountId: bigint;
    action: Extract<AuditAction, `subscription.${string}`>;
    product: string;
    before: Fields;
    after: Fields;
    happenedAt: Date;
  }>,
): Promise<void> {
  const { product, ...rest } = entry;
  return recordDifferences(tx, actor ?? SYSTEM, {
    ...rest,
    of: { field: 'subscription.product', value: product },
  });
}

type Terms = Pick<
  SubscriptionRow,
  'quantity' | 'setupMicros' | 'feeMicros' | 'status' | 'endsAt' | 'didNumber'
>;

/** As the timeline shows it. */
export function fieldsOfSubscription(row: Terms, currency: string): Fields {
  const money = (micros: bigint | null) => (micros === null ? null : `${formatMoney(micros)} ${currency}`);
  return {
    'subscription.status': row.status,
    'subscription.quantity': row.quantity,
    'subscription.setup': money(row.setupMicros),
    'subscription.fee': money(row.feeMicros),
    'subscription.endsAt': row.endsAt?.toISOString() ?? null,
    'subscription.number': row.didNumber,
  };
}

/** What every event of a subscription says. */
export function dataOf(
  publicId: string,
  product: Readonly<{ publicId: string; name: string }>,
): EventData['subscription.started'] {
  return { subscriptionId: publicId, product: { id: product.publicId, name: product.name } };
}
