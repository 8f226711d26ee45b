import type { TFunction } from 'i18next';
import type { EventType } from '../../../src/domain/events/catalogue.ts';

/** "Payment received (payment.received)": people read the one, receivers the other. */
export function wordOf(type: EventType, t: TFunction): string {
  return `${eventText(type, t)} (${type})`;
}

export function eventText(type: EventType, t: TFunction): string {
  return t(`webhooks.event.${type.replace('.', '_')}`, { defaultValue: type });
}
