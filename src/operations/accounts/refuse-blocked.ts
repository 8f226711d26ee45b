/** A refusal that names everything that stands in the way, as the preview does. */
import { findingText, type Finding } from '../../domain/accounts/findings.ts';
import { Problem } from '../../domain/problem.ts';

/** Throws `change_is_blocked` when something stands in the way; `field` is the one of the request that asks for the change. */
export function refuseBlocked(obstacles: readonly Finding[], field: string): void {
  const [first] = obstacles;
  if (first === undefined) return;
  throw new Problem('change_is_blocked', {
    detail: findingText(first),
    errors: obstacles.map((obstacle) => ({ field, code: obstacle.code, message: findingText(obstacle) })),
  });
}
