/** Erasing what is personal of a closed account. */
import { z } from 'zod';
import { findings } from '../accounts/account-life.ts';
import { line } from '../common.ts';

const count = z.number().int();

export const erasurePreview = z
  .object({
    ...findings,
    counts: z.object({
      devices: count,
      items: count.describe('IP addresses, caller IDs, speed dials, blocked prefixes'),
      mails: count,
      calls: count.describe('Calls whose numbers are masked'),
      events: count.describe('Events of the timeline with something personal'),
      notes: count.describe('Notes of movements'),
      documents: count.describe('Documents, which stay as they were issued, with name and address'),
    }),
  })
  .meta({ id: 'ErasurePreview' });
export const eraseAccount = z
  .strictObject({
    number: z.string().describe('The account number, typed again: there is no way back'),
    reason: line(200).optional().describe('Why: stands in the timeline. Name nobody in it'),
  })
  .meta({ id: 'EraseAccount' });
