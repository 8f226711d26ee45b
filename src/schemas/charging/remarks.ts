/** Remarks about a call: what its sentences say, for whoever says them in another language. */
import { z } from 'zod';
import { REMARK_TEXTS, type Figure, type Remark } from '../../domain/charging/remarks.ts';
import { instant } from '../common.ts';

const figure: z.ZodType<Figure> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('text'), text: z.string().describe('As it is: a name, number or address') }),
      z.object({ type: z.literal('list'), texts: z.array(z.string()) }),
      z.object({ type: z.literal('number'), number: z.string().describe('A decimal') }),
      z.object({ type: z.literal('seconds'), seconds: z.string().describe('A decimal') }),
      z.object({
        type: z.literal('money'),
        amount: z
          .string()
          .regex(/^-?\d+\.\d{6,12}$/)
          .describe('More than six digits after the point where a mark-up is in a connection cost'),
        currency: z.string(),
      }),
      z.object({
        type: z.literal('rate'),
        costPerMinute: z.string().describe('A decimal with nine to fifteen digits after the point'),
        currency: z.string(),
      }),
      z.object({ type: z.literal('instant'), at: instant }),
      z.object({ type: z.literal('remark'), remark }).describe('Words or a term inside the text'),
    ]),
  )
  .meta({ id: 'Figure' });

export const remark: z.ZodType<Remark> = z
  .object({
    code: z.enum([...REMARK_TEXTS.keys()]).describe('x-remarks of this file has the English text of each'),
    figures: z.record(z.string(), figure).describe('By the places of the text, all of them and no other'),
  })
  .meta({ id: 'Remark' });

/** The checks of a call, each in a sentence and as the remarks that the sentence is made of. */
export const trace = z
  .array(
    z.object({
      check: z.string(),
      passed: z.boolean(),
      sentence: z.string().describe('In English'),
      remarks: z.array(remark).describe('What the sentence says, to say it in another language'),
    }),
  )
  .describe('The checks, in their order');

/** How a price came about. */
export const arithmetic = {
  arithmetic: z.array(z.string()).describe('How the price comes about, line by line, in English'),
  arithmeticRemarks: z.array(remark).describe('The same lines, to say them in another language'),
};
