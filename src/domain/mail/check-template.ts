/** What somebody writes instead of our text: paragraphs with variables, and nothing else. */
import type { MailKind } from './mail.ts';
import type { Template } from './templates.ts';
import { ADDRESSES, REQUIRED, VARIABLES, type VariableName } from './variables.ts';

/** As it is typed and stored: paragraphs with empty lines between them. */
export type WrittenTemplate = Readonly<{ subject: string; body: string }>;

export type TemplateMistake = Readonly<{
  field: keyof WrittenTemplate;
  code: 'unknown_variable' | 'variable_missing';
  message: string;
}>;

export function templateOf({ subject, body }: WrittenTemplate): Template {
  const paragraphs = body
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  return { subject, paragraphs };
}

export function writtenOf({ subject, paragraphs }: Template): WrittenTemplate {
  return { subject, body: paragraphs.join('\n\n') };
}

/** The variables that a subject may have: no addresses. */
export function variablesOfSubject(kind: MailKind): readonly VariableName[] {
  return VARIABLES[kind].filter((name) => !ADDRESSES.has(name));
}

/** Takes the spaces out of `{{ name }}`. */
export function tidied({ subject, body }: WrittenTemplate): WrittenTemplate {
  const tidy = (text: string) => text.replace(/\{\{\s*(\w+)\s*\}\}/g, '{{$1}}');
  return { subject: tidy(subject), body: tidy(body) };
}

/** The first mistake of each field; none = it can be filled. */
export function mistakesOfTemplate(kind: MailKind, { subject, body }: WrittenTemplate): TemplateMistake[] {
  const ofSubject = mistakeIn(subject, variablesOfSubject(kind));
  const ofBody = mistakeIn(body, VARIABLES[kind]) ?? missingIn(kind, body);
  return [
    ...(ofSubject === null ? [] : [{ field: 'subject' as const, ...ofSubject }]),
    ...(ofBody === null ? [] : [{ field: 'body' as const, ...ofBody }]),
  ];
}

type Mistake = Omit<TemplateMistake, 'field'>;

/** A variable that is not in the list, or braces that are none. */
function mistakeIn(text: string, allowed: readonly VariableName[]): Mistake | null {
  const unknown = [...text.matchAll(/\{\{([^{}]*)\}\}/g)].find(
    ([, name]) => !(allowed as readonly string[]).includes(name ?? ''),
  );
  const rest = text.replaceAll(/\{\{[^{}]*\}\}/g, '');
  const stray = /\{\{|\}\}/.exec(rest);
  if (unknown === undefined && stray === null) return null;
  const list = allowed.map(asVariable).join(', ');
  const message =
    unknown === undefined
      ? `Braces that belong to no variable stand here. Use one of these: ${list}.`
      : `"${shortened(unknown[0])}" is no variable of this mail. Use one of these: ${list}.`;
  return { code: 'unknown_variable', message };
}

function missingIn(kind: MailKind, body: string): Mistake | null {
  const missing = (REQUIRED[kind] ?? []).filter((name) => !body.includes(asVariable(name)));
  if (missing.length === 0) return null;
  const message = `This mail does not do without these: ${missing.map(asVariable).join(', ')}.`;
  return { code: 'variable_missing', message };
}

function asVariable(name: string): string {
  return `{{${name}}}`;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
