/** Rule sets of number translation, and the tester that shows every step. */
import { z } from 'zod';
import { LOCALIZATION_LISTS, RULES_MAX } from '../../domain/numbering/localization.ts';
import { countryCode, line, publicId } from '../common.ts';

const length = z.number().int().min(0).max(40, 'Send 0 to 40, or null.').nullable();

const rule = z
  .strictObject({
    match: z
      .string()
      .regex(
        /^(\*|\+?[0-9*#]{1,20})$/,
        'Send what the number begins with, such as "00", or "*" for every number.',
      ),
    lengthMin: length.default(null),
    lengthMax: length.default(null),
    cut: z
      .union(
        [z.literal('match'), z.number().int().min(0).max(40)],
        'Send "match", or how many signs to cut (0 to 40).',
      )
      .default('match'),
    add: z
      .string()
      .regex(/^[+0-9*#]{0,20}$/, 'Send up to 20 digits, with "+" if wanted, or nothing.')
      .default(''),
    then: z.enum(['continue', 'stop']).default('stop'),
  })
  .refine(({ lengthMin, lengthMax }) => lengthMin === null || lengthMax === null || lengthMin <= lengthMax, {
    path: ['lengthMax'],
    message: 'The longest is shorter than the shortest.',
  });

const list = z.array(rule).max(RULES_MAX, `A list has at most ${RULES_MAX} rules.`).default([]);
const lists = z.strictObject({
  originationDestination: list,
  originationInboundCallerId: list,
  originationOutboundCallerId: list,
  terminationDestination: list,
  terminationOutboundCallerId: list,
});

export const saveLocalization = z.strictObject({
  name: line(100, 1),
  rules: lists.default(() => lists.parse({})),
});
export const localization = z
  .object({
    id: publicId,
    name: z.string(),
    accounts: z.number().int().describe('How many accounts are translated by it'),
    carriers: z.number().int().describe('For how many trunks and providers it writes numbers'),
    rules: lists,
  })
  .meta({ id: 'Localization' });
export const localizationList = z.object({
  items: z.array(localization.omit({ rules: true })),
});

export const tryLocalization = z.strictObject({
  list: z.enum(LOCALIZATION_LISTS),
  number: line(64, 1),
  country: countryCode.optional().describe('Whose dialling rules read the result, as at a call'),
});
export const triedLocalization = z.object({
  number: z.string(),
  steps: z.array(z.object({ rule: z.number().int(), before: z.string(), after: z.string() })),
  e164: z
    .string()
    .nullable()
    .describe('What a call would dial; null = not a number of the world, or a call for help'),
  isEmergency: z
    .boolean()
    .describe('It is dialled for help in that country: no rule is asked, and it goes out as it was dialled'),
});
