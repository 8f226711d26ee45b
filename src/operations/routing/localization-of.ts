/** The rule set that a trunk or a provider names: one of whoever keeps them. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { localizationSet } from '../../postgres/accounts/references.ts';
import type { Tx } from '../../postgres/pool.ts';

/** Throws a mistake at `localizationId`. */
export async function localizationOf(
  tx: Tx,
  { operatorId }: Actor,
  publicId: string | null,
): Promise<bigint | null> {
  if (publicId === null) return null;
  const id = await localizationSet(tx, publicId, operatorId);
  if (id === null) throw fieldProblem('localizationId', 'not_found', 'Choose one of the rule sets offered.');
  return id;
}
