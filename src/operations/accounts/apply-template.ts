/** Fills what a request for many accounts leaves out from one of the actor's templates. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { ManyOptions, RowTemplate } from '../../domain/accounts/many-accounts.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { findTemplate } from '../../postgres/accounts/templates.ts';
import type { Db } from '../../postgres/pool.ts';

/** Options that may name a template. */
export type Templated<Options extends ManyOptions> = Options &
  Readonly<{ templateId?: string | null | undefined }>;

/**
 * The options with the template's values under their own, as they are now: a change of the template later does not
 * touch a job that waits. Throws `invalid_input` at `templateId` for what is none of the actor's templates of customers.
 */
export async function applyTemplate<Options extends ManyOptions>(
  db: Db,
  actor: Actor,
  { templateId = null, ...options }: Templated<Options>,
): Promise<Omit<Options, 'templateId'>> {
  if (templateId === null) return options as Omit<Options, 'templateId'>;
  const found = await findTemplate(db, actor.ownerId, templateId).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    return null;
  });
  if (found?.kind !== 'customer')
    throw fieldProblem('templateId', 'not_found', 'Choose one of your templates for customers, or none.');
  const { panelAccess: { inviteByEmail: _invite, ...access } = {}, ...values } = found.values;
  const own: RowTemplate = options.template;
  const template: RowTemplate = {
    panelAccess: { ...access, ...own.panelAccess },
    settings: { ...values.settings, ...own.settings },
    profile: { ...values.profile, ...own.profile },
    billing: { ...values.billing, ...own.billing },
  };
  return { ...(options as Omit<Options, 'templateId'>), template };
}
