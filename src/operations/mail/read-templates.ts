/** Which texts of mails count for the accounts below somebody, and whose they are. */
import { isStaff, type Actor } from '../../domain/accounts/actor.ts';
import { idsOfPath } from '../../domain/accounts/tree.ts';
import { LANGUAGES, type Language } from '../../domain/languages.ts';
import { writtenOf, type WrittenTemplate } from '../../domain/mail/check-template.ts';
import { KINDS_OF_OPERATOR, MAIL_KINDS, type MailKind } from '../../domain/mail/mail.ts';
import { TEMPLATES } from '../../domain/mail/templates.ts';
import { ownAccount } from '../../postgres/accounts/find-account.ts';
import { mailTemplatesAlong, type MailTemplateRow } from '../../postgres/mail/mail-templates.ts';
import type { Db } from '../../postgres/pool.ts';
import { inFrontOfWall } from '../../postgres/wall.ts';

/** ours: that of the program. above: of somebody above the actor. own: of the actor's operator or reseller. */
export type TemplateSource = 'ours' | 'above' | 'own';

export type TemplateInUse = Readonly<{
  kind: MailKind;
  language: Language;
  source: TemplateSource;
  text: WrittenTemplate;
  /** Of one's own; null for others'. */
  changedAt: Date | null;
  /** What counts without one's own. */
  without: Readonly<{ source: Exclude<TemplateSource, 'own'>; text: WrittenTemplate }>;
}>;

/** Each kind in each language, or one of them. */
export async function readTemplates(
  reads: Db,
  actor: Actor,
  of: Readonly<{ kind: MailKind; language: Language }> | null = null,
): Promise<readonly TemplateInUse[]> {
  const { path } = await ownAccount(reads, actor.ownerId);
  const rows = await inFrontOfWall(() => mailTemplatesAlong(reads, idsOfPath(path), of));
  const kinds = of === null ? kindsFor(actor) : [of.kind];
  const languages = of === null ? LANGUAGES : [of.language];
  return kinds.flatMap((kind) => languages.map((language) => inUse(actor, { kind, language }, rows)));
}

/** Those that go to accounts of the actor's owner. */
export function kindsFor(actor: Actor): readonly MailKind[] {
  return isStaff(actor) ? MAIL_KINDS : MAIL_KINDS.filter((kind) => !KINDS_OF_OPERATOR.has(kind));
}

function inUse(
  { ownerId }: Actor,
  { kind, language }: Readonly<{ kind: MailKind; language: Language }>,
  rows: readonly MailTemplateRow[],
): TemplateInUse {
  const along = rows.filter((row) => row.kind === kind && row.language === language);
  const own = along.find((row) => row.ownerId === ownerId) ?? null;
  const above = along.find((row) => row.ownerId !== ownerId) ?? null;
  const without =
    above === null
      ? { source: 'ours' as const, text: writtenOf(TEMPLATES[kind][language]) }
      : { source: 'above' as const, text: textOf(above) };
  if (own === null) return { kind, language, ...without, changedAt: null, without };
  return { kind, language, source: 'own', text: textOf(own), changedAt: own.changedAt, without };
}

function textOf({ subject, body }: WrittenTemplate): WrittenTemplate {
  return { subject, body };
}
