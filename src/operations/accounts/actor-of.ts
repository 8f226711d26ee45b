/** Makes the actor out of a sign-in: what it sees is decided here and nowhere else. */
import { isStaff, permissionsOf, type Actor } from '../../domain/accounts/actor.ts';
import type { SignInRow } from '../../postgres/accounts/sign-ins.ts';

/** Null for accounts that may not act: closed ones, providers, and suspended ones that could write. */
export function actorOf(row: SignInRow, { via, address }: Pick<Actor, 'via' | 'address'>): Actor | null {
  const { accountId, publicId, kind, number, operatorId, mustChangePassword } = row;
  if (row.status === 'closed' || kind === 'provider') return null;
  // A suspended customer still signs in to see why, and to pay.
  if (row.status === 'suspended' && kind !== 'customer') return null;
  const seesAll = isStaff(row);
  return {
    accountId,
    publicId,
    kind,
    number,
    scopePath: seesAll ? row.operatorPath : row.path,
    ownerId: seesAll ? operatorId : accountId,
    operatorId,
    permissions: permissionsOf(kind, row.rolePermissions),
    mustChangePassword,
    mustEnrolSecondFactor: false,
    isNarrowed: false,
    impersonator: null,
    via,
    address,
  };
}
