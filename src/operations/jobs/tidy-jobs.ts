/** Throws away what nobody needs any longer: sheets, credentials not downloaded within a day, drafts of forms, sign-ups. */
import { deleteDraftsBefore } from '../../postgres/accounts/drafts.ts';
import { deleteExpiredSignUps } from '../../postgres/accounts/sign-ups.ts';
import { dropCredentials } from '../../postgres/jobs/job-accounts.ts';
import { deleteExpiredUploads } from '../../postgres/jobs/uploads.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { draftsEnd } from '../accounts/keep-draft.ts';
import type { Context } from '../context.ts';

export const CREDENTIALS_KEPT_MS = 24 * 3600 * 1000;

/** Safe to run at any time; jobs that wait or run keep what they need. */
export async function tidyJobs(context: Pick<Context, 'pool' | 'now'>): Promise<void> {
  const now = context.now();
  await withTransaction(context.pool, async (tx) => {
    await deleteExpiredUploads(tx, now);
    await deleteDraftsBefore(tx, draftsEnd(now));
    await deleteExpiredSignUps(tx, now);
    await dropCredentials(tx, new Date(now.getTime() - CREDENTIALS_KEPT_MS));
  });
}
