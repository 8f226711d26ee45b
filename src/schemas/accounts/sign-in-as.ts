/** Looking at the panel as an account below. */
import { z } from 'zod';
import { instant, line } from '../common.ts';

export const signInAs = z.strictObject({
  reason: line(200, 3).describe('Why; stands in the timeline of the account'),
  mayChange: z.boolean().default(false).describe('Changes too, not reading only; needs accounts:act_as'),
});
export const signedInAs = z.object({ endsAt: instant });
