/** One example of each event, for whoever writes a receiver: in the API, in its file and in docs/webhooks.md. */
import type { EventData, EventType } from './catalogue.ts';

export type EventExample<Type extends EventType = EventType> = Readonly<{
  /** When it is written, as a sentence. */
  summary: string;
  data: EventData[Type];
}>;

const receipt = { id: '0192f3c1-7a50-4c6e-9b1d-2f6a8e4d1c01', name: 'R2026-000042' };
const invoice = { id: '0192f3c1-7a50-4c6e-9b1d-2f6a8e4d1c02', name: 'I2026-000007' };
const transferId = '0192f3c1-7a50-7c6e-9b1d-2f6a8e4d1c03';
const subscription = {
  subscriptionId: '0192f3c1-7a50-4c6e-9b1d-2f6a8e4d1c04',
  product: { id: '0192f3c1-7a50-4c6e-9b1d-2f6a8e4d1c05', name: 'Number in Berlin' },
};
const gateway = { id: '0192f3c1-7a50-4c6e-9b1d-2f6a8e4d1c06', name: 'gw1' };
const trunk = { id: '0192f3c1-7a50-4c6e-9b1d-2f6a8e4d1c07', name: 'Carrier A' };

export const EVENT_EXAMPLES: { readonly [Type in EventType]: EventExample<Type> } = {
  'account.created': {
    summary: 'An account was made: by hand, by an import, or by a sign-up.',
    data: { kind: 'customer' },
  },
  'account.status_changed': {
    summary: 'An account was suspended, made active again, or closed.',
    data: { before: 'active', after: 'suspended' },
  },
  'payment.received': {
    summary: 'Money came in.',
    data: { transferId, amount: '25.000000', currency: 'EUR', method: 'bank_transfer', receipt },
  },
  'payment.refunded': {
    summary: 'Money was given back.',
    data: { transferId, amount: '25.000000', currency: 'EUR', method: 'cash', receipt },
  },
  'payment.charged_back': {
    summary: 'The bank of the payer took money back.',
    data: { transferId, amount: '25.000000', currency: 'EUR', receipt },
  },
  'payment.failed': {
    summary: 'A card was asked and gave nothing; `reason` is the gateway’s code.',
    data: { amount: '25.000000', currency: 'EUR', reason: 'card_declined', isAutomatic: true },
  },
  'document.issued': {
    summary: 'A receipt, an invoice or a note was issued.',
    data: {
      document: invoice,
      kind: 'invoice',
      total: '119.000000',
      currency: 'EUR',
      dueAt: '2026-12-15T23:00:00.000Z',
    },
  },
  'invoice.reminded': {
    summary: 'A reminder of an invoice: before its day (`daysOverdue` negative), on it (0) or after it.',
    data: {
      document: invoice,
      open: '119.000000',
      currency: 'EUR',
      dueAt: '2026-12-15T23:00:00.000Z',
      daysOverdue: 3,
    },
  },
  'invoice.overdue': {
    summary: 'The day of an invoice passed, and it is not paid.',
    data: { document: invoice, open: '119.000000', currency: 'EUR', dueAt: '2026-12-15T23:00:00.000Z' },
  },
  'invoice.paid': { summary: 'An invoice was paid in full.', data: { document: invoice, currency: 'EUR' } },
  'dunning.suspended': {
    summary: 'An account was suspended because of what is overdue.',
    data: { overdue: '119.000000', currency: 'EUR' },
  },
  'dunning.lifted': { summary: 'That suspension ended, because it was paid.', data: {} },
  'balance.low': {
    summary: 'Available money fell below the threshold of the account: once for each crossing.',
    data: { available: '4.210000', threshold: '5.000000', currency: 'EUR' },
  },
  'subscription.started': { summary: 'An account has a product from now on.', data: subscription },
  'subscription.renewed': {
    summary: 'The next interval of a product was charged.',
    data: { ...subscription, amount: '3.000000', currency: 'EUR', periodTo: '2027-01-01T00:00:00.000Z' },
  },
  'subscription.unpaid': {
    summary: 'There was too little money at renewal; `endsAt` is when it ends for good.',
    data: { ...subscription, amount: '3.000000', currency: 'EUR', endsAt: '2026-12-31T00:00:00.000Z' },
  },
  'subscription.ended': {
    summary: 'An account no longer has a product.',
    data: { ...subscription, reason: 'cancelled' },
  },
  'guard.blocked': {
    summary: 'A guard blocks new calls of an account.',
    data: { guard: 'risky_prefixes' },
  },
  'gateway.unhealthy': {
    summary:
      'Calls go past a gateway that failed again when it was tried; `sipStatus` is its last answer (408: none came).',
    data: { gateway, trunk, sipStatus: 503 },
  },
  'gateway.recovered': {
    summary: 'Such a gateway takes calls again.',
    data: { gateway, trunk, unhealthySince: '2026-11-24T12:00:00.000Z' },
  },
  'webhook.tested': {
    summary: 'Somebody wanted to see whether this webhook hears. No other one is told.',
    data: { webhookId: '0192f3c1-7a50-4c6e-9b1d-2f6a8e4d1c06' },
  },
};
