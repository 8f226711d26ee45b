/** Sets the mail server of the operator. */
import type { Actor } from '../../domain/accounts/actor.ts';
import {
  DEFAULT_PORTS,
  isOwnMachine,
  isSameSignIn,
  MAIL_SERVER_PASSWORD,
  MAIL_SERVER_SETTING,
  mailServerFrom,
  type MailSecurity,
  type MailServer,
} from '../../domain/mail/mail-server.ts';
import type { Value } from '../../domain/audit/differences.ts';
import { fieldProblem } from '../../domain/problem.ts';
import { storedSettings, storeSetting } from '../../postgres/accounts/settings.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordAudit, recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { sealSecret } from '../secrets.ts';

export type MailServerInput = Readonly<{
  host: string;
  port?: number | undefined;
  security: MailSecurity;
  user?: string | undefined;
  /** undefined: the one that is kept. null or empty: none. */
  password?: string | null | undefined;
  senderAddress: string;
  senderName?: string | undefined;
}>;

/**
 * Writes all of it. Throws `invalid_input` for a password that would travel in the clear, and when the kept password
 * would go to another server or user than it was given for: it must be typed again then.
 */
export async function saveMailServer(context: Context, actor: Actor, input: MailServerInput): Promise<void> {
  await withTransaction(context.pool, async (tx) => {
    const before = mailServerFrom(await storedSettings(tx, actor.operatorId));
    const { host, security, user = '', senderAddress, senderName = '' } = input;
    const server = {
      host,
      port: input.port ?? DEFAULT_PORTS[security],
      security,
      user,
      senderAddress,
      senderName,
    };
    const value: MailServer = {
      ...server,
      sealedPassword: sealedPassword(context, before, server, input.password),
    };
    const { operatorId: accountId } = actor;
    const changedAt = context.now();
    await storeSetting(tx, {
      accountId,
      key: MAIL_SERVER_SETTING,
      value,
      changedAt,
      changedBy: actor.accountId,
    });
    await recordDifferences(tx, actor, {
      accountId,
      action: 'mail_server.changed',
      before: mailServerFields(before),
      after: mailServerFields(value),
      happenedAt: changedAt,
    });
    const hadOne = before !== null && before.sealedPassword !== null;
    if (hadOne && value.sealedPassword !== null && value.sealedPassword !== before.sealedPassword)
      await recordAudit(tx, actor, {
        accountId,
        action: 'mail_server.password_changed',
        happenedAt: changedAt,
      });
  });
}

/** For the timeline, which says whether there is a password and not what it is. */
export function mailServerFields(server: MailServer | null): Readonly<Record<string, Value>> {
  if (server === null) return {};
  const { sealedPassword, ...shown } = server;
  const fields = { ...shown, hasPassword: sealedPassword !== null };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`mail_server.${name}`, value]));
}

function sealedPassword(
  context: Context,
  before: MailServer | null,
  server: Omit<MailServer, 'sealedPassword'>,
  given: string | null | undefined,
): string | null {
  const keeps = given === undefined && before !== null && before.sealedPassword !== null;
  const gives = given !== undefined && given !== null && given !== '';
  if (!keeps && !gives) return null;
  if (server.user === '') {
    if (keeps) return null;
    throw fieldProblem('user', 'required', 'A password needs its user.');
  }
  if (server.security === 'none' && !isOwnMachine(server.host)) {
    const message =
      'The password would travel in the clear. Choose starttls or tls, or take the password away.';
    throw fieldProblem('security', 'password_in_the_clear', message);
  }
  if (gives) return sealSecret(context.masterKey, MAIL_SERVER_PASSWORD, given).toString('base64');
  if (before !== null && !isSameSignIn(before, server)) {
    const message = 'Type the password again: it was given for another host, port, security or user.';
    throw fieldProblem('password', 'required', message);
  }
  return before?.sealedPassword ?? null;
}
