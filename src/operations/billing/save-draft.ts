/** Writes drafts of invoices. They cost nothing and have no number until they are issued. */
import type { Actor } from '../../domain/accounts/actor.ts';
import { Problem } from '../../domain/problem.ts';
import { findAccount } from '../../postgres/accounts/find-account.ts';
import {
  deleteDraft,
  findDraft,
  insertDraft,
  lockDraft,
  updateDraft,
  type DraftRow,
  type DraftValues,
} from '../../postgres/billing/invoice-drafts.ts';
import { walletOfAccount } from '../../postgres/ledger/wallets.ts';
import { withTransaction } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { runOnce } from '../run-once.ts';
import { checkMayIssue } from './issue-invoice.ts';

export type DraftInput = Readonly<{ [Key in keyof DraftValues]?: DraftValues[Key] | undefined }>;

const EMPTY: DraftValues = { lines: [], note: null, dueDays: null, includesOpen: true };

/** Throws `not_found`, `not_permitted` for another issuer's account, and `invoice_needs_postpaid`. */
export async function createDraft(
  context: Context,
  actor: Actor,
  accountId: string,
  input: DraftInput,
  key: string | null,
): Promise<DraftRow> {
  const route = 'POST /accounts/{id}/invoice-drafts';
  const once = { principalId: actor.accountId, route, key, content: { accountId, ...input } };
  const { answer } = await runOnce(context, context.now(), once, async (tx) => {
    const account = await findAccount(tx, accountId, actor.scopePath);
    const wallet = await walletOfAccount(tx, account.id);
    if (wallet === null) throw new Problem('account_has_no_wallet');
    checkMayIssue(actor, wallet);
    if (account.accountType !== 'postpaid') throw new Problem('invoice_needs_postpaid');
    const values = withSent(EMPTY, input);
    const now = context.now();
    return {
      id: await insertDraft(tx, { ...values, accountId: account.id, createdBy: actor.accountId, now }),
    };
  });
  return findDraft(context.pool, answer.id, actor.scopePath);
}

/** Only what is sent changes. */
export function changeDraft(
  context: Context,
  actor: Actor,
  publicId: string,
  input: DraftInput,
): Promise<DraftRow> {
  return withTransaction(context.pool, async (tx) => {
    const draft = await lockDraft(tx, publicId, actor.scopePath);
    checkMayIssue(actor, draft);
    await updateDraft(tx, draft.id, withSent(draft, input), context.now());
    return findDraft(tx, publicId, actor.scopePath);
  });
}

export function removeDraft(context: Context, actor: Actor, publicId: string): Promise<void> {
  return withTransaction(context.pool, async (tx) => {
    const draft = await lockDraft(tx, publicId, actor.scopePath);
    checkMayIssue(actor, draft);
    await deleteDraft(tx, draft.id);
  });
}

function withSent(before: DraftValues, input: DraftInput): DraftValues {
  return {
    lines: input.lines ?? before.lines,
    note: input.note === undefined ? before.note : input.note,
    dueDays: input.dueDays === undefined ? before.dueDays : input.dueDays,
    includesOpen: input.includesOpen ?? before.includesOpen,
  };
}
