/** Sends links to those who forgot their passwords, where there is such an account. */
import { OF_RESET_MAILS, RESET_VALID_MS, waitAfterMs } from '../../domain/accounts/patience.ts';
import { isWithin } from '../../domain/accounts/tree.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import { endInvite, insertInvite } from '../../postgres/accounts/invites.ts';
import { takeResetRequest, type ResetRequest } from '../../postgres/accounts/password-resets.ts';
import { findSignIn } from '../../postgres/accounts/sign-ins.ts';
import { mailTimes } from '../../postgres/mail/mails.ts';
import { withTransaction, type Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import { recordAudit } from '../audit/record-audit.ts';
import { writeInvite } from '../mail/write-mail.ts';
import { drawToken, hashToken } from '../secrets.ts';
import { actorOf } from './actor-of.ts';

const DAY_MS = 24 * 3600 * 1000;
/** A path that no scope holds: the link is for the mailbox alone, and no colleague reads it among the mails. */
const NOBODY = '/';

/** Looks at everything that was asked for; each request is a transaction of its own. */
export async function sendAskedResets(context: Context): Promise<void> {
  let isMore = true;
  while (isMore) {
    isMore = await withTransaction(context.pool, async (tx) => {
      const request = await takeResetRequest(tx);
      if (request !== null) await sendReset(tx, context, request);
      return request !== null;
    });
  }
}

/** Nothing goes out to an account that could not sign in, has no address, or got enough such mails. */
async function sendReset(tx: Tx, context: Context, request: ResetRequest): Promise<void> {
  const { identifier, withinPath, address } = request;
  const found = await findSignIn(tx, identifier);
  const mayAct = found !== null && actorOf(found, { via: 'session', address }) !== null;
  if (found === null || !mayAct || !isWithin(found.path, withinPath)) return;
  const { accountId, email } = found;
  if (email === null) return;
  await lockAccountById(tx, accountId);
  const now = context.now();
  const sent = await mailTimes(tx, accountId, 'password_reset', new Date(now.getTime() - DAY_MS));
  const waitMs = waitAfterMs(OF_RESET_MAILS, sent.length);
  if (sent[0] !== undefined && now.getTime() - sent[0].getTime() < waitMs) return;
  const token = drawToken();
  const expiresAt = new Date(now.getTime() + RESET_VALID_MS);
  await endInvite(tx, accountId, 'reset');
  const link = { path: `/reset-password#${token}`, until: expiresAt, scopePath: NOBODY };
  const mail = await writeInvite(tx, context, 'password_reset', { accountId, now, email, link });
  await insertInvite(tx, {
    accountId,
    kind: 'reset',
    tokenHash: hashToken(token),
    mailId: mail.id,
    createdAt: now,
    expiresAt,
  });
  // Whoever asked has not signed in, so nobody is named.
  const nobody = { accountId: null, via: 'system' as const, address };
  await recordAudit(tx, nobody, { accountId, action: 'password_reset.asked', happenedAt: now });
}
