/** Who issues documents, as it stands at their head and foot. */
import { z } from 'zod';
import { line } from '../common.ts';

const logo = z
  .enum(['brand', 'own', 'none'])
  .describe('brand: that of the panel; own: the one that was uploaded for documents');

export const letterheadInput = z.strictObject({
  name: line(100, 1).describe('Company, or who it is'),
  address: z.array(line(100, 1)).max(8, 'At most 8 lines.').describe('Lines, the country last'),
  taxNumber: line(50),
  footer: z
    .array(line(150, 1))
    .max(8, 'At most 8 lines.')
    .describe('Lines at the foot: e-mail, telephone, bank, register'),
  logo,
});

export const letterhead = z
  .object({
    name: z.string(),
    address: z.array(z.string()),
    taxNumber: z.string(),
    footer: z.array(z.string()),
    logo,
    logoUrl: z.string().nullable().describe('Of the logo that is used; null = none'),
    hasOwnLogo: z.boolean(),
    isFilledIn: z.boolean().describe('false: made of the profile, as long as nobody has filled it in'),
    isOwn: z.boolean().describe('false: that of whoever is above, which a reseller does not change'),
    ofProfile: z
      .object({ name: z.string(), address: z.array(z.string()), taxNumber: z.string() })
      .describe('What it is made of where nobody has filled it in'),
  })
  .meta({ id: 'Letterhead' });
