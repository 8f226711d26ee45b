/** What is billed and what is not: of one account, and of a whole book by age. */
import type pg from 'pg';
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { nextBoundary } from '../../domain/billing/periods.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import { readAgeing } from '../../postgres/billing/ageing.ts';
import { billingFactsOf, type BillingFacts } from '../../postgres/billing/billing-facts.ts';
import { readBillingState, type BillingState } from '../../postgres/billing/billing-state.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { totalTaxes, type TaxTotal, type TaxTotalFilter } from '../../postgres/billing/tax-totals.ts';
import { issuerIdOf } from './read-document.ts';

type Deps = Readonly<{ reads: pg.Pool; now: () => Date }>;

export type AccountBilling = BillingState &
  Readonly<{
    currency: string;
    accountType: 'prepaid' | 'postpaid';
    /** The period that is open; `to` is the next billing day. */
    period: Readonly<{ from: Date; to: Date }>;
    /** What was charged and is on no document yet; negative: what was credited. */
    unbilledMicros: bigint;
    isIssuedByReader: boolean;
  }>;

/** Throws `not_found`, `account_has_no_wallet`, and `account_was_moved` when it was at this moment. */
export async function readBilling(
  { reads, now }: Deps,
  actor: Actor,
  accountId: string,
): Promise<AccountBilling> {
  const account = await findAccount(reads, accountId, actor.scopePath);
  const wallet = await walletOfAccount(reads, account.id);
  if (wallet === null) throw new Problem('account_has_no_wallet');
  const facts = (await billingFactsOf(reads, [wallet.id])).get(wallet.id);
  if (facts === undefined) throw new Problem('account_was_moved');
  const time = now();
  const state = await readBillingState(reads, wallet.id, time);
  return {
    ...state,
    currency: facts.currency,
    accountType: facts.accountType,
    period: { from: facts.periodFrom, to: nextBillingDay(facts, time) },
    unbilledMicros: state.documentedMicros - state.balanceMicros,
    isIssuedByReader: isStaff(actor) || facts.issuerId === actor.accountId,
  };
}

/** As the run finds it out: a day that has come already is billed first. */
function nextBillingDay(facts: BillingFacts, now: Date): Date {
  const { nextAt, isStale, periodFrom } = facts;
  if (nextAt === null) return nextBoundary(periodFrom, facts);
  return isStale && nextAt > now ? nextBoundary(now, facts) : nextAt;
}

/**
 * What is owed of invoices in the reader's own book, by age. Staff may ask for that of a reseller (`issuer`); throws `not_found`,
 * and `invalid_input` at `issuer` for whoever issues nothing.
 */
export async function readAgeingOf(
  { reads, now }: Deps,
  actor: Actor,
  { issuer, currency }: Readonly<{ issuer?: string | undefined; currency?: string | undefined }>,
) {
  const asOf = now();
  const issuerId = await bookOf(reads, actor, issuer);
  return { asOf, ...(await readAgeing(reads, { issuerId, currency, now: asOf })) };
}

/** What the documents of the reader's own book have of each tax. */
export async function readTaxTotals(
  { reads }: Deps,
  actor: Actor,
  { from, to, currency }: Omit<TaxTotalFilter, 'issuerId'>,
): Promise<readonly TaxTotal[]> {
  if (to < from) throw fieldProblem('to', 'before_from', 'The end must not be before the beginning.');
  return totalTaxes(reads, { issuerId: issuerIdOf(actor), from, to, currency });
}

/**
 * Whose book is asked for: one's own, or as staff that of a reseller. Throws `not_found`, and `invalid_input` at `issuer` for whoever
 * issues nothing.
 */
export async function bookOf(reads: pg.Pool, actor: Actor, publicId: string | undefined): Promise<bigint> {
  if (publicId === undefined) return issuerIdOf(actor);
  const account = await findAccount(reads, publicId, actor.scopePath);
  if (account.kind !== 'reseller' || (!isStaff(actor) && account.id !== actor.accountId))
    throw fieldProblem('issuer', 'not_found', 'Name a reseller whose book you may see.');
  return account.id;
}
