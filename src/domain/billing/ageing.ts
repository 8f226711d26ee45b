/** How long what is owed has been due: the five columns that accountants read. */

export const AGES = ['not_due', 'to_30', 'to_60', 'to_90', 'over_90'] as const;
/** Not due yet; due for up to 30, 60 or 90 days; due for longer. */
export type Age = (typeof AGES)[number];

const DAY_MS = 86_400_000;

/** Due dates of an age at `now`: after `from` (exclusive) and until `to` (inclusive); null = without end. */
export type DueWithin = Readonly<{ from: Date | null; to: Date | null }>;

/** Days are 24 hours from the due instant on, so that an age is the same in every zone. */
export function dueWithin(age: Age, now: Date): DueWithin {
  const back = (days: number) => new Date(now.getTime() - days * DAY_MS);
  switch (age) {
    case 'not_due':
      return { from: now, to: null };
    case 'to_30':
      return { from: back(30), to: now };
    case 'to_60':
      return { from: back(60), to: back(30) };
    case 'to_90':
      return { from: back(90), to: back(60) };
    case 'over_90':
      return { from: null, to: back(90) };
  }
}

/** What is due at `now` has been due for a day that has begun. */
export function ageOf(dueAt: Date, now: Date): Age {
  const isWithin = (age: Age) => {
    const { from, to } = dueWithin(age, now);
    return (from === null || dueAt > from) && (to === null || dueAt <= to);
  };
  return AGES.find(isWithin) ?? 'over_90';
}
