/** Calls to access numbers of calling cards, and wrong PINs. */
import { z } from 'zod';
import { LANGUAGES } from '../../domain/languages.ts';
import { instant, line, page, pageQuery, publicId } from '../common.ts';
import { shownPrice } from '../numbering/dids.ts';

const account = z.object({ id: publicId, number: z.string(), displayName: z.string() }).nullable();
const seen = {
  accessNumber: z.string().describe('E.164 digits'),
  callerNumber: z.string().nullable().describe('E.164 digits; null = none was shown'),
};

export const cardCall = z
  .object({
    id: publicId,
    ...seen,
    account: account.describe('Whose card it was; null where that did not become known'),
    startedAt: instant,
    endedAt: instant.nullable().describe('Null while it goes on'),
    calls: z.int().describe('Calls that were made with the card'),
    accessSessionId: publicId
      .nullable()
      .describe('The call to the access number, where it cost something; of GET /calls/{sessionId}'),
  })
  .meta({ id: 'CardCall' });
export type CardCallBody = z.output<typeof cardCall>;
export const cardCallPage = page(cardCall);

export const pinFailure = z
  .object({
    id: publicId,
    ...seen,
    account: account.describe('Whose card it is; null for no card that could be used there'),
    callingCardNumber: z.string().describe('As it was entered'),
    source: z.string().describe('The address that the call came from'),
    failedAt: instant,
  })
  .meta({ id: 'PinFailure' });
export type PinFailureBody = z.output<typeof pinFailure>;
export const pinFailurePage = page(pinFailure);

export const PIN_KINDS = ['caller', 'card'] as const;
export const pinPause = z
  .object({
    id: publicId,
    kind: z.enum(PIN_KINDS).describe('Who may enter no PIN: a caller, or anybody for one card'),
    ...seen,
    account: account.describe('Whose card is paused; null for a caller, and for a card that does not exist'),
    callingCardNumber: z.string().nullable().describe('As it was entered; null for a caller'),
    pausedAt: instant,
    pausedUntil: instant,
    isPaused: z.boolean().describe('It is not over, and nobody released it'),
    released: z
      .object({
        at: instant,
        by: z.string().nullable().describe('Account number'),
        reason: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'PinPause' });
export type PinPauseBody = z.output<typeof pinPause>;
export const pinPausePage = page(pinPause);

const ofAccount = { accountId: publicId.optional().describe('Of one account alone') };
export const cardCallQuery = z.object({ ...pageQuery, ...ofAccount });
export const pinFailureQuery = z.object({ ...pageQuery, ...ofAccount });
export const pinPauseQuery = z.object({
  ...pageQuery,
  ...ofAccount,
  paused: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .describe('Those that are paused now, or the others'),
});

export const releasePause = z.strictObject({
  reason: line(200, 3).describe('Why; stands in the timeline'),
});

export const usableAccessNumber = z
  .object({
    number: z.string().describe('E.164 digits'),
    country: z.string().nullable(),
    language: z.enum(LANGUAGES),
    price: shownPrice.describe('Of the call to it; null = it is free'),
  })
  .meta({ id: 'UsableAccessNumber' });
export type UsableAccessNumber = z.output<typeof usableAccessNumber>;
export const usableAccessNumbers = z.object({ items: z.array(usableAccessNumber) });
