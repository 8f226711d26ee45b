/** What the cells of a carrier's rate sheet say: codes and increments as they are written in the wild. */
import { isNumberPrefix } from '../numbering/number-prefix.ts';

/** More codes in one cell are a cell that went wrong. */
const CODES_MAX = 1000;
const DIGITS = /^\d{1,15}$/;
/** How a carrier may mark its codes as those of the world. */
const WORLD = /^(?:\+|00)/;
/** "4420-4422": the same digits but for the last one. */
const RANGE = /^(\d{0,14})(\d)-(\d{0,14})(\d)$/;

/** `isShortened`: at least one was written with "+" or "00" in front, which is left out. */
export type Codes = Readonly<{ codes: readonly string[]; isShortened: boolean }>;

/**
 * The codes of a cell: "44", "+44", "0044", "44, 4420-4422" (also with ";"), each once. `unreadable` when it is anything else:
 * a range may differ in its last digit only, because "1809-1829" is a list to most who write it, and taken for a range it
 * would price the calls of eighteen other codes; "1 809" may be one code or two. `begins_with_0` when the digits of one
 * begin no number of the world, as "044" or "0".
 */
export function codesOf(text: string): Codes | 'unreadable' | 'begins_with_0' {
  if (isNumberPrefix(text)) return { codes: [text], isShortened: false };
  const codes = new Set<string>();
  let isShortened = false;
  for (const part of text.split(/[,;]/)) {
    const written = part.trim().split(/\s*[-–]\s*/);
    const ends = written.map((end) => end.replace(WORLD, ''));
    isShortened ||= ends.some((end, index) => end !== written[index]);
    const code = ends.join('-');
    if (DIGITS.test(code)) codes.add(code);
    else {
      const [, start, first, again, last] = RANGE.exec(code) ?? [];
      if (start === undefined || start !== again || Number(first) > Number(last)) return 'unreadable';
      for (let digit = Number(first); digit <= Number(last); digit++) codes.add(`${start}${digit}`);
    }
    if (codes.size > CODES_MAX) return 'unreadable';
  }
  return [...codes].every(isNumberPrefix) ? { codes: [...codes], isShortened } : 'begins_with_0';
}

/** "60/6", also with "-", "+" or ":", as first and further increment; null when it is no pair of whole numbers. */
export function pairOf(text: string): readonly [initial: string, further: string] | null {
  const [, initial, further] = /^(\d{1,4})\s*[/\-+:]\s*(\d{1,4})$/.exec(text) ?? [];
  return initial === undefined || further === undefined ? null : [initial, further];
}
