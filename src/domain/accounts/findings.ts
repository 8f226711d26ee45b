/** What a preview finds: something that stands in the way, or something to know before it is done. */

export type Finding = Readonly<{
  /** A stable word for programs and translations. */
  code: string;
  /** The cause, with its figures. */
  message: string;
  /** What to do about it; empty when there is nothing to do. */
  fix: string;
  /** The figures of the message: counts, names, instants (ISO 8601), decimal amounts as `amount` with `currency`. */
  figures: Readonly<Record<string, string>>;
}>;

/** A finding; `figures` are those that its message names. */
export function finding(
  code: string,
  message: string,
  fix = '',
  figures: Readonly<Record<string, string>> = {},
): Finding {
  return { code, message, fix, figures };
}

/** "1 account", "2 accounts". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Message and fix in one text, for a refusal. */
export function findingText({ message, fix }: Finding): string {
  return fix === '' ? message : `${message} ${fix}`;
}
