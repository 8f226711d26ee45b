/** Takes back all or a part of an invoice: what is issued is never changed. */
import type { Actor } from '../../domain/accounts/actor.ts';
import {
  composeCreditNote,
  mistakeOfCredit,
  mistakeOfCredits,
  remainingMicros,
  type Credit,
} from '../../domain/billing/credit-note.ts';
import { known } from '../../domain/assert.ts';
import { fieldProblem, Problem } from '../../domain/problem.ts';
import { billingFactsOf } from '../../postgres/billing/billing-facts.ts';
import { findCorrected } from '../../postgres/billing/corrected-invoice.ts';
import { lockBilling } from '../../postgres/billing/insert-documents.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { runOnce, type Outcome } from '../run-once.ts';
import { issueDocuments } from './issue-documents.ts';
import { checkMayIssue, type IssuedAnswer } from './issue-invoice.ts';
import { issuerTerms } from './issuer-terms.ts';

export type CreditNoteInput = Readonly<{
  documentId: string;
  /** By line of the invoice, from 0; null = all that is left of it. */
  lines: readonly Credit[] | null;
  reason: string;
  idempotencyKey: string;
}>;

/**
 * Issues a credit note in the book of the invoice and credits the wallet. Throws `not_found`, `not_permitted`, `not_an_invoice`,
 * `credited_already` when nothing is left, `account_was_moved` when the wallet is in another book by now, and `invalid_input` at
 * `lines.<n>.amount` for more than is left. The same key issues once.
 */
export function issueCreditNote(
  context: Context,
  actor: Actor,
  { documentId, lines, reason, idempotencyKey: key }: CreditNoteInput,
): Promise<Outcome<IssuedAnswer>> {
  const content = {
    documentId,
    reason,
    lines: lines?.map(({ line, amountMicros }) => [line, String(amountMicros)]) ?? null,
  };
  const route = 'POST /documents/{id}/credit-notes';
  const once = { principalId: actor.accountId, route, key, content, isKeptForEver: true };
  return runOnce(context, context.now(), once, async (tx) => {
    const { walletId } = await findCorrected(tx, documentId, actor.scopePath);
    await lockBilling(tx, [walletId]);
    // Read again under the lock: nobody else takes the same line back meanwhile.
    const invoice = await findCorrected(tx, documentId, actor.scopePath);
    checkMayIssue(actor, invoice);
    if (invoice.kind !== 'invoice') throw new Problem('not_an_invoice');
    const credits = creditsOf(invoice, lines);
    const facts = (await billingFactsOf(tx, [walletId])).get(walletId);
    if (facts === undefined) throw new Problem('account_was_moved');
    const now = context.now();
    const { id, number, issuedAt } = invoice;
    const [issued] = await issueDocuments(
      tx,
      [
        {
          facts,
          issuer: await issuerTerms(tx, facts.issuerId),
          composed: composeCreditNote(invoice, credits),
          period: null,
          transferIds: [],
          corrects: { id, number, issuedAt, reason },
        },
      ],
      { now, actorId: actor.accountId, runId: null },
    );
    const made = known(issued, 'the credit note');
    await recordAudit(tx, actor, {
      accountId: invoice.accountId,
      action: 'document.issued',
      changes: [{ field: 'document.number', before: null, after: made.number }],
      reason,
      happenedAt: now,
    });
    return { id: made.publicId, number: made.number };
  });
}

function creditsOf(
  invoice: Parameters<typeof remainingMicros>[0],
  lines: readonly Credit[] | null,
): readonly Credit[] {
  const left = remainingMicros(invoice);
  if (left.every((micros) => micros === 0n)) throw new Problem('credited_already');
  if (lines === null) return left.map((amountMicros, line) => ({ line, amountMicros }));
  const errors = lines.flatMap((credit, place) => {
    const isTwice = lines.findIndex(({ line }) => line === credit.line) < place;
    const message = isTwice ? 'This line is named twice.' : mistakeOfCredit(invoice, credit);
    return message === null ? [] : [{ field: `lines.${place}.amount`, code: 'too_much', message }];
  });
  if (errors.length > 0) throw new Problem('invalid_input', { errors });
  const together = mistakeOfCredits(invoice, lines);
  if (together !== null) throw fieldProblem('lines', 'too_much', together);
  if (lines.every(({ amountMicros }) => amountMicros === 0n)) throw new Problem('nothing_to_invoice');
  return lines;
}
