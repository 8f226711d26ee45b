/** The receipt of one movement of money, issued in the transaction that moves it. */
import { composeReceipt, type Composed, type ReceiptMovement } from '../../domain/billing/compose.ts';
import { Problem } from '../../domain/problem.ts';
import { billingFactsOf, type BillingFacts } from '../../postgres/billing/billing-facts.ts';
import { taxTermsOf } from '../../postgres/billing/tax-terms.ts';
import type { Tx } from '../../postgres/pool.ts';
import { issueDocuments, type Issued } from './issue-documents.ts';
import { issuerTerms, type IssuerTerms } from './issuer-terms.ts';

export type PlannedReceipt = Readonly<{ facts: BillingFacts; issuer: IssuerTerms; composed: Composed }>;

/** Movements that a postpaid account gets a receipt of: money that came or went. Its charges wait for the invoice. */
const MONEY: ReadonlySet<ReceiptMovement['kind']> = new Set([
  'payment',
  'refund',
  'chargeback',
  'transfer_in',
  'transfer_out',
]);

/** What will stand on the receipt; null where the movement waits for an invoice. Throws `account_was_moved`. */
export async function planReceipt(
  tx: Tx,
  walletId: bigint,
  movement: ReceiptMovement,
): Promise<PlannedReceipt | null> {
  const facts = (await billingFactsOf(tx, [walletId])).get(walletId);
  // Since the id was read: the account has another wallet now.
  if (facts === undefined) throw new Problem('account_was_moved');
  if (facts.accountType === 'postpaid' && !MONEY.has(movement.kind)) return null;
  const issuer = await issuerTerms(tx, facts.issuerId);
  const taxes = (await taxTermsOf(tx, [facts.accountId])).get(facts.accountId) ?? [];
  const terms = { currency: facts.currency, taxes, prepaidTax: issuer.prepaidTax };
  return { facts, issuer, composed: composeReceipt(movement, facts.accountType, terms) };
}

/** What taxes give back to the wallet along with the movement, in micros: it need not be there before. */
export function givenBackMicros({ composed }: PlannedReceipt): bigint {
  return composed.postings.reduce(
    (sum, { to, amountMicros }) => (to === 'wallet' ? sum + amountMicros : sum),
    0n,
  );
}

/** Issues planned receipts, each of the transfers that were posted for it. `now` is the moment of posting. */
export function issueReceipts(
  tx: Tx,
  planned: readonly Readonly<{ receipt: PlannedReceipt | null; transferIds: readonly string[] }>[],
  { now, actorId }: Readonly<{ now: Date; actorId: bigint | null }>,
): Promise<readonly Issued[]> {
  const documents = planned.flatMap(({ receipt, transferIds }) =>
    receipt === null ? [] : [{ ...receipt, period: null, transferIds }],
  );
  return issueDocuments(tx, documents, { now, actorId, runId: null });
}
