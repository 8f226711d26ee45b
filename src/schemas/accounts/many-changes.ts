/** One change of many accounts. */
import { z } from 'zod';
import { CHANGED_AT_ONCE_MAX } from '../../domain/accounts/many-changes.ts';
import { endingCalls } from '../charging/live-calls.ts';
import { line, publicId, searchQuery } from '../common.ts';
import { listStatus } from './account.ts';
import { billingGroup, settingsGroup } from './account-groups.ts';

const change = z
  .strictObject({
    status: z
      .enum(['active', 'suspended'], 'Send "active" or "suspended". Accounts are closed one by one.')
      .optional(),
    settings: settingsGroup.pick({ concurrentCalls: true, cps: true, notifications: true }).optional(),
    billing: billingGroup.pick({ rateGroupId: true }).optional(),
  })
  .refine(
    ({ status, settings = {}, billing = {} }) =>
      status !== undefined || [...Object.values(settings), ...Object.values(billing)].some(isGiven),
    'Send at least one thing to change.',
  )
  .meta({ id: 'ManyChange' });

function isGiven(value: unknown): boolean {
  return value !== undefined;
}

const accountIds = z
  .array(publicId)
  .min(1, 'Send at least one account.')
  .max(CHANGED_AT_ONCE_MAX, `Send at most ${CHANGED_AT_ONCE_MAX} accounts. Change the others afterwards.`);

const filter = z.strictObject({
  q: searchQuery,
  kind: z.enum(['customer', 'reseller', 'admin', 'sub_admin', 'provider']).optional(),
  status: listStatus.optional(),
  parentId: publicId.optional(),
});

export const previewManyBody = z
  .strictObject({
    accountIds: accountIds.optional(),
    filter: filter.optional().describe('As the list has it; at most 1000 accounts, by their numbers'),
    change,
  })
  .refine(
    (body) => (body.accountIds === undefined) !== (body.filter === undefined),
    'Send either accountIds or filter.',
  );

export const changeManyBody = z
  .strictObject({
    accountIds,
    change,
    reason: line(200).optional().describe('Why: stands in the timeline'),
  })
  .meta({ id: 'ChangeManyAccounts' });

const reasons = z.array(z.object({ field: z.string(), code: z.string(), message: z.string() }));
const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const manyPreview = z
  .object({
    items: z.array(
      z.object({
        accountId: publicId,
        number: z.string().nullable().describe('Null: there is nothing here, or it is not yours to see'),
        displayName: z.string().nullable(),
        outcome: z.enum(['changes', 'same', 'refused']),
        changes: z.array(z.object({ field: z.string(), before: value, after: value })),
        reasons,
      }),
    ),
    isLimited: z.boolean().describe('More match the filter than one job takes'),
    onSuspension: endingCalls.nullable().describe('Of running calls; null where nobody is suspended'),
  })
  .meta({ id: 'ManyPreview' });

export const refusedAccounts = z.array(
  z.object({ accountId: publicId, number: z.string().nullable(), reasons }),
);

export const changedResult = z
  .object({
    changed: z.number().int(),
    same: z.number().int().describe('They had these values already'),
    refused: z.number().int(),
    refusedAccounts,
  })
  .meta({ id: 'ChangedAccounts' });

export const restoredResult = z
  .object({ restored: z.number().int(), kept: z.number().int(), keptAccounts: refusedAccounts })
  .meta({ id: 'RestoredAccounts' });
