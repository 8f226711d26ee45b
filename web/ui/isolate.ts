/** Letters that run from right to left, and characters that turn the direction (Unicode UAX #9: R, AL, LRE to PDI). */
const TURNS =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Keeps what somebody typed apart from the text around it (FSI, PDI) where it could turn that text: the digits behind
 * an Arabic name would stand in front of it. It is what `<bdi>` does, for places that hold no elements, such as
 * titles, names of buttons and options of selects.
 */
export function isolate(typed: string): string {
  return TURNS.test(typed) ? kept(typed) : typed;
}

/** The same whatever it is: a text that runs from right to left is turned by "+49 30 123" too. */
export function kept(typed: string): string {
  return `\u2068${typed}\u2069`;
}

/** Without what `isolate` put around, for comparing with what somebody types. */
export function withoutMarks(text: string): string {
  return text.replaceAll(/[\u2068\u2069]/g, '');
}
