/** What a change changed, field by field, as the timeline shows it. */

export type Value = string | number | boolean | null | readonly Value[];
export type Difference = Readonly<{ field: string; before: Value; after: Value }>;

/** Texts longer than this are cut in the timeline; the account itself has the whole. */
const TEXT_MAX = 200;

/**
 * The fields whose values differ, in the order of `after`. Both are flat: a field is a path such as "profile.city".
 * A field that only one of them has was not there before, or is gone: null.
 */
export function differencesOf(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): readonly Difference[] {
  const fields = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...fields].flatMap((field) => {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ field, before: shortened(was), after: shortened(is) }];
  });
}

function shortened(value: Value): Value {
  if (typeof value !== 'string' || value.length <= TEXT_MAX) return value;
  return `${value.slice(0, TEXT_MAX)}…`;
}
