/** What the holder of an account keeps up to date itself: how it is reached, and when it is warned. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { withDefaults, type Profile } from '../../domain/accounts/new-account.ts';
import { known } from '../../domain/assert.ts';
import { differencesOf } from '../../domain/audit/differences.ts';
import { parseMoney } from '../../domain/money.ts';
import { Problem } from '../../domain/problem.ts';
import { lockAccount } from '../../postgres/accounts/find-account.ts';
import { loadAccount } from '../../postgres/accounts/load-account.ts';
import { updateControls, updateProfile } from '../../postgres/accounts/update-account.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { accountFields } from './account-fields.ts';

type OwnField =
  | 'phone'
  | 'notificationEmails'
  | 'address1'
  | 'address2'
  | 'city'
  | 'province'
  | 'zip'
  | 'language';

/**
 * Names, company, country and currency are not among them: invoices and taxes depend on them, so whoever is
 * above the account changes them.
 */
export type OwnChange = Readonly<{
  profile?: Readonly<{ [Field in OwnField]?: Profile[Field] | undefined }> | undefined;
  /** A decimal; null = no alert. */
  controls?: Readonly<{ alertThreshold?: string | null | undefined }> | undefined;
}>;

/** Only what is sent changes. Throws `account_is_closed`. */
export function changeOwnAccount(context: Context, actor: Actor, change: OwnChange): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const { accountId } = actor;
    await lockAccount(tx, actor.publicId, actor.scopePath, 'update');
    const before = known(await loadAccount(tx, accountId), 'the account of the actor');
    if (before.status === 'closed') throw new Problem('account_is_closed');
    await updateProfile(tx, { ...withDefaults<Profile>(before, change.profile), accountId });
    const threshold = change.controls?.alertThreshold;
    if (threshold !== undefined) {
      const { validUntil, forcedCallerId } = before;
      const alertThresholdMicros = threshold === null ? null : parseMoney(threshold);
      await updateControls(tx, { accountId, validUntil, forcedCallerId, alertThresholdMicros });
    }
    const after = known(await loadAccount(tx, accountId), 'the account that was changed');
    const changes = differencesOf(accountFields(before), accountFields(after));
    if (changes.length === 0) return;
    const happenedAt = context.now();
    await recordAudit(tx, actor, { accountId, action: 'account.changed', changes, happenedAt });
  });
}
