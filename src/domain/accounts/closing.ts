/** What closing an account does, and what stands in its way: the same for the preview and for the act. */
import { formatMoney } from '../money.ts';
import type { AccountKind } from './actor.ts';
import { counted, finding, type Finding } from './findings.ts';

export type Closing = Readonly<{
  kind: AccountKind;
  status: 'active' | 'suspended' | 'closed';
  /** Whoever asks would close itself. */
  isOwn: boolean;
  /** Accounts directly below that are not closed. */
  openAccounts: number;
}>;

/** Why the account cannot be closed now; empty when it can. */
export function closingObstacles({ kind, status, isOwn, openAccounts }: Closing): readonly Finding[] {
  if (kind === 'operator') return [finding('operator_stays_open', 'The operator stays active.')];
  if (isOwn) {
    const message = 'You would lock yourself out.';
    return [finding('own_account', message, 'Ask another admin or the operator.')];
  }
  if (status === 'closed') return [finding('closed_already', 'The account is closed already.')];
  if (openAccounts === 0) return [];
  const accounts = counted(openAccounts, 'account below this one is', 'accounts below this one are');
  return [
    finding(
      'has_open_accounts',
      `${accounts} still open.`,
      'Close or move the accounts below this one first.',
      {
        count: String(openAccounts),
      },
    ),
  ];
}

export type ClosingEffects = Readonly<{
  currency: string | null;
  balanceMicros: bigint;
  /** What no document says yet. */
  notBilledMicros: bigint;
  /** Running calls that are hung up within seconds. */
  endAtOnce: number;
  /** Those that nobody hangs up: emergency calls, and calls of switches that take no commands. */
  goOn: number;
  /** When the last of those reaches its limit. */
  goOnUntil: Date | null;
  devices: number;
  addresses: number;
  numbers: number;
  ownedNumbers: number;
  subscriptions: number;
  sessions: number;
  apiKeys: number;
}>;

/** What ends and what is left over. None of it keeps the account from being closed. */
export function closingNotes(effects: ClosingEffects): readonly Finding[] {
  const { currency, balanceMicros, endAtOnce, goOn, goOnUntil } = effects;
  const { devices, addresses, numbers, ownedNumbers, subscriptions, sessions, apiKeys } = effects;
  const notes: Finding[] = [];
  const money = (micros: bigint) => ({ amount: formatMoney(micros), currency: currency ?? '' });
  if (balanceMicros > 0n) {
    const figures = money(balanceMicros);
    const message = `${figures.amount} ${figures.currency} of the holder's money stay on the account.`;
    const fix =
      'Transfer it to another account before closing, or pay it out: a refund can be recorded later too.';
    notes.push(finding('money_left', message, fix, figures));
  }
  if (balanceMicros < 0n) {
    const figures = money(-balanceMicros);
    const fix = 'Record the payment before or after: a closed account still pays what it owes.';
    notes.push(finding('money_owed', `${figures.amount} ${figures.currency} are owed.`, fix, figures));
  }
  if (effects.notBilledMicros !== 0n) {
    const message = 'Something is on no document yet: the last one follows on the billing day.';
    notes.push(finding('last_document_follows', message));
  }
  const count = (code: string, number: number, message: string) => {
    if (number > 0) notes.push(finding(code, message, '', { count: String(number) }));
  };
  count(
    'calls_end',
    endAtOnce,
    `${counted(endAtOnce, 'running call ends', 'running calls end')} within seconds; what was talked is charged.`,
  );
  if (goOn > 0 && goOnUntil !== null) {
    const until = goOnUntil.toISOString();
    const calls = counted(goOn, 'running call goes', 'running calls go');
    const message = `${calls} on until ${until} at most: for help, or at a switch that takes no commands.`;
    notes.push(finding('calls_run_on', message, '', { count: String(goOn), until }));
  }
  count('devices_stop', devices, `${counted(devices, 'SIP device')} can no longer call.`);
  count(
    'addresses_stop',
    addresses,
    `${counted(addresses, 'IP address', 'IP addresses')} can no longer call.`,
  );
  count('numbers_used', numbers, `${counted(numbers, 'number')} no longer reach the account.`);
  count(
    'numbers_given_up',
    ownedNumbers,
    `${counted(ownedNumbers, 'number goes', 'numbers go')} back to whoever is above the account.`,
  );
  count(
    'subscriptions_end',
    subscriptions,
    `${counted(subscriptions, 'subscription ends', 'subscriptions end')}.`,
  );
  count('sessions_end', sessions, `${counted(sessions, 'sign-in session ends', 'sign-in sessions end')}.`);
  count('keys_end', apiKeys, `${counted(apiKeys, 'API key is revoked', 'API keys are revoked')}, for good.`);
  return notes;
}
