/** What changing the type of an account would do, and what stands in its way. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { Finding } from '../../domain/accounts/findings.ts';
import {
  typeChangeNotes,
  typeChangeObstacles,
  type AccountType,
  type TypeChange,
} from '../../domain/accounts/type-change.ts';
import { pathAbove } from '../../domain/accounts/tree.ts';
import { known } from '../../domain/assert.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { readOwnGuards } from '../../postgres/accounts/guards.ts';
import { loadAccount } from '../../postgres/accounts/load-account.ts';
import type { Db } from '../../postgres/pool.ts';
import { notBilledOf } from '../billing/not-billed.ts';
import { checkMayChange } from './may-change.ts';
import { settingsUnder } from './settings-under.ts';

export type TypeChangePreview = Readonly<{
  change: TypeChange;
  obstacles: readonly Finding[];
  notes: readonly Finding[];
}>;

/**
 * Reads the preview. Left out, the type is the other one, and the credit limit of a postpaid account is the one it has.
 * Throws `not_found`, `not_permitted`, `account_has_no_wallet`, and `invalid_input` for a prepaid account with a limit.
 */
export async function previewTypeChange(
  db: Db,
  actor: Actor,
  publicId: string,
  asked: Readonly<{ accountType?: AccountType | undefined; creditLimitMicros?: bigint | undefined }>,
): Promise<TypeChangePreview> {
  const node = await findAccount(db, publicId, actor.scopePath);
  checkMayChange(actor, node);
  const row = known(await loadAccount(db, node.id), 'the profile of an account');
  if (row.walletId === null) throw new Problem('account_has_no_wallet');
  const from = row.accountType;
  const to = asked.accountType ?? (from === 'prepaid' ? 'postpaid' : 'prepaid');
  if (to === 'prepaid' && (asked.creditLimitMicros ?? 0n) !== 0n) {
    const message = 'A prepaid account has no credit limit. Set it to 0, or make the account postpaid.';
    throw fieldProblem('creditLimit', 'credit_limit_needs_postpaid', message);
  }
  const creditLimitMicros = known(row.creditLimitMicros, 'the credit limit of a wallet');
  const change = {
    kind: row.kind,
    from,
    to,
    currency: known(row.currency, 'the currency of a wallet'),
    balanceMicros: known(row.balanceMicros, 'the balance of a wallet'),
    notBilledMicros: await notBilledOf(db, row),
    heldMicros: known(row.heldMicros, 'what a wallet holds'),
    creditLimitMicros,
    newCreditLimitMicros: to === 'prepaid' ? 0n : (asked.creditLimitMicros ?? creditLimitMicros),
    liveCalls: row.liveCalls ?? 0,
    hasDefaultConcurrentCalls: row.concurrentCallsMax === null,
    hasDefaultCps: row.cpsMax === null,
    ownCapMicros: (await readOwnGuards(db, node.id)).capMicros,
  };
  const { settings } = await settingsUnder(db, { path: pathAbove(node.path) });
  return { change, obstacles: typeChangeObstacles(change), notes: typeChangeNotes(change, settings) };
}
