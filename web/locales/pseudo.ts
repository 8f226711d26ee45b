/** A made-up language: accented, a third longer, in brackets. Plain text on a page was never translated. */

type Texts = { readonly [key: string]: string | Texts };

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
  n: 'ñ',
  c: 'ç',
  y: 'ý',
};

export function pseudo(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [
      key,
      typeof value === 'string' ? pseudoText(value) : pseudo(value),
    ]),
  );
}

/** Leaves {{placeholders}} alone. */
function pseudoText(text: string): string {
  const accented = text
    .split(/(\{\{.*?\}\})/)
    .map((part) => (part.startsWith('{{') ? part : part.replace(/[aeiouAEIOUncy]/g, (c) => ACCENTED[c] ?? c)))
    .join('');
  return `[${accented}${' ~~~~'.repeat(Math.ceil(text.length / 15))}]`;
}
