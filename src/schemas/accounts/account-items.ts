/** What belongs to an account and is edited row by row. */
import { z } from 'zod';
import { withoutSeparators } from '../../domain/numbering/e164.ts';
import { instant, label as labelText, publicId } from '../common.ts';
import { network } from '../network.ts';
import { callPrefix } from '../numbering/call-prefix.ts';

const label = labelText.optional();
const id = { id: publicId, createdAt: instant };
/** Room for 32 digits and what people put between them. */
const NUMBER_LENGTH_MAX = 64;

const techPrefix = z.string().regex(/^[0-9*#]{0,10}$/, 'Send up to 10 digits, * or #, or nothing.');

export const createIpAddress = z.strictObject({
  network,
  techPrefix: techPrefix.optional(),
  label,
  acceptOverlap: z
    .boolean()
    .optional()
    .describe('The network may overlap one of an account below another reseller; for those above both'),
});
export const changeIpAddress = createIpAddress.partial();
export const ipAddress = z
  .object({ ...id, network: z.string(), techPrefix: z.string(), label: z.string() })
  .meta({ id: 'IpAddress' });

/** E.164 with or without "+" and visual separators, kept as digits. */
export const e164 = z
  .string()
  .trim()
  .max(NUMBER_LENGTH_MAX)
  .overwrite(withoutSeparators)
  .regex(/^\+?[1-9]\d{6,14}$/, 'Send an international number of 7 to 15 digits, such as "+493012345678".')
  .transform((text) => text.replace('+', ''));

export const createCallerId = z.strictObject({
  number: e164,
  isPresent: z.boolean().optional().describe('The CLI pool may present it'),
  isPinless: z.boolean().optional().describe('Card calls from it need no PIN'),
  isVerified: z
    .boolean()
    .optional()
    .describe(
      'By whoever is above the account. Where the setting calls.verified_caller_ids_only is on, others count for nothing',
    ),
  label,
});
export const changeCallerId = createCallerId.partial();
export const callerId = z
  .object({
    ...id,
    number: z.string(),
    isPresent: z.boolean(),
    isPinless: z.boolean(),
    isVerified: z.boolean(),
    label: z.string(),
  })
  .meta({ id: 'CallerId' });

export const createSpeedDial = z.strictObject({
  digits: z.string().regex(/^\d{1,3}$/, 'Send 1 to 3 digits.'),
  destination: z
    .string()
    .trim()
    .max(NUMBER_LENGTH_MAX)
    .overwrite(withoutSeparators)
    .regex(/^\+?[0-9*#]{2,32}$/, 'Send what is to be dialled: 2 to 32 digits, with "+" in front if wanted.'),
  label,
});
export const changeSpeedDial = createSpeedDial.partial();
export const speedDial = z
  .object({ ...id, digits: z.string(), destination: z.string(), label: z.string() })
  .meta({ id: 'SpeedDial' });

export const createBlockedPrefix = z.strictObject({
  prefix: callPrefix,
  label,
});
export const changeBlockedPrefix = createBlockedPrefix.partial();
export const blockedPrefix = z
  .object({
    ...id,
    prefix: z.string(),
    label: z.string(),
    isFromAbove: z
      .boolean()
      .describe('Somebody above the account set it; a reseller does not lift such a one of itself'),
  })
  .meta({ id: 'BlockedPrefix' });

export const itemParams = z.object({ id: z.string().max(64), itemId: z.string().max(64) });
