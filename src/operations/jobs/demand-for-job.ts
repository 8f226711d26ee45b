/** What somebody must hold to start, cancel, undo or go on with a job. */
import type { GrantedPermission } from '../../domain/access/catalogue.ts';
import { demand, type Actor } from '../../domain/accounts/actor.ts';
import type { JobRow } from '../../postgres/jobs/jobs.ts';

/** Undoing closes what it cannot remove. A change, and its undoing, ask for each of their parts besides. */
const NEEDED: Readonly<Record<JobRow['kind'], readonly GrantedPermission[]>> = {
  import_accounts: ['accounts:import'],
  create_accounts: ['accounts:import'],
  undo_accounts: ['accounts:import', 'accounts:close'],
  change_accounts: ['accounts:change_many'],
  undo_changes: ['accounts:change_many'],
  import_rates: ['rates:import'],
  undo_rates: ['rates:import'],
  preview_billing: ['documents:issue'],
  make_coupons: ['coupons:edit'],
};

/** Throws `not_permitted`. Asked again when the job runs, so that rights that went away meanwhile stop it. */
export function demandForJob(actor: Pick<Actor, 'permissions'>, kind: JobRow['kind']): void {
  for (const permission of NEEDED[kind]) demand(actor, permission);
}

/** As `demandForJob`, for the job that would undo one of this kind. */
export function demandForUndo(actor: Pick<Actor, 'permissions'>, kind: JobRow['kind']): void {
  const isChange = kind === 'change_accounts' || kind === 'undo_changes';
  demandForJob(actor, isChange ? 'undo_changes' : 'undo_accounts');
}
