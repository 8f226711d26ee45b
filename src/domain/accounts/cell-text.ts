/** Texts as cells of a sheet, and back: what begins like a formula is never run by a spreadsheet. */

/**
 * Puts an apostrophe before what a spreadsheet would run (OWASP, CSV Injection: = + - @, TAB, CR; and the
 * full-width forms of the four, which some spreadsheets take for them). A text that has such an apostrophe already gets one more, so that `textOfCell` gives every text back.
 */
export function cellOfText(text: string): string {
  return /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
}

/** The text that a cell stands for: without the apostrophe that `cellOfText` put there. */
export function textOfCell(cell: string): string {
  return /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? cell.slice(1) : cell;
}

/**
 * Several names in one cell: "VAT 19 %; Levy". A name that holds a semicolon, or begins with a quote, stands in quotes with
 * its own doubled, as in CSV (RFC 4180 §2): `"Levy; reduced"; VAT 19 %`.
 */
export function cellOfNames(names: readonly string[]): string {
  return names.map((name) => (/^"|;/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join('; ');
}

const QUOTED = /\s*"((?:[^"]|"")*)"\s*(?:;|$)/y;
const PLAIN = /([^;]*)(?:;|$)/y;

/** The names of a cell that `cellOfNames` or a person wrote, trimmed; a quote that nothing ends is a sign like others. */
export function namesOfCell(text: string): string[] {
  const names: string[] = [];
  for (let place = 0; place < text.length; ) {
    QUOTED.lastIndex = place;
    PLAIN.lastIndex = place;
    const quoted = QUOTED.exec(text);
    const name = quoted?.[1]?.replaceAll('""', '"') ?? PLAIN.exec(text)?.[1]?.trim() ?? '';
    if (name !== '') names.push(name);
    place = quoted === null ? PLAIN.lastIndex : QUOTED.lastIndex;
  }
  return names;
}
