/** What happens to accounts that others want to hear of: mails and webhooks are made of it. */

/**
 * What each event tells beside its account and its moment. Ids are public ids, amounts decimal strings of six digits in `currency`,
 * moments ISO 8601. No secret is in any, and nothing personal: whoever may know it asks the API.
 */
export type EventData = Readonly<{
  'account.created': Readonly<{ kind: string }>;
  'account.status_changed': Readonly<{ before: string; after: string }>;
  'payment.received': Movement & Readonly<{ method: string; receipt: Ref | null }>;
  'payment.refunded': Movement & Readonly<{ method: string; receipt: Ref | null }>;
  'payment.charged_back': Movement & Readonly<{ receipt: Ref | null }>;
  /** A card was asked and gave nothing; `reason` is the gateway's code. */
  'payment.failed': Readonly<{ amount: string; currency: string; reason: string; isAutomatic: boolean }>;
  'document.issued': Readonly<{
    document: Ref;
    kind: string;
    total: string;
    currency: string;
    dueAt: string | null;
  }>;
  /** A reminder of an invoice: before its day (`daysOverdue` negative), on it (0) or after it. */
  'invoice.reminded': Readonly<{
    document: Ref;
    open: string;
    currency: string;
    dueAt: string;
    daysOverdue: number;
  }>;
  'invoice.overdue': Readonly<{ document: Ref; open: string; currency: string; dueAt: string }>;
  'invoice.paid': Readonly<{ document: Ref; currency: string }>;
  'dunning.suspended': Readonly<{ overdue: string; currency: string }>;
  'dunning.lifted': Readonly<Record<string, never>>;
  /** Available money fell below the threshold of the account: once for each crossing. */
  'balance.low': Readonly<{ available: string; threshold: string; currency: string }>;
  'subscription.started': Subscription;
  'subscription.renewed': Subscription & Readonly<{ amount: string; currency: string; periodTo: string }>;
  /** There was too little money at renewal; `endsAt` is when it ends for good. */
  'subscription.unpaid': Subscription & Readonly<{ amount: string; currency: string; endsAt: string | null }>;
  'subscription.ended': Subscription & Readonly<{ reason: string }>;
  'guard.blocked': Readonly<{ guard: string }>;
  /** Calls go past it after it failed again when it was tried; `sipStatus` is its last answer, 408 = none, null = not told. */
  'gateway.unhealthy': Gateway & Readonly<{ sipStatus: number | null }>;
  'gateway.recovered': Gateway & Readonly<{ unhealthySince: string }>;
  /** Somebody wanted to see whether this endpoint hears: only it does. */
  'webhook.tested': Readonly<{ webhookId: string }>;
}>;

type Movement = Readonly<{ transferId: string; amount: string; currency: string }>;
/** Something by its public id, and its number or name. */
type Ref = Readonly<{ id: string; name: string }>;
type Gateway = Readonly<{ gateway: Ref; trunk: Ref }>;
type Subscription = Readonly<{ subscriptionId: string; product: Ref }>;

export type EventType = keyof EventData;

export const EVENT_TYPES = [
  'account.created',
  'account.status_changed',
  'payment.received',
  'payment.refunded',
  'payment.charged_back',
  'payment.failed',
  'document.issued',
  'invoice.reminded',
  'invoice.overdue',
  'invoice.paid',
  'dunning.suspended',
  'dunning.lifted',
  'balance.low',
  'subscription.started',
  'subscription.renewed',
  'subscription.unpaid',
  'subscription.ended',
  'guard.blocked',
  'gateway.unhealthy',
  'gateway.recovered',
  'webhook.tested',
] as const satisfies readonly EventType[];

/** They happen to what the operator alone has: resellers never hear of one. */
export const EVENTS_OF_OPERATOR: ReadonlySet<EventType> = new Set(['gateway.unhealthy', 'gateway.recovered']);

/** An event as it is written down. */
export type NewEvent<Type extends EventType = EventType> = {
  [Each in Type]: Readonly<{ type: Each; accountId: bigint; happenedAt: Date; data: EventData[Each] }>;
}[Type];

/** An event as it is read back. Only this program writes them. */
export type KnownEvent<Type extends EventType = EventType> = NewEvent<Type> &
  Readonly<{ id: bigint; publicId: string }>;
