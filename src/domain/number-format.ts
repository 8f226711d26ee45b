/** The shape of a number of documents: "INV-{year}-{number:5}". */

export const PLACEHOLDER = /\{(year|number)(?::(\d{1,2}))?\}/g;
const FORMAT_LENGTH_MAX = 40;
const NUMBER_DIGITS_MAX = 12;

/** What is wrong with a format, in words; null when it makes numbers that differ from each other, and that can be typed. */
export function mistakeOfFormat(format: string): string | null {
  // What people type as the reason of a bank transfer: printable ASCII.
  if (!/^[\x20-\x7e]*$/.test(format) || format.trim() !== format)
    return 'Use Latin letters without accents, digits and signs, with no space at either end.';
  if (format.length > FORMAT_LENGTH_MAX) return `Use at most ${FORMAT_LENGTH_MAX} characters.`;
  const found = [...format.matchAll(PLACEHOLDER)];
  const times = (name: string) => found.filter((match) => match[1] === name).length;
  if (times('year') !== 1 || times('number') !== 1)
    return 'Write {year} and {number} once each, such as "INV-{year}-{number:5}".';
  const isOdd = found.some(
    ([, name, digits]) =>
      digits !== undefined && (name === 'year' || Number(digits) < 1 || Number(digits) > NUMBER_DIGITS_MAX),
  );
  if (isOdd || /[{}]/.test(format.replace(PLACEHOLDER, '')))
    return 'Use braces for {year} and {number} only. {number:5} has five digits at least; twelve are the most.';
  return null;
}
