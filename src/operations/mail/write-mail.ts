/** Writes a mail in the transaction that causes it; a job sends it afterwards. */
import type { Finding } from '../../domain/charging/judge-guards.ts';
import { whyFired } from '../../domain/mail/guard-templates.ts';
import { whyPaused } from '../../domain/mail/webhook-templates.ts';
import type { SignUpForm } from '../../domain/accounts/sign-up.ts';
import { LINK_PLACE, momentIn } from '../../domain/mail/render-mail.ts';
import type { Tx } from '../../postgres/pool.ts';
import type { Context } from '../context.ts';
import {
  common,
  keepMail,
  prepare,
  writeMail,
  type Cause,
  type MailContext,
  type SecretLink,
  type WrittenMail,
} from './keep-mail.ts';
import { mailSenderOf } from './mail-sender.ts';

/** Greets a new account, unless its notifications are off or it has no address. Goes to the notification addresses. */
export async function writeWelcome(tx: Tx, context: Context, cause: Cause): Promise<void> {
  const writing = await prepare(tx, context, cause);
  const { facts } = writing;
  if (!facts.notifications || facts.email === null) return;
  const to = facts.notificationEmails.length > 0 ? facts.notificationEmails : [facts.email];
  const variables = { ...common(writing), email: facts.email, portal: writing.sender.url };
  await writeMail(tx, context, writing, { kind: 'welcome', variables, to, link: null });
}

/** Brings the secret link of an invitation or a reset to the account's e-mail address. */
export async function writeInvite(
  tx: Tx,
  context: Context,
  kind: 'invite' | 'password_reset',
  cause: Cause & Readonly<{ email: string; link: SecretLink }>,
): Promise<WrittenMail> {
  const writing = await prepare(tx, context, cause);
  const { language, timezone } = writing.facts;
  const until = momentIn(language, timezone, cause.link.until);
  const variables = { ...common(writing), until, link: LINK_PLACE };
  return writeMail(tx, context, writing, { kind, variables, to: [cause.email], link: cause.link });
}

type SecurityNotice = 'password_changed' | 'second_factor_on' | 'second_factor_off';

/** Tells the account what was changed about how it signs in. Always goes out. */
export async function writeSecurityNotice(
  tx: Tx,
  context: Context,
  kind: SecurityNotice,
  cause: Cause,
): Promise<void> {
  const writing = await prepare(tx, context, cause);
  const { email, language, timezone } = writing.facts;
  if (email === null) return;
  const at = momentIn(language, timezone, cause.now);
  const variables = { ...common(writing), at, portal: writing.sender.url };
  await writeMail(tx, context, writing, { kind, variables, to: [email], link: null });
}

/** Tells the account that an API key was made in its name. Always goes out. */
export async function writeApiKeyMade(
  tx: Tx,
  context: Context,
  cause: Cause & Readonly<{ key: string; address: string }>,
): Promise<void> {
  const writing = await prepare(tx, context, cause);
  const { email, language, timezone } = writing.facts;
  if (email === null) return;
  const { key, address } = cause;
  const at = momentIn(language, timezone, cause.now);
  const variables = { ...common(writing), at, key, address, portal: writing.sender.url };
  await writeMail(tx, context, writing, { kind: 'api_key_made', variables, to: [email], link: null });
}

/** Tells the account that a passkey signs in as it from now on, or no longer. Always goes out. */
export async function writePasskeyNotice(
  tx: Tx,
  context: Context,
  kind: 'passkey_added' | 'passkey_removed',
  cause: Cause & Readonly<{ key: string }>,
): Promise<void> {
  const writing = await prepare(tx, context, cause);
  const { email, language, timezone } = writing.facts;
  if (email === null) return;
  const at = momentIn(language, timezone, cause.now);
  const variables = { ...common(writing), at, key: cause.key, portal: writing.sender.url };
  await writeMail(tx, context, writing, { kind, variables, to: [email], link: null });
}

/** Tells the account that an API key of its own ends soon. */
export async function writeApiKeyExpiring(
  tx: Tx,
  context: Context,
  cause: Cause & Readonly<{ key: string; until: Date }>,
): Promise<void> {
  const writing = await prepare(tx, context, cause);
  const { email, language, timezone } = writing.facts;
  if (email === null) return;
  const until = momentIn(language, timezone, cause.until);
  const variables = { ...common(writing), until, key: cause.key, portal: writing.sender.url };
  await writeMail(tx, context, writing, { kind: 'api_key_expiring', variables, to: [email], link: null });
}

/** Tells the former address that it is the account's no longer. Always goes out. */
export async function writeEmailChanged(
  tx: Tx,
  context: Context,
  cause: Cause & Readonly<{ formerEmail: string }>,
): Promise<void> {
  const writing = await prepare(tx, context, cause);
  const { language, timezone } = writing.facts;
  const variables = { ...common(writing), at: momentIn(language, timezone, cause.now) };
  await writeMail(tx, context, writing, {
    kind: 'email_changed',
    variables,
    to: [cause.formerEmail],
    link: null,
  });
}

/** Brings whoever wants an account the link that confirms its address. Kept at the owner of the page. */
export async function writeSignUp(
  tx: Tx,
  context: Context,
  { ownerId, form, link, now }: Readonly<{ ownerId: bigint; form: SignUpForm; link: SecretLink; now: Date }>,
): Promise<WrittenMail> {
  const sender = await mailSenderOf(tx, context, ownerId);
  const { language, timezone, email } = form;
  const variables = {
    name: `${form.firstName} ${form.lastName}`.trim(),
    provider: sender.provider,
    until: momentIn(language, timezone, link.until),
    link: LINK_PLACE,
  };
  const cause = { accountId: ownerId, now };
  return keepMail(tx, context, { kind: 'sign_up', variables, to: [email], link, language, sender, cause });
}

/** Tells the holder of an account that somebody wanted another one with its address. */
export async function writeSignUpKnown(tx: Tx, context: Context, cause: Cause): Promise<void> {
  const writing = await prepare(tx, context, cause);
  const variables = { ...common(writing), portal: writing.sender.url };
  const { email } = writing.facts;
  const to = email === null ? [] : [email];
  await writeMail(tx, context, writing, { kind: 'sign_up_known', variables, to, link: null });
}

/** Tells somebody above an account that a guard fired, and whether it blocks. Always goes out. */
export async function writeGuardFired(
  tx: Tx,
  context: MailContext,
  cause: Cause & Readonly<{ account: string; finding: Finding; blocks: boolean }>,
): Promise<void> {
  const writing = await prepare(tx, context, cause);
  const { email, language, timezone } = writing.facts;
  if (email === null) return;
  const { account, finding, blocks } = cause;
  const at = momentIn(language, timezone, cause.now);
  const { guard, subject, evidence } = finding;
  const cap = guard === 'risky_prefixes' ? null : subject === 'spendPerDay' ? 'spendPerDay' : 'spendPerHour';
  const why = whyFired(language, { cap, prefixes: evidence.prefixes.map(({ prefix }) => prefix) });
  const variables = { ...common(writing), at, account, why, portal: writing.sender.url };
  const kind = blocks ? 'guard_blocked' : 'guard_noticed';
  await writeMail(tx, context, writing, { kind, variables, to: [email], link: null });
}

/** Tells the account that a guard blocks its calls, unless its notifications are off. */
export async function writeCallsBlocked(tx: Tx, context: MailContext, cause: Cause): Promise<void> {
  const writing = await prepare(tx, context, cause);
  const { email, language, timezone, notifications } = writing.facts;
  if (email === null || !notifications) return;
  const at = momentIn(language, timezone, cause.now);
  const variables = { ...common(writing), at, portal: writing.sender.url };
  await writeMail(tx, context, writing, { kind: 'calls_blocked', variables, to: [email], link: null });
}

/** Tells the owner of a webhook that nothing is sent there any more. Always goes out. */
export async function writeWebhookPaused(
  tx: Tx,
  context: MailContext,
  cause: Cause & Readonly<{ url: string; reason: 'gone' | 'failing' }>,
): Promise<void> {
  const writing = await prepare(tx, context, cause);
  const { email, language, timezone } = writing.facts;
  if (email === null) return;
  const at = momentIn(language, timezone, cause.now);
  const why = whyPaused(language, cause.reason);
  const variables = { ...common(writing), at, webhook: cause.url, why, portal: writing.sender.url };
  await writeMail(tx, context, writing, { kind: 'webhook_paused', variables, to: [email], link: null });
}
