/** What an event of a switch says that cannot be true of its call. The call stays as it is, and whoever told it hears why. */
import type { Cdr, LiveSession } from './book.ts';
import type { EndedEvent, EventMistake, Rejected } from './events.ts';

type CallItself = Pick<LiveSession | Cdr, 'sessionId' | 'startedAt' | 'frozen'>;

/** A switch reads its clock a moment apart for the talk and for the ends of the call. */
export const CLOCK_MS_MAX = 2000;

/** Null for one of its gateways, for none, and for a call that goes over none: to a phone of ours, or on as another call. */
export function foreignGateway(
  { sessionId, frozen: { routes } }: Omit<CallItself, 'startedAt'>,
  gatewayId: string | null,
): Rejected | null {
  if (gatewayId === null || routes.length === 0) return null;
  if (routes.some(({ gatewayPublicId }) => gatewayPublicId === gatewayId)) return null;
  const message = `This call was not offered the gateway "${gatewayId}": send the id of one that authorize answered.`;
  return contradicted(sessionId, { field: 'gatewayId', message });
}

/** Of an unanswered call nothing: it costs nothing, whatever else is said. */
export function impossibleEnd(call: CallItself, event: EndedEvent): Rejected | null {
  if (event.outcome === 'unanswered') return null;
  return foreignGateway(call, event.gatewayId) ?? impossibleTalk(call, event);
}

/** With an `answeredAt` the contract has compared the talk with that: here the start is the earliest that it can be. */
function impossibleTalk(
  { sessionId, startedAt }: CallItself,
  { answeredAt, endedAt, talkMs }: EndedEvent,
): Rejected | null {
  if (answeredAt !== null) return null;
  const lastedMs = endedAt.getTime() - startedAt.getTime() + CLOCK_MS_MAX;
  if (talkMs <= lastedMs) return null;
  return contradicted(
    sessionId,
    lastedMs < 0
      ? { field: 'endedAt', message: 'The call ended before it began.' }
      : {
          field: 'talkMs',
          message: 'The talk is longer than the time between the start of the call and its end.',
        },
  );
}

function contradicted(sessionId: string, mistake: EventMistake): Rejected {
  return { ok: false, sessionId, problem: 'invalid_input', errors: [mistake] };
}

/** Why an event was not applied, as one sentence for people. */
export function rejectedBecause({ problem, errors }: Pick<Rejected, 'problem' | 'errors'>): string {
  return errors === undefined ? problem : sentenceOf(errors);
}

export function sentenceOf(mistakes: readonly EventMistake[]): string {
  return mistakes.map(({ field, message }) => `${field}: ${message}`).join(' ');
}
