/** Gives a reseller a host name of its own, under which its tree comes to the panel. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { brandHostOf, pathOfBrandHost, saveBrandHost as write } from '../../postgres/accounts/brands.ts';
import { lockAccount } from '../../postgres/accounts/find-account.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';

/** Throws `invalid_input` for the operator's own host and one of another reseller, `not_applicable` for no reseller. */
export function saveBrandHost(
  context: Context,
  actor: Actor,
  accountId: string,
  host: string | null,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const account = await lockAccount(tx, accountId, actor.scopePath, 'update');
    if (account.kind !== 'reseller')
      throw fieldProblem('host', 'not_applicable', 'Only resellers have a host name of their own.');
    if (host !== null && host === new URL(context.publicUrl).hostname)
      throw fieldProblem('host', 'taken', `"${host}" is the panel's own address. Choose another host name.`);
    const before = await brandHostOf(tx, account.id);
    const holder = host === null ? null : await pathOfBrandHost(tx, host);
    if (holder !== null && holder !== account.path)
      throw fieldProblem('host', 'taken', 'This is the host name of another reseller.');
    const happenedAt = context.now();
    await write(tx, { ownerId: account.id, host, changedAt: happenedAt });
    const changes = differencesOf({ 'brand.host': before }, { 'brand.host': host });
    if (changes.length === 0) return;
    await recordAudit(tx, actor, { accountId: account.id, action: 'account.changed', changes, happenedAt });
  });
}
