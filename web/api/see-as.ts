/**
 * The panel as a role sees it: on this page only, until it is left or loaded anew. It takes away what the role does not
 * hold and never adds anything; the server goes on answering as the person who looks, so nothing is changed meanwhile.
 */
import type { Permission } from '../../src/domain/access/catalogue.ts';

export type SeenRole = Readonly<{ name: string; permissions: readonly Permission[] }>;

let seen: SeenRole | null = null;

export function seenRole(): SeenRole | null {
  return seen;
}

export function setSeenRole(role: SeenRole | null): void {
  seen = role;
}

/** What is left of one's own permissions. */
export function asSeen<Holder extends Readonly<{ permissions: Permission[] }>>(holder: Holder): Holder {
  const role = seen;
  if (role === null) return holder;
  const permissions = holder.permissions.filter((each) => each === 'self' || role.permissions.includes(each));
  return { ...holder, permissions };
}
