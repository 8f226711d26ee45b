/** An event as its reader may see it: who stands above stays unnamed, and so does where they sit and why. */
import { idsOfPath, isWithin } from '../../domain/accounts/tree.ts';
import type { Value } from '../../domain/audit/differences.ts';
import type { OpenChange } from '../../domain/audit/personal-values.ts';
import type { AuditEventRow } from '../../postgres/audit/audit-events.ts';

export type VisibleEvent = Readonly<{
  publicId: string;
  happenedAt: Date;
  action: string;
  via: 'session' | 'api_key' | 'system';
  /** The number of whoever did it; null = the system, or somebody above. */
  by: string | null;
  /** As which account it was done, when by somebody who had signed in as it. */
  as: string | null;
  address: string;
  changes: readonly OpenChange[];
  reason: string;
  isErased: boolean;
}>;

export function visibleEvent(row: AuditEventRow, scopePath: string): VisibleEvent {
  const { actorPath, publicId, happenedAt, action, isErased } = row;
  // Nobody stands above the operator: its people see the address of whoever had no name yet, such as by an invitation.
  const isVisible =
    idsOfPath(scopePath).length === 1 || (actorPath !== null && isWithin(actorPath, scopePath));
  return {
    publicId,
    happenedAt,
    action,
    via: row.via as VisibleEvent['via'],
    by: isVisible ? row.actorNumber : null,
    as: isVisible ? row.asNumber : null,
    address: isVisible ? row.address : '',
    changes: isVisible || action !== 'account.moved' ? row.changes : withoutFormerOwner(row.changes),
    reason: isVisible ? row.reason : '',
    isErased,
  };
}

/** What an account had at its former reseller is not for the new one. */
function withoutFormerOwner(changes: readonly OpenChange[]): readonly OpenChange[] {
  return changes
    .filter(({ field }) => field !== 'parent')
    .map((change) => ({ ...change, before: null as Value }));
}
