/**
 * Reads application/x-www-form-urlencoded as FreeSWITCH writes it: names as they are, values percent-encoded, "+" being a plus
 * sign in both. A name that comes twice with different values is not believed: one of them may be a phone's.
 */

/** What is said of a form that cannot be read. */
export class FormMistake extends Error {
  override name = 'FormMistake';
}

export type Form = Readonly<{
  /** Null where it is absent or empty. Throws `FormMistake` where it is there with two values. */
  text: (name: string) => string | null;
}>;

/** More than FreeSWITCH sends of any channel. */
const FIELDS_MAX = 4000;

/** Throws `FormMistake` for what is no form. Bytes that are no UTF-8 become U+FFFD. */
export function parseForm(body: string): Form {
  const fields = new Map<string, string>();
  const contradicted = new Set<string>();
  const pairs = body.split('&', FIELDS_MAX + 1);
  if (pairs.length > FIELDS_MAX) throw new FormMistake(`more than ${FIELDS_MAX} fields`);
  for (const pair of pairs) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const value = equals === -1 ? '' : decode(pair.slice(equals + 1));
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (before !== value) contradicted.add(name);
  }
  return {
    text: (name) => {
      if (contradicted.has(name)) throw new FormMistake(`${name} stands there twice`);
      return fields.get(name) || null;
    },
  };
}

/** A percent sign that begins nothing stays as it is: FreeSWITCH writes names without encoding them. */
function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // Not UTF-8, or a lone percent sign: byte by byte.
    return Buffer.from(
      text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      'latin1',
    ).toString('utf8');
  }
}
