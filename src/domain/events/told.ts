/** An event as others are told it: the body of a webhook, and a row of the API's list. */
import type { EventType } from './catalogue.ts';

export type ToldEvent = Readonly<{
  id: string;
  type: EventType;
  /** ISO 8601, UTC. */
  createdAt: string;
  accountId: string;
  accountNumber: string;
  data: Readonly<Record<string, unknown>>;
}>;

export type EventRow = Readonly<{
  publicId: string;
  type: EventType;
  happenedAt: Date;
  accountPublicId: string;
  accountNumber: string;
  data: Readonly<Record<string, unknown>>;
}>;

export function toldEvent({
  publicId: id,
  type,
  happenedAt,
  accountPublicId: accountId,
  accountNumber,
  data,
}: EventRow): ToldEvent {
  return { id, type, createdAt: happenedAt.toISOString(), accountId, accountNumber, data };
}
