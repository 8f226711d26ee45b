/** Says where calls to a number go on to, and when. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import { findDid, lockDid, updateForwarding, type DidRow } from '../../postgres/numbering/dids.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';

export type Forwarding = Readonly<{
  when: 'always' | 'unregistered' | 'no_answer';
  /** E.164 digits. */
  to: string;
  afterSeconds: number;
}>;

/** The account pays for the calls that go on, so it decides, and whoever is above it. Null: none do. Throws `not_found`. */
export function forwardDid(
  context: Context,
  actor: Actor,
  publicId: string,
  forwarding: Forwarding | null,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const { accountId } = await findDid(tx, publicId, actor.scopePath);
    const problem = new Problem('not_permitted', { detail: 'No account of yours has this number.' });
    if (accountId === null) throw problem;
    const account = await lockAccountById(tx, accountId);
    const did = await lockDid(tx, publicId, actor.scopePath);
    if (did.accountId !== accountId || !isWithin(account.path, actor.scopePath)) throw problem;
    if (forwarding?.to === did.number)
      throw fieldProblem('forwarding.to', 'is_itself', 'Send another number: this one would lead to itself.');
    await updateForwarding(tx, did.id, forwarding);
    const changes = differencesOf(fieldsOf(did), fieldsOf(forwardedTo(did, forwarding)));
    if (changes.length === 0) return;
    const named = [{ field: 'dids.number', before: did.number, after: did.number }, ...changes];
    await recordAudit(tx, actor, {
      accountId,
      action: 'item.changed',
      changes: named,
      happenedAt: context.now(),
    });
  });
}

function forwardedTo(did: DidRow, forwarding: Forwarding | null): DidRow {
  const { when, to, afterSeconds } = forwarding ?? { when: null, to: null, afterSeconds: 20 };
  return { ...did, forwardWhen: when, forwardTo: to, forwardAfterSeconds: afterSeconds };
}

function fieldsOf({ forwardWhen, forwardTo, forwardAfterSeconds }: DidRow) {
  return {
    'dids.forwardWhen': forwardWhen,
    'dids.forwardTo': forwardTo,
    'dids.forwardAfterSeconds': forwardWhen === 'no_answer' ? forwardAfterSeconds : null,
  };
}
