/** What would become of a call. */
import { z } from 'zod';
import { REGISTRATION_STATUSES } from '../../domain/accounts/registration.ts';
import { REASON_CODES } from '../../domain/charging/reasons.ts';
import { amount, instant, instantInput, line, publicId } from '../common.ts';
import { arithmetic, remark, trace } from './remarks.ts';

const DAY_SECONDS = 86_400;

export const simulatedCallQuery = z.object({
  to: line(64, 1).describe('As it would be dialled: "+49 30 …", in the way of the country, or a speed dial'),
  callerNumber: line(64, 1).optional().describe('The caller ID that the phone would send'),
  seconds: z.coerce
    .number()
    .int('Send whole seconds.')
    .min(1, `Send 1 to ${DAY_SECONDS} seconds.`)
    .max(DAY_SECONDS, `Send 1 to ${DAY_SECONDS} seconds.`)
    .optional()
    .describe('Of talk; left out: until money or a cap ends it'),
  at: instantInput.optional().describe('When; left out: now. Money and live calls are those of now'),
});

/** Of a call from outside to a DID. */
export const simulatedInboundQuery = simulatedCallQuery.omit({ to: true }).extend({
  callerNumber: line(64, 1).optional().describe('The caller ID that the carrier would send'),
});

/** The same as a body, with whose call it is, or which DID is called from outside. */
export const simulatedCallBody = z
  .strictObject({
    ...simulatedCallQuery.partial().shape,
    accountId: publicId.optional().describe('Of the customer who would call'),
    didId: publicId
      .optional()
      .describe('Of the DID that would be called from outside, in place of accountId and to'),
  })
  .superRefine(({ accountId, to, didId }, context) => {
    const isFromOutside = didId !== undefined;
    const missing = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message, params: { code: 'required' } });
    if (isFromOutside && (accountId !== undefined || to !== undefined))
      missing('didId', 'Send didId alone, or accountId with to.');
    if (!isFromOutside && accountId === undefined)
      missing('accountId', 'Send whose call it is: accountId, or didId for a call from outside.');
    if (!isFromOutside && to === undefined) missing('to', 'Send what is dialled.');
  });

const levels = z
  .array(
    z.object({
      name: z.string(),
      who: remark.describe('The name, to say it in another language'),
      charge: amount,
      currency: z.string(),
      margin: amount.nullable().describe('What whoever sells at this level keeps, where you may see it'),
    }),
  )
  .describe('What each level would pay, the caller first, as far as you may see them');

const routes = z
  .array(
    z.object({
      trunk: z.string(),
      prefix: z.string(),
      gateways: z.array(z.string()),
      cost: amount,
      currency: z.string(),
    }),
  )
  .nullable()
  .describe('In the order in which they would be tried; for whoever may see what carriers cost');

export const simulatedCall = z
  .object({
    isAllowed: z.boolean(),
    reason: z
      .enum(REASON_CODES)
      .nullable()
      .describe('As in the list of calls: of this call, or of one that it would go on as'),
    at: instant,
    destinationNumber: z.string().nullable().describe('E.164 digits; null for what is no number'),
    callerNumber: z.string().nullable().describe('That the called party would see'),
    talkSeconds: z.number().int().describe('What is priced: as asked, at most the longest'),
    longestSeconds: z
      .number()
      .int()
      .describe('What money and caps allow, of whoever pays for one of the calls'),
    limitSeconds: z.number().int().describe('What any call may last'),
    ending: z
      .string()
      .nullable()
      .describe('What ends the longest call: whose money, which cap, or that no call may last longer'),
    endingRemark: remark.nullable().describe('The same, to say it in another language'),
    trace,
    ...arithmetic,
    levels,
    routes,
    onward: z
      .array(
        z.object({
          number: z.string().describe('E.164 digits: the DID that is called, or that is forwarded'),
          isForwarded: z.boolean().describe('It leads on to where the DID is forwarded'),
          name: z.string().nullable().describe('Whose call it is; null for whom you may not see'),
          who: remark.nullable().describe('The name, to say it in another language'),
          isAllowed: z.boolean(),
          reason: z.enum(REASON_CODES).nullable().describe('Why it is refused, as far as you may see it'),
          levels,
          routes,
        }),
      )
      .describe(
        'The calls that this one goes on as where a number here is dialled: to the account that has it, and on to where it is always forwarded. One that is refused refuses this one, and none lasts longer than another',
      ),
    skipped: z
      .array(
        z.object({
          trunk: z.string(),
          gateway: z.string().nullable().describe('Its name, when others of the trunk are left'),
          why: z.string(),
          reason: remark.describe('Why, to say it in another language'),
        }),
      )
      .nullable(),
    inbound: z
      .object({
        didId: publicId,
        accountId: publicId.nullable().describe('Who has the number; null for nobody'),
        accountNumber: z.string().nullable(),
        accountName: z.string().nullable(),
        phones: z
          .array(z.object({ id: publicId, name: z.string(), registration: z.enum(REGISTRATION_STATUSES) }))
          .describe('That would ring, all at once'),
        forwarding: z
          .object({
            when: z.enum(['always', 'unregistered', 'no_answer']),
            to: z.string(),
            afterSeconds: z.number().int(),
          })
          .nullable(),
      })
      .nullable()
      .describe('Of a call from outside to a DID; null for any other'),
  })
  .meta({ id: 'SimulatedCall' });
export type SimulatedCallBody = z.output<typeof simulatedCall>;
