/** Prepaid to postpaid and back: what becomes of the credit limit and of what can be spent, and when it is refused. */
import { formatMoney } from '../money.ts';
import { counted, finding, type Finding } from './findings.ts';
import { capOfSettings, defaultLimits, type GuardSettings, type OwnGuards } from './guards.ts';

export type AccountType = 'prepaid' | 'postpaid';

export type TypeChange = Readonly<{
  kind: string;
  from: AccountType;
  to: AccountType;
  currency: string;
  balanceMicros: bigint;
  /** What no document says yet: billed with the change, as what it was until then. */
  notBilledMicros: bigint;
  heldMicros: bigint;
  creditLimitMicros: bigint;
  /** As it would be; a prepaid account has none. */
  newCreditLimitMicros: bigint;
  liveCalls: number;
  /** The limit is the one of the account type, which changes with it. */
  hasDefaultConcurrentCalls: boolean;
  hasDefaultCps: boolean;
  /** Its own caps: they stay. Those of the settings follow the type. */
  ownCapMicros: OwnGuards['capMicros'];
}>;

/** Why the type cannot change now; empty when it can. What was held or spent on credit must be covered by the balance. */
export function typeChangeObstacles(
  change: Pick<TypeChange, 'from' | 'to' | 'balanceMicros' | 'heldMicros' | 'currency' | 'liveCalls'>,
): readonly Finding[] {
  const { from, to, balanceMicros, heldMicros, currency } = change;
  if (from === to || to === 'postpaid') return [];
  if (balanceMicros < 0n) {
    const figures = { amount: formatMoney(-balanceMicros), currency };
    const message = `The account owes ${figures.amount} ${currency}, and a prepaid account owes nothing.`;
    return [finding('owes_money', message, 'Record the payment first, then change the type.', figures)];
  }
  const missing = heldMicros - balanceMicros;
  if (missing <= 0n) return [];
  const figures = { amount: formatMoney(missing), currency };
  const message = `${counted(change.liveCalls, 'running call holds', 'running calls hold')} ${figures.amount} ${currency} more than the balance.`;
  return [
    finding(
      'held_on_credit',
      message,
      'Wait until the calls have ended, or record a payment first.',
      figures,
    ),
  ];
}

/** What changes along with the type. */
export function typeChangeNotes(change: TypeChange, settings: GuardSettings): readonly Finding[] {
  const { kind, from, to, currency, creditLimitMicros, liveCalls } = change;
  if (from === to) return [];
  const notes: Finding[] = [];
  if (change.notBilledMicros !== 0n) {
    const message =
      to === 'prepaid'
        ? 'What was charged until now goes on an invoice at once; later calls go on a usage receipt on the billing day.'
        : 'What was called until now goes on a usage receipt at once; later calls go on an invoice on the billing day.';
    notes.push(finding(`open_is_billed_${from}`, message));
  }
  if (to === 'prepaid' && creditLimitMicros > 0n) {
    const figures = { amount: formatMoney(creditLimitMicros), currency };
    const message = `The credit limit of ${figures.amount} ${currency} is set to 0: a prepaid account has none.`;
    notes.push(finding('credit_limit_ends', message, '', figures));
  }
  const [before, after] = [
    defaultLimits({ kind, accountType: from }, settings),
    defaultLimits({ kind, accountType: to }, settings),
  ];
  if (change.hasDefaultConcurrentCalls && before.concurrentCalls !== after.concurrentCalls) {
    const figures = { before: String(before.concurrentCalls), after: String(after.concurrentCalls) };
    const message = `Calls at once follow the account type: ${figures.after} instead of ${figures.before}.`;
    notes.push(finding('concurrent_calls_follow', message, '', figures));
  }
  if (change.hasDefaultCps && before.cps !== after.cps) {
    const figures = { before: String(before.cps), after: String(after.cps) };
    const message = `Call attempts per second follow the account type: ${figures.after} instead of ${figures.before}.`;
    notes.push(finding('cps_follows', message, '', figures));
  }
  notes.push(...capNotes(change, settings));
  if (liveCalls > 0) {
    const message = `${counted(liveCalls, 'running call goes', 'running calls go')} on; the next slice is held under the new terms.`;
    notes.push(finding('calls_go_on', message, '', { count: String(liveCalls) }));
  }
  return notes;
}

/** What may be spent in an hour and on a day, where that is said by the settings and is another amount then. */
function capNotes(change: TypeChange, settings: GuardSettings): readonly Finding[] {
  if (change.kind !== 'customer') return [];
  const { from, to, currency, ownCapMicros } = change;
  const before = { accountType: from, creditLimitMicros: change.creditLimitMicros };
  const after = { accountType: to, creditLimitMicros: change.newCreditLimitMicros };
  return (['spendPerHour', 'spendPerDay'] as const).flatMap((cap) => {
    if (ownCapMicros[cap] !== null) return [];
    const [was, is] = [before, after].map((terms) => capOfSettings(cap, terms, settings).micros);
    if (was === is) return [];
    const text = (micros: bigint | null | undefined) =>
      micros === null || micros === undefined ? 'unlimited' : formatMoney(micros);
    const figures = { before: text(was), after: text(is), currency };
    const period = cap === 'spendPerHour' ? 'hour' : 'day';
    const message = `At most ${figures.after} ${currency} can be spent on calls in ${period === 'hour' ? 'an hour' : 'a day'}, instead of ${figures.before}.`;
    return [finding(`${period}_cap_follows`, message, '', figures)];
  });
}
