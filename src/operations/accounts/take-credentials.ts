/** Hands the credentials of new accounts out, once. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { takeCredentials as takeSealed } from '../../postgres/jobs/job-accounts.ts';
import { findJob, lockJob } from '../../postgres/jobs/jobs.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { CREDENTIALS_KEPT_MS } from '../jobs/tidy-jobs.ts';
import { openSecret } from '../secrets.ts';
import { credentialsPurpose, type Credentials } from './make-many-accounts.ts';

export type RowCredentials = Credentials & Readonly<{ row: number }>;

/**
 * Returns them in the order of the rows and forgets them. Only whoever started the job gets them. Throws
 * `not_found`, `not_permitted`, and `credentials_are_gone` when they were downloaded, or a day is over.
 */
export async function takeCredentials(
  context: Context,
  actor: Actor,
  publicId: string,
): Promise<readonly RowCredentials[]> {
  return withTransaction(context.pool, async (tx) => {
    const job = await findJob(tx, publicId, actor.scopePath);
    if (job.accountId !== actor.accountId) {
      throw new Problem('not_permitted', {
        detail: 'Only whoever started the job may download its credentials.',
      });
    }
    if (job.finishedAt === null) throw new Problem('job_is_running');
    await lockJob(tx, job.id);
    const isLate = context.now().getTime() >= job.finishedAt.getTime() + CREDENTIALS_KEPT_MS;
    const sealed = await takeSealed(tx, job.id);
    if (isLate || sealed.length === 0) throw new Problem('credentials_are_gone');
    await recordAudit(tx, actor, {
      accountId: actor.accountId,
      action: 'credentials.downloaded',
      changes: [{ field: 'credentials.accounts', before: null, after: sealed.length }],
      happenedAt: context.now(),
    });
    return sealed.map(({ row, sealed: bytes }) => {
      const text = openSecret(context.masterKey, credentialsPurpose(job.publicId, row), bytes);
      return { row, ...(JSON.parse(text) as Credentials) };
    });
  });
}
