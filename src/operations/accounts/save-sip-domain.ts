/** Gives a reseller a SIP domain of its own, which devices that are made in its tree have for good. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import { fieldProblem } from '../../domain/problem.ts';
import {
  holderOfSipDomain,
  lockBrand,
  saveSipDomain as write,
  sipDomainOf,
} from '../../postgres/accounts/brands.ts';
import { lockAccount } from '../../postgres/accounts/find-account.ts';
import { countCredentialsOfRealm } from '../../postgres/accounts/sip-devices.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';

/**
 * Throws `invalid_input` for the operator's own domain, one that another reseller or a device has, and for another domain
 * while devices have the one before: their passwords are good in it only.
 */
export function saveSipDomain(
  context: Context,
  actor: Actor,
  accountId: string,
  domain: string | null,
): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const account = await lockAccount(tx, accountId, actor.scopePath, 'update');
    if (account.kind !== 'reseller')
      throw fieldProblem('domain', 'not_applicable', 'Only resellers have a SIP domain of their own.');
    await lockBrand(tx, account.id);
    const before = await sipDomainOf(tx, account.id);
    const changes = differencesOf({ 'brand.sipDomain': before }, { 'brand.sipDomain': domain });
    if (changes.length === 0) return;
    const used = before === null ? 0 : await countCredentialsOfRealm(tx, before);
    if (used > 0)
      throw fieldProblem(
        'domain',
        'in_use',
        `Devices have "${before}", and their passwords are good in it only. It stays until the last of them is deleted.`,
      );
    if (domain !== null) {
      if ((await holderOfSipDomain(tx, domain)) !== null)
        throw fieldProblem('domain', 'taken', 'This is the SIP domain of another reseller.');
      if (domain === context.sipDomain || (await countCredentialsOfRealm(tx, domain)) > 0)
        throw fieldProblem(
          'domain',
          'taken',
          `"${domain}" is the domain of devices of others. Choose another domain.`,
        );
    }
    const happenedAt = context.now();
    await write(tx, { ownerId: account.id, domain, changedAt: happenedAt });
    await recordAudit(tx, actor, { accountId: account.id, action: 'account.changed', changes, happenedAt });
  });
}
