/** Jobs as the API answers them. */
import { z } from 'zod';
import { madeResult, undoneResult } from '../accounts/many-accounts.ts';
import { changedResult, restoredResult } from '../accounts/many-changes.ts';
import { dryRun } from '../billing/issuing.ts';
import { madeCoupons } from '../coupons/coupons.ts';
import { instant, page, publicId } from '../common.ts';
import { importResult, undoneImport } from '../rating/rates.ts';

export const job = z
  .object({
    id: publicId,
    kind: z.enum([
      'import_accounts',
      'create_accounts',
      'undo_accounts',
      'change_accounts',
      'undo_changes',
      'import_rates',
      'undo_rates',
      'preview_billing',
      'make_coupons',
    ]),
    status: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    isCancelRequested: z.boolean(),
    phase: z
      .string()
      .describe(
        'What it is at: checking, hashing, creating, undoing, changing, restoring, comparing, writing, composing or making; empty when it is not running',
      ),
    done: z.number().int().describe('Rows'),
    total: z.number().int(),
    startedBy: z.object({ id: publicId, displayName: z.string() }),
    fileName: z.string().nullable(),
    undoes: publicId.nullable().describe('The job whose accounts this one takes back'),
    createdAt: instant,
    startedAt: instant.nullable(),
    finishedAt: instant.nullable(),
    hasCredentials: z.boolean().describe('Credentials wait to be downloaded, once'),
    error: z.string().nullable(),
    result: z
      .union([
        madeResult,
        undoneResult,
        changedResult,
        restoredResult,
        importResult,
        undoneImport,
        dryRun,
        madeCoupons,
      ])
      .nullable(),
  })
  .meta({ id: 'Job' });
export const jobPage = page(job.omit({ result: true }));

export const startedJob = z.object({ jobId: publicId }).meta({ id: 'StartedJob' });

/** A file that is sent as it is. */
export const sheetText = z.string().describe('The file');
