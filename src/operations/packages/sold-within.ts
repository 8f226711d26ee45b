/** Whether an actor acts for whoever sells to an account. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';

/** The seller is the actor's own part of the tree, or in it. */
export function isSoldWithin(seller: Readonly<{ path: string | null }>, { scopePath }: Actor): boolean {
  return seller.path !== null && isWithin(seller.path, scopePath);
}
