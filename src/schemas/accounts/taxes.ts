/** Taxes of the operator or a reseller, to be chosen at the accounts it sells to. */
import { z } from 'zod';
import { amount, amountInput, currencyCode, line, percentInput, publicId } from '../common.ts';

const status = z.enum(['active', 'inactive']).describe('inactive: not offered any more; accounts keep it');
const kind = z
  .enum(['percentage', 'fixed'])
  .describe('percentage: of the net amount; fixed: an amount of its own for each document');
const isCompound = z
  .boolean()
  .describe('Of the net amount and the taxes before it, in the order of the account; only a percentage');
const isInclusive = z.boolean().describe('true: in the prices already; false: added to them');

/** What decides how it is computed. */
const terms = {
  kind,
  percent: z
    .string()
    .nullable()
    .describe('null: a fixed one')
    .meta({ examples: ['19.0000'] }),
  amount: amount.nullable().describe('Of a fixed one'),
  currency: z.string().nullable().describe('Of a fixed one: it counts at accounts of this currency only'),
  isCompound,
  isInclusive,
};

export const offeredTax = z.object({ id: publicId, name: z.string(), ...terms, status });
export const tax = offeredTax
  .extend({
    jurisdiction: z.string(),
    accounts: z.number().int().describe('How many accounts have it, closed ones too'),
  })
  .meta({ id: 'Tax' });
export const taxList = z.object({ items: z.array(tax) });

export const changeTax = z.strictObject({
  name: line(100, 1).optional(),
  kind: kind.optional(),
  percent: percentInput.optional().describe('Of a percentage'),
  amount: amountInput({ minMicros: 1n })
    .optional()
    .describe('Of a fixed one, with the digits of its currency'),
  currency: currencyCode.optional().describe('Of a fixed one: it counts at accounts of this currency only'),
  isCompound: isCompound.optional(),
  isInclusive: isInclusive.optional(),
  jurisdiction: line(100).optional().describe('Where it is due, such as "DE"; printed with it'),
  status: status.optional(),
});
export const createTax = changeTax.extend({ name: line(100, 1), kind: kind.default('percentage') });
