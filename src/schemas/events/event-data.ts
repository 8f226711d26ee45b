/** What each event tells, for the file of the API. Only this program writes events: nothing is checked by these but the examples. */
import { z } from 'zod';
import type { EventData, EventType } from '../../domain/events/catalogue.ts';
import { amount, currencyCode, instant, publicId } from '../common.ts';

const ref = z.object({ id: publicId, name: z.string().describe('Its number or name') });
const money = { amount, currency: currencyCode };
const moved = { transferId: publicId, ...money, receipt: ref.nullable() };
const method = z.string().describe('How it was paid, such as "cash", "bank_transfer", "card" or "coupon"');
const subscription = { subscriptionId: publicId, product: ref };
const invoice = { document: ref, currency: currencyCode };
const carrier = { gateway: ref, trunk: ref };

export const EVENT_DATA: { readonly [Type in EventType]: z.ZodType<EventData[Type]> } = {
  'account.created': z.object({ kind: z.string() }),
  'account.status_changed': z.object({ before: z.string(), after: z.string() }),
  'payment.received': z.object({ ...moved, method }),
  'payment.refunded': z.object({ ...moved, method }),
  'payment.charged_back': z.object(moved),
  'payment.failed': z.object({ ...money, reason: z.string(), isAutomatic: z.boolean() }),
  'document.issued': z.object({ ...invoice, kind: z.string(), total: amount, dueAt: instant.nullable() }),
  'invoice.reminded': z.object({ ...invoice, open: amount, dueAt: instant, daysOverdue: z.int() }),
  'invoice.overdue': z.object({ ...invoice, open: amount, dueAt: instant }),
  'invoice.paid': z.object(invoice),
  'dunning.suspended': z.object({ overdue: amount, currency: currencyCode }),
  'dunning.lifted': z.object({}),
  'balance.low': z.object({ available: amount, threshold: amount, currency: currencyCode }),
  'subscription.started': z.object(subscription),
  'subscription.renewed': z.object({ ...subscription, ...money, periodTo: instant }),
  'subscription.unpaid': z.object({ ...subscription, ...money, endsAt: instant.nullable() }),
  'subscription.ended': z.object({ ...subscription, reason: z.string() }),
  'guard.blocked': z.object({ guard: z.string() }),
  'gateway.unhealthy': z.object({ ...carrier, sipStatus: z.int().nullable() }),
  'gateway.recovered': z.object({ ...carrier, unhealthySince: instant }),
  'webhook.tested': z.object({ webhookId: publicId }),
};
