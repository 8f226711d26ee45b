/** Taxes of the operator or a reseller, to be chosen at the accounts it sells to. */
import { z } from 'zod';
import { line, percentInput, publicId } from '../common.ts';

const status = z.enum(['active', 'inactive']).describe('inactive: not offered any more; accounts keep it');

export const tax = z
  .object({
    id: publicId,
    name: z.string(),
    percent: z.string().meta({ examples: ['19.0000'] }),
    status,
    accounts: z.number().int().describe('How many accounts have it, closed ones too'),
  })
  .meta({ id: 'Tax' });
export const taxList = z.object({ items: z.array(tax) });

export const createTax = z.strictObject({
  name: line(100, 1),
  percent: percentInput,
  status: status.optional(),
});
export const changeTax = createTax.partial();
