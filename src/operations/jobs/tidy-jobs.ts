/** Throws away what nobody needs any longer: sheets, credentials not downloaded within a day, drafts of forms, sign-ups, what old imports did to each rate. Ends payments that nobody decided about. */
import { deleteDraftsBefore } from '../../postgres/accounts/drafts.ts';
import { deleteExpiredSignUps } from '../../postgres/accounts/sign-ups.ts';
import { dropCredentials } from '../../postgres/jobs/job-accounts.ts';
import { deleteExpiredUploads } from '../../postgres/jobs/uploads.ts';
import { forgetOldImports } from '../../postgres/rating/rate-imports.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { draftsEnd } from '../accounts/keep-draft.ts';
import { endStalePayments } from '../ledger/decide-payment.ts';
import type { Context } from '../context.ts';

const DAY_MS = 24 * 3600 * 1000;
export const CREDENTIALS_KEPT_MS = DAY_MS;
/** A row for each rate that an import changed; so long it can be undone. */
const IMPORTED_RATES_KEPT_MS = 90 * DAY_MS;

/** Safe to run at any time; jobs that wait or run keep what they need. */
export async function tidyJobs(context: Pick<Context, 'pool' | 'now'>): Promise<void> {
  const now = context.now();
  await endStalePayments(context);
  await withTransaction(context.pool, async (tx) => {
    await deleteExpiredUploads(tx, now);
    await deleteDraftsBefore(tx, draftsEnd(now));
    await deleteExpiredSignUps(tx, now);
    await forgetOldImports(tx, new Date(now.getTime() - IMPORTED_RATES_KEPT_MS));
    await dropCredentials(tx, new Date(now.getTime() - CREDENTIALS_KEPT_MS));
  });
}
