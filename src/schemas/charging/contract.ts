/**
 * The switch contract: what a SIP switch sends to POST /switch/v1/events, one event or an array of them. Field names
 * and units are fixed here; docs/switch-contract.md explains them.
 */
import { z } from 'zod';
import { CLOCK_MS_MAX } from '../../domain/charging/contradictions.ts';

/** Any text a phone may write, cut by the switch; NUL and halves of surrogate pairs cannot be stored. */
const text = (max: number) =>
  z
    .string()
    .max(max)
    .refine((value) => !value.includes('\0'), 'Send no NUL characters.')
    // Read by code points (u), only a half without its other one is a surrogate.
    .refine((value) => !/\p{Surrogate}/u.test(value), 'Send valid Unicode: there is half a surrogate pair.');

/**
 * What people will read: signs that draw nothing, or turn the line around (Unicode UAX #9), are left out. A phone may
 * write anything, and refusing the call for it would punish the wrong one.
 */
const shown = (max: number) => text(max).transform((value) => value.replace(UNPRINTABLE, ''));
const UNPRINTABLE = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

const instant = z.iso
  .datetime({ offset: true, abort: true, message: 'Send an instant in ISO 8601 with its zone.' })
  .refine((value) => Date.parse(value) >= Date.UTC(2020, 0) && Date.parse(value) < Date.UTC(2200, 0), {
    message: 'Send an instant between 2020 and 2199.',
  })
  .transform((value) => new Date(value));

const sessionId = z.uuid('Send the sessionId that authorize answered.').transform((id) => id.toLowerCase());
const gatewayId = text(64)
  .nullable()
  .default(null)
  .describe('The id of the gateway, as authorize answered it');

/** A SIP URI may not hold "#" in its user part (RFC 3261 §25.1): phones send %23, and mean the key that was pressed. */
function keysOfUri(dialled: string): string {
  return dialled.replaceAll('%23', '#').replaceAll(/%2a/gi, '*');
}

const goesOn = {
  sessionId,
  number: z
    .string()
    .regex(/^[1-9]\d{6,14}$/, 'Send the digits of the number with its country code.')
    .describe('Our number that it goes on to or from, E.164 digits'),
  forwards: z
    .int('Send a whole number.')
    .min(0, 'Send 0 or more.')
    .max(1000, 'Send at most 1000.')
    .describe('How often the call was forwarded, with this time'),
};

const authorize = z.strictObject({
  type: z.literal('authorize'),
  attemptId: text(100)
    .min(1)
    .describe("The switch's own unique name for this attempt, never the SIP Call-ID"),
  startedAt: instant,
  identity: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('ip_address'), address: text(64).min(1) }),
    z.strictObject({ type: z.literal('sip_device'), username: text(64).min(1), realm: text(64).min(1) }),
    z
      .strictObject({ type: z.literal('number'), ...goesOn })
      .describe('A call that was granted a gateway of kind "number" goes on there'),
    z
      .strictObject({ type: z.literal('forward'), ...goesOn })
      .describe('A call that came in by `number` goes on to where that is forwarded'),
  ]),
  destination: shown(255)
    .pipe(z.string().min(1))
    .transform(keysOfUri)
    .describe('As dialled, or as it stands in the SIP URI: %23 is # and %2A is *'),
  callerNumber: shown(255).nullable().default(null),
  callerName: shown(255).nullable().default(null),
  sourceAddress: shown(64).default(''),
  userAgent: shown(255).nullable().default(null),
  callId: shown(255).nullable().default(null).describe('The SIP Call-ID, for people who compare traces'),
  switchRef: text(64).nullable().default(null).describe('How the switch finds this call again'),
});

/** Absent = the switch does not tell: then the gateway before a further one has failed, and the last one by the status of the end. */
const failed = z
  .strictObject({
    gatewayId: text(64).min(1),
    sipStatus: z.number().int().min(300).max(699).nullable().default(null),
  })
  .nullable()
  .optional()
  .describe('The gateway that was given up, and what it said: 500, 502, 503 or 504, 408 for silence');

const attempt = z.strictObject({
  type: z.literal('attempt'),
  sessionId,
  number: z.number().int().min(1).max(1000),
  gatewayId,
  at: instant,
  failed,
});

const answered = z.strictObject({ type: z.literal('answered'), sessionId, gatewayId, answeredAt: instant });

/** A week: longer calls are mistakes of a clock. */
const TALK_MS_MAX = 7 * 86_400_000;

const ended = z.strictObject({
  type: z.literal('ended'),
  sessionId,
  leg: z.literal(0).default(0),
  revision: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(1)
    .describe('A higher one corrects the ones before'),
  outcome: z.enum(['answered', 'unanswered']),
  answeredAt: instant.nullable().default(null),
  endedAt: instant,
  talkMs: z.number().int().min(0).max(TALK_MS_MAX).describe("By the switch's own clock"),
  endedBy: z.enum(['caller', 'callee', 'limit', 'operator', 'failure']),
  sipStatus: z.number().int().min(100).max(699).nullable().default(null),
  q850Cause: z.number().int().min(0).max(127).nullable().default(null),
  gatewayId,
  // Last, so that an end without it has the digest that it always had.
  failed,
});

export const switchEvent = z
  .discriminatedUnion('type', [authorize, attempt, answered, ended])
  .superRefine((event, context) => {
    // Times that are none have their own mistakes already, and are still texts here.
    if (event.type !== 'ended' || !isInstant(event.endedAt) || !isInstant(event.answeredAt ?? event.endedAt))
      return;
    for (const [field, message] of contradictions(event)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

const isInstant = (value: unknown) => value instanceof Date;

/** What cannot be true of one call, whichever it is: a free answer or an endless one would be billed by it. */
function contradictions({
  outcome,
  gatewayId: gateway,
  answeredAt,
  endedAt,
  talkMs,
}: z.output<typeof ended>) {
  const found: [field: string, message: string][] = [];
  if (outcome === 'unanswered' && talkMs > 0) {
    found.push(['talkMs', 'A call that was not answered has no talk: send 0, or the outcome "answered".']);
  }
  if (outcome === 'answered' && gateway === null) {
    found.push(['gatewayId', 'Send the gateway that answered: its carrier is paid by it.']);
  }
  if (answeredAt === null || outcome === 'unanswered') return found;
  const lastedMs = endedAt.getTime() - answeredAt.getTime();
  if (lastedMs < 0) found.push(['endedAt', 'The call ended before it was answered.']);
  else if (talkMs > lastedMs + CLOCK_MS_MAX) {
    found.push(['talkMs', 'The talk is longer than the time between answer and end.']);
  }
  return found;
}

export type SwitchEvent = z.output<typeof switchEvent>;

/** So many events in one request. */
export const EVENTS_MAX = 1000;

export const digestQuestion = z.strictObject({
  gatewayId: text(64).min(1),
  realm: text(128).min(1).describe('As the gateway named it in its challenge'),
});
export type DigestQuestion = z.output<typeof digestQuestion>;
