/** Moving an account below another reseller, or directly below the operator: when it may be done, and what it changes. */
import { formatMoney } from '../money.ts';
import { counted, finding, type Finding } from './findings.ts';
import { isWithin, RESELLER_DEPTH_MAX } from './tree.ts';

/**
 * A call may still be corrected by its switch so long after its record. The correction posts to the wallet that the call
 * was charged to, so that wallet must stay where it is until then.
 */
export const CORRECTED_WITHIN_MS = 3 * 24 * 3600 * 1000;

/**
 * Accounts that move at once at most. Their wallets are locked for about a second then, and a switch gives up waiting
 * for an answer after three.
 */
export const MOVED_AT_ONCE_MAX = 10_000;

export type Move = Readonly<{
  account: Readonly<{ path: string; depth: number; kind: string; status: string }>;
  target: Readonly<{ path: string; depth: number; status: string; number: string }>;
  /** Who sells to the account afterwards; null currency for the operator, who has no wallet. */
  seller: Readonly<{ number: string; currency: string | null }>;
  /** Whether somebody else sells to the account then: its wallet gets into another book. */
  isNewIssuer: boolean;
  wallet: Readonly<{ currency: string; balanceMicros: bigint; heldMicros: bigint }>;
  /** What its balance has that no document of the former seller says. */
  notBilledMicros: bigint;
  /** The account and everything below it. */
  accounts: number;
  /** Of all of them. */
  liveCalls: number;
  /** The newest record of a call of theirs that may still be corrected; null when there is none. */
  lastCallAt: Date | null;
  /** Depth of the deepest reseller among them; null when none is one. */
  deepestReseller: number | null;
  /** Accounts below whose wallet would get into another book too. */
  othersWithNewIssuer: number;
  /** Numbers that they use and whose owner is not above them any more. */
  foreignNumbers: number;
  /** An extension of its devices that another device has below the new parent; null for none. */
  takenExtension: string | null;
  /** The account has a price list of the former seller, and none of the new one was chosen. */
  needsRateGroup: boolean;
  /** Products that it has, or that accounts below have of it and it has of its seller. */
  subscriptions: number;
  /** A role of theirs that belongs to somebody who would not be above them any more, by its name. */
  foreignRole: string | null;
}>;

/** Why the account cannot be moved there now; empty when it can. */
export function moveObstacles(move: Move): readonly Finding[] {
  const { account, target } = move;
  if (account.status === 'closed')
    return [finding('account_closed', 'The account is closed.', 'Open it again first.')];
  if (target.status === 'closed')
    return [
      finding('target_closed', `Reseller ${target.number} is closed.`, 'Choose another one.', {
        number: target.number,
      }),
    ];
  if (isWithin(target.path, account.path))
    return [
      finding(
        'below_itself',
        `Reseller ${target.number} is the account itself, or below it.`,
        'Choose a reseller that is not below the account.',
        { number: target.number },
      ),
    ];
  const obstacles: Finding[] = [];
  const deepest = move.deepestReseller === null ? 0 : move.deepestReseller - account.depth + target.depth + 1;
  if (deepest > RESELLER_DEPTH_MAX) {
    const figures = { depth: String(deepest), most: String(RESELLER_DEPTH_MAX) };
    const message = `Resellers would be ${figures.depth} deep, and at most ${figures.most} are allowed.`;
    obstacles.push(finding('too_deep', message, 'Choose a reseller higher up.', figures));
  }
  if (move.accounts > MOVED_AT_ONCE_MAX) {
    const figures = { count: String(move.accounts), most: String(MOVED_AT_ONCE_MAX) };
    const message = `${figures.count} accounts would move, and at most ${figures.most} move at once.`;
    obstacles.push(
      finding('too_many_accounts', message, 'Move the resellers below it one by one first.', figures),
    );
  }
  if (move.liveCalls > 0) {
    const calls = counted(
      move.liveCalls,
      'call of the account or below it is',
      'calls of the account or below it are',
    );
    const figures = { count: String(move.liveCalls) };
    obstacles.push(
      finding(
        'live_calls',
        `${calls} going on.`,
        'Wait until the calls have ended, or suspend the account.',
        figures,
      ),
    );
  }
  if (move.foreignNumbers > 0) {
    const numbers = counted(move.foreignNumbers, 'number belongs', 'numbers belong');
    const figures = { count: String(move.foreignNumbers) };
    obstacles.push(
      finding(
        'foreign_numbers',
        `${numbers} to the reseller that the account leaves.`,
        'Take these numbers from the account first.',
        figures,
      ),
    );
  }
  if (move.takenExtension !== null) {
    const figures = { extension: move.takenExtension };
    const message = `The extension ${figures.extension} of one of its devices is in use there.`;
    obstacles.push(
      finding('extension_taken', message, 'Give the device another extension first, or none.', figures),
    );
  }
  if (move.foreignRole !== null) {
    const message = `The role ${move.foreignRole}, which it or an account below it has, belongs to the reseller that it leaves.`;
    obstacles.push(
      finding('foreign_role', message, 'Give them another role first.', { name: move.foreignRole }),
    );
  }
  if (move.isNewIssuer) obstacles.push(...issuerObstacles(move));
  return obstacles;
}

function issuerObstacles(move: Move): readonly Finding[] {
  const { wallet, seller, lastCallAt } = move;
  const { currency, balanceMicros, heldMicros } = wallet;
  const obstacles: Finding[] = [];
  if (seller.currency !== null && seller.currency !== currency) {
    const figures = { currency, other: seller.currency, number: seller.number };
    const message = `The account is in ${currency}, and reseller ${seller.number} in ${seller.currency}.`;
    obstacles.push(finding('other_currency', message, 'Choose a reseller in the same currency.', figures));
  }
  if (balanceMicros > 0n) {
    const figures = { amount: formatMoney(balanceMicros), currency };
    const message = `${figures.amount} ${currency} of the holder's money are in the book of the former seller.`;
    obstacles.push(
      finding('balance_left', message, 'Pay it out or transfer it, so that the balance is 0.', figures),
    );
  }
  if (balanceMicros < 0n) {
    const figures = { amount: formatMoney(-balanceMicros), currency };
    const message = `The account owes the former seller ${figures.amount} ${currency}.`;
    obstacles.push(
      finding('balance_owed', message, 'Record the payment, so that the balance is 0.', figures),
    );
  }
  if (move.notBilledMicros !== 0n) {
    const micros = move.notBilledMicros < 0n ? -move.notBilledMicros : move.notBilledMicros;
    const figures = { amount: formatMoney(micros), currency };
    const message = `${figures.amount} ${currency} that were charged or credited are on no document of the former seller yet.`;
    obstacles.push(finding('not_billed', message, 'Bill the account now.', figures));
  }
  if (heldMicros > 0n && move.liveCalls === 0) {
    const figures = { amount: formatMoney(heldMicros), currency };
    obstacles.push(
      finding(
        'money_held',
        `${figures.amount} ${currency} are held for calls.`,
        'Wait until they have ended.',
        figures,
      ),
    );
  }
  if (lastCallAt !== null) {
    const until = new Date(lastCallAt.getTime() + CORRECTED_WITHIN_MS).toISOString();
    const message = 'The last call may still be corrected by its switch, in the book of the former seller.';
    const fix = `Wait until ${until}; or suspend the account, and open a new one at the new reseller.`;
    obstacles.push(finding('calls_may_be_corrected', message, fix, { until }));
  }
  if (move.othersWithNewIssuer > 0) {
    const accounts = counted(move.othersWithNewIssuer, 'account', 'accounts');
    const figures = { count: String(move.othersWithNewIssuer) };
    const message = `${accounts} below this commission reseller would get another seller too.`;
    obstacles.push(
      finding('others_change_seller', message, 'Move those accounts one by one instead.', figures),
    );
  }
  if (move.subscriptions > 0) {
    const figures = { count: String(move.subscriptions) };
    const subscriptions = counted(move.subscriptions, 'subscription is', 'subscriptions are');
    const message = `${subscriptions} of products that the former seller sells.`;
    obstacles.push(
      finding('has_subscriptions', message, 'Cancel them first, and order anew afterwards.', figures),
    );
  }
  if (move.needsRateGroup) {
    const message = 'Its rate group belongs to the former seller.';
    obstacles.push(finding('rate_group_needed', message, 'Choose a rate group of the new seller.'));
  }
  return obstacles;
}

export type MoveEffects = Readonly<{
  isNewIssuer: boolean;
  /** Accounts below that come along. */
  accountsBelow: number;
  losesTaxes: boolean;
  losesLocalization: boolean;
  losesCliPool: boolean;
  losesPackages: boolean;
  hasRateGroup: boolean;
}>;

/** What changes along with the owner. */
export function moveNotes(effects: MoveEffects): readonly Finding[] {
  const notes = [];
  if (effects.accountsBelow > 0) {
    const message = `${counted(effects.accountsBelow, 'account')} below it come along.`;
    notes.push(finding('accounts_come_along', message, '', { count: String(effects.accountsBelow) }));
  }
  notes.push(
    finding(
      'history_stays',
      'Calls, movements and mails until now stay in sight of the holder and of those above both resellers only.',
    ),
  );
  if (!effects.isNewIssuer) return notes;
  notes.push(finding('new_book', 'The wallet is opened in the book of the new seller, with a balance of 0.'));
  if (!effects.hasRateGroup)
    notes.push(
      finding(
        'no_rate_group',
        'The account has no rate group then: its calls are refused until it gets one.',
      ),
    );
  if (effects.losesTaxes)
    notes.push(finding('taxes_end', 'Its taxes belong to the former seller and are taken off.'));
  if (effects.losesPackages)
    notes.push(
      finding(
        'packages_end',
        'Its packages belong to the former seller and end: nothing of them is free then.',
      ),
    );
  if (effects.losesLocalization)
    notes.push(
      finding('localization_ends', 'Its localization belongs to the former seller and is taken off.'),
    );
  if (effects.losesCliPool)
    notes.push(
      finding(
        'cli_pool_ends',
        'Its NON-CLI rate group belongs to the former seller: the CLI pool is switched off.',
      ),
    );
  return notes;
}
