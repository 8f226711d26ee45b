/** Turns what a switch sent into an event of charging, or says what is wrong with it. */
import type { ZodError } from 'zod';
import { sentenceOf } from '../domain/charging/contradictions.ts';
import type { ChargingEvent, EventMistake } from '../domain/charging/events.ts';
import { nameEnd, nameQuestion } from '../operations/charging/name-event.ts';
import { digestQuestion, switchEvent, type DigestQuestion } from '../schemas/charging/contract.ts';

type From = Readonly<{ id: bigint; canPush: boolean }>;

/** Mistakes are named by field; the first few are enough to mend a switch. */
const MISTAKES_MAX = 10;

/** A call starts when it is asked for; a clock that is wrong by more would sort and price calls wrongly. */
const CLOCK_OFF_MS_MAX = 24 * 3_600_000;

/** The event, or its mistakes. */
export function parseEvent(body: unknown, from: From, now: Date): ChargingEvent | readonly EventMistake[] {
  const parsed = switchEvent.safeParse(body);
  if (!parsed.success) return mistakesOf(parsed.error);
  const event = parsed.data;
  switch (event.type) {
    case 'authorize':
      if (Math.abs(event.startedAt.getTime() - now.getTime()) > CLOCK_OFF_MS_MAX) {
        const message = `The call starts more than a day from now (${now.toISOString()}). Set the clock of the switch.`;
        return [{ field: 'startedAt', message }];
      }
      return nameQuestion(event, from);
    case 'ended':
      return nameEnd(event, from.id);
    default:
      return { ...event, switchId: from.id };
  }
}

/** The question for a gateway's digest, or its mistakes. */
export function parseDigestQuestion(body: unknown): DigestQuestion | readonly EventMistake[] {
  const parsed = digestQuestion.safeParse(body);
  return parsed.success ? parsed.data : mistakesOf(parsed.error);
}

function mistakesOf({ issues }: Pick<ZodError, 'issues'>): readonly EventMistake[] {
  return issues.slice(0, MISTAKES_MAX).map(({ path, message }) => ({ field: path.join('.'), message }));
}

/** As `parseEvent`, for a row of the outbox: mistakes become one sentence. */
export function parseKept(body: unknown, switchId: bigint, now: Date): ChargingEvent | string {
  const event = parseEvent(body, { id: switchId, canPush: true }, now);
  return 'type' in event ? event : sentenceOf(event);
}
