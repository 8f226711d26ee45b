/** Texts as cells of a sheet, and back: what begins like a formula is never run by a spreadsheet. */

/**
 * Puts an apostrophe before what a spreadsheet would run (OWASP, CSV Injection: = + - @, TAB, CR). A text
 * that has such an apostrophe already gets one more, so that `textOfCell` gives every text back.
 */
export function cellOfText(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** The text that a cell stands for: without the apostrophe that `cellOfText` put there. */
export function textOfCell(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
