/** What is printed on a document, fixed as it is at this moment. */
import { addressLines } from '../../domain/billing/address.ts';
import { dueOf, type Customer, type DocumentContent } from '../../domain/billing/document.ts';
import type { BillingFacts } from '../../postgres/billing/billing-facts.ts';
import type { ToIssue } from './issue-documents.ts';

/** Where the wallet stood. */
export type Standing = Readonly<{
  balanceBeforeMicros: bigint;
  /** What its documents come to, this one included. */
  documentedMicros: bigint;
}>;

/** Notes are for invoices; receipts have none, unless somebody wrote one for it. */
export function contentOf(
  { facts, issuer, composed, corrects, note, period }: ToIssue,
  { balanceBeforeMicros, documentedMicros }: Standing,
): DocumentContent {
  return {
    version: 1,
    issuer: issuer.letterhead,
    customer: customerOf(facts),
    language: facts.language,
    timezone: facts.timezone,
    issuerTimezone: issuer.timezone,
    lines: composed.lines,
    taxes: composed.taxes,
    note: note ?? (composed.kind === 'invoice' ? facts.invoiceNote : ''),
    // Others move the wallet during a period.
    ...(period === null && {
      balance: {
        beforeMicros: String(balanceBeforeMicros),
        afterMicros: String(balanceBeforeMicros + composed.walletMicros),
      },
    }),
    ...(composed.kind === 'invoice' && { due: dueOf(composed.totalMicros, documentedMicros) }),
    ...(corrects !== undefined && {
      corrects: {
        number: corrects.number,
        issuedAt: corrects.issuedAt.toISOString(),
        reason: corrects.reason,
      },
    }),
  };
}

function customerOf(facts: BillingFacts): Customer {
  const { number, firstName, lastName, company, taxNumber, reference, language } = facts;
  return {
    accountNumber: number,
    name: `${firstName} ${lastName}`.trim(),
    company,
    address: addressLines(facts, language),
    taxNumber,
    reference,
  };
}
