/** Previews of what ends or changes the life of an account: closing, its type, its owner. */
import { z } from 'zod';
import { amount, amountInput, instant, line, publicId } from '../common.ts';
import { accountKind, accountStatus } from './account.ts';

const finding = z
  .object({
    code: z.string().describe('A stable word, such as "has_open_accounts"'),
    message: z.string().describe('The cause, with its figures'),
    fix: z.string().describe('What to do about it; empty when there is nothing to do'),
    figures: z
      .record(z.string(), z.string())
      .describe('Figures of the message: counts, names, instants, decimal amounts with their currency'),
  })
  .meta({ id: 'Finding' });

/** What every preview has. */
export const findings = {
  isAllowed: z.boolean().describe('Nothing stands in the way'),
  obstacles: z.array(finding).describe('What stands in the way'),
  notes: z.array(finding).describe('What happens along with it'),
};

const money = z.object({
  currency: z.string(),
  available: amount,
  balance: amount,
  creditLimit: amount,
  held: amount,
  owed: amount,
});

const namedAccount = z.object({
  id: publicId,
  number: z.string(),
  displayName: z.string(),
  kind: accountKind,
});

export const closingPreview = z
  .object({
    status: accountStatus,
    ...findings,
    wallet: money.nullable(),
    liveCalls: z.number().int(),
    devices: z.object({
      count: z.number().int(),
      first: z.array(z.string()).describe('Labels or user names'),
    }),
    ipAddresses: z.object({ count: z.number().int(), first: z.array(z.string()) }),
    openAccounts: z.object({
      count: z.number().int().describe('Accounts directly below that are not closed'),
      first: z.array(namedAccount),
    }),
  })
  .meta({ id: 'ClosingPreview' });

export const accountTypeQuery = z.object({
  accountType: z.enum(['prepaid', 'postpaid']).optional().describe('Left out: the other one'),
  creditLimit: amountInput({ minMicros: 0n })
    .optional()
    .describe('Of a postpaid account; left out: the one it has'),
});

const ofType = z.object({ accountType: z.enum(['prepaid', 'postpaid']), ...money.shape });
export const typeChangePreview = z
  .object({
    ...findings,
    before: ofType,
    after: ofType,
    liveCalls: z.number().int(),
  })
  .meta({ id: 'TypeChangePreview' });

const parentId = publicId.describe('The reseller that it gets below');
const rateGroupId = publicId.describe('A rate group of whoever sells to it then');
export const moveQuery = z.object({
  parentId: parentId.optional().describe('The reseller that it gets below; left out: directly below you'),
  rateGroupId: rateGroupId.optional(),
});
export const moveAccount = z
  .strictObject({
    parentId: parentId.nullable().describe('The reseller that it gets below; null = directly below you'),
    rateGroupId: rateGroupId
      .nullable()
      .optional()
      .describe('Needed when somebody else sells to it then; null = none, and its calls are refused'),
    reason: line(200).optional().describe('Why: stands in the timeline'),
  })
  .meta({ id: 'MoveAccount' });

const place = namedAccount.omit({ kind: true });
export const movePreview = z
  .object({
    ...findings,
    isThere: z.boolean().describe('It is there already: nothing would change'),
    from: place.nullable().describe('Null for whoever may not see it'),
    to: place,
    sellerChanges: z.boolean().describe('Somebody else sells to it then, and issues its wallet'),
    wallet: money,
    asOf: instant,
  })
  .meta({ id: 'MovePreview' });
