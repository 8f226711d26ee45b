/** What is printed on a document, fixed as it is at this moment. */
import { addressLines } from '../../domain/billing/address.ts';
import type { Customer, DocumentContent } from '../../domain/billing/document.ts';
import type { BillingFacts } from '../../postgres/billing/billing-facts.ts';
import type { ToIssue } from './issue-documents.ts';

/** Notes are for invoices; receipts have none, unless somebody wrote one for it. */
export function contentOf(
  { facts, issuer, composed, corrects, note, period }: ToIssue,
  balanceBeforeMicros: bigint,
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
