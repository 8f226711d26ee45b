/** What somebody must hold to start, cancel, undo or go on with a job. */
import { demand, type Actor } from '../../domain/accounts/actor.ts';
import type { JobRow } from '../../postgres/jobs/jobs.ts';

/** Throws `not_permitted`. Asked again when the job runs, so that rights that went away meanwhile stop it. */
export function demandForJob(actor: Pick<Actor, 'permissions'>, kind: JobRow['kind']): void {
  demand(
    actor,
    kind === 'change_accounts' || kind === 'undo_changes' ? 'accounts:change_many' : 'accounts:import',
  );
}
