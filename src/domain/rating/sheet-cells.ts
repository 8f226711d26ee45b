/** What the cells of a carrier's rate sheet say: codes and increments as they are written in the wild. */

/** More codes in one cell are a cell that went wrong. */
const CODES_MAX = 1000;
const CODE = /^\d{1,15}$/;
/** "4420-4422": the same digits but for the last one. */
const RANGE = /^(\d{0,14})(\d)-(\d{0,14})(\d)$/;

/**
 * The codes of a cell: "44", "+44", "44, 4420-4422" (also with ";"), each once; null when it is anything else. A range
 * may differ in its last digit only: "1809-1829" is a list to most who write it, and taken for a range it
 * would price the calls of eighteen other codes. "1 809" may be one code or two.
 */
export function codesOf(text: string): readonly string[] | null {
  if (CODE.test(text)) return [text];
  const codes = new Set<string>();
  for (const part of text.split(/[,;]/)) {
    const code = part
      .trim()
      .replace(/^\+/, '')
      .replace(/\s*[-–]\s*/, '-');
    if (CODE.test(code)) codes.add(code);
    else {
      const [, start, first, again, last] = RANGE.exec(code) ?? [];
      if (start === undefined || start !== again || Number(first) > Number(last)) return null;
      for (let digit = Number(first); digit <= Number(last); digit++) codes.add(`${start}${digit}`);
    }
    if (codes.size > CODES_MAX) return null;
  }
  return [...codes];
}

/** "60/6", also with "-", "+" or ":", as first and further increment; null when it is no pair of whole numbers. */
export function pairOf(text: string): readonly [initial: string, further: string] | null {
  const [, initial, further] = /^(\d{1,4})\s*[/\-+:]\s*(\d{1,4})$/.exec(text) ?? [];
  return initial === undefined || further === undefined ? null : [initial, further];
}
