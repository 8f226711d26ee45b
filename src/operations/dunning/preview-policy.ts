/** What a policy would do: the days of an invoice that nobody pays, and whom it would suspend at once. */
import type pg from 'pg';
import type { Actor } from '../../domain/accounts/actor.ts';
import { momentOfStep } from '../../domain/dunning/calendar.ts';
import { decideDunning } from '../../domain/dunning/decide.ts';
import { inOrder, type DunningPolicy, type StepAction } from '../../domain/dunning/policy.ts';
import { groupBy } from '../../domain/group-by.ts';
import { readDebtors, readInvoices } from '../../postgres/dunning/debtors.ts';
import { debtorsOf } from '../../postgres/dunning/overdue.ts';
import { readLetterhead } from '../billing/read-letterhead.ts';
import { checkIssues } from './check-issuer.ts';
import { refuseMistakes } from './save-policy.ts';

/** So many accounts are tried out; with more, the answer says so. */
const DEBTORS_MAX = 2000;

export type PolicyPreview = Readonly<{
  timezone: string;
  steps: readonly Readonly<{ action: StepAction; days: number; at: Date }>[];
  /** Accounts at this moment: that would be suspended, let call again, and reminded. */
  suspends: number;
  lifts: number;
  reminds: number;
  isMore: boolean;
}>;

/** Throws as `savePolicy`, and writes nothing. */
export async function previewPolicy(
  { reads, now: clock }: Readonly<{ reads: pg.Pool; now: () => Date }>,
  actor: Actor,
  policy: DunningPolicy,
  dueAt: Date,
): Promise<PolicyPreview> {
  refuseMistakes(policy);
  const owner = await checkIssues(reads, actor);
  // Steps follow the day that is printed, which is on the clocks of the letterhead.
  const { timezone } = await readLetterhead(reads, owner.path);
  const steps = policy.isActive ? inOrder(policy.steps).filter(({ isActive }) => isActive) : [];
  const ids = await debtorsOf(reads, owner.id, DEBTORS_MAX + 1);
  const tried = ids.slice(0, DEBTORS_MAX);
  const debtors = await readDebtors(reads, tried);
  const invoices = groupBy(await readInvoices(reads, tried), ({ walletId }) => walletId);
  const now = clock();
  const outcomes = debtors.map((debtor) => {
    const open = (invoices.get(debtor.walletId) ?? [])
      .filter(({ openMicros }) => openMicros > 0n)
      .map((invoice) => ({ ...invoice, watchedFrom: invoice.watchedFrom ?? invoice.issuedAt }));
    const decided = decideDunning({ ...debtor, policy, policySince: now, invoices: open }, now);
    const { suspension } = debtor;
    return {
      suspends: decided.suspends && suspension === null,
      lifts: !decided.suspends && suspension !== null && !(suspension.isByHand && decided.staysByHand),
      reminds: decided.reminders.length > 0,
    };
  });
  const count = (what: keyof (typeof outcomes)[number]) => outcomes.filter((each) => each[what]).length;
  return {
    timezone,
    steps: steps.map(({ action, days }) => ({
      action,
      days,
      at: momentOfStep({ dueAt, timezone }, days, { hour: policy.hour, extraDays: 0 }),
    })),
    suspends: count('suspends'),
    lifts: count('lifts'),
    reminds: count('reminds'),
    isMore: ids.length > DEBTORS_MAX,
  };
}
