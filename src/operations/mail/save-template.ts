/** Texts of mails that the operator or a reseller writes instead of ours. */
import type { Actor } from '../../domain/accounts/actor.ts';
import type { Value } from '../../domain/audit/differences.ts';
import type { Language } from '../../domain/languages.ts';
import { tidied, type WrittenTemplate } from '../../domain/mail/check-template.ts';
import type { MailKind } from '../../domain/mail/mail.ts';
import { mailTemplateOf, removeMailTemplate, saveMailTemplate } from '../../postgres/mail/mail-templates.ts';
import { lockAccountById } from '../../postgres/accounts/find-account.ts';
import { withTransaction } from '../../postgres/pool.ts';
import { recordDifferences } from '../audit/record-audit.ts';
import type { Context } from '../context.ts';
import { checkTemplate } from './preview-template.ts';

type Of = Readonly<{ kind: MailKind; language: Language }>;

/** Mails to the accounts below have it from now on. Throws `invalid_input` for variables that the kind does not have, or lacks. */
export async function saveTemplate(
  context: Context,
  actor: Actor,
  of: Of,
  input: WrittenTemplate,
): Promise<void> {
  const { subject, body } = tidied(input);
  checkTemplate(of.kind, { subject, body });
  await change(context, actor, of, { subject, body });
}

/** The text of whoever is above, or ours, counts again. */
export async function removeTemplate(context: Context, actor: Actor, of: Of): Promise<void> {
  await change(context, actor, of, null);
}

async function change(context: Context, actor: Actor, of: Of, after: WrittenTemplate | null): Promise<void> {
  const key = { ...of, ownerId: actor.ownerId };
  await withTransaction(context.pool, async (tx) => {
    await lockAccountById(tx, actor.ownerId);
    const before = await mailTemplateOf(tx, key);
    const changedAt = context.now();
    if (after === null) await removeMailTemplate(tx, key);
    else await saveMailTemplate(tx, { ...key, ...after, changedAt });
    await recordDifferences(tx, actor, {
      accountId: actor.ownerId,
      action: after === null ? 'mail_template.removed' : 'mail_template.changed',
      before: before === null ? {} : fieldsOf(of, before),
      after: after === null ? {} : fieldsOf(of, after),
      happenedAt: changedAt,
    });
  });
}

/** Which one it is stands in the names of the fields: nothing else tells two texts apart. */
function fieldsOf(
  { kind, language }: Of,
  { subject, body }: WrittenTemplate,
): Readonly<Record<string, Value>> {
  return {
    [`mail_template.${kind}.${language}.subject`]: subject,
    [`mail_template.${kind}.${language}.body`]: body,
  };
}
