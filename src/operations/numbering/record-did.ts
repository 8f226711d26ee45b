/** Tells the timeline of an account that a number was taken from it. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import type { Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';

const SYSTEM = { accountId: null, via: 'system', address: '' } as const;

/** `number`: E.164 digits. Null: nobody asked for it. */
export function recordDidTaken(
  tx: Tx,
  actor: Actor | null,
  { accountId, number, happenedAt }: Readonly<{ accountId: bigint; number: string; happenedAt: Date }>,
): Promise<void> {
  return recordAudit(tx, actor ?? SYSTEM, {
    accountId,
    action: 'item.removed',
    changes: differencesOf({ 'dids.number': number }, {}),
    happenedAt,
  });
}
