/** Calls that go on, and ending them. */
import { z } from 'zod';
import { HANG_UP_REASONS } from '../../domain/charging/hang-ups.ts';
import { LIVE_STATES } from '../../domain/charging/live-call.ts';
import { amount, instant, line, publicId } from '../common.ts';
import { remark } from './remarks.ts';

const terms = z
  .object({
    connectionCostMicros: z.string().describe('A decimal with at most six digits after the point'),
    costPerMinuteNanos: z.string().describe('A decimal with at most six digits after the point'),
    graceSeconds: z.number().int(),
    initialIncrementSeconds: z.number().int(),
    incrementSeconds: z.number().int(),
    markUpPpm: z
      .string()
      .describe('On the price; 0 where you may not see the mark-up: then the price has it in it'),
    exchangeRateE10: z.string(),
  })
  .describe('Frozen with the call: what it costs at any second follows from them, and from what is free')
  .meta({ id: 'FrozenTerms' });

const level = z.object({
  accountId: publicId,
  name: z.string(),
  who: remark.describe('The name, to say it in another language'),
  currency: z.string(),
  terms,
  held: amount.describe('Set aside for this call'),
  freeSeconds: z
    .number()
    .int()
    .nullable()
    .describe('Billed seconds that its packages may give; null = it pays for all of them'),
  commissionPpm: z
    .number()
    .int()
    .nullable()
    .describe(
      'Millionths of the charge that whoever sells to it credits commission resellers; null where you may not see its costs',
    ),
});

const carrier = z.object({
  trunk: z.string(),
  gateway: z.string().describe('Its address'),
  currency: z.string().nullable(),
  terms: terms.nullable().describe('Null for whoever may not see what carriers cost'),
});

/** What stays as it is until something happens to the call: the stream sends it, and everybody counts on from it. */
export const liveCallFacts = z
  .object({
    sessionId: publicId,
    accountId: publicId,
    accountNumber: z.string(),
    accountName: z.string(),
    device: z.string().nullable().describe('User name of the SIP device; null for a call by address'),
    callerNumber: z.string().nullable(),
    destinationNumber: z.string().describe('E.164 digits; the name of the device for a local call'),
    state: z.enum(LIVE_STATES).describe('ending: its switch was told to end it'),
    startedAt: instant,
    answeredAt: instant.nullable().describe('Null while it rings'),
    switchUnknownSince: instant
      .nullable()
      .describe('Since when its switch cannot be asked whether it lives; null = all is well'),
    grantedSeconds: z.number().int().describe('Of talk, that the switch has acknowledged'),
    offeredSeconds: z.number().int().describe('Of talk, that money is held for; no more is billed'),
    longest: z
      .object({
        seconds: z.number().int().describe('Of talk, from the answer on'),
        ending: z.string(),
        endingRemark: remark,
      })
      .nullable()
      .describe('How long money and caps let it go on when nothing else happens; null for a moment'),
    levels: z.array(level).describe('Who pays for it, the caller first, as far as you may see them'),
    carrier: carrier.nullable().describe('Where it goes; null for whoever may not see trunks'),
    canHangUp: z.boolean().describe('Its switch takes commands, and nobody calls for help'),
    isEmergency: z.boolean(),
  })
  .meta({ id: 'LiveCallFacts' });

const liveCall = liveCallFacts
  .extend({
    talkSeconds: z.number().int().nullable().describe('Since the answer, by our clock; null while it rings'),
    held: amount
      .nullable()
      .describe('Of the account that was asked for; null where it pays nothing for the call'),
    cost: amount.nullable().describe('What the lowest level pays so far; null for a call that nobody pays'),
    currency: z.string().nullable(),
    secondsLeft: z.number().int().nullable().describe('Until the acknowledged limit; null while it rings'),
  })
  .meta({ id: 'LiveCall' });

export const endingCalls = z
  .object({
    endAtOnce: z.number().int().describe('They are hung up within seconds'),
    goOn: z.number().int().describe('Emergency calls, and calls of switches that take no commands'),
    goOnUntil: instant.nullable().describe('When the last of those reaches its limit, at most'),
  })
  .meta({ id: 'EndingCalls' });

const list = {
  asOf: instant,
  total: z.number().int().describe('Counted up to 10,000'),
  items: z.array(liveCall).describe('The latest first, at most 200'),
};

export const liveCallsOfAccount = z.object({
  ...list,
  currency: z.string().nullable().describe('Of the account that was asked for'),
  onSuspension: endingCalls.describe('What becomes of them when the account is suspended'),
});
export const liveCallList = z.object(list);

export const liveCallQuery = z.object({
  accountId: publicId.optional().describe('Calls of this account and of everybody below it'),
  trunkId: publicId.optional().describe('Calls that are on this trunk, or are tried there first'),
  q: z
    .string()
    .max(40)
    .transform((number) => number.replace(/[\s()+./-]/g, ''))
    .pipe(z.string().regex(/^\d{1,32}$/, 'Send a number or how it begins: 1 to 32 digits.'))
    .optional()
    .describe('How the number that was dialled, reached or that called begins'),
});

const STREAM_SECONDS_MAX = 3600;
export const liveStreamQuery = liveCallQuery.extend({
  seconds: z.coerce
    .number()
    .int('Send whole seconds.')
    .min(0, `Send 0 to ${STREAM_SECONDS_MAX} seconds.`)
    .max(STREAM_SECONDS_MAX, `Send 0 to ${STREAM_SECONDS_MAX} seconds.`)
    .default(STREAM_SECONDS_MAX)
    .describe('How long the stream lasts at most; 0 = the snapshot alone'),
});

/** The data of the stream's events, by their names. */
export const liveEvents = {
  snapshot: z.object({ asOf: instant, total: z.number().int(), items: z.array(liveCallFacts) }),
  changes: z.object({
    asOf: instant,
    total: z.number().int(),
    items: z.array(liveCallFacts).describe('New or changed: each takes the place of the one before'),
    ended: z.array(publicId),
  }),
  beat: z.object({ asOf: instant }),
  over: z.object({ code: z.string() }),
} as const;
export type LiveEventName = keyof typeof liveEvents;
export type LiveEventData<Name extends LiveEventName> = z.output<(typeof liveEvents)[Name]>;
export type LiveCallFacts = z.output<typeof liveCallFacts>;

export const streamText = z.string().describe('Server-sent events: snapshot, changes, beat, over');

const why = {
  reason: z.enum(HANG_UP_REASONS).describe('Stands with the call, and in the timeline of its account'),
  note: line(200).default('').describe('More about it, for those above the caller'),
};
const needsNote = <Body extends Readonly<{ reason: string; note: string }>>(schema: z.ZodType<Body>) =>
  schema.refine(({ reason, note }) => reason !== 'other' || note !== '', {
    path: ['note'],
    message: 'Say why: the reason “other” needs a note.',
  });

export const hangUp = needsNote(z.strictObject(why));

/** So many as a list shows. */
export const HANG_UPS_MAX = 200;
export const hangUpMany = needsNote(
  z.strictObject({
    ...why,
    sessionIds: z
      .array(publicId)
      .min(1, 'Choose a call.')
      .max(HANG_UPS_MAX, `At most ${HANG_UPS_MAX} calls can be ended at once.`),
  }),
);
export const HANG_UP_OUTCOMES = ['told', 'over', 'emergency', 'not_reached', 'not_found'] as const;
export const hangUpResults = z.object({
  items: z.array(
    z.object({
      sessionId: publicId,
      outcome: z
        .enum(HANG_UP_OUTCOMES)
        .describe(
          'told: it ends within seconds; not_reached: its switch takes no commands or did not answer',
        ),
    }),
  ),
});
