/** Makes the subject, text and HTML of a mail. Names are hostile: they are data in each of the three. */
import { known } from '../assert.ts';
import { DIRECTION, type Language } from '../languages.ts';
import { formatMoney } from '../money.ts';
import type { MailKind } from './mail.ts';
import { FOOTERS } from './footers.ts';
import { TEMPLATES, type Template } from './templates.ts';
import { ADDRESSES, type VARIABLES } from './variables.ts';

/** The variables of a kind, each with its value. */
export type MailVariables<Kind extends MailKind> = Readonly<Record<(typeof VARIABLES)[Kind][number], string>>;

export type MailContent = Readonly<{ subject: string; text: string; html: string }>;

/** The brand that a mail wears. The logo comes along under the Content-ID `logo` (RFC 2392). */
export type MailBrand = Readonly<{
  name: string;
  /** #rrggbb, on which white words are readable; null = none. */
  colour: string | null;
  hasLogo: boolean;
}>;

/** Stands where a secret link belongs: texts are kept without it. SUBSTITUTE is in no name, because names lose theirs. */
export const LINK_PLACE = '\u001a';

/** In the place of a link that the reader may not see. */
const HIDDEN: Readonly<Record<Language, string>> = {
  en: '(the link is not shown here)',
  de: '(der Link wird hier nicht gezeigt)',
  ar: '(لا يُعرض الرابط هنا)',
};

const VARIABLE = /\{\{(\w+)\}\}/g;
/** A paragraph that is an address and nothing else stands where the text of the page begins. */
const ADDRESS = /^<a [^>]*>[^<]*<\/a>$/;
const LOGO = '<img src="cid:logo" alt="" height="32" style="vertical-align: middle; margin-inline-end: 8px">';
/** Readable on white: 7 to 1. */
const FOOTER_STYLE =
  'border-top: 1px solid #d0d0d0; margin-top: 24px; padding-top: 8px; font-size: 13px; color: #595959';

/** Why a notice came, and where it is switched off: the page, of the account of this number. */
export type Footer = Readonly<{ number: string; settings: string }>;

/** Fills our text of a kind. */
export function renderMail<Kind extends MailKind>(
  kind: Kind,
  language: Language,
  variables: MailVariables<Kind>,
  brand: MailBrand | null = null,
): MailContent {
  return fillTemplate(TEMPLATES[kind][language], language, variables, { brand });
}

/** Fills a template. Values are put in once: what looks like a variable in a name stays as it is typed. */
export function fillTemplate(
  { subject, paragraphs }: Template,
  language: Language,
  values: Readonly<Record<string, string>>,
  { brand = null, footer = null }: Readonly<{ brand?: MailBrand | null; footer?: Footer | null }> = {},
): MailContent {
  const fill = filling(values);
  const body = paragraphs.map(fill).filter(({ text }) => text !== '');
  const foot = footer === null ? [] : FOOTERS[language].map(filling(footer));
  const title = oneLine(fill(subject).text);
  return {
    subject: title,
    text: `${[...body, ...(foot.length === 0 ? [] : [{ text: '--' }, ...foot])].map(({ text }) => text).join('\n\n')}\n`,
    html: htmlPage(language, escapeHtml(title), [
      ...(brand === null ? [] : [brandLine(brand)]),
      ...body.map(({ html }) => (ADDRESS.test(html) ? `<p>${html}</p>` : `<p dir="auto">${html}</p>`)),
      ...(foot.length === 0
        ? []
        : [`<p dir="auto" style="${FOOTER_STYLE}">${foot.map(({ html }) => html).join('<br>')}</p>`]),
    ]),
  };
}

/** A paragraph as text and as HTML. Lines of a template stay lines; those of a value do not. */
function filling(values: Readonly<Record<string, string>>) {
  const valueOf = (name: string) => {
    const value = known(values[name], `the variable ${name} of a mail`);
    return name === 'link' ? value : oneLine(value);
  };
  const marked = (name: string) => {
    const value = escapeHtml(valueOf(name));
    return ADDRESSES.has(name) || name === 'settings' ? anchor(value) : value;
  };
  return (template: string): Readonly<{ text: string; html: string }> => ({
    text: template.replace(VARIABLE, (_all, name: string) => valueOf(name)).trim(),
    html: template
      .split(VARIABLE)
      .map((part, index) => (index % 2 === 0 ? escapeHtml(part).replaceAll('\n', '<br>') : marked(part)))
      .join('')
      .trim(),
  });
}

/** The content with its secret link. */
export function withLink(content: MailContent, link: string): MailContent {
  return {
    subject: content.subject,
    text: content.text.replaceAll(LINK_PLACE, () => link),
    html: content.html.replaceAll(LINK_PLACE, () => escapeHtml(link)),
  };
}

/** The content for those who may not see the link, or when there is none any more. */
export function withoutLink(content: MailContent, language: Language): MailContent {
  return {
    subject: content.subject,
    text: content.text.replaceAll(LINK_PLACE, HIDDEN[language]),
    html: content.html.replaceAll(anchor(LINK_PLACE), HIDDEN[language]).replaceAll(LINK_PLACE, ''),
  };
}

/** The HTML of a mail whose logo is there no more. */
export function withoutLogo(html: string): string {
  return html.replace(LOGO, '');
}

/** Arabic with the digits and the calendar that account numbers and billing days have. */
const LOCALES: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  de: 'de-DE',
  ar: 'ar-u-ca-gregory-nu-latn',
};

/** A moment as the account reads it: its language, its time zone. */
export function momentIn(language: Language, timezone: string, moment: Date): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: timezone,
  });
  return `${format.format(moment)} (${timezone})`;
}

/** A day as the account reads it, by the clocks of `timezone`. */
export function dayIn(language: Language, timezone: string, moment: Date): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: timezone }).format(moment);
}

/** An amount as the account reads it, in as many digits as its currency has. Rounded down: nobody has more than it says. */
export function moneyIn(language: Language, currency: string, micros: bigint): string {
  const format = new Intl.NumberFormat(LOCALES[language], {
    style: 'currency',
    currency,
    roundingMode: 'floor',
  });
  return format.format(formatMoney(micros) as Intl.StringNumericLiteral);
}

/** Whatever could begin a line, end one, or turn the direction of the text around it. */
function oneLine(value: string): string {
  return value
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function anchor(address: string): string {
  return `<a href="${address}">${address}</a>`;
}

function brandLine({ name, colour, hasLogo }: MailBrand): string {
  const line = colour === null ? '' : ` style="border-bottom: 3px solid ${colour}; padding-bottom: 8px"`;
  return `<p${line}>${hasLogo ? LOGO : ''}<strong dir="auto">${escapeHtml(oneLine(name))}</strong></p>`;
}

function htmlPage(language: Language, title: string, body: readonly string[]): string {
  return [
    '<!doctype html>',
    `<html lang="${language}"${DIRECTION[language] === 'rtl' ? ' dir="rtl"' : ''}>`,
    `<head><meta charset="utf-8"><title>${title}</title></head>`,
    '<body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; max-width: 40em; overflow-wrap: anywhere">',
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
