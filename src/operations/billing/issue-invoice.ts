/** Issues an invoice that somebody wrote, with or without what was charged and is on none yet. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { composePeriod, type Composed } from '../../domain/billing/compose.ts';
import { amountOfLine, mistakesOfLines, openLineOf } from '../../domain/billing/draft.ts';
import { isOfCommission, openLines } from '../../domain/billing/open-lines.ts';
import { known } from '../../domain/assert.ts';
import { Problem } from '../../domain/problem.ts';
import { billingFactsOf, type BillingFacts } from '../../postgres/billing/billing-facts.ts';
import { closePeriods } from '../../postgres/billing/due-wallets.ts';
import { lockBilling } from '../../postgres/billing/insert-documents.ts';
import { deleteDraft, findDraft, lockDraft, type DraftRow } from '../../postgres/billing/invoice-drafts.ts';
import { gatherOpenItems, stampOpenItems, sumOpenItems } from '../../postgres/billing/open-items.ts';
import { endParking } from '../../postgres/billing/runs.ts';
import { taxTermsOf } from '../../postgres/billing/tax-terms.ts';
import { ensureLedgerAccount } from '../../postgres/ledger/ledger-accounts.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { postTransfers } from '../ledger/post-transfers.ts';
import { runOnce, type Outcome } from '../run-once.ts';
import { derivedId } from '../secrets.ts';
import { LOOK_BACK_MS } from './bill-wallets.ts';
import { issueDocuments } from './issue-documents.ts';
import { issuerTerms } from './issuer-terms.ts';

export type IssuedAnswer = Readonly<{ id: string; number: string }>;
export type InvoicePreview = Pick<Composed, 'lines' | 'taxes' | 'netMicros' | 'taxMicros' | 'totalMicros'> &
  Readonly<{ currency: string }>;

type Plan = Readonly<{
  facts: BillingFacts;
  composed: Composed;
  period: Readonly<{ from: Date; to: Date }> | null;
  hasCommissions: boolean;
}>;

/**
 * Charges what was written, puts it on an invoice with what is open where the draft says so, and ends the draft. Throws
 * `not_found`, `not_permitted` for another issuer's account, `invoice_needs_postpaid`, and `invalid_input` for lines that come to
 * nothing. The same key issues once.
 */
export function issueInvoice(
  context: Context,
  actor: Actor,
  draftId: string,
  key: string,
): Promise<Outcome<IssuedAnswer>> {
  const route = 'POST /invoice-drafts/{id}/issue';
  const once = { principalId: actor.accountId, route, key, content: { draftId }, isKeptForEver: true };
  return runOnce(context, context.now(), once, async (tx) => {
    const draft = await lockDraft(tx, draftId, actor.scopePath);
    checkMayIssue(actor, draft);
    await lockBilling(tx, [draft.walletId]);
    const plan = await planInvoice(tx, draft, context.now());
    if (plan.composed.lines.length === 0) throw new Problem('nothing_to_invoice');
    if (plan.composed.totalMicros < 0n) throw new Problem('invoice_is_negative');
    const { transferIds, postedAt } = await chargeLines(tx, context, actor, draft, key);
    const issuer = await issuerTerms(tx, draft.issuerId);
    const { facts, composed, period } = plan;
    const [issued] = await issueDocuments(
      tx,
      [
        {
          facts,
          issuer,
          composed,
          period,
          transferIds,
          ...(draft.note !== null && { note: draft.note }),
          ...(draft.dueDays !== null && { dueDays: draft.dueDays }),
        },
      ],
      {
        now: postedAt,
        actorId: actor.accountId,
        runId: null,
        ...(period !== null && {
          stamp: ([document]) =>
            stampOpenItems(tx, [
              { id: known(document, 'the invoice').id, walletId: facts.walletId, isCommission: false },
            ]),
        }),
      },
    );
    // Commissions stand on a note of their own, so that they keep the period open.
    if (period !== null && facts.nextAt !== null && !plan.hasCommissions) {
      await closePeriods(tx, [{ walletId: facts.walletId, periodFrom: period.to, nextAt: facts.nextAt }]);
      await endParking(tx, [facts.walletId]);
    }
    await deleteDraft(tx, draft.id);
    const { publicId, number } = known(issued, 'the invoice');
    await recordAudit(tx, actor, {
      accountId: draft.accountId,
      action: 'document.issued',
      changes: [{ field: 'document.number', before: null, after: number }],
      happenedAt: postedAt,
    });
    return { id: publicId, number };
  });
}

/** What a draft would be as an invoice, now. Nothing is kept. */
export function previewInvoice(context: Context, actor: Actor, draftId: string): Promise<InvoicePreview> {
  return withTransaction(context.pool, async (tx) => {
    const draft = await findDraft(tx, draftId, actor.scopePath);
    const { facts, composed } = await planInvoice(tx, draft, context.now());
    return { ...composed, currency: facts.currency };
  });
}

async function planInvoice(tx: Tx, draft: DraftRow, now: Date): Promise<Plan> {
  const facts = known(
    (await billingFactsOf(tx, [draft.walletId])).get(draft.walletId),
    'an account with a wallet',
  );
  if (facts.accountType !== 'postpaid') throw new Problem('invoice_needs_postpaid');
  const errors = mistakesOfLines(draft.lines);
  if (errors.length > 0) throw new Problem('invalid_input', { errors });
  const period = draft.includesOpen && facts.periodFrom < now ? { from: facts.periodFrom, to: now } : null;
  if (period !== null) {
    const { walletId, accountId, startsAt } = facts;
    const since = new Date(Math.max(startsAt.getTime(), period.from.getTime() - LOOK_BACK_MS));
    await gatherOpenItems(tx, [{ walletId, accountId, since, from: period.from, until: period.to }]);
  }
  const groups = period === null ? [] : await sumOpenItems(tx);
  const open = openLines(groups.filter((group) => !isOfCommission(group)));
  const taxes = (await taxTermsOf(tx, [facts.accountId])).get(facts.accountId) ?? [];
  const terms = { currency: facts.currency, taxes, prepaidTax: 'on_top_up' as const };
  const composed = composePeriod('invoice', [...draft.lines.map(openLineOf), ...open], terms);
  return { facts, composed, period, hasCommissions: groups.some(isOfCommission) };
}

/** Each line is a debit or a credit of its own, which may pass the limit as what staff charges may. */
async function chargeLines(tx: Tx, context: Context, actor: Actor, draft: DraftRow, key: string) {
  const { issuerId, currency, walletId, lines } = draft;
  const house = await ensureLedgerAccount(tx, { issuerId, kind: 'adjustment', currency });
  const now = context.now();
  const transfers = lines.map((line, place) => {
    const micros = amountOfLine(line);
    const isDebit = micros > 0n;
    return {
      id: derivedId(now, String(actor.accountId), 'invoice line', key, String(place)),
      kind: isDebit ? ('staff_debit' as const) : ('staff_credit' as const),
      issuerId,
      debitAccountId: isDebit ? walletId : house,
      creditAccountId: isDebit ? house : walletId,
      currency,
      amountMicros: isDebit ? micros : -micros,
      occurredAt: now,
      actorId: actor.accountId,
      note: line.text,
    };
  });
  if (transfers.length === 0) return { transferIds: [], postedAt: now };
  const { postedAt } = await postTransfers(tx, { transfers, walletIds: [walletId], clock: context.now });
  return { transferIds: transfers.map(({ id }) => id), postedAt };
}

/** The issuer of the wallet, or staff for any: as whoever records payments. */
export function checkMayIssue(actor: Actor, { issuerId }: Readonly<{ issuerId: bigint }>): void {
  if (!isStaff(actor) && issuerId !== actor.accountId)
    throw new Problem('not_permitted', { detail: 'Only the issuer of an account issues its documents.' });
}
